"""What can be done with a proposal? Put it up, word it anew, comment, say yes or not now, lay it aside, roll it out.

*Source:* R90-R91; D1.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.pages import words as wording
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import (
    Collaboration,
    DecisionComment,
    DecisionItem,
    DecisionStage,
    DecisionVoice,
)
from commonground.projects.queries.decisions import stage_of
from commonground.projects.rules.decisions import Stage, is_agreed, may_begin, more_than_one_idea, pace


@transaction.atomic
def put_up(
    *,
    actor: Actor,
    collaboration: Collaboration,
    proposal: str,
    because: str,
    not_decided: str,
    comment_days: int,
    cooling_days: int,
    stages: Sequence[str] = (),
) -> DecisionItem:
    """Put one idea up for decision, with what it does not decide; both sides may comment until the day that follows.

    :raises Invalid: for more than one idea, or without a reason or what is not decided.
    """
    held = permitted("put_decision", actor, collaboration)
    _check(proposal, because, not_decided)
    days = pace(timezone.localdate(), comment_days, cooling_days)
    last = held.decision_items.order_by("-number").first()
    item = DecisionItem.objects.create(
        collaboration=held,
        number=(last.number if last else 0) + 1,
        proposal=proposal.strip(),
        because=because.strip(),
        not_decided=not_decided.strip(),
        started_on=days.started,
        comment_until=days.comment_until,
        earliest_on=days.earliest,
        put_by_id=actor.through,
    )
    _stage(item, stages)
    _note("put_up", actor, held, item, f"Proposal {item.number} put up for decision")
    return item


def _check(proposal: str, because: str, not_decided: str) -> None:
    if not proposal.strip():
        raise Invalid("Enter what you propose, in one sentence", "proposal")
    if fault := more_than_one_idea(proposal):
        raise Invalid(fault, "proposal")
    if not because.strip():
        raise Invalid("Enter why you propose it", "because")
    if not not_decided.strip():
        raise Invalid("Enter what this does not decide", "not_decided")


def _stage(item: DecisionItem, stages: Sequence[str]) -> None:
    item.stages.all().delete()
    DecisionStage.objects.bulk_create(
        DecisionStage(item=item, order=order, what=what) for order, what in enumerate(stages)
    )


@transaction.atomic
def reword(
    *,
    actor: Actor,
    item: DecisionItem,
    proposal: str,
    because: str,
    not_decided: str,
    comment_days: int,
    cooling_days: int,
    version: int,
    stages: Sequence[str] = (),
) -> DecisionItem:
    """Word a proposal anew, on top of the version that the actor saw; the time for comments begins again, and what the
    sides said to the earlier words no longer counts.

    :raises Stale: when somebody worded it anew in between; it holds what is saved now.
    :raises Refused: once it is decided or laid aside.
    """
    collaboration = permitted("put_decision", actor, item.collaboration)
    _check(proposal, because, not_decided)
    held = _open(item)
    if held.version != version:
        theirs = {"proposal": held.proposal, "because": held.because, "not_decided": held.not_decided}
        raise Stale("Somebody changed this while you were writing. Both texts are below.", theirs, held.version)
    days = pace(timezone.localdate(), comment_days, cooling_days)
    held.proposal, held.because, held.not_decided = proposal.strip(), because.strip(), not_decided.strip()
    held.started_on, held.comment_until, held.earliest_on = days.started, days.comment_until, days.earliest
    held.version += 1
    held.save()
    _stage(held, stages)
    _note("reworded", actor, collaboration, held, f"Proposal {held.number} worded anew")
    return held


def _open(item: DecisionItem) -> DecisionItem:
    """Hold a proposal that is neither decided nor laid aside, or refuse."""
    held = DecisionItem.objects.select_for_update().get(pk=item.pk)
    if held.decided_on:
        raise Refused("This is decided. Put up a new proposal to decide otherwise.")
    if held.laid_aside_on:
        raise Refused("This was laid aside. Put up a new proposal to take it up again.")
    return held


@transaction.atomic
def comment(*, actor: Actor, item: DecisionItem, words: str) -> DecisionComment:
    """Say something to a proposal while there is time to comment or to think.

    :raises Refused: once it is decided or laid aside.
    """
    collaboration = permitted("comment_decision", actor, item.collaboration)
    held = _open(item)
    if not words.strip():
        raise Invalid("Enter what you want to say", "words")
    made = DecisionComment.objects.create(item=held, words=words.strip(), by_id=actor.through)
    _note("commented", actor, collaboration, held, "Said something to a proposal")
    return made


@transaction.atomic
def say(*, actor: Actor, item: DecisionItem, version: int, agrees: bool, because: str = "") -> DecisionItem:
    """Say yes or not now for the actor's side, to the words that were shown, from the earliest day on; when both sides
    have said yes it is decided.

    :raises Refused: before the earliest day, and when it was worded anew since it was shown.
    :raises Invalid: for a "not now" without a reason.
    """
    collaboration = permitted("decide_item", actor, item.collaboration)
    side, held, today = side_of(actor), _open(item), timezone.localdate()
    if held.version != version:
        raise Refused("This was worded anew after you opened it. Read it again, then say where you stand.")
    if stage_of(held, today) is not Stage.READY:
        raise Refused(f"Nothing is decided before {wording.day(held.earliest_on)}. Until then there is time to think.")
    if not agrees and not because.strip():
        raise Invalid("Enter what would have to be different", "because")
    DecisionVoice.objects.create(
        item=held, version=version, side=side.value, agrees=agrees, because=because.strip(), by_id=actor.through
    )
    said = "agrees" if agrees else "says: not now"
    _note("answered", actor, collaboration, held, f"The {side.label.lower()} side {said}")
    if is_agreed(_voices(held)):
        held.decided_on = today
        held.save(update_fields=["decided_on"])
        _note("decided", actor, collaboration, held, f"Proposal {held.number} decided")
    return held


def _voices(item: DecisionItem) -> dict[Side, bool]:
    rows = item.voices.filter(version=item.version).order_by("pk")
    return {Side(row.side): row.agrees for row in rows}


@transaction.atomic
def lay_aside(*, actor: Actor, item: DecisionItem, because: str) -> DecisionItem:
    """Lay a proposal aside without deciding it.

    :raises Invalid: without a reason.
    """
    collaboration = permitted("decide_item", actor, item.collaboration)
    held = _open(item)
    if not because.strip():
        raise Invalid("Enter why it is laid aside", "because")
    held.laid_aside_on, held.laid_aside_because = timezone.localdate(), because.strip()
    held.save(update_fields=["laid_aside_on", "laid_aside_because"])
    _note("laid_aside", actor, collaboration, held, f"Proposal {held.number} laid aside")
    return held


@transaction.atomic
def stage_done(*, actor: Actor, stage: DecisionStage, on: date, note: str = "") -> DecisionStage:
    """Mark one stage of a decided proposal's roll-out as done; each follows the one before.

    :raises Refused: before it is decided, and while an earlier stage is not done.
    """
    collaboration = permitted("put_decision", actor, stage.item.collaboration)
    item = DecisionItem.objects.select_for_update().get(pk=stage.item_id)
    if not item.decided_on:
        raise Refused("Nothing is rolled out before it is decided.")
    held = item.stages.get(pk=stage.pk)
    if not may_begin(held.order, [bool(one.done) for one in item.stages.order_by("order")]):
        raise Refused("The stage before this one is not done yet. One after the other.")
    held.done, held.done_note = on, note.strip()[:300]
    held.save(update_fields=["done", "done_note"])
    _note("stage_done", actor, collaboration, item, f"Stage {held.order + 1} done")
    return held


def _note(verb: str, actor: Actor, collaboration: Collaboration, item: DecisionItem, words: str) -> None:
    audit.record(f"projects:decision:{verb}", actor=actor, subject=collaboration, summary=words[:300], item=item.ref)
