"""Who sees what of a proposal, in which phase? One table, read by every page, export, mail and list.

Whoever stands close to a proposal (proposes it, acts for an organisation that proposes it or is named in it, or has
declared an interest) reads nothing of it, whatever their office. Reviews are blind to everybody until they are opened.
The names of reviewers are never shown to who proposes, unless a reviewer signs.

*Source:* R93; D12; the reference on peers, 1.4 and 6 (phases with their own visibility; a conflict blocks reading).
"""

from collections.abc import Mapping
from enum import StrEnum

from commonground.projects.rules.proposals import State


class Phase(StrEnum):
    """The phases of a proposal, as far as they differ in who sees what."""

    WRITING = "writing"
    SORTING = "sorting"
    REVIEWING = "reviewing"
    WEIGHING = "weighing"
    ANSWERED = "answered"
    SUPPORTED = "supported"
    WITHDRAWN = "withdrawn"


PHASES = {
    State.DRAFT: Phase.WRITING,
    State.SUBMITTED: Phase.SORTING,
    State.TRIAGE: Phase.SORTING,
    State.IN_REVIEW: Phase.REVIEWING,
    State.DECIDING: Phase.WEIGHING,
    State.REFERRED: Phase.WEIGHING,
    State.REVISE: Phase.ANSWERED,
    State.DECLINED: Phase.ANSWERED,
    State.SUPPORTED: Phase.SUPPORTED,
    State.ENDED: Phase.SUPPORTED,
    State.WITHDRAWN: Phase.WITHDRAWN,
}


class Reader(StrEnum):
    """Who reads: each person is one of these to one proposal."""

    PROPOSER = "proposer"
    OFFICE = "office"
    ASKED = "asked"
    REVIEWER = "reviewer"
    MEMBER = "member"
    CLOSE = "close"
    NOBODY = "nobody"


class Seen(StrEnum):
    """What there is to see; `named` is only what it is called, to those who propose something alike."""

    NAMED = "named"
    TITLE = "title"
    TEXT = "text"
    PROPOSER = "proposer"
    REVIEWERS = "reviewers"
    REVIEWS = "reviews"
    REASONS = "reasons"


NAMED, TITLE, TEXT, WHO = Seen.NAMED, Seen.TITLE, Seen.TEXT, Seen.PROPOSER
REVIEWERS, REVIEWS, REASONS = Seen.REVIEWERS, Seen.REVIEWS, Seen.REASONS
OWN = frozenset({TITLE, TEXT, WHO, REASONS})
ALIKE = {Reader.MEMBER: frozenset({NAMED}), Reader.CLOSE: frozenset({NAMED})}

# What is not named is not seen. Reasons are those of every decision so far.
TABLE: Mapping[Phase, Mapping[Reader, frozenset[Seen]]] = {
    Phase.WRITING: {Reader.PROPOSER: OWN},
    Phase.SORTING: {Reader.PROPOSER: OWN, Reader.OFFICE: OWN | {REVIEWERS}, **ALIKE},
    Phase.REVIEWING: {
        Reader.PROPOSER: OWN,
        Reader.OFFICE: OWN | {REVIEWERS},
        Reader.ASKED: frozenset({TITLE}),
        Reader.REVIEWER: frozenset({TITLE, TEXT, REASONS}),
        **ALIKE,
    },
    Phase.WEIGHING: {
        Reader.PROPOSER: OWN,
        Reader.OFFICE: OWN | {REVIEWERS, REVIEWS},
        Reader.REVIEWER: frozenset({TITLE, TEXT, REVIEWS, REASONS}),
        **ALIKE,
    },
    Phase.ANSWERED: {
        Reader.PROPOSER: OWN | {REVIEWS},
        Reader.OFFICE: OWN | {REVIEWERS, REVIEWS},
        Reader.REVIEWER: frozenset({TITLE, TEXT, REVIEWS, REASONS}),
    },
    Phase.SUPPORTED: {
        Reader.PROPOSER: OWN | {REVIEWS},
        Reader.OFFICE: OWN | {REVIEWERS, REVIEWS},
        Reader.REVIEWER: frozenset({TITLE, TEXT, WHO, REVIEWS, REASONS}),
        Reader.MEMBER: frozenset({TITLE, TEXT, WHO}),
        Reader.CLOSE: frozenset({TITLE, TEXT, WHO}),
    },
    Phase.WITHDRAWN: {Reader.PROPOSER: OWN, Reader.OFFICE: OWN},
}
NOTHING: frozenset[Seen] = frozenset()


def seen(state: State, reader: Reader, *, hides_proposer: bool) -> frozenset[Seen]:
    """Tell what a reader sees in a state; who proposes without hiding it is seen wherever the title is."""
    found = TABLE[PHASES[state]].get(reader, NOTHING)
    return found | {WHO} if TITLE in found and not hides_proposer else found


def seen_of_earlier(reader: Reader) -> frozenset[Seen]:
    """Tell what a reader sees of an earlier time that a proposal was submitted: what it was answered with. Whoever
    reviews it now is not swayed by what others thought of it before."""
    return NOTHING if reader is Reader.REVIEWER else TABLE[Phase.ANSWERED].get(reader, NOTHING)
