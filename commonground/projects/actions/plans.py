"""What can be done with the plan as a whole? Put a version forward, with its reason, and agree to it for a side.

*Source:* R16, R35.
"""

from django.db import transaction

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import Collaboration, PlanAgreement, PlanVersion, Review
from commonground.projects.queries import plans
from commonground.projects.rules import plans as rules

LONGEST_REASON = 2000


@transaction.atomic
def put_forward(
    *, actor: Actor, collaboration: Collaboration, reason: str, review: Review | None = None
) -> PlanVersion:
    """Keep the plan as it stands now as a new version, which both sides are asked to agree to; `review` is the one
    that found that the plan must change.

    :raises Refused: while there is nothing to put forward, or nothing has changed since the version before.
    :raises Invalid: without a reason, from the second version on.
    """
    held = permitted("put_plan_forward", actor, collaboration)
    content, last = plans.content_now(held), plans.latest(held)
    if not rules.is_a_plan(content):
        raise Refused("There is no plan to put forward yet. List a resource, a tactic or an action first.")
    if last is not None and not rules.difference(rules.from_values(last.content), content):
        raise Refused(f"Nothing has changed since version {last.number}. Change a step first.")
    reason = reason.replace("\r\n", "\n").strip()
    if last is not None and not reason:
        raise Invalid("Enter why the plan changes", "reason")
    if len(reason) > LONGEST_REASON:
        raise Invalid(f"Use {LONGEST_REASON} characters or fewer for why. You have used {len(reason)}.", "reason")
    if review is not None and review.collaboration_id != held.pk:
        raise Refused("That review belongs to another collaboration.")
    plan = PlanVersion.objects.create(
        collaboration=held,
        number=(last.number if last else 0) + 1,
        content=rules.as_values(content),
        reason=reason,
        review=review,
        by_id=actor.through,
    )
    words = f"{plan} put forward"
    audit.record("projects:plan:put_forward", actor=actor, subject=held, summary=words, plan=plan.ref)
    return plan


@transaction.atomic
def agree(*, actor: Actor, plan: PlanVersion) -> PlanAgreement:
    """Agree to a version of the plan for the actor's side.

    :raises Refused: for a version that a newer one has replaced, or that the side has agreed to already.
    """
    held = permitted("agree_to_plan", actor, plan.collaboration)
    side, last = side_of(actor), plans.latest(held)
    if last is None or last.pk != plan.pk:
        raise Refused("A newer version was put forward. Read that one.")
    if plan.agreements.filter(side=side.value).exists():
        raise Refused(f"The {side.label.lower()} side has agreed to {str(plan).lower()} already.")
    agreement = PlanAgreement.objects.create(plan=plan, side=side.value, by_id=actor.through)
    words = f"{plan} agreed for the {side.label.lower()} side"
    audit.record("projects:plan:agreed", actor=actor, subject=held, summary=words, plan=plan.ref)
    return agreement
