"""What can a side do beyond its own collaboration? Write to the leads of another, and let it report.

*Source:* R102, R196, R4; docs/decisions/0019-a-programme-sees-what-both-sides-report.md.
"""

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import Collaboration, CoordinationNote, Reporting
from commonground.projects.queries.beside import beside
from commonground.projects.rules.overlapping import LONGEST_NOTE


@transaction.atomic
def coordinate(*, actor: Actor, collaboration: Collaboration, other: Collaboration, words: str) -> CoordinationNote:
    """Write a note to the leads of a collaboration that overlaps; they read from whom it comes and what it says.

    :raises Invalid: without words, or with more than a note holds.
    :raises Refused: when the other one does not overlap, as far as the actor may know.
    """
    held = permitted("coordinate", actor, collaboration)
    text = words.strip()
    if not text:
        raise Invalid("Enter what you would like to coordinate", "words")
    if len(text) > LONGEST_NOTE:
        raise Invalid(f"Use {LONGEST_NOTE} characters or fewer", "words")
    if other.pk not in {one.collaboration.pk for one in beside(actor, held)}:
        raise Refused("This collaboration does not overlap with yours.")
    note = CoordinationNote.objects.create(sender=held, receiver=other, by_id=actor.through, words=text)
    audit.record("projects:coordination:sent", actor=actor, subject=held, summary=f"Wrote to the leads of {other.name}")
    audit.record("projects:coordination:received", actor=actor, subject=other, summary=f"A note came from {held.name}")
    return note


@transaction.atomic
def report(*, actor: Actor, collaboration: Collaboration) -> Reporting:
    """Let the collaboration report to its programme, for the actor's side; it does once both sides say so.

    :raises Refused: when the side has said so already.
    """
    held = permitted("report", actor, collaboration)
    side = side_of(actor)
    if held.reporting.filter(side=side.value, ended_at__isnull=True).exists():
        raise Refused("Your side has agreed to this already.")
    made = Reporting.objects.create(collaboration=held, side=side.value, by_id=actor.through)
    words = f"The {side.label.lower()} side agreed to report to the programme"
    audit.record("projects:reporting:agreed", actor=actor, subject=held, summary=words)
    return made


@transaction.atomic
def end_reporting(*, actor: Actor, collaboration: Collaboration) -> None:
    """Take back the word of the actor's side: from this moment the programme sees nothing.

    :raises Refused: when the side has not agreed to it.
    """
    held = permitted("end_reporting", actor, collaboration)
    side = side_of(actor)
    ended = held.reporting.filter(side=side.value, ended_at__isnull=True).update(ended_at=timezone.now())
    if not ended:
        raise Refused("Your side has not agreed to report.")
    words = f"The {side.label.lower()} side ended what is reported to the programme"
    audit.record("projects:reporting:ended", actor=actor, subject=held, summary=words)
