"""Who may do what to workgroups, and who says that an organisation supports something?

*Source:* R2, R5, R55; D2.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator, is_coordinator_there
from commonground.people.rules.workgroups import OfStep, Standing


def leads_it(actor: Actor, subject: Standing) -> bool:
    """the person leads the workgroup"""
    return actor.membership_id is not None and subject.is_led_by(actor.membership_id)


def sits_in_it(actor: Actor, subject: Standing) -> bool:
    """the person sits in the workgroup"""
    return actor.membership_id is not None and subject.holds(actor.membership_id)


def has_the_step(actor: Actor, subject: OfStep) -> bool:
    """the step is the person's own"""
    return sits_in_it(actor, subject) and subject.holder == actor.membership_id


def is_open(actor: Actor, subject: Any) -> bool:
    """the workgroup is not closed"""
    return not subject.is_closed


TABLE = {
    "found_workgroup": Rule([is_administrator], otherwise="Only an administrator may set up a workgroup."),
    "change_workgroup": Rule(
        [is_administrator, is_open], [leads_it], otherwise="Only a lead of the workgroup may change what it is for."
    ),
    "close_workgroup": Rule([is_administrator, is_open], otherwise="Only an administrator may close a workgroup."),
    "name_lead": Rule([is_administrator, is_open], otherwise="Only an administrator may say who leads a workgroup."),
    "seat_member": Rule(
        [is_administrator, is_open], [leads_it], otherwise="Only a lead of the workgroup may say who sits in it."
    ),
    "give_charge": Rule(
        [is_administrator, is_open],
        [leads_it],
        otherwise="Only a lead of the workgroup may say what it answers for.",
    ),
    "look_again": Rule([sits_in_it], otherwise="Only who sits in the workgroup may say that it looked again."),
    "note_meeting": Rule([sits_in_it], otherwise="Only who sits in the workgroup may note its meetings."),
    "add_step": Rule([sits_in_it], otherwise="Only who sits in the workgroup may say what is done next."),
    "change_step": Rule(
        [has_the_step],
        [leads_it],
        otherwise="Only whoever does it, or a lead of the workgroup, may change what is next.",
    ),
    "end_step": Rule(
        [has_the_step], [leads_it], otherwise="Only whoever does it, or a lead of the workgroup, says what came of it."
    ),
    "read_meetings": Rule(
        [is_administrator], [sits_in_it], otherwise="Only who sits in the workgroup reads the notes of its meetings."
    ),
    "support_publicly": Rule(
        [is_coordinator_there], otherwise="Only a coordinator of the organisation may have it named as a supporter."
    ),
}
