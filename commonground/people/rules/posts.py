"""What is a point of contact? A post, which stays when people change; who may see it; and which posts are special.

*Source:* R55, R115, R189, R263; R94-R97 (cells of the requirement matrix); reference on the domain, 7(F).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import product
from typing import Any

from commonground.groundwork.actors import Actor


class Visibility(StrEnum):
    """Who may see a post."""

    PUBLIC = "public"
    MEMBERS = "members"
    NAMED = "named"


VISIBILITY_LABELS = {
    Visibility.PUBLIC.value: "Everybody",
    Visibility.MEMBERS.value: "Members",
    Visibility.NAMED.value: "Named organisations",
}
HOLDER, DEPUTY = "holder", "deputy"
PARTS = {HOLDER: "Holder", DEPUTY: "Deputy"}
BUSINESS_CRIME_LEAD, NATIONAL_LEAD, WORKGROUP_LEAD = "business_crime_lead", "national_lead", "workgroup_lead"
SPECIAL = {
    BUSINESS_CRIME_LEAD: "Lead on business crime of a police force",
    NATIONAL_LEAD: "National lead",
    WORKGROUP_LEAD: "Lead of a workgroup",
}

# A card is confirmed for 90 days; who does not answer is reminded, and then others are asked.
CONFIRMED_FOR = timedelta(days=90)
REMIND_AFTER = timedelta(days=7)
ESCALATE_AFTER = timedelta(days=21)
LINK_HOLDS = timedelta(days=45)
CHASE_A_DEPUTY_EVERY = timedelta(days=30)

# The three axes of the requirement matrix; a cell is one level of each.
RISKS = {"terrorist": "Terrorist threat", "criminal": "Criminal", "low": "Low level"}
TIMELINESS = {"immediate": "Immediate", "project": "Operation or project", "ongoing": "Ongoing"}
PARTICIPATION = {"active": "Active", "sharing": "Intelligence sharing", "awareness": "Awareness"}
AXES: tuple[Mapping[str, str], ...] = (RISKS, TIMELINESS, PARTICIPATION)


@dataclass(frozen=True, slots=True)
class Seen:
    """What decides who sees a post: how far it is shown, whose it is, to whom it is named, and whether it is open."""

    visibility: str
    organisation_id: int
    named: frozenset[int] = frozenset()
    is_open: bool = True


def may_see(actor: Actor, post: Seen) -> bool:
    """Tell whether somebody may see a post: its own organisation and those who keep the installation always, others
    while it is open, as far as it is shown."""
    if actor.is_administrator or (actor.is_member and actor.organisation_id == post.organisation_id):
        return True
    if not post.is_open:
        return False
    if post.visibility == Visibility.PUBLIC:
        return True
    if not actor.is_member:
        return False
    return post.visibility == Visibility.MEMBERS or actor.organisation_id in post.named


@dataclass(frozen=True, slots=True)
class Keeping:
    """Who keeps a post: its organisation, and the memberships through which it is held today."""

    organisation_id: int
    holders: frozenset[int] = field(default=frozenset())
    deputies: frozenset[int] = field(default=frozenset())


def opens_to_others(visibility: str, named: Iterable[Any]) -> bool:
    """Tell whether anybody outside the organisation sees a post that is so shown."""
    return visibility != Visibility.NAMED or any(True for _ in named)


def cells_of(risks: Iterable[str], times: Iterable[str], parts: Iterable[str]) -> list[str]:
    """List the cells of the matrix that some levels of each axis span, as "risk/time/part"; no level chosen on an axis
    stands for all of it, and none at all for nothing said."""
    chosen = [list(risks), list(times), list(parts)]
    if not any(chosen):
        return []
    levels = [[level for level in axis if level in some or not some] for axis, some in zip(AXES, chosen, strict=True)]
    return ["/".join(cell) for cell in product(*levels)]


def levels_of(cells: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Give the levels of each axis that some cells span; the other way round of `cells_of`."""
    split = [cell.split("/") for cell in cells]
    risks, times, parts = (
        [level for level in axis if any(c[i] == level for c in split)] for i, axis in enumerate(AXES)
    )
    return risks, times, parts


def one_line(text: str, most: int = 200) -> str:
    """Write words that somebody typed as one line without control characters, cut at a length with an ellipsis, so that
    they cannot pretend to be more than a name in a message."""
    plain = "".join(sign if sign.isprintable() or sign == "\u200d" else " " for sign in text)
    line = " ".join(plain.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def next_confirmation(day: date) -> date:
    """Give the day on which a card that is confirmed now is to be confirmed again."""
    return day + CONFIRMED_FOR
