"""May a partner use what the police have? A request is weighed by its risk, granted for a time, and looked at again.

Only two kinds of assets are named by the documents: the radio network and briefings. Intelligence is asked for without
an asset. Risk is likelihood times impact, each from 1 to 5, as every side knows it; it decides nothing, it says what
has to be written down before somebody decides.

*Source:* R222, R223.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SCALE = 5
LONGEST = timedelta(days=366)
REVIEW_AFTER = timedelta(days=90)
ANSWER_WITHIN = timedelta(days=10)

ASSETS = {"radio": "Access to the radio network", "briefing": "Briefings"}

ENTRIES = {
    "out": "Signed out",
    "back": "Signed back",
    "use": "Used",
    "review": "Reviewed",
    "outcome": "What came of it",
}


class State(StrEnum):
    """How a request stands."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


STATES = {
    State.OPEN.value: "Waits for an answer",
    State.GRANTED.value: "Granted",
    State.REFUSED.value: "Refused",
    State.TAKEN_BACK.value: "Taken back",
}
LIKELIHOOD = {1: "1, hardly", 2: "2, unlikely", 3: "3, as likely as not", 4: "4, likely", 5: "5, nearly certain"}
IMPACT = {1: "1, slight", 2: "2, noticeable", 3: "3, serious", 4: "4, grave", 5: "5, could cost a life"}


@dataclass(frozen=True, slots=True)
class Risk:
    """Likelihood and impact, each 1 to 5."""

    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact

    @property
    def band(self) -> str:
        """The score in a word: low up to 5, medium up to 12, high above."""
        return "low" if self.score <= 5 else "medium" if self.score <= 12 else "high"


def fault_of_seats(seats: int | None, out: int) -> str | None:
    """Say what is wrong with how many there are of something; None where it fits, or nobody counts them."""
    if seats is not None and seats < out:
        return f"{out} are signed out. There cannot be fewer."
    return None


def fault_of_signing_out(seats: int | None, out: int) -> str | None:
    """Say why no more can be signed out; None where there is one left, or nobody counts them."""
    if seats is not None and out >= seats:
        return "All of them are out. Sign one back first."
    return None


BANDS = {"low": "Low", "medium": "Medium", "high": "High"}


def answer_by(asked: date) -> date:
    """Give the day by which whoever asked hopes to hear."""
    return asked + ANSWER_WITHIN


def fault_of_wish(today: date, needed_by: date, until: date) -> tuple[str, str] | None:
    """Say what is wrong with the days of a request, as field and sentence; None where they fit."""
    if needed_by < today:
        return "needed_by", "Enter a day that has not passed."
    if until <= needed_by:
        return "wanted_until", "Enter a day after the one on which you need it."
    if until - needed_by > LONGEST:
        return "wanted_until", "Nothing is granted for longer than a year. Ask again then."
    return None


def fault_of_grant(today: date, opens: date, closes: date, review_on: date) -> tuple[str, str] | None:
    """Say what is wrong with the days of a grant, as field and sentence; None where they fit."""
    if opens < today:
        return "opens", "A grant does not begin before it is given."
    if closes <= opens:
        return "closes", "Enter an end after the beginning."
    if closes - opens > LONGEST:
        return "closes", "Nothing is granted for longer than a year."
    if not opens < review_on <= closes:
        return "review_on", "Enter a day within the time that is granted."
    return None


def fault_of_risk(asked: Risk, left: Risk) -> str | None:
    """Say what is wrong with the risk that is left after conditions; None where it fits."""
    if left.score > asked.score:
        return "The conditions make the risk no greater than it was. Say what is left of it."
    return None


@dataclass(frozen=True, slots=True)
class Held:
    """What decides whether somebody qualifies: their level, and what their organisation is accredited for."""

    level: int
    accreditations: frozenset[str] = frozenset()


def lacks(clearance: int, accreditation: str, held: Held) -> tuple[str, ...]:
    """Say what somebody lacks for an asset; nothing where they qualify."""
    found = []
    if held.level < clearance:
        found.append("You are not cleared as far as this asks.")
    if accreditation and accreditation.casefold() not in {one.casefold() for one in held.accreditations}:
        found.append("Your organisation does not hold the accreditation that this asks for.")
    return tuple(found)


class GrantState(StrEnum):
    """How a grant stands on a day."""

    AHEAD = "ahead"
    HOLDS = "holds"
    REVIEW = "review"
    ENDED = "ended"
    REVOKED = "revoked"


GRANT_STATES = {
    GrantState.AHEAD: "Has not begun",
    GrantState.HOLDS: "Holds",
    GrantState.REVIEW: "Holds, to be looked at again",
    GrantState.ENDED: "Has ended",
    GrantState.REVOKED: "Taken away",
}


def grant_state(day: date, opens: date, closes: date, review_on: date, *, revoked: bool) -> GrantState:
    """Say how a grant stands on a day; its period is half-open."""
    if revoked:
        return GrantState.REVOKED
    if day < opens:
        return GrantState.AHEAD
    if day >= closes:
        return GrantState.ENDED
    return GrantState.REVIEW if day >= review_on else GrantState.HOLDS
