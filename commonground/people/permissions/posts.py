"""Who may do what to posts, to what is said about them, and to the topics that they are found by?

*Source:* R45, R115, R189, R263; D2.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator, is_coordinator_there
from commonground.people.rules.posts import BUSINESS_CRIME_LEAD, Keeping


def is_coordinator_of_its_organisation(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of the post's organisation"""
    return "coordinator" in actor.roles and subject.organisation_id == actor.organisation_id


def holds_it(actor: Actor, subject: Keeping) -> bool:
    """the person holds the post today"""
    return actor.membership_id is not None and actor.membership_id in subject.holders


def is_its_deputy(actor: Actor, subject: Keeping) -> bool:
    """the person is the post's deputy today"""
    return actor.membership_id is not None and actor.membership_id in subject.deputies


def belongs_to_its_organisation(actor: Actor, subject: Keeping) -> bool:
    """the person is a member of the post's organisation"""
    return actor.is_member and subject.organisation_id == actor.organisation_id


def is_anybody(actor: Actor, subject: Any) -> bool:
    """the post is shown to the person"""
    return True


@dataclass(frozen=True, slots=True)
class NamedSpecial:
    """A post that is to be called special: of which kind, whose it is, and whether that is a police organisation."""

    special: str
    organisation_id: int
    is_police: bool


def leads_its_own_force(actor: Actor, subject: NamedSpecial) -> bool:
    """the post is the lead on business crime of that police force"""
    return subject.is_police and subject.special == BUSINESS_CRIME_LEAD


_KEEPERS = ([is_administrator], [is_coordinator_of_its_organisation])
_HANDS = ([holds_it], [is_its_deputy])

TABLE = {
    "open_post": Rule(
        [is_administrator],
        [is_coordinator_there],
        otherwise="Only a coordinator of the organisation may open a post.",
    ),
    "change_post": Rule(
        *_KEEPERS, *_HANDS, otherwise="Only who holds the post, its deputy or a coordinator may change it."
    ),
    "call_special": Rule(
        [is_administrator],
        [is_coordinator_of_its_organisation, leads_its_own_force],
        otherwise="A police force names its own lead on business crime; who leads for the nation or a workgroup is"
        " entered by an administrator.",
    ),
    "appoint": Rule(*_KEEPERS, otherwise="Only a coordinator of the post's organisation may say who holds it."),
    "close_post": Rule(*_KEEPERS, otherwise="Only a coordinator of the post's organisation may close it."),
    "confirm_post": Rule(
        *_KEEPERS, *_HANDS, otherwise="Only who holds the post, its deputy or a coordinator may confirm it."
    ),
    "see_history_of_post": Rule(
        [is_administrator],
        [belongs_to_its_organisation],
        otherwise="Only members of the post's organisation see who held it before.",
    ),
    "report_post": Rule([is_anybody], otherwise="There is no such post."),
    "answer_report": Rule(
        *_KEEPERS, *_HANDS, otherwise="Only who holds the post, its deputy or a coordinator may answer."
    ),
    "endorse": Rule([is_administrator], otherwise="Only an administrator may enter or end an endorsement."),
    "keep_topics": Rule([is_administrator], otherwise="Only an administrator may change the topics."),
}
