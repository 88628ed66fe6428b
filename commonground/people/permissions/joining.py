"""Who may do what to applications? Verifiers check them, unless they stand close; sponsors answer for themselves.

*Source:* R89, R232; D2, D3, D12.
"""

from dataclasses import dataclass, field
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator


@dataclass(frozen=True, slots=True)
class Checked:
    """What an application is to those who check it, as keys of persons: the members of the organisation that it names,
    who has declared an interest, and who vouches or was asked to."""

    members: frozenset[int] = field(default_factory=frozenset)
    interested: frozenset[int] = field(default_factory=frozenset)
    sponsors: frozenset[int] = field(default_factory=frozenset)


def is_verifier(actor: Actor, subject: Any) -> bool:
    """the person is a verifier"""
    return actor.is_member and "verifier" in actor.roles


def has_no_interest(actor: Actor, subject: Any) -> bool:
    """the person has declared no interest in it"""
    return actor.person_id is not None and actor.person_id not in subject.interested


def is_not_of_it(actor: Actor, subject: Any) -> bool:
    """the person is no member of the organisation that it is about"""
    return actor.person_id not in subject.members


def is_no_sponsor(actor: Actor, subject: Any) -> bool:
    """the person is not asked to vouch"""
    return actor.person_id not in subject.sponsors


def is_asked(actor: Actor, subject: Any) -> bool:
    """the person is the sponsor who is asked"""
    return actor.person_id is not None and actor.person_id == subject.membership.person_id


_APART = (has_no_interest, is_not_of_it, is_no_sponsor)

TABLE = {
    "see_applications": Rule(
        [is_administrator], [is_verifier], otherwise="Only verifiers see who has applied to join."
    ),
    "check_application": Rule(
        [is_administrator, *_APART],
        [is_verifier, *_APART],
        otherwise="You stand close to this application, or you are not a verifier: somebody else checks it.",
    ),
    "declare_interest": Rule(
        [is_administrator], [is_verifier], otherwise="Only somebody who would decide declares an interest."
    ),
    "answer_as_sponsor": Rule([is_asked], otherwise="Only the person who was asked can answer."),
}
