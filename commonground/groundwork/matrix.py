"""What does working together ask for here? Three plain questions give one of 27 cells, and the cell gives defaults.

The axes and their levels are those of the strategy's Collaboration Requirement Matrix. The guidance and every default
are ours: the strategy has the axes only. An installation may have a table of its own (`read_table`). What no table can
change is that a terrorist threat goes to the police first, and never to this platform alone.

*Source:* R94-R97; D8; the routes are those of the police: gov.uk/ACT, and the pages of forces on the hotline.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from itertools import product

from commonground.groundwork.refusals import Invalid, Refused


class Risk(StrEnum):
    """What it is about."""

    TERRORIST = "terrorist"
    CRIMINAL = "criminal"
    LOW = "low"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return GUIDANCE[self][0]


class Timeliness(StrEnum):
    """How soon it must work."""

    IMMEDIATE = "immediate"
    PROJECT = "project"
    ONGOING = "ongoing"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return GUIDANCE[self][0]


class Participation(StrEnum):
    """How far partners take part."""

    ACTIVE = "active"
    SHARING = "sharing"
    AWARENESS = "awareness"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return GUIDANCE[self][0]


Level = Risk | Timeliness | Participation

QUESTIONS: Mapping[type[Level], str] = {
    Risk: "What is it about?",
    Timeliness: "How soon must it work?",
    Participation: "How far do partners take part?",
}
# The label of each level, and when to choose it. The guidance is ours.
GUIDANCE: Mapping[Level, tuple[str, str]] = {
    Risk.TERRORIST: (
        "Terrorist threat",
        "Somebody may be planning, preparing or helping an act of terrorism. If in doubt, choose this.",
    ),
    Risk.CRIMINAL: ("Criminal", "A criminal offence has been committed, or somebody is likely to commit one."),
    Risk.LOW: ("Low level", "It makes a place worse or people uneasy, and is no criminal offence so far as is known."),
    Timeliness.IMMEDIATE: ("Immediate", "Somebody must act within hours."),
    Timeliness.PROJECT: ("Operation or project", "There is a plan with a beginning and an end."),
    Timeliness.ONGOING: ("Ongoing", "It goes on until somebody stops it, and is looked at again from time to time."),
    Participation.ACTIVE: ("Active", "Partners do something together, in one plan."),
    Participation.SHARING: ("Intelligence sharing", "Partners tell each other what they know, and each acts alone."),
    Participation.AWARENESS: ("Awareness", "Partners are told what to look out for, and nothing is asked of them."),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the 27 cells."""

    risk: Risk
    timeliness: Timeliness
    participation: Participation

    def __str__(self) -> str:
        return f"{self.risk}/{self.timeliness}/{self.participation}"

    @property
    def label(self) -> str:
        """The three levels in words."""
        return ", ".join(level.label for level in (self.risk, self.timeliness, self.participation))


CELLS = tuple(Cell(*levels) for levels in product(Risk, Timeliness, Participation))


def read_cell(text: str) -> Cell:
    """Read a cell as it is kept, such as criminal/project/sharing.

    :raises Invalid: for anything else.
    """
    for cell in CELLS:
        if str(cell) == text:
            return cell
    raise Invalid("A cell is one level of each axis, such as criminal/project/sharing.", field="cell")


class Channel(StrEnum):
    """How partners reach each other at first."""

    CALL = "call"
    ALERT = "alert"
    COLLABORATION = "collaboration"
    ITEM = "item"
    BULLETIN = "bulletin"


class TakingPart(StrEnum):
    """Who may take part unless somebody says otherwise."""

    NAMED = "named"
    PARTIES = "parties"
    MEMBERS = "members"


class Agreement(StrEnum):
    """Whether an information sharing agreement is needed first."""

    NEEDED = "needed"
    CHECK = "check"
    NOT_NEEDED = "not needed"


class Urgency(StrEnum):
    """The urgency of an alert, in the words of CAP 1.2."""

    IMMEDIATE = "Immediate"
    EXPECTED = "Expected"
    UNKNOWN = "Unknown"


class Contact(StrEnum):
    """Which point of contact is asked first."""

    ON_CALL = "on call"
    LEAD = "lead"
    TOPIC = "topic"


