"""What can be done so that a stakeholder is not forgotten? Note that somebody spoke with them today.

*Source:* R14.
"""

from django.db import transaction
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.projects.actions import answers
from commonground.projects.models import Answer


@transaction.atomic
def contacted_today(*, actor: Actor, answer: Answer, version: int) -> Answer:
    """Note that somebody was in touch with a stakeholder today; what the sides confirmed stays confirmed.

    :raises Stale: when somebody changed the stakeholder meanwhile.
    """
    raw = {**answer.values, "last_contacted": timezone.localdate().isoformat()}
    return answers.change(actor=actor, answer=answer, raw=raw, version=version)
