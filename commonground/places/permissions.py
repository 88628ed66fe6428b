"""Who may do what to areas?

*Source:* R187; D2.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule


def is_administrator(actor: Actor, subject: Any) -> bool:
    """the person keeps the installation"""
    return actor.is_administrator


def types_in_the_shell(actor: Actor, subject: Any) -> bool:
    """the command is typed where the site runs"""
    return actor.person_id is None and bool(actor.name)


def is_member(actor: Actor, subject: Any) -> bool:
    """the person acts for an organisation"""
    return actor.is_member


def belongs_to_the_organisation(actor: Actor, subject: Any) -> bool:
    """the organisation for which the person acts drew the shape"""
    return actor.is_member and subject.drawn_by is not None and subject.drawn_by == actor.organisation_id


KEEPERS = ([is_administrator], [types_in_the_shell])

TABLE = {
    "bring_in": Rule(*KEEPERS, otherwise="Only an administrator may bring in a file of boundaries."),
    "retire": Rule(*KEEPERS, otherwise="Only an administrator may retire an area."),
    "name": Rule(*KEEPERS, otherwise="Only an administrator may give an area another name."),
    "draw": Rule([is_member], otherwise="Only somebody who acts for an organisation may draw a shape."),
    "redraw": Rule(
        [belongs_to_the_organisation], otherwise="Only members of the organisation that drew this shape may change it."
    ),
}
