"""Who may do what with an item? What an organisation knows is its own: its author and its custodians keep it.

The subject is a `Holding`: what the queries found out about the acting person and the item, so that this file decides
without asking the database. Reading is no row here: it is the policy of section 2, which the database asks.

*Source:* R15; D2; design/sharing.md 2, 2.1.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.groundwork.sides import Side


@dataclass(frozen=True, slots=True)
class Holding:
    """What an item is to the acting person: whether it is their organisation's, and whether they keep all of it."""

    is_own: bool
    keeps: bool
    is_author: bool = False
    is_withdrawn: bool = False
    reads: bool = False


def is_member(actor: Actor, subject: Any) -> bool:
    """the person acts for an organisation, and not as a guest"""
    return actor.is_member and "guest" not in actor.roles


def is_at_all_a_member(actor: Actor, subject: Any) -> bool:
    """the person acts for an organisation"""
    return actor.is_member


def keeps_it(actor: Actor, subject: Any) -> bool:
    """the person is its author or a custodian of the organisation that it comes from, cleared for what it holds"""
    return isinstance(subject, Holding) and subject.is_own and subject.keeps


def is_not_withdrawn(actor: Actor, subject: Any) -> bool:
    """the item is not withdrawn"""
    return isinstance(subject, Holding) and not subject.is_withdrawn


def is_of_the_originator(actor: Actor, subject: Any) -> bool:
    """the person acts for the organisation that it comes from and may read or keep it"""
    return isinstance(subject, Holding) and subject.is_own and (subject.keeps or subject.reads)


def grades(actor: Actor, subject: Any) -> bool:
    """the person is of police intelligence staff"""
    return actor.is_member and actor.side is Side.POLICE and "intelligence" in actor.roles


def reads_it(actor: Actor, subject: Any) -> bool:
    """the person may read it"""
    return isinstance(subject, Holding) and subject.reads


_KEEPS = "Only its author and the custodians of the organisation that it comes from may do this, while it stands."

TABLE = {
    "write_item": Rule([is_member], otherwise="Only somebody who acts for an organisation writes what it knows."),
    "change_item": Rule([keeps_it, is_not_withdrawn], otherwise=_KEEPS),
    "release_item": Rule(
        [keeps_it, is_not_withdrawn],
        otherwise="Only the organisation that the item comes from may release it. Ask it to pass this on.",
    ),
    "revoke_release": Rule([keeps_it], otherwise=_KEEPS),
    "withdraw_item": Rule([keeps_it, is_not_withdrawn], otherwise=_KEEPS),
    "approve_release": Rule(
        [keeps_it, is_not_withdrawn], otherwise="Only a second person who keeps it, too, approves this."
    ),
    "keep_records": Rule([keeps_it], otherwise="Only its author and its custodians keep its records."),
    "see_who_reads": Rule(
        [is_of_the_originator], otherwise="Only the organisation that it comes from sees who may read it."
    ),
    "grade_item": Rule([grades], otherwise="Only police intelligence staff grade what the police know."),
    "go_on_reading": Rule([is_at_all_a_member], otherwise="Only a member goes on reading for an organisation."),
    "use_item": Rule([reads_it], otherwise="Only somebody who may read it may do this."),
}
