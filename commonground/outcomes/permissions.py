"""Who may measure, and who may read what was measured?

A published study needs no permission; the team of a collaboration reads its studies through the collaboration.

*Source:* R42; settled questions, "Who sees a collaboration" (a study).
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule


def is_member(actor: Actor, subject: Any) -> bool:
    """the person is a present member of an organisation"""
    return actor.is_member


def made_it(actor: Actor, subject: Any) -> bool:
    """the person made the study, as a member of the same organisation"""
    return actor.is_member and subject.made_by_id == actor.membership_id


def keeps_it(actor: Actor, subject: Any) -> bool:
    """the person keeps the study since its maker handed it on"""
    return actor.is_member and subject.kept_by_id == actor.membership_id


def is_published(actor: Actor, subject: Any) -> bool:
    """the study is published"""
    return subject.published_at is not None


TABLE = {
    "evaluate": Rule([is_member], otherwise="Only members of an organisation may make a study."),
    "see": Rule(
        [made_it],
        [keeps_it],
        [is_published],
        otherwise="Only whoever made this study may read it until it is published.",
    ),
    "run_again": Rule([made_it], [keeps_it], otherwise="Only whoever made or keeps a study may run it again."),
}
