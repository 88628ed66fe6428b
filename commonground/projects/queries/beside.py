"""What else happens at the same place? Collaborations that overlap with one, as far as the reader may know of them.

A reader knows of those that they take part in, and of those that have told everybody: a page that both sides approved.
Of all others nothing is said, not even that they are there.

*Source:* R102; settled questions, "Who sees a collaboration".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.people.models import Membership
from commonground.places.models import Area
from commonground.projects.models import Collaboration, CoordinationNote, Publication
from commonground.projects.queries import cases, visible
from commonground.projects.queries.portfolio import seen_by
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.overlapping import Overlap, Place, Work, overlaps

MOST_COMPARED, MOST_SHOWN = 500, 20
NOT_KEPT = 0  # the key of a collaboration that has none yet
BEFORE = (State.DRAFT.value, State.PROPOSED.value, State.ALIVE.value)


@dataclass(frozen=True, slots=True)
class Beside:
    """One collaboration that overlaps: why, what the reader may call it by, and its public page where it has one."""

    collaboration: Collaboration
    overlap: Overlap
    page: Publication | None
    is_open_to_reader: bool


def beside(actor: Actor, collaboration: Collaboration) -> list[Beside]:
    """List what overlaps with a collaboration that the actor may see, among what the actor may know of."""
    return _beside(actor, collaboration.area, _work(collaboration))


def would_be_beside(actor: Actor, name: str, about: str, area: Area) -> list[Beside]:
    """List what a collaboration of these words would overlap with from today on, before anything of it is kept."""
    place = Place(area.pk, area.name, tuple(area.above))
    return _beside(actor, area, Work(NOT_KEPT, place, f"{name} {about}", timezone.localdate()))


def _beside(actor: Actor, area: Area, work: Work) -> list[Beside]:
    there = Q(area=area.pk) | Q(area__in=area.above)
    there |= Q(area__above__contains=[area.pk])
    own = seen_by(actor).filter(there, state__in=BEFORE).exclude(pk=work.key)
    mine = {each.pk: each for each in own.order_by("-created_at")[:MOST_COMPARED]}
    pages = {page.collaboration_id: page for page in _pages(there, work.key)[:MOST_COMPARED]}
    known = {key: page.collaboration for key, page in pages.items()} | mine
    words = {key: str(page.values.get("purpose", "")) for key, page in pages.items() if key not in mine}
    found = overlaps(work, [_work(each, words.get(key)) for key, each in known.items()])
    return [Beside(known[one.key], one, pages.get(one.key), one.key in mine) for one in found[:MOST_SHOWN]]


def _pages(there: Q, besides: int) -> QuerySet[Publication]:
    at = Collaboration.objects.filter(there).exclude(pk=besides).values("pk")
    return cases.under_way().filter(collaboration__in=at)


def _work(collaboration: Collaboration, public_words: str | None = None) -> Work:
    """Take down what a collaboration does; of one that is only public, in nothing but its public words."""
    area: Area = collaboration.area
    words = collaboration.about if public_words is None else public_words
    return Work(
        collaboration.pk,
        Place(area.pk, area.name, tuple(area.above)),
        f"{collaboration.name} {words}",
        _day(collaboration.alive_at or collaboration.created_at),
        _day(collaboration.stopped_at) if collaboration.stopped_at else None,
    )


def _day(moment: object) -> date:
    return timezone.localdate(moment)  # type: ignore[arg-type]


def notes_of(collaboration: Collaboration) -> tuple[list[CoordinationNote], list[CoordinationNote]]:
    """Give the notes that a collaboration has sent and received, the newest first; for its team."""
    rows = CoordinationNote.objects.select_related("sender", "receiver", "by__person", "by__organisation")
    return list(rows.filter(sender=collaboration)[:MOST_SHOWN]), list(rows.filter(receiver=collaboration)[:MOST_SHOWN])


def leads_of(collaboration: Collaboration) -> list[Membership]:
    """List the memberships that speak for the two sides of a collaboration now."""
    keys: Iterable[int] = visible.speakers([collaboration]).values()
    return list(Membership.objects.filter(pk__in=list(keys)).select_related("person__account").order_by("pk"))
