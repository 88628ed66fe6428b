"""Who may do what with a proposal and with a need?

Whoever holds the office of sorting and deciding (keeps the installation, or is a verifier: the two who already judge
whether somebody may join) does so only where they stand apart: those who propose it, act for an organisation that
stands close, have declared an interest or review it, are no office to that proposal.

*Source:* R93, R103-R104, R108; D2, D12.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.projects.permissions.taking import is_member
from commonground.projects.rules.assessing import OPEN, READS, Asked
from commonground.projects.rules.proposals import TRANSITIONS, WEIGHED, WITH_SUPPORT, WRITABLE, State
from commonground.projects.rules.proposals_showing import Reader


@dataclass(frozen=True, slots=True)
class Concerned:
    """What a proposal is to the acting person: its state, as whom they read it, where their own review of it stands."""

    state: State
    reader: Reader
    asked: Asked | None = None
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class Needing:
    """What a need is to the acting person: whether they stated it, and whether their organisation is of the kind that
    has it."""

    is_own: bool
    has_it: bool
    is_withdrawn: bool = False


def holds_the_office(actor: Actor, subject: Any) -> bool:
    """the person keeps the installation, or is a verifier"""
    return actor.is_administrator or (actor.is_member and "verifier" in actor.roles)


def proposes_it(actor: Actor, subject: Any) -> bool:
    """the person proposes it"""
    return isinstance(subject, Concerned) and subject.reader is Reader.PROPOSER


def holds_the_office_apart(actor: Actor, subject: Any) -> bool:
    """the person keeps the installation or is a verifier, does not stand close to it and does not review it"""
    return holds_the_office(actor, subject) and isinstance(subject, Concerned) and subject.reader is Reader.OFFICE


def is_asked(actor: Actor, subject: Any) -> bool:
    """the person is asked to review it and has not sent a review"""
    return isinstance(subject, Concerned) and subject.asked in OPEN


def has_declared_no_interest(actor: Actor, subject: Any) -> bool:
    """the person reviews it and has declared that they do not stand close"""
    return isinstance(subject, Concerned) and subject.reader is Reader.REVIEWER and subject.asked in READS


def is_writable(actor: Actor, subject: Any) -> bool:
    """the proposal is a draft or to be revised"""
    return isinstance(subject, Concerned) and subject.state in WRITABLE


def can_be_withdrawn(actor: Actor, subject: Any) -> bool:
    """the proposal is not answered for good"""
    return isinstance(subject, Concerned) and "withdraw" in TRANSITIONS[subject.state]


def is_submitted(actor: Actor, subject: Any) -> bool:
    """the proposal is submitted"""
    return isinstance(subject, Concerned) and subject.state is State.SUBMITTED


def is_being_sorted(actor: Actor, subject: Any) -> bool:
    """the proposal is being sorted"""
    return isinstance(subject, Concerned) and subject.state is State.TRIAGE


def is_in_review(actor: Actor, subject: Any) -> bool:
    """the proposal is in review"""
    return isinstance(subject, Concerned) and subject.state is State.IN_REVIEW


def is_weighed(actor: Actor, subject: Any) -> bool:
    """the reviews are opened, and it is to be decided"""
    return isinstance(subject, Concerned) and subject.state in WEIGHED


def is_supported(actor: Actor, subject: Any) -> bool:
    """the proposal is supported"""
    return isinstance(subject, Concerned) and subject.state is State.SUPPORTED


def was_supported(actor: Actor, subject: Any) -> bool:
    """the proposal is or was supported"""
    return isinstance(subject, Concerned) and subject.state in WITH_SUPPORT


def is_not_begun(actor: Actor, subject: Any) -> bool:
    """the proposal has begun no collaboration"""
    return isinstance(subject, Concerned) and not subject.is_begun


def is_any_member(actor: Actor, subject: Any) -> bool:
    """the person acts for an organisation"""
    return actor.is_member


def stated_it(actor: Actor, subject: Any) -> bool:
    """the person stated the need"""
    return isinstance(subject, Needing) and subject.is_own


def has_it_too(actor: Actor, subject: Any) -> bool:
    """the person acts for an organisation of the kind that has it, and somebody else stated it"""
    return isinstance(subject, Needing) and subject.has_it and not subject.is_own


def still_stands(actor: Actor, subject: Any) -> bool:
    """the need is not withdrawn"""
    return isinstance(subject, Needing) and not subject.is_withdrawn


_SORTS = "Only somebody who sorts proposals and stands apart from this one may do this."

TABLE = {
    "write_proposal": Rule(
        [is_member], otherwise="Only members of an organisation on the police or the security side propose something."
    ),
    "change_proposal": Rule(
        [proposes_it, is_writable],
        otherwise="Only whoever proposes it may change it, while it is a draft or to be revised.",
    ),
    "withdraw_proposal": Rule(
        [proposes_it, can_be_withdrawn], otherwise="Only whoever proposes it may withdraw it, before it is answered."
    ),
    "see_the_reviews_of_all": Rule(
        [holds_the_office], otherwise="Only those who sort proposals see how all of them stand."
    ),
    "take_up_proposal": Rule([holds_the_office_apart, is_submitted], otherwise=_SORTS),
    "ask_reviewers": Rule(
        [holds_the_office_apart, is_being_sorted], [holds_the_office_apart, is_in_review], otherwise=_SORTS
    ),
    "send_to_review": Rule([holds_the_office_apart, is_being_sorted], otherwise=_SORTS),
    "open_reviews": Rule([holds_the_office_apart, is_in_review], otherwise=_SORTS),
    "answer_request_to_review": Rule(
        [is_asked, is_in_review], otherwise="Only whoever is asked to review it may answer, while it is in review."
    ),
    "review_proposal": Rule(
        [has_declared_no_interest, is_in_review],
        otherwise="Only whoever was asked, and has declared no interest, reviews it.",
    ),
    "decide_proposal": Rule(
        [holds_the_office_apart, is_weighed],
        [holds_the_office_apart, is_being_sorted],
        otherwise="Only somebody who sorts proposals, stands apart from this one and did not review it decides.",
    ),
    "keep_support": Rule([holds_the_office_apart, is_supported], otherwise=_SORTS),
    "tell_what_came": Rule(
        [proposes_it, was_supported], otherwise="Only whoever proposes it tells what came of it, once it is supported."
    ),
    "begin_supported": Rule(
        [proposes_it, is_supported, is_not_begun],
        otherwise="Only whoever proposes it begins the collaboration, once, while it is supported.",
    ),
    "state_need": Rule([is_any_member], otherwise="Only members state what they need."),
    "change_need": Rule([stated_it, still_stands], otherwise="Only whoever stated the need may change or withdraw it."),
    "confirm_need": Rule(
        [has_it_too, still_stands],
        otherwise="A need is confirmed by somebody else who has it: a member of an organisation of that kind.",
    ),
}
