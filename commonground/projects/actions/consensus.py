"""What can be done to agree? Set the rule beforehand, ask everybody, meet objections, ask again, and decide.

*Source:* R43, R67, R235.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.actions import answers
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import (
    Answer,
    Asked,
    Collaboration,
    ConsensusRound,
    ConsensusRule,
    ObjectionMet,
    Position,
)
from commonground.projects.queries import agreeing, reading, visible
from commonground.projects.rules import guide
from commonground.projects.rules.consensus import LONGEST_DAYS, MOTIONS, OBJECTS, POSITIONS, RULES, SILENCES


@transaction.atomic
def set_rule(*, actor: Actor, collaboration: Collaboration, rule: str, silence: str, days: int) -> ConsensusRule:
    """Put forward how stakeholders agree and what silence means, before anybody is asked; the actor's side agrees to
    it by that, and it holds once the other side does too.

    :raises Invalid: naming the field that must change.
    :raises Refused: while a round is open, because nobody changes the rule during the game.
    """
    held = permitted("set_consensus_rule", actor, collaboration)
    side = side_of(actor)
    if rule not in RULES:
        raise Invalid(_("Choose when it is agreed"), "rule")
    if silence not in SILENCES:
        raise Invalid(_("Choose what silence means"), "silence")
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(_("Enter a number of days from 1 to %(most)s") % {"most": LONGEST_DAYS}, "days")
    if agreeing.is_asking(held):
        raise Refused(_("A round is open under the present rule. Set another one when it is over."))
    last = held.consensus_rules.order_by("-number").first()
    made = ConsensusRule.objects.create(
        collaboration=held,
        number=(last.number if last else 0) + 1,
        rule=rule,
        silence=silence,
        days=days,
        by_id=actor.through,
        **{f"{side.value}_agreed_at": timezone.now()},
    )
    words = f"Rule for agreeing put forward by the {side.label.lower()} side: {made}"
    audit.record("projects:consensus:rule_set", actor=actor, subject=held, summary=words, rule=made.ref)
    return made


@transaction.atomic
def agree_to_rule(*, actor: Actor, rule: ConsensusRule) -> ConsensusRule:
    """Agree for the actor's side to the rule that the other side put forward.

    :raises Refused: when a newer one was put forward since.
    """
    collaboration = permitted("set_consensus_rule", actor, rule.collaboration)
    side = side_of(actor)
    held = ConsensusRule.objects.select_for_update().get(pk=rule.pk)
    if collaboration.consensus_rules.filter(number__gt=held.number).exists():
        raise Refused(_("Another rule was put forward since. Read that one, then agree to it."))
    if side in held.agreed:
        return held
    setattr(held, f"{side.value}_agreed_at", timezone.now())
    held.save()
    words = f"The {side.label.lower()} side agreed to the rule for agreeing: {held}"
    audit.record("projects:consensus:rule_agreed", actor=actor, subject=collaboration, summary=words, rule=held.ref)
    return held


@transaction.atomic
def open_round(*, actor: Actor, collaboration: Collaboration, motion: str, words: str) -> ConsensusRound:
    """Ask both sides and every invited stakeholder about one proposal, under the rule that both sides agreed.

    :raises Invalid: without a proposal, or without what it would mean.
    :raises Refused: without a rule, while a round is open, or while an objection to the last one is not met.
    """
    held = permitted("open_round", actor, collaboration)
    if motion not in MOTIONS:
        raise Invalid(_("Choose what you propose"), "motion")
    if not words.strip():
        raise Invalid(_("Enter what that would mean"), "words")
    rule = agreeing.rule_in_force(held)
    if rule is None:
        raise Refused(_("Both sides agree first by which rule it is decided, and what silence means."))
    if agreeing.is_asking(held):
        raise Refused(_("A round is open already. It ends when everybody has answered, or on its last day."))
    if agreeing.unmet_objections(held):
        raise Refused(_("Say first what you change because of each objection to the last round."))
    today, present = timezone.localdate(), reading.present_round(held)
    last = held.consensus_rounds.order_by("-number").first()
    made = ConsensusRound.objects.create(
        collaboration=held,
        rule=rule,
        challenge=present.number if present else 1,
        number=(last.number if last else 0) + 1,
        motion=motion,
        words=words.strip(),
        opens_on=today,
        closes_on=today + timedelta(days=rule.days),
    )
    Asked.objects.bulk_create(
        [Asked(round=made, side=side.value) for side in TWO_SIDES]
        + [Asked(round=made, membership=member.membership) for member in visible.stakeholders_of(held)]
    )
    said = f"{made} of agreeing opened: {made.get_motion_display().lower()}"
    audit.record("projects:consensus:opened", actor=actor, subject=held, summary=said, round=made.ref)
    return made


@transaction.atomic
def take_position(*, actor: Actor, collaboration: Collaboration, position: str, reason: str) -> Position:
    """Say where one stands on what is proposed, as a lead for a side or as an invited stakeholder; the latest counts.

    :raises Invalid: without a position or a reason.
    :raises Refused: while nobody is asked, or when somebody was invited after the round was opened.
    """
    held = permitted("take_position", actor, collaboration)
    if position not in POSITIONS:
        raise Invalid("Choose where you stand", "position")
    if not reason.strip():
        raise Invalid("Enter why you say so", "reason")
    round_ = agreeing.open_round(held)
    if round_ is None:
        raise Refused(_("Nobody is asked at present. Whoever speaks for a side asks everybody, in step 9."))
    asked = agreeing.asked_as(actor, held, round_)
    if asked is None:
        raise Refused(_("You were invited after this round was opened. You are asked in the next one."))
    taken = Position.objects.create(
        collaboration=held,
        round=round_.challenge,
        poll=round_,
        by_id=actor.through,
        side=asked.side,
        position=position,
        reason=reason.strip(),
    )
    audit.record("projects:position:taken", actor=actor, subject=held, summary=f"{actor.name} said where they stand")
    return taken


@transaction.atomic
def meet_objection(*, actor: Actor, position: Position, changed: str) -> ObjectionMet:
    """Write down what is changed because of an objection, so that everybody can be asked again.

    :raises Invalid: without words.
    :raises Refused: for what is no objection, was taken back, or is met already.
    """
    collaboration = permitted("meet_objection", actor, position.collaboration)
    if not changed.strip():
        raise Invalid(_("Enter what you change because of it"), "changed")
    round_ = position.poll
    if round_ is None or position.position != OBJECTS or round_.decided_at:
        raise Refused(_("There is no objection here that could be met."))
    if position.pk not in {one.pk for one in agreeing.latest_in(round_)}:
        raise Refused(_("They have said since that they stand elsewhere."))
    made, is_new = ObjectionMet.objects.get_or_create(
        position=position, defaults={"changed": changed.strip(), "by_id": actor.through}
    )
    if not is_new:
        raise Refused(_("Somebody has written a moment ago what is changed because of it."))
    words = f"{round_} of agreeing: an objection was met"
    audit.record("projects:consensus:met", actor=actor, subject=collaboration, summary=words, round=round_.ref)
    return made


@transaction.atomic
def decide(
    *, actor: Actor, round_: ConsensusRound, reason: str, not_decided: str, next_steps: Sequence[Mapping[str, Any]]
) -> Answer:
    """Record the decision of a round that is agreed: why, what is not decided, and at least one next step. It never
    changes; whoever wants another opens another round.

    :raises Invalid: without a reason, what is not decided, or a next step.
    :raises Unanswered: for a next step that lacks something.
    :raises Refused: when the round is not agreed by its rule, or a newer one was opened.
    """
    held = permitted("decide", actor, round_.collaboration)
    found = ConsensusRound.objects.select_for_update().get(pk=round_.pk)
    for field, words, sentence in (
        ("reason", reason, _("Enter why it is decided so")),
        ("open", not_decided, _("Enter what is not decided. If nothing is left open, say so.")),
    ):
        if not words.strip():
            raise Invalid(sentence, field)
    if not next_steps:
        raise Invalid(_("Enter at least one next step: who does what, by when"), "what")
    if found.decided_at or found != agreeing.latest_round(held):
        raise Refused(_("This round is decided, or a newer one was opened since."))
    came = agreeing.outcome_of(found)
    if not came.is_agreed:
        raise Refused(_(came.result.label))
    decision = _write_decision(held, actor, found, reason.strip(), not_decided.strip(), next_steps)
    found.decision, found.decided_at = decision, timezone.now()
    found.save()
    words = f"Decided: {found.get_motion_display().lower()}"
    audit.record("projects:consensus:decided", actor=actor, subject=held, summary=words, round=found.ref)
    return decision


def _write_decision(
    held: Collaboration,
    actor: Actor,
    round_: ConsensusRound,
    reason: str,
    not_decided: str,
    next_steps: Sequence[Mapping[str, Any]],
) -> Answer:
    """Lay an earlier decision aside with its next steps, and write this one and its own."""
    for part in ("decision", "next_steps"):
        answers.lay_aside(held, part, actor)
    raw = {
        "decision": round_.motion,
        "rule": f"{round_.rule}. {SILENCES[round_.rule.silence]}.",
        "reason": reason,
        "open": not_decided,
        "on": timezone.localdate().isoformat(),
    }
    made = answers.write_down(held, actor, guide.PARTS["decision"], raw)
    for step in next_steps:
        answers.write_down(held, actor, guide.PARTS["next_steps"], step)
    return made
