"""How does a post or a member's work pass on? Few states, and nothing left owned by nobody.

Passwords are never part of a handover: `looks_like_a_password` finds what a note should not hold.

*Source:* R45, R115, R247; the look, section 7 ("Handover").
"""

import re
from datetime import date, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a handover stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    CANCELLED = "cancelled"


LABELS = {
    State.DRAFT: "Being prepared",
    State.OFFERED: "Waiting for the successor",
    State.ACCEPTED: "Accepted",
    State.DECLINED: "It should be someone else",
    State.DONE: "Handed over",
    State.CANCELLED: "Cancelled",
}
STATES = {state.value: label for state, label in LABELS.items()}
REASONS = {"leaves": "Leaves the organisation", "moves": "Moves to another post", "long_absence": "Is away for long"}
CHOICES = {"successor": "Passes to the successor", "other": "Passes to somebody else", "closed": "Is closed"}

UNDER_WAY = frozenset({State.DRAFT, State.OFFERED, State.ACCEPTED, State.DECLINED})
PREPARING = frozenset({State.DRAFT, State.DECLINED})
# What leads where: verb -> from which states, and to which.
VERBS: dict[str, tuple[frozenset[State], State]] = {
    "offer": (PREPARING, State.OFFERED),
    "accept": (frozenset({State.OFFERED}), State.ACCEPTED),
    "decline": (frozenset({State.OFFERED}), State.DECLINED),
    "reopen": (frozenset({State.OFFERED, State.ACCEPTED}), State.DRAFT),
    "cancel": (UNDER_WAY, State.CANCELLED),
    "pass": (UNDER_WAY, State.DONE),
}
TRANSITIONS: dict[State, dict[str, State]] = {
    state: {verb: reached for verb, (before, reached) in VERBS.items() if state in before} for state in State
}
# What each kind of matter is called where its title is not for the reader.
KINDS = {
    "holding": "Point of contact",
    "team": "Place on a team",
    "lead": "Post that leads a side",
    "deputy": "Deputy of somebody who leads",
    "answer": "Something to answer for",
    "study": "Study",
    "proposal": "Proposal",
    "assessment": "Review of a proposal",
    "agreement": "Part in an agreement on sharing",
    "custody": "Keeping what is shared",
    "role": "Role in the organisation",
    "seat": "Seat in a workgroup",
    "step": "Next step of a workgroup",
    "sponsor": "Application to vouch for",
    "handover": "Handover from somebody else",
}
OVERLAP = timedelta(days=7)

_TOLD = re.compile(r"\b(pass\s?(?:word|code|phrase)|pwd|pin(?:\s?(?:code|number))?|log\s?in code|door code)\b", re.I)
_WHICH = r"(?:\s+(?:of|for|to|on|at|in)\s[^.!?;\n]{1,60}?)?"  # "of the mailbox"
_GIVEN = re.compile(rf"\s*(?:is|are|was|:|=|-|–)\s*\S+|\s+\S*\d\S*|{_WHICH}(?:\s(?:is|are|was)\s|\s?[:=])\s*\S+")
_SECRET = re.compile(r"(?<!\S)(?=\S{8,64}(?!\S))(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)(?=\S*[!#$%^&*?~+=])\S+")
_WEB = re.compile(r"^(https?://|www\.)", re.I)


def after(state: State, verb: str) -> State | None:
    """Give the state that a verb leads to, or None where it does not apply."""
    return TRANSITIONS[state].get(verb)


def looks_like_a_password(text: str) -> str:
    """Give the first words of a text that look like a password, a code or where one is told; empty when none does."""
    for found in _TOLD.finditer(text):
        rest = text[found.end() :].split("\n", 1)[0]
        if _GIVEN.match(rest):
            return (found.group(0) + rest).strip()[:40]
    for found in _SECRET.finditer(text):
        if not _WEB.match(found.group(0)) and "@" not in found.group(0):
            return found.group(0)[:40]
    return ""


def may_pass(key: str, must_have_owner: bool) -> bool:
    """Tell whether a matter, named by its key, can go to somebody else at all. Whether one knows somebody cannot, and
    of roles only the coordinator's, which coordinators give; what may not be without an owner always can."""
    kind, _colon, which = key.partition(":")
    return must_have_owner or not (kind == "sponsor" or (kind == "role" and which != "coordinator"))


def starts_by_default(leaves_on: date, today: date) -> date:
    """Give the day on which the successor begins unless another is chosen: a week before the leaver's last."""
    return max(today, leaves_on - OVERLAP)


def fault_in_days(leaves_on: date, starts_on: date | None, today: date) -> tuple[str, str]:
    """Say what is wrong with the two days, as field and sentence; both empty when nothing is."""
    if leaves_on < today:
        return "leaves_on", "Choose a last day that has not passed"
    if starts_on is not None and starts_on > leaves_on + timedelta(days=1):
        return "starts_on", "Choose a first day that leaves no gap: at the latest the day after the last one"
    return "", ""


def has_come(starts_on: date | None, leaves_on: date, today: date) -> bool:
    """Tell whether the day has come on which what was accepted passes."""
    return today >= (starts_on or leaves_on + timedelta(days=1))


def is_past(leaves_on: date, today: date) -> bool:
    """Tell whether the leaver's last day is over, so that what nobody accepted goes to those who stand in."""
    return today > leaves_on
