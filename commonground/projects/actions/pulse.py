"""What can be done with the trust pulse? Open a round, answer it, ask and remind by mail, and count it.

That somebody answers is the one deed that leaves no row in the record: a row would say who, and when, and that is what
must not be known. What was answered goes into counts; see `models/pulse`.

*Source:* R54, R78, R247.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.actions.permitting import locked, permitted, side_of
from commonground.projects.models import (
    Collaboration,
    LeadershipPost,
    PulseMark,
    PulseRound,
    PulseSum,
    PulseTally,
)
from commonground.projects.queries import pulse
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.pulse import OPEN_DAYS, UP, WAITS_DAYS, Waiting, added, counted, empty, faults, opens

# By what a sum of each level is known
KEYS = {
    "collaboration": ("collaboration_id", "police_id", "security_id", "area_id", "programme_id"),
    "pair": ("police_id", "security_id", "area_id", "programme_id"),
    "area": ("area_id", "programme_id"),
    "programme": ("programme_id",),
}


def begin(collaboration: Collaboration, actor: Actor, because: str, today: date) -> PulseRound | None:
    """Open a round if it is time for one; the callers hold the collaboration, and have asked who may."""
    last = pulse.round_before(collaboration)
    alive_on = timezone.localdate(collaboration.alive_at) if collaboration.alive_at else None
    if collaboration.state != State.ALIVE or alive_on is None or (last and last.closes_on >= today):
        return None
    if not opens(last.opens_on if last else None, alive_on, today, at_review=because == "review"):
        return None
    made = PulseRound.objects.create(
        collaboration=collaboration,
        number=(last.number if last else 0) + 1,
        because=because,
        opens_on=today,
        closes_on=today + timedelta(days=OPEN_DAYS),
    )
    # Both rows are there before anybody answers, so that nothing is written in the order of the answers.
    for side in TWO_SIDES:
        PulseTally.objects.create(round=made, side=side.value, counts=empty())
    audit.record("projects:pulse:opened", actor=actor, subject=collaboration, summary=f"{made} opened", pulse=made.ref)
    return made


@transaction.atomic
def open_due(*, actor: Actor, today: date) -> int:
    """Open a round in every collaboration under way whose turn it is, and tell how many."""
    made = [begin(locked(one), actor, "quarter", today) for one in pulse.to_open(today)]
    return sum(one is not None for one in made)


@transaction.atomic
def answer(*, actor: Actor, round_: PulseRound, answers: Mapping[str, Any]) -> None:
    """Answer a round: each statement with how far one agrees, from 1 to 5, or 0 where it does not apply.

    :raises Invalid: naming the first statement that is not answered.
    :raises Refused: when the round is closed, or the person has answered it.
    """
    permitted("answer_pulse", actor, round_.collaboration)
    side, today = side_of(actor), timezone.localdate()
    held = PulseRound.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    if held.is_counted or not held.opens_on <= today <= held.closes_on:
        raise Refused("This time is over. You are asked again in the next quarter.")
    for field, sentence in faults(answers).items():
        raise Invalid(sentence, field)
    _mark, is_new = PulseMark.objects.get_or_create(
        round=held, seal=pulse.seal_of(actor.myself), defaults={"side": side.value}
    )
    if not is_new:
        raise Refused(
            "You have answered this time. It cannot be changed, because nothing says which answers are yours."
        )
    tally = PulseTally.objects.select_for_update().get(round=held, side=side.value)
    tally.counts = added(tally.counts, counted(answers))
    tally.save(update_fields=["counts"])


@transaction.atomic
def note_asked(*, actor: Actor, round_: PulseRound, today: date, again: bool = False) -> None:
    """Note that the people of a round were asked by mail, or reminded, so that nobody is asked twice."""
    field = "reminded_on" if again else "asked_on"
    PulseRound.objects.filter(pk=round_.pk).update(**{field: today})
    words = f"{round_}: {'reminded' if again else 'asked'} by mail"
    audit.record("projects:pulse:asked", actor=actor, subject=round_.collaboration, summary=words, pulse=round_.ref)


@transaction.atomic
def count_due(*, actor: Actor, today: date) -> int:
    """Count every round that has closed, let sums that waited for a year go up, and tell how many were counted."""
    rounds = PulseRound.objects.select_for_update(of=("self",)).filter(is_counted=False, closes_on__lt=today)
    found = list(rounds.select_related("collaboration").order_by("closes_on", "pk"))
    for round_ in found:
        _count(round_)
        words = f"{round_} counted"
        audit.record("projects:pulse:counted", actor=actor, subject=round_.collaboration, summary=words)
    for level in UP:
        _raise(level, today)
    return len(found)


def _count(round_: PulseRound) -> None:
    """Take the answers of a round into the sums that they wait in, and leave nothing of them where they were."""
    keys = {
        "collaboration_id": round_.collaboration_id,
        **{f"{side.value}_id": _leading(round_.collaboration, side) for side in TWO_SIDES},
        "area_id": round_.collaboration.area_id,
        "programme_id": round_.collaboration.programme_id,
    }
    for tally in round_.tallies.select_for_update():
        seals = frozenset(round_.marks.filter(side=tally.side).values_list("seal", flat=True))
        if seals:
            _lay("collaboration", tally.side, keys, Waiting(round_.opens_on, round_.closes_on, seals, tally.counts))
    round_.marks.all().delete()
    round_.tallies.all().delete()
    round_.is_counted = True
    round_.save(update_fields=["is_counted"])


def _leading(collaboration: Collaboration, side: Side) -> int | None:
    """Give the organisation that leads one side, or None while nobody does."""
    posts = LeadershipPost.objects.filter(
        collaboration=collaboration, side=side.value, role="governance", accepted_at__isnull=False
    )
    newest = posts.select_related("holder").order_by("-accepted_at", "-pk").first()
    return newest.holder.organisation_id if newest else None


def _lay(level: str, side: str, keys: Mapping[str, Any], more: Waiting) -> None:
    """Lay answers together with those that wait at a level; from five people up they are shown, and never change."""
    known = {name: keys[name] for name in KEYS[level]}
    waiting = PulseSum.objects.select_for_update().filter(level=level, side=side, is_shown=False)
    held = waiting.filter(
        **{name: known[name] for name in (["collaboration_id"] if level == "collaboration" else known)}
    )
    one = held.first() or PulseSum(level=level, side=side, starts=more.starts, ends=more.ends, **known)
    whole = _waiting(one).with_more(more)
    one.starts, one.ends, one.people, one.counts = whole.starts, whole.ends, len(whole.seals), dict(whole.counts)
    one.is_shown = whole.may_be_shown
    one.seals = [] if one.is_shown else sorted(whole.seals)
    one.save()


def _waiting(one: PulseSum) -> Waiting:
    return Waiting(one.starts, one.ends, frozenset(one.seals), one.counts)


def _raise(level: str, today: date) -> None:
    """Pass on, to the level above, what has waited for a year without enough people."""
    latest = today - timedelta(days=WAITS_DAYS)
    for one in PulseSum.objects.select_for_update(of=("self",)).filter(level=level, is_shown=False, starts__lte=latest):
        _lay(UP[level], one.side, {name: getattr(one, name) for name in KEYS[level]}, _waiting(one))
        one.delete()
