"""Who may do what about conduct? Everybody may report a concern; moderators answer; members thank each other.

*Source:* R89; D2.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator, is_member
from commonground.people.permissions.members import is_not_oneself, is_oneself


@dataclass(frozen=True, slots=True)
class Moderated:
    """A concern, or all of them: who raised it, and whether there is any moderator here."""

    has_moderator: bool
    raised_by: int | None = None


def is_moderator(actor: Actor, subject: Any) -> bool:
    """the person is a moderator"""
    return actor.is_member and "moderator" in actor.roles


def there_is_no_moderator(actor: Actor, subject: Moderated) -> bool:
    """the installation has no moderator"""
    return not subject.has_moderator


def did_not_raise_it(actor: Actor, subject: Moderated) -> bool:
    """the person did not raise it"""
    return subject.raised_by is None or actor.person_id != subject.raised_by


def gave_it(actor: Actor, subject: Any) -> bool:
    """the person gave the thanks"""
    return actor.person_id is not None and subject.by.person_id == actor.person_id


TABLE = {
    "see_concerns": Rule(
        [is_moderator],
        [is_administrator, there_is_no_moderator],
        otherwise="Only moderators see the concerns that were reported.",
    ),
    "answer_concern": Rule(
        [is_moderator, did_not_raise_it],
        [is_administrator, there_is_no_moderator, did_not_raise_it],
        otherwise="Another moderator answers this: nobody answers their own concern.",
    ),
    "accept_conduct": Rule([is_member, is_oneself], otherwise="Only the member can accept the code of conduct."),
    "give_thanks": Rule([is_member, is_not_oneself], otherwise="Members thank each other, and nobody themselves."),
    "take_thanks_back": Rule([gave_it], otherwise="Only whoever gave thanks can take them back."),
}
