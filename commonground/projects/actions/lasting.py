"""What can be done so that a gain lasts? Say that it still holds or what is wrong, and watch the figures.

*Source:* R47.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.outcomes.queries import watching
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import Answer, LastingCheck, WatchedMonth
from commonground.projects.queries import lasting
from commonground.projects.rules.lasting import rose


@transaction.atomic
def check(*, actor: Actor, answer: Answer, holds: bool, words: str = "") -> LastingCheck:
    """Say at the check that is due that something still holds, or what is wrong.

    :raises Invalid: when it does not hold and nobody says what is wrong.
    :raises Refused: when no check is due, or somebody answered a moment ago.
    """
    held = permitted("check_lasting", actor, answer.collaboration)
    one = lasting.one_of(held, answer.public_id)
    start = lasting.since(held)
    if one.due is None or start is None:
        raise Refused(_("No check is due now, or somebody answered a moment ago."))
    if not holds and not words.strip():
        raise Invalid(_("Enter what is wrong"), "words")
    made = LastingCheck.objects.create(
        answer=answer,
        since=start,
        months=one.due.months,
        holds=holds,
        words=words.strip(),
        by_id=actor.through,
    )
    said = f"Step 10: {answer}, {made.months} months on: {'still so' if holds else 'no longer so'}"
    audit.record("projects:lasting:checked", actor=actor, subject=held, summary=said, answer=answer.ref)
    return made


@transaction.atomic
def note_asked(*, actor: Actor, answer: Answer, months: int) -> None:
    """Note that somebody was asked by mail whether something still holds, so that they are asked once."""
    start = lasting.since(answer.collaboration)
    audit.record(
        lasting.ASKED,
        actor=actor,
        subject=answer.collaboration,
        summary=f"Step 10: asked by mail whether something still holds, {months} months on",
        answer=answer.ref,
        months=months,
        since=start.isoformat() if start else "",
    )


@transaction.atomic
def watch(*, actor: Actor, answer: Answer, today: date) -> WatchedMonth | None:
    """Look at the newest month of recorded crime that is held, if it lies after the end and nobody has looked, and keep
    its count; gives it where it stands above the limit, else None."""
    start, months = lasting.since(answer.collaboration), watching.months_held()
    newest = months[-1] if months else ""
    limit = int(float(answer.values["limit"]))
    if start is None or newest <= f"{start:%Y-%m}" or answer.watched.filter(month=newest).exists():
        return None
    try:
        counted = watching.counted_in(answer.collaboration.area, answer.values["crime"], [newest]).get(newest, 0)
    except Invalid:
        return None
    made = WatchedMonth.objects.create(answer=answer, month=newest, counted=counted, limit=limit, at=timezone.now())
    if not rose(counted, limit):
        return None
    words = f"Step 10: {answer.values['crime']} in {newest}: {counted}, above the {limit} that were agreed"
    audit.record("projects:lasting:rose", actor=actor, subject=answer.collaboration, summary=words, answer=answer.ref)
    return made
