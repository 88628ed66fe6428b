"""What can be done when the answers of step 2 ask for an agreement on sharing? Begin its draft with what is known here.

The parties are the organisations of both sides that take part, the purpose is what the collaboration is for and why the
team decided so. What each gives and gets, the law and the rest are for the agreement itself.

*Source:* R13, R15; design/sharing.md 5.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Refused
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import Collaboration
from commonground.projects.queries.setting_up import asked_in, bodies_of_both_sides
from commonground.projects.rules import formality
from commonground.sharing.actions import agreements
from commonground.sharing.models import Agreement
from commonground.sharing.queries.agreements import begun_from


@transaction.atomic
def begin_agreement(*, actor: Actor, collaboration: Collaboration) -> Agreement:
    """Begin an agreement for the collaboration, with its organisations as parties and its purpose written.

    :raises Refused: where the answers ask for none, or one that the actor may read is begun already.
    """
    held = permitted("begin_agreement", actor, collaboration)
    formal, said = asked_in(held)
    if not formality.wants_agreement(formal, said):
        raise Refused(_("The answers of step 2 ask for no agreement on sharing."))
    if begun_from(actor, held.ref):
        raise Refused(_("An agreement is begun already. It stands under question 2c."))
    made = agreements.begin(
        actor=actor, programme=held.programme, area=held.area, title=held.name, collaboration=held.ref,
        answers=formality.clauses(held.about, formal, said),
    )  # fmt: skip
    for body in bodies_of_both_sides(held):
        if body.pk != actor.body:
            agreements.name_party(actor=actor, agreement=made, organisation=body, gives=[], gets=[])
    summary = _("Agreement on sharing begun: %(reference)s") % {"reference": made.reference}
    audit.record("projects:agreement:begun", actor=actor, subject=held, summary=summary, agreement=made.ref)
    return made
