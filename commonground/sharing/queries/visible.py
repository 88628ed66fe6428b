"""What may I read? The one query behind every page, list, count, search, mail and export of what is shared.

Ids come from the database's own functions, bodies through row level security; the openings are asked here as well, so
that an answer is the same whoever the connection belongs to. Whoever may not read gets what a missing thing gets: 404.

*Source:* design/sharing.md 2, 2.2, 3, 5 ("Every surface is the same query"); R15; D2.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.people.models import Organisation
from commonground.sharing.models import Item, Rendition, WithdrawalNotice
from commonground.sharing.queries import asking
from commonground.sharing.queries.explaining import (
    Seers,
    as_them,
    history_of,
    preview,
    who_has_seen,
    who_sees,
    why,
    whys,
)
from commonground.sharing.queries.holding import holding_of
from commonground.sharing.queries.openings import open_of, renditions_of_keys, rows_of
from commonground.sharing.rules.drafts import CATEGORIES

__all__ = [
    "COUNTED",
    "Existing",
    "Page",
    "Seers",
    "as_them",
    "categories",
    "count",
    "existing_for",
    "found",
    "history_of",
    "holding_of",
    "item_for",
    "latest",
    "notice_for",
    "notices_for",
    "open_of",
    "preview",
    "readable_ids",
    "rendition_for",
    "renditions_for",
    "search",
    "who_has_seen",
    "who_sees",
    "why",
    "whys",
]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST = 2**63 - 1
COUNTED = 1_000
FOUND = "sharing_found(%s::text, %s::text, %s::bigint, %s::bigint, %s::bigint[], %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Page:
    """Some renditions, one for each item, the newest first; `next` is empty at the end, or asks for what follows."""

    rows: list[Rendition]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Existing:
    """All that may be told of something that exists: by whom, and under which title."""

    public_id: uuid.UUID
    known_title: str
    originator: Organisation


def categories() -> dict[str, str]:
    """Give the categories of items by their code."""
    return dict(CATEGORIES)


def latest(actor: Actor, *, before: str = "", size: int = 50) -> Page:
    """List the newest items that the actor may read, each once, by its first readable rendition."""
    return _page(actor, "SELECT item, rendition FROM sharing_latest(%s, %s, %s)", [], before, size)


def found(
    actor: Actor,
    *,
    words: str = "",
    category: str = "",
    originator_id: int | None = None,
    area_id: int | None = None,
    own: bool | None = None,
    before: str = "",
    size: int = 50,
) -> Page:
    """List the items that the actor may read and that fit what is asked, the newest first; words are looked for in
    what they may read, and nowhere else."""
    asked = _filters(actor, words, category, originator_id, area_id, own)
    return _page(actor, f"SELECT item, rendition FROM {FOUND}", asked, before, size)


def count(actor: Actor, **asked: Any) -> int:
    """Count the items that `found` would list for the same filters; one more than COUNTED stands for all that are
    more."""
    asking.enter(actor)
    given = _filters(
        actor,
        asked.get("words", ""),
        asked.get("category", ""),
        asked.get("originator_id"),
        asked.get("area_id"),
        asked.get("own"),
    )
    return int(rows_of(f"SELECT count(*) FROM {FOUND}", [*given, COUNTED + 1, "infinity", LAST])[0][0])


def search(actor: Actor, words: str, *, size: int = 50) -> list[Rendition]:
    """List the newest items in which words stand, as far as the actor may read them."""
    return found(actor, words=words, size=size).rows if words.strip() else []


def item_for(actor: Actor, public_id: uuid.UUID) -> Rendition:
    """Give the first rendition of an item that the actor may read, or 404 as for an item that does not exist."""
    return _first(asking.enter_item(actor, public_id))


def rendition_for(actor: Actor, public_id: uuid.UUID) -> Rendition:
    """Give one rendition that the actor may read, or 404 as for one that does not exist; its children hang on it."""
    return _first(asking.enter_rendition(actor, public_id))


def _first(rows: Sequence[tuple[int, int]]) -> Rendition:
    found = renditions_of_keys([rendition for _, rendition in rows[:1]]) if rows else []
    if not found:
        raise Http404
    return found[0]


def renditions_for(actor: Actor, item: Item) -> list[Rendition]:
    """List all renditions of an item that the actor may read, in the originator's order."""
    return renditions_of_keys([rendition for _, rendition in asking.enter_item(actor, item.public_id)])


def readable_ids(actor: Actor, item_ids: Iterable[int]) -> set[int]:
    """Give those of some items, by their keys, of which the actor may read something."""
    asking.enter(actor)
    return {item for item, _ in open_of(*item_ids)}


def existing_for(actor: Actor) -> list[Existing]:
    """List what exists and may be asked for: the originator has named the actor's organisation, and gave it a title."""
    asking.enter(actor)
    rows = rows_of(
        "SELECT public_id, title, originator FROM sharing_existing(%s) ORDER BY title", [actor.membership_id]
    )
    bodies = Organisation.objects.in_bulk({originator for _, _, originator in rows})
    return [Existing(public_id, title, bodies[originator]) for public_id, title, originator in rows]


def notices_for(actor: Actor) -> QuerySet[WithdrawalNotice]:
    """List the withdrawals that somebody was told of as the member that they act as, the newest first."""
    mine = WithdrawalNotice.objects.filter(membership_id=actor.membership_id or 0)
    return mine.select_related("originator")


def notice_for(actor: Actor, public_id: uuid.UUID) -> WithdrawalNotice:
    """Give one notice of a withdrawal to whom it was sent, and 404 to everybody else."""
    one = notices_for(actor).filter(public_id=public_id).first()
    if one is None:
        raise Http404
    return one


def _filters(
    actor: Actor, words: str, category: str, originator_id: int | None, area_id: int | None, own: bool | None
) -> list[Any]:
    mine = actor.organisation_id or 0
    whose = originator_id if originator_id is not None else mine if own else None
    return [
        words.strip() or None,
        category or None,
        whose,
        mine if own is False else None,
        [area_id] if area_id else None,
    ]


def _page(actor: Actor, query: str, asked: Sequence[Any], before: str, size: int) -> Page:
    asking.enter(actor)
    start = _place(before)
    if start is None:
        return Page([])
    rows = rows_of(query, [*asked, size + 1, *start])
    shown = renditions_of_keys([rendition for _, rendition in rows[:size]])
    return Page(shown, shown[-1].item.ref if len(rows) > size and shown else "")


def _place(before: str) -> tuple[str | datetime, int] | None:
    """Where a page begins: after an item that was shown, if the reader may still read it."""
    if not before:
        return "infinity", LAST
    try:
        item = Item.objects.filter(public_id=ids.from_text(before)).first()
    except ValueError:
        return None
    if item is None or not open_of(item.pk):
        return None
    return item.opens or EPOCH, item.pk
