"""What can be done with the structure as a whole? Begin with the ready set of bodies of the shape that was chosen.

*Source:* R12.
"""

from django.db import transaction

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Refused
from commonground.projects.actions import answers
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import Answer, Collaboration
from commonground.projects.queries import recorded
from commonground.projects.rules import guide
from commonground.projects.rules.structure_ready import READY


@transaction.atomic
def begin_with_ready_set(*, actor: Actor, collaboration: Collaboration) -> list[Answer]:
    """Record the bodies and links that the chosen shape usually has, to be changed one by one.

    :raises Refused: before a shape is chosen, or when a body is named already.
    """
    held = permitted("answer", actor, collaboration)
    shape = recorded.answers_of(held, "architecture").first()
    if shape is None:
        raise Refused("Choose the shape of the relationship first.")
    if recorded.answers_of(held, "bodies").exists():
        raise Refused("Some bodies are named already. Change those.")
    ready, bodies = READY[shape.values["shape"]], guide.PARTS["bodies"]
    made = [answers.record(actor=actor, collaboration=held, part=bodies, raw=raw) for raw in ready.bodies]
    for first, how, second in ready.links:
        raw = {"first": made[first].ref, "how": how, "second": made[second].ref}
        answers.record(actor=actor, collaboration=held, part=guide.PARTS["links"], raw=raw)
    audit.record("projects:structure:begun", actor=actor, subject=held, summary="Step 2: begun with a ready structure")
    return made
