"""What does the page that gathers all of sharing show? The newest of each, as far as the reader may read it, where it
comes from, and what waits.

*Source:* R81, R78; design/sharing.md 2.2 (counts are of what the viewer may read).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from commonground.groundwork.actors import Actor
from commonground.people.models import Organisation
from commonground.sharing.models import Agreement, Party, Rendition
from commonground.sharing.queries import agreements, asking, visible
from commonground.sharing.queries.agreements import present, state
from commonground.sharing.queries.agreements_moment import law_moment
from commonground.sharing.rules.agreements_state import State

NEWEST, A_FEW, LOOKED_AT = 4, 5, 100
BULLETINS = ("alert", "briefing")
FIRST = ("alert", "incident", "intelligence", "briefing", "document")
IN_A_BULLETIN = 50
SPANS = (1, 7, 30)


@dataclass(frozen=True, slots=True)
class Source:
    """An organisation that gives something: which categories it gives under which agreements, and how many of the
    newest items that the reader can read are its."""

    organisation: Organisation
    gives: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    readable: int


@dataclass(frozen=True, slots=True)
class Workspace:
    """What the page shows: newest items, alerts and briefings, agreements in force, and sources."""

    newest: list[Rendition]
    bulletins: list[Rendition]
    agreements: list[Agreement]
    sources: list[Source]


def workspace(actor: Actor) -> Workspace:
    """Gather what the page shows to a member."""
    latest = visible.latest(actor, size=LOOKED_AT).rows
    bulletins = [one for kind in BULLETINS for one in visible.found(actor, category=kind, size=NEWEST).rows]
    bulletins.sort(key=lambda one: one.item.written_at, reverse=True)
    ours = [one for one in agreements.narrowed(actor) if state(one) is State.IN_FORCE]
    others = [one for one in latest if one.item.originator_id != actor.organisation_id]
    return Workspace(latest[:NEWEST], bulletins[:NEWEST], ours[:A_FEW], _sources(actor, ours, others))


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What of all that the reader may read is new since a moment: by category, and whether there is more."""

    since: datetime
    of_each: dict[str, list[Rendition]]
    is_cut: bool


def bulletin(actor: Actor, days: int) -> Bulletin:
    """Give what the actor may read of what began within some days, by category, the most urgent first."""
    found = visible.latest(actor, size=IN_A_BULLETIN)
    since = asking.moment() - timedelta(days=days)
    new = [one for one in found.rows if (one.item.opens or one.item.written_at) >= since]
    of_each = {kind: [one for one in new if one.item.category == kind] for kind in (*FIRST, *visible.categories())}
    is_cut = bool(found.next) and len(new) == len(found.rows)
    return Bulletin(since, {kind: rows for kind, rows in of_each.items() if rows}, is_cut)


def _sources(actor: Actor, ours: list[Agreement], others: Iterable[Rendition]) -> list[Source]:
    """Every other organisation that gives something under an agreement in force, or of which something can be read."""
    read = Counter(one.item.originator_id for one in others)
    bodies = {one.item.originator_id: one.item.originator for one in others}
    gives: dict[int, set[str]] = {}
    under: dict[int, list[Agreement]] = {}
    parties = Party.objects.filter(present(law_moment()), agreement__in=ours)
    parties = parties.exclude(organisation=actor.organisation_id)
    for one in parties.select_related("organisation", "agreement").order_by("agreement__reference"):
        if one.gives:
            bodies[one.organisation_id] = one.organisation
            gives[one.organisation_id] = gives.get(one.organisation_id, set()) | set(one.gives)
            under.setdefault(one.organisation_id, []).append(one.agreement)
    return [
        Source(body, tuple(sorted(gives.get(key, ()))), tuple(under.get(key, ())), read[key])
        for key, body in sorted(bodies.items(), key=lambda pair: pair[1].name)
    ]