WORDS: Mapping[StrEnum, str] = {
    Channel.CALL: "Telephone first, then a written record here",
    Channel.ALERT: "An alert to those concerned",
    Channel.COLLABORATION: "The pages of a collaboration",
    Channel.ITEM: "An item, released to those who need it",
    Channel.BULLETIN: "A bulletin",
    TakingPart.NAMED: "People named one by one",
    TakingPart.PARTIES: "The parties of the agreement",
    TakingPart.MEMBERS: "Every member organisation",
    Agreement.NEEDED: "An agreement is needed",
    Agreement.CHECK: "Ask “Can I share this?” first",
    Agreement.NOT_NEEDED: "No agreement is needed",
    Contact.ON_CALL: "Whoever is on call",
    Contact.LEAD: "The leads of the plan",
    Contact.TOPIC: "The point of contact for the topic",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What a cell sets unless somebody says otherwise; a clearance is 0 to 3."""

    channel: Channel
    taking_part: TakingPart
    clearance: int
    agreement: Agreement
    urgency: Urgency
    expires: timedelta
    review: timedelta
    contact: Contact


TABLE_IS = "These defaults are ours, not the strategy's. An administrator can change them."
COLUMNS = 9

# cell | channel | who takes part | clearance | agreement | urgency | expires, days | review, days | contact
DEFAULTS = """
terrorist/immediate/active    | call          | named   | 2 | needed     | Immediate | 1   | 1   | on call
terrorist/immediate/sharing   | call          | named   | 2 | needed     | Immediate | 1   | 1   | on call
terrorist/immediate/awareness | alert         | members | 0 | not needed | Immediate | 1   | 1   | on call
terrorist/project/active      | collaboration | named   | 2 | needed     | Expected  | 30  | 30  | lead
terrorist/project/sharing     | item          | named   | 2 | needed     | Expected  | 30  | 30  | lead
terrorist/project/awareness   | bulletin      | members | 0 | not needed | Expected  | 30  | 30  | lead
terrorist/ongoing/active      | collaboration | named   | 2 | needed     | Unknown   | 180 | 90  | topic
terrorist/ongoing/sharing     | item          | named   | 2 | needed     | Unknown   | 180 | 90  | topic
terrorist/ongoing/awareness   | bulletin      | members | 0 | not needed | Unknown   | 180 | 90  | topic
criminal/immediate/active     | call          | parties | 1 | needed     | Immediate | 2   | 1   | on call
criminal/immediate/sharing    | alert         | parties | 1 | needed     | Immediate | 2   | 1   | on call
criminal/immediate/awareness  | alert         | members | 0 | not needed | Immediate | 2   | 1   | on call
criminal/project/active       | collaboration | parties | 1 | needed     | Expected  | 30  | 30  | lead
criminal/project/sharing      | item          | parties | 1 | needed     | Expected  | 30  | 30  | lead
criminal/project/awareness    | bulletin      | members | 0 | not needed | Expected  | 30  | 30  | lead
criminal/ongoing/active       | collaboration | parties | 1 | needed     | Unknown   | 180 | 180 | topic
criminal/ongoing/sharing      | item          | parties | 1 | needed     | Unknown   | 180 | 180 | topic
criminal/ongoing/awareness    | bulletin      | members | 0 | not needed | Unknown   | 180 | 180 | topic
low/immediate/active          | call          | members | 0 | check      | Immediate | 2   | 1   | on call
low/immediate/sharing         | alert         | members | 0 | check      | Immediate | 2   | 1   | on call
low/immediate/awareness       | alert         | members | 0 | not needed | Immediate | 2   | 1   | topic
low/project/active            | collaboration | members | 0 | check      | Expected  | 30  | 30  | lead
low/project/sharing           | item          | members | 0 | check      | Expected  | 30  | 30  | lead
low/project/awareness         | bulletin      | members | 0 | not needed | Expected  | 30  | 30  | lead
low/ongoing/active            | collaboration | members | 0 | check      | Unknown   | 180 | 180 | topic
low/ongoing/sharing           | item          | members | 0 | check      | Unknown   | 180 | 180 | topic
low/ongoing/awareness         | bulletin      | members | 0 | not needed | Unknown   | 180 | 180 | topic
"""


def read_table(text: str) -> dict[Cell, Profile]:
    """Read a table of defaults, one line for each of the 27 cells, its columns parted by |.

    :raises Invalid: with the number of the line that does not fit, or the cell that is missing.
    """
    table: dict[Cell, Profile] = {}
    for number, line in enumerate(text.strip().splitlines(), start=1):
        parts = [part.strip() for part in line.split("|")]
        try:
            cell, profile = _read_line(parts)
        except ValueError:
            raise Invalid(f"Line {number} of the table does not fit: {line.strip()}", field="table") from None
        if cell in table:
            raise Invalid(f"Line {number} of the table gives {cell} a second time.", field="table")
        table[cell] = profile
    if missing := [cell for cell in CELLS if cell not in table]:
        raise Invalid(f"The table has no line for {missing[0]}.", field="table")
    return table


def _read_line(parts: list[str]) -> tuple[Cell, Profile]:
    if len(parts) != COLUMNS:
        raise ValueError("The number of columns.")
    levels = parts[0].split("/")
    if len(levels) != 3 or parts[3] not in {"0", "1", "2", "3"}:
        raise ValueError("The cell or the clearance.")
    cell = Cell(Risk(levels[0]), Timeliness(levels[1]), Participation(levels[2]))
    return cell, Profile(
        Channel(parts[1]),
        TakingPart(parts[2]),
        int(parts[3]),
        Agreement(parts[4]),
        Urgency(parts[5]),
        _days(parts[6]),
        _days(parts[7]),
        Contact(parts[8]),
    )


def _days(text: str) -> timedelta:
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 4 and int(text)):
        raise ValueError("A number of days.")
    return timedelta(days=int(text))


def line_of(cell: Cell, profile: Profile) -> str:
    """Write one line of a table, as `read_table` reads it."""
    parts = (
        cell,
        profile.channel,
        profile.taking_part,
        profile.clearance,
        profile.agreement,
        profile.urgency,
        profile.expires.days,
        profile.review.days,
        profile.contact,
    )
    return " | ".join(str(part) for part in parts)


def read_line(text: str) -> tuple[Cell, Profile]:
    """Read one line of a table.

    :raises Invalid: for a line that does not fit.
    """
    try:
        return _read_line([part.strip() for part in text.split("|")])
    except ValueError:
        raise Invalid(f"This line of the table does not fit: {text.strip()}", field="line") from None


@cache
def defaults() -> Mapping[Cell, Profile]:
    """Give the table that an installation begins with."""
    return read_table(DEFAULTS)


@dataclass(frozen=True, slots=True)
class Route:
    """One way to the police: when it is the right one, and how to take it; `link` is a telephone or web address."""

    when: str
    how: str
    link: str


EMERGENCY = Route("If somebody is in danger now, or a crime is being committed", "Call 999", "tel:999")
HOTLINE = Route("To tell the police in confidence", "Call the Anti-Terrorist Hotline on 0800 789 321", "tel:0800789321")
ONLINE = Route("To tell the police in writing", "Report at gov.uk/ACT", "https://www.gov.uk/ACT")
NOT_URGENT = Route("To report a crime that is over", "Call 101", "tel:101")

ROUTES: Mapping[Risk, tuple[Route, ...]] = {
    Risk.TERRORIST: (EMERGENCY, HOTLINE, ONLINE),
    Risk.CRIMINAL: (EMERGENCY, NOT_URGENT),
    Risk.LOW: (EMERGENCY,),
}


TELL_FIRST = "Tell the police first. Nothing is kept here before you say that they know."


def asks_to_tell_first(cell: Cell | None) -> bool:
    """Whether the police are told before anything is kept here, on whatever page the cell is chosen."""
    return cell is not None and cell.risk is Risk.TERRORIST


def require_told(cell: Cell | None, *, told: bool) -> None:
    """Refuse to keep anything about a terrorist threat before somebody says that the police know of it.

    :raises Refused: with a sentence fit to show.
    """
    if asks_to_tell_first(cell) and not told:
        raise Refused(TELL_FIRST)


def routes(cell: Cell, table: Mapping[Cell, Profile] | None = None) -> tuple[Route | Channel, ...]:
    """Give the ways to go in their order: the police's own first, whatever the table says, and its channel last."""
    return (*ROUTES[cell.risk], (table or defaults())[cell].channel)
