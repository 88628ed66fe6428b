"""Who may do what with incident reports, with who made them, with feedback, and with what leaves when?

Reading a report is no row here: it is the policy, which the database asks.

*Source:* reference on the domain, 7(C); R78, R184; D2, D4, D5.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.sharing.permissions.groups import is_custodian
from commonground.sharing.permissions.items import is_member


@dataclass(frozen=True, slots=True)
class Given:
    """What a rendition is to the acting person: whether it comes from the organisation that they act for."""

    is_own: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is to the acting person: whether their organisation made it, and whether they themselves did."""

    is_own: bool
    is_mine: bool = False


def came_from_elsewhere(actor: Actor, subject: Any) -> bool:
    """the person may read it and it comes from another organisation"""
    return isinstance(subject, Given) and not subject.is_own


def is_of_theirs(actor: Actor, subject: Any) -> bool:
    """the organisation that they act for made it"""
    return isinstance(subject, Report) and subject.is_own


def made_it(actor: Actor, subject: Any) -> bool:
    """the person made the report"""
    return isinstance(subject, Report) and subject.is_mine


def coordinates(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of the organisation that they act for"""
    return actor.is_member and "coordinator" in actor.roles


TABLE = {
    "report_incident": Rule(
        [is_member], otherwise="Only somebody who acts for an organisation reports an incident here. Call 101 instead."
    ),
    "correct_incident": Rule(
        [is_of_theirs, made_it],
        [is_of_theirs, is_custodian],
        otherwise="Only whoever reported it and the custodians of their organisation correct it.",
    ),
    "see_reporter": Rule(
        [is_of_theirs, is_custodian],
        otherwise="Only the custodians of the organisation that reported it can look up who said so.",
    ),
    "set_triage": Rule(
        [coordinates],
        [is_custodian],
        otherwise="Only a coordinator or a custodian says from when on their organisation is told at once.",
    ),
    "give_feedback": Rule(
        [is_member, came_from_elsewhere],
        otherwise="Only somebody of another organisation that it was shared with says what came of it.",
    ),
    "see_effect": Rule(
        [is_member], otherwise="Only somebody who acts for an organisation sees what came of its sharing."
    ),
    "hold_kept": Rule([is_custodian], otherwise="Only a custodian stops what their organisation keeps from leaving."),
    "review_kept": Rule([is_custodian], otherwise="Only a custodian decides whether something is kept longer."),
    "choose_span": Rule(
        [is_custodian], otherwise="Only a custodian chooses how long their organisation keeps what it shares."
    ),
    "search_kept": Rule(
        [is_custodian], otherwise="Only a custodian searches everything that their organisation keeps."
    ),
}
