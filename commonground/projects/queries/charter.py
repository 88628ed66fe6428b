"""What does a collaboration's working charter say, who has adopted it, and how was it kept?

Row level security keeps a side's ratings from the other until both have rated.

*Source:* R85; settled questions, "Who" (blind texts).
"""

from dataclasses import dataclass
from datetime import datetime

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import (
    CharterRating,
    CharterRound,
    CharterWording,
    Collaboration,
    Review,
)
from commonground.projects.rules.charter import Rated


@dataclass(frozen=True, slots=True)
class Adopted:
    """What one side has adopted: who and when, and whether it was the present wording."""

    side: Side
    by: str = ""
    at: datetime | None = None
    is_present: bool = False


def wording_of(collaboration: Collaboration) -> CharterWording | None:
    """Give the present wording, or None while the team has neither added a word nor adopted the charter."""
    return collaboration.charter.select_related("by").order_by("-number").first()


def wordings_of(collaboration: Collaboration) -> list[CharterWording]:
    """List every wording, newest first, with who wrote it."""
    return list(collaboration.charter.select_related("by").order_by("-number"))


def adopted_by(collaboration: Collaboration) -> tuple[Adopted, ...]:
    """Give each side's latest adoption, police first."""
    present = wording_of(collaboration)
    found: dict[Side, Adopted] = {}
    for wording in collaboration.charter.prefetch_related("adoptions__by__person").order_by("number"):
        for row in wording.adoptions.all():
            found[Side(row.side)] = Adopted(Side(row.side), row.by.person.name, row.at, wording == present)
    return tuple(found.get(side, Adopted(side)) for side in TWO_SIDES)


def is_adopted(collaboration: Collaboration) -> bool:
    """Whether both sides have adopted the present wording."""
    return all(one.is_present for one in adopted_by(collaboration))


def round_of(review: Review) -> CharterRound | None:
    """Give the round of ratings of one review, or None while no side has rated."""
    return CharterRound.objects.filter(review=review).first()


def to_rate(actor: Actor, collaboration: Collaboration) -> Review | None:
    """Give the latest review that both sides have answered and that the actor's side has not rated, or None."""
    latest = collaboration.reviews.order_by("-number").select_related("charter_round").first()
    if latest is None or not latest.is_open or actor.side not in TWO_SIDES:
        return None
    made = getattr(latest, "charter_round", None)
    return None if made and actor.side in made.rated else latest


def ratings_for(actor: Actor, round_: CharterRound) -> dict[Side, CharterRating]:
    """Give the ratings that the actor may read: their own side's, and both once both have rated."""
    rows = round_.ratings.select_related("by__person")
    if not round_.is_open:
        rows = rows.filter(side=actor.side.value if actor.side else "")
    return {Side(row.side): row for row in rows}


def rated_of(collaboration: Collaboration) -> list[Rated]:
    """List the reviews after which both sides have rated, in their order, with each side's marks."""
    rows = CharterRating.objects.filter(
        round__review__collaboration=collaboration,
        round__police_rated_at__isnull=False,
        round__security_rated_at__isnull=False,
    ).select_related("round__review")
    found: dict[int, dict[Side, dict[str, int]]] = {}
    for row in rows:
        found.setdefault(row.round.review.number, {})[Side(row.side)] = row.marks
    return [Rated(number, marks) for number, marks in sorted(found.items()) if len(marks) == len(TWO_SIDES)]


def rounds_of(collaboration: Collaboration) -> list[CharterRound]:
    """List the rounds of ratings, newest first, with their reviews."""
    rows = CharterRound.objects.filter(review__collaboration=collaboration).select_related("review")
    return list(rows.order_by("-review__number"))


def number_adopted() -> int:
    """Count the collaborations whose present charter both sides have adopted, for the page of the framework."""
    newest: dict[int, int] = {}
    for key, number in CharterWording.objects.values_list("collaboration_id", "number").order_by("number"):
        newest[key] = number
    sides: dict[tuple[int, int], int] = {}
    rows = CharterWording.objects.filter(adoptions__isnull=False).values_list("collaboration_id", "number")
    for place in rows:
        sides[place] = sides.get(place, 0) + 1
    return sum(sides.get(place, 0) == len(TWO_SIDES) for place in newest.items())
