"""What do steps 4 to 6 show beside their questions? The context of the partials under each question.

*Source:* R20-R31.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.projects.models import Collaboration
from commonground.projects.queries import recorded
from commonground.projects.rules import support
from commonground.projects.rules.record import Row
from commonground.projects.views import backing, duties, following, polls, reminding, signing

Block = dict[str, Any]


def leadership(actor: Actor, held: Collaboration) -> Block:
    """Whether it is supported, and who was asked to back it."""
    rows = [Row(one.ref, one.values) for one in recorded.answers_of(held, "support")]
    return {
        "support_warnings": support.warnings(rows),
        "support_hours": support.hours(rows) if rows else "",
        **backing.block(actor, held),
    }


def community(actor: Actor, held: Collaboration) -> Block:
    """What the community was asked, and what it is told."""
    return {**polls.block(actor, held), **following.block(actor, held)}


def implementation(actor: Actor, held: Collaboration) -> Block:
    """Whether the plan is agreed, written down and shared, who does what, and the calendar."""
    return {**signing.block(actor, held), **duties.block(actor, held), **reminding.block(actor, held)}
