"""Who may do what about members? Coordinators keep those of their organisation, administrators all; nobody themselves.

*Source:* D2, D3.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator, is_coordinator_there
from commonground.people.rules.roles import OF_THE_ORGANISATION


@dataclass(frozen=True, slots=True)
class RoleGiven:
    """A role that somebody is to have, or to have no longer."""

    role: str
    person_id: int | None
    organisation_id: int
    is_police: bool = False


@dataclass(frozen=True, slots=True)
class ClearanceGiven:
    """A level that somebody is to have, beside the one that they have now."""

    level: int
    present: int
    person_id: int
    organisation_id: int


def is_not_oneself(actor: Actor, subject: Any) -> bool:
    """the person is not the member in question"""
    return actor.person_id is None or actor.person_id != subject.person_id


def is_oneself(actor: Actor, subject: Any) -> bool:
    """the person is the member in question"""
    return actor.person_id is not None and actor.person_id == subject.person_id


def keeps_that_organisation(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of the member's organisation"""
    return "coordinator" in actor.roles and subject.organisation_id == actor.organisation_id


def is_of_the_organisation(actor: Actor, subject: RoleGiven) -> bool:
    """the role is one that acts for that organisation alone"""
    return subject.role in OF_THE_ORGANISATION


def is_where_it_belongs(actor: Actor, subject: RoleGiven) -> bool:
    """the role belongs to such an organisation: a vetting contact to the police"""
    return bool(subject.is_police) if subject.role == "vetting" else True


def is_vetting_contact(actor: Actor, subject: Any) -> bool:
    """the person is the vetting contact of a police organisation"""
    return "vetting" in actor.roles and actor.side == "police"


def is_of_another(actor: Actor, subject: ClearanceGiven) -> bool:
    """the person does not act for the member's organisation"""
    return actor.organisation_id != subject.organisation_id


def lowers(actor: Actor, subject: ClearanceGiven) -> bool:
    """the level is lower than the present one"""
    return subject.level < subject.present


_KEEPERS = ([is_administrator, is_not_oneself], [keeps_that_organisation, is_not_oneself])

TABLE = {
    "invite_person": Rule(
        [is_administrator],
        [is_coordinator_there],
        otherwise="Only a coordinator of the organisation may invite members.",
    ),
    "answer_invitation": Rule([is_oneself], otherwise="Only the person who was invited answers."),
    "make_administrator": Rule(
        [is_administrator],
        otherwise="Only an administrator may make another, or invite somebody who belongs to no organisation.",
    ),
    "see_members": Rule(
        [is_administrator],
        [is_coordinator_there],
        otherwise="Only a coordinator of the organisation, or an administrator, keeps its members.",
    ),
    "change_membership": Rule(
        *_KEEPERS, otherwise="Only another coordinator of the organisation, or an administrator, may change this."
    ),
    "verify_membership": Rule(
        *_KEEPERS, otherwise="Somebody else confirms it: another coordinator, or an administrator."
    ),
    "suspend_membership": Rule(
        *_KEEPERS, otherwise="Only another coordinator of the organisation, or an administrator, may suspend a member."
    ),
    "end_membership": Rule(
        *_KEEPERS,
        [is_oneself],
        otherwise="Only the member, a coordinator of the organisation or an administrator may end a membership.",
    ),
    "give_role": Rule(
        [is_administrator, is_not_oneself, is_where_it_belongs],
        [keeps_that_organisation, is_not_oneself, is_of_the_organisation],
        otherwise="Roles for one organisation are given by another coordinator there, all others by an administrator;"
        " nobody gives one to themselves.",
    ),
    "enter_clearance": Rule(
        [is_administrator, is_not_oneself],
        [is_vetting_contact, is_of_another, is_not_oneself],
        otherwise="A clearance is entered by an administrator or a vetting contact of the police; the member's own"
        " organisation can only lower it.",
    ),
    "lower_clearance": Rule(
        [is_administrator, is_not_oneself, lowers],
        [is_vetting_contact, is_of_another, is_not_oneself, lowers],
        [keeps_that_organisation, is_not_oneself, lowers],
        otherwise="A clearance is lowered by another coordinator there, an administrator or a vetting contact.",
    ),
}
