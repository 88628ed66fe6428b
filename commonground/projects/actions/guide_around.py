"""What can be said around the guide? Suggest a change and answer it; add local words to a step and take them out.

*Source:* R53, R58; D1.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Programme
from commonground.people.queries import workgroups
from commonground.projects.models import GuideSuggestion, LocalAddition
from commonground.projects.permissions import TABLE
from commonground.projects.queries import guide as queries
from commonground.projects.rules import guide
from commonground.projects.rules.adding import KINDS, OUTCOMES


@transaction.atomic
def suggest(*, actor: Actor, about: str, text: str) -> GuideSuggestion:
    """Suggest a change of a step (its number), a question (its code) or the whole (empty) to the owning workgroup.

    :raises Refused: while no workgroup answers for the guide.
    """
    require(TABLE, "suggest_for_guide", actor, None)
    now = queries.in_force()
    if now is None:
        raise Refused(_("No workgroup answers for the guide yet."))
    if about and about not in guide.QUESTIONS and about not in {str(step.number) for step in guide.STEPS}:
        raise Invalid(_("Choose a step or a question of the guide"), "about")
    said = {"about": about, "text": text, "by_id": actor.through, "at": timezone.now()}
    made = GuideSuggestion.objects.create(workgroup=now.workgroup, **said)
    audit.record("projects:guide:suggested", actor=actor, subject=made, about=about)
    return made


@transaction.atomic
def answer(*, actor: Actor, suggestion: GuideSuggestion, outcome: str, text: str) -> GuideSuggestion:
    """Answer a suggestion once, in the name of the workgroup; everybody reads both then.

    :raises Refused: when it has an answer.
    """
    held = GuideSuggestion.objects.select_for_update(of=("self",)).select_related("workgroup").get(pk=suggestion.pk)
    require(TABLE, "answer_suggestion", actor, workgroups.standing_of(held.workgroup))
    if held.answered_at is not None:
        raise Refused(_("Somebody has answered this already."))
    if outcome not in OUTCOMES:
        raise Invalid(_("Choose what becomes of it"), "outcome")
    held.outcome, held.answer = outcome, text
    held.answered_by_id, held.answered_at = actor.through, timezone.now()
    held.save()
    audit.record("projects:guide:suggestion_answered", actor=actor, subject=held, outcome=outcome)
    return held


@transaction.atomic
def add(
    *,
    actor: Actor,
    step: int,
    kind: str,
    title: str,
    text: str = "",
    address: str = "",
    programme: Programme | None = None,
) -> LocalAddition:
    """Add a question, help or a link of the actor's organisation to a step, in the name of a programme where one is
    given. The guide's own words stay as they are.

    :raises Invalid: for a link without an address.
    """
    require(TABLE, "add_to_guide", actor, None)
    guide.step(step)
    if kind not in KINDS:
        raise Invalid(_("Choose what it is"), "kind")
    if kind == "link" and not address:
        raise Invalid(_("Enter the address of the link"), "address")
    said = {"kind": kind, "title": title, "text": text, "address": address, "programme": programme}
    by = {"organisation_id": actor.organisation_id, "by_id": actor.myself, "added_on": timezone.localdate()}
    made = LocalAddition.objects.create(step=step, **said, **by)
    audit.record("projects:guide:added_to", actor=actor, subject=made, step=step)
    return made


@transaction.atomic
def end_addition(*, actor: Actor, addition: LocalAddition) -> None:
    """Take a local addition out, from now on."""
    held = LocalAddition.objects.select_for_update().get(pk=addition.pk)
    require(TABLE, "end_addition", actor, held)
    if held.ended_on is not None:
        raise Refused(_("It is no longer there."))
    held.ended_on, held.version = timezone.localdate(), held.version + 1
    held.save(update_fields=["ended_on", "version"])
    audit.record("projects:guide:addition_ended", actor=actor, subject=held, step=held.step)
