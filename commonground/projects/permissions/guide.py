"""Who may write the guide's next version, launch it, suggest a change, and add words of their own beside it?

*Source:* R2-R3, R51, R53, R55, R58; D2.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.rules.workgroups import Standing


def is_administrator(actor: Actor, subject: Any) -> bool:
    """the person keeps the installation"""
    return actor.is_administrator


def is_member(actor: Actor, subject: Any) -> bool:
    """the person acts for an organisation"""
    return actor.is_member


def leads_the_workgroup(actor: Actor, subject: Standing) -> bool:
    """the person leads the workgroup that answers for the guide"""
    return subject.is_led_by(actor.membership_id) if actor.is_member else False


def sits_in_the_workgroup(actor: Actor, subject: Standing) -> bool:
    """the person sits in the workgroup that answers for the guide"""
    return subject.holds(actor.membership_id) if actor.is_member else False


def coordinates(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of their organisation"""
    return "coordinator" in actor.roles


def coordinates_there(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of the organisation that added it"""
    return "coordinator" in actor.roles and subject.organisation_id == actor.organisation_id


TABLE = {
    "take_on_guide": Rule(
        [is_administrator], otherwise="Only an administrator may say which workgroup answers for the guide."
    ),
    "write_guide": Rule(
        [sits_in_the_workgroup], otherwise="Only who sits in the workgroup that answers for the guide may write it."
    ),
    "approve_guide": Rule([leads_the_workgroup], otherwise="Only a lead of the workgroup may approve or send back."),
    "launch_guide": Rule([leads_the_workgroup], otherwise="Only a lead of the workgroup may launch a version."),
    "translate_guide": Rule(
        [sits_in_the_workgroup], otherwise="Only who sits in the workgroup that answers for the guide may translate it."
    ),
    "launch_translation": Rule(
        [leads_the_workgroup], otherwise="Only a lead of the workgroup may launch a translation."
    ),
    "suggest_for_guide": Rule([is_member], otherwise="Members suggest a change here; everybody else writes a mail."),
    "answer_suggestion": Rule(
        [sits_in_the_workgroup], otherwise="Only who sits in the workgroup that answers for the guide may answer."
    ),
    "add_to_guide": Rule([coordinates], otherwise="Only a coordinator may add words of an organisation to the guide."),
    "end_addition": Rule(
        [coordinates_there], otherwise="Only a coordinator of the organisation that added it may take it out."
    ),
}
