"""Where does an agreement stand, and what is due about it? Worked out from what is recorded and from the day.

*Source:* R212; design/sharing.md 5; reference on the domain, 7(A).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

FIRST_REVIEW_MONTHS, LATER_REVIEW_MONTHS = 6, 12
REVIEW_AHEAD = timedelta(days=30)


class State(StrEnum):
    """Where an agreement stands; only one in force opens anything."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    ENDED = "ended"


STATES = {
    State.DRAFT: "Draft",
    State.OFFERED: "Awaiting signature",
    State.SIGNED: "Signed, not begun",
    State.IN_FORCE: "In force",
    State.SUSPENDED: "Suspended",
    State.EXPIRED: "Expired",
    State.ENDED: "Ended",
}


class VersionState(StrEnum):
    """Where one version stands; from `offered` on its words do not change."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    DROPPED = "dropped"


VERSION_STATES = {
    VersionState.DRAFT: "Being written",
    VersionState.OFFERED: "Awaiting signature",
    VersionState.SIGNED: "Signed by all",
    VersionState.DROPPED: "Dropped",
}


class Part(StrEnum):
    """What a person does in an agreement for their organisation."""

    SIGNATORY = "signatory"
    CONTACT = "contact"
    DEPUTY = "deputy"
    PRIVACY = "privacy"
    REVIEW = "review"


PARTS = {
    Part.SIGNATORY: "Signs for it",
    Part.CONTACT: "Contact from day to day",
    Part.DEPUTY: "Deputy of the contact",
    Part.PRIVACY: "Data protection contact",
    Part.REVIEW: "Keeps the reviews",
}
NEEDED_PARTS = (Part.SIGNATORY, Part.CONTACT, Part.DEPUTY, Part.PRIVACY)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open time; None is unbounded."""

    opens: datetime | None
    closes: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether a moment lies in it."""
        return (self.opens is None or self.opens <= at) and (self.closes is None or at < self.closes)


@dataclass(frozen=True, slots=True)
class InForce:
    """A time in force of a version, and the term of that version."""

    time: Span
    term: Span


def state_of(times: Sequence[InForce], versions: Iterable[str], *, suspended: bool, ended: bool, at: datetime) -> State:
    """Tell where an agreement stands, from its times in force, the states of its versions, and what was said of it."""
    if ended:
        return State.ENDED
    if any(one.time.holds(at) and one.term.holds(at) for one in times):
        return State.IN_FORCE
    if suspended:
        return State.SUSPENDED
    if any(_is_ahead(one, at) for one in times):
        return State.SIGNED
    if any(one.time.holds(at) and one.term.closes and one.term.closes <= at for one in times):
        return State.EXPIRED
    return State.OFFERED if VersionState.OFFERED in {VersionState(one) for one in versions} else State.DRAFT


def _is_ahead(one: InForce, at: datetime) -> bool:
    starts = max((each for each in (one.time.opens, one.term.opens) if each), default=None)
    return starts is not None and starts > at and (one.time.closes is None or one.time.closes > starts)


def months_after(day: date, months: int) -> date:
    """Give the day so many months later; the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def review_due(began: date | None, reviews: Sequence[date]) -> date | None:
    """Give the day of the next review: six months after the start, then a year after the last; None before it began."""
    if reviews:
        return months_after(max(reviews), LATER_REVIEW_MONTHS)
    return months_after(began, FIRST_REVIEW_MONTHS) if began else None


@dataclass(frozen=True, slots=True)
class Stay:
    """A party's time, with what it gave and got."""

    organisation: int
    gives: frozenset[str]
    gets: frozenset[str]
    time: Span


def to_certify(stays: Sequence[Stay], *, ended_at: datetime | None, at: datetime) -> set[tuple[int, int]]:
    """Name who has to say what became of whose data: pairs of the organisation that holds it and the one that gave it.

    A party that left, or every party of an agreement that ended, gave data to those that got the same category at the
    same time; and holds what it got of them.
    """
    found: set[tuple[int, int]] = set()
    for giver in stays:
        for getter in stays:
            if giver.organisation == getter.organisation or not giver.gives & getter.gets:
                continue
            over = ended_at is not None or _left(giver, stays, at) or _left(getter, stays, at)
            if over and _overlap(giver.time, getter.time):
                found.add((getter.organisation, giver.organisation))
    return found


def _left(one: Stay, stays: Sequence[Stay], at: datetime) -> bool:
    """Whether an organisation has no time in the agreement any more."""
    return not any(other.organisation == one.organisation and _goes_on(other.time, at) for other in stays)


def _goes_on(time: Span, at: datetime) -> bool:
    return time.closes is None or at < time.closes


def _overlap(one: Span, other: Span) -> bool:
    starts = [each for each in (one.opens, other.opens) if each]
    ends = [each for each in (one.closes, other.closes) if each]
    return not starts or not ends or max(starts) < min(ends)
