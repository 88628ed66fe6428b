"""What can be done with the guide? A workgroup takes it on, writes a version, and its lead approves and launches it.

*Source:* R2-R3, R51, R53, R55; D1.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Workgroup
from commonground.people.queries import workgroups
from commonground.projects.actions import guide_translations
from commonground.projects.models import GuideVersion
from commonground.projects.permissions import TABLE
from commonground.projects.queries import guide as queries
from commonground.projects.rules import editions
from commonground.projects.rules.editions import Stage

ABOUT = ("change_log", "announcement", "contributors", "review_on")
STALE = "Somebody else changed this version while you were writing."


@transaction.atomic
def take_on(
    *, actor: Actor, workgroup: Workgroup, review_on: date, contributors: str = "", change_log: str = ""
) -> GuideVersion:
    """Let a workgroup answer for the guide: the shipped words become version 1, or it takes over the version in force.

    :raises Invalid: for a day of review that has come.
    """
    require(TABLE, "take_on_guide", actor, None)
    today = timezone.localdate()
    if review_on <= today:
        raise Invalid(_("Enter a day after today"), "review_on")
    held = GuideVersion.objects.select_for_update().filter(stage=Stage.LAUNCHED).first()
    if held is None:
        said = {"contributors": contributors, "change_log": change_log, "review_on": review_on}
        stage = {"stage": Stage.LAUNCHED.value, "launched_at": timezone.now(), "approved_on": today}
        held = GuideVersion.objects.create(number=1, workgroup=workgroup, begun_on=today, **said, **stage)
    else:
        held.workgroup, held.review_on, held.version = workgroup, review_on, held.version + 1
        held.save()
    audit.record("projects:guide:taken_on", actor=actor, subject=held, workgroup=workgroup.ref)
    return held


@transaction.atomic
def begin(*, actor: Actor) -> GuideVersion:
    """Begin the next version, from the words in force.

    :raises Refused: while one is being written, or no workgroup answers for the guide.
    """
    now = queries.in_force()
    if now is None:
        raise Refused(_("No workgroup answers for the guide yet."))
    group = Workgroup.objects.select_for_update().get(pk=now.workgroup_id)
    require(TABLE, "write_guide", actor, workgroups.standing_of(group))
    if queries.being_written(group) is not None:
        raise Refused(_("A version is being written already."))
    number = (GuideVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    words = {"texts": now.texts, "contributors": now.contributors, "begun_on": timezone.localdate()}
    made = GuideVersion.objects.create(number=number, workgroup=group, begun_by_id=actor.through, **words)
    audit.record("projects:guide:begun", actor=actor, subject=made)
    return made


@transaction.atomic
def write(
    *, actor: Actor, guide_version: GuideVersion, version: int, step: int, texts: Mapping[str, str]
) -> GuideVersion:
    """Write the words of one step in a draft, on top of the version that the actor saw; empty words are the shipped.

    :raises Stale: when somebody else saved first, with that step's words as saved.
    :raises Refused: when it isn't a draft.
    """
    held = _held("write_guide", actor, guide_version)
    keys = editions.keys_of(step)
    if held.version != version:
        saved = editions.all_words(held.texts)
        raise Stale(_(STALE), {key: saved[key] for key in keys}, held.version)
    _only_while(held, Stage.DRAFT)
    for key, words in texts.items():
        if key not in keys or len(words) > editions.LONGEST:
            raise Invalid(_("Write at most 600 characters"), key)
    held.texts = editions.kept({**held.texts, **{key: texts[key].strip() for key in keys if key in texts}})
    # A text put back to the shipped words is no longer an edit.
    return _saved(held, "projects:guide:written", actor, step=step)


@transaction.atomic
def describe(*, actor: Actor, guide_version: GuideVersion, version: int, **words: Any) -> GuideVersion:
    """Say what changed, who helped, how it is announced and when it is looked at again (`ABOUT`).

    :raises Stale: when somebody else saved first.
    :raises Refused: once it is launched.
    """
    held = _held("write_guide", actor, guide_version)
    if held.version != version:
        raise Stale(_(STALE), {key: getattr(held, key) for key in ABOUT}, held.version)
    _only_while(held, Stage.DRAFT, Stage.REVIEW, Stage.APPROVED)
    for key in ABOUT:
        setattr(held, key, words.get(key, getattr(held, key)))
    return _saved(held, "projects:guide:described", actor)


@transaction.atomic
def send_to_review(*, actor: Actor, guide_version: GuideVersion) -> GuideVersion:
    """Send a draft to the lead.

    :raises Refused: for one that changes nothing, or doesn't say what changed.
    """
    held = _held("write_guide", actor, guide_version)
    if not queries.changes(held):
        raise Refused(_("No word differs from the version in force yet."))
    if not held.change_log:
        raise Refused(_("Say first what changed."))
    _move(held, Stage.REVIEW)
    held.sent_on, held.sent_back_because = timezone.localdate(), ""
    return _saved(held, "projects:guide:sent_to_review", actor)


@transaction.atomic
def send_back(*, actor: Actor, guide_version: GuideVersion, because: str) -> GuideVersion:
    """Send a version back to its writers with the reason; an approval goes with it."""
    held = _held("approve_guide", actor, guide_version)
    _move(held, Stage.DRAFT)
    held.approved_on, held.approved_by, held.launch_on, held.sent_back_because = None, None, None, because
    return _saved(held, "projects:guide:sent_back", actor)


@transaction.atomic
def approve(*, actor: Actor, guide_version: GuideVersion) -> GuideVersion:
    """Approve a version in the name of the workgroup."""
    held = _held("approve_guide", actor, guide_version)
    _move(held, Stage.APPROVED)
    held.approved_on, held.approved_by_id = timezone.localdate(), actor.through
    return _saved(held, "projects:guide:approved", actor)


@transaction.atomic
def launch(*, actor: Actor, guide_version: GuideVersion, on: date) -> GuideVersion:
    """Launch an approved version on a day: today it follows the version in force at once, a later day is kept.

    :raises Invalid: for a day that is past.
    :raises Refused: without an announcement.
    """
    held = _held("launch_guide", actor, guide_version)
    _only_while(held, Stage.APPROVED)
    if on < timezone.localdate():
        raise Invalid(_("Enter today, or a day to come"), "on")
    if not held.announcement:
        raise Refused(_("Write first how it is announced."))
    held.launch_on = on
    if on > timezone.localdate():
        return _saved(held, "projects:guide:launch_set", actor)
    return _launched(held, actor)


def launch_due(today: date) -> int:
    """Launch the approved version whose day has come, and give how many that were."""
    due = GuideVersion.objects.filter(stage=Stage.APPROVED, launch_on__lte=today)
    with transaction.atomic():
        ready = list(due.select_for_update())
        for held in ready:
            _launched(held, SYSTEM)
    return len(ready)


def _launched(held: GuideVersion, actor: Actor) -> GuideVersion:
    today = timezone.localdate()
    for old in GuideVersion.objects.select_for_update().filter(stage=Stage.LAUNCHED):
        old.stage, old.superseded_on, old.version = Stage.SUPERSEDED.value, today, old.version + 1
        old.save()
        guide_translations.carry_on(old, held, actor)
    _move(held, Stage.LAUNCHED)
    held.launched_at = timezone.now()
    if held.review_on is None or held.review_on <= today:
        held.review_on = today + timedelta(days=editions.REVIEW_AFTER_DAYS)
    return _saved(held, "projects:guide:launched", actor)


def _held(action: str, actor: Actor, guide_version: GuideVersion) -> GuideVersion:
    held = GuideVersion.objects.select_for_update(of=("self",)).select_related("workgroup").get(pk=guide_version.pk)
    require(TABLE, action, actor, workgroups.standing_of(held.workgroup))
    return held


def _only_while(held: GuideVersion, *stages: Stage) -> None:
    if held.stage not in stages:
        raise Refused(_("This version is no longer where it was. Open its page again."))


def _move(held: GuideVersion, to: Stage) -> None:
    try:
        held.stage = editions.moved(Stage(held.stage), to).value
    except editions.OutOfTurn:
        raise Refused(_("This version is no longer where it was. Open its page again.")) from None


def _saved(held: GuideVersion, tag: str, actor: Actor, **details: Any) -> GuideVersion:
    held.version += 1
    held.save()
    audit.record(tag, actor=actor, subject=held, **details)
    return held
