"""What can be done so that contacts last? Say that one is still right, and note that somebody was asked.

*Source:* R45.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.projects.actions import answers
from commonground.projects.models import Answer
from commonground.projects.queries.keeping import ASKED
from commonground.projects.rules.keeping import asked_again


@transaction.atomic
def still_right(*, actor: Actor, answer: Answer, version: int) -> Answer:
    """Say that a contact is still the right one; it is asked again in half a year.

    :raises Stale: when somebody changed the contact meanwhile.
    """
    raw = asked_again(answer.values, timezone.localdate())
    return answers.change(actor=actor, answer=answer, raw=raw, version=version)


@transaction.atomic
def note_asked(*, actor: Actor, answer: Answer, today: date) -> None:
    """Note that somebody was asked about a contact, so that they are asked once."""
    audit.record(
        ASKED,
        actor=actor,
        subject=answer.collaboration,
        summary="Step 10: asked by mail whether a contact is still right",
        answer=answer.ref,
        keep=answer.values["keep"],
        on=today.isoformat(),
    )
