"""Does what was gained still hold? Which checks are due after the end, who is asked, and which months rose again.

*Source:* R47.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.models import Entry
from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import Side
from commonground.projects.models import Answer, Collaboration, LastingCheck, WatchedMonth
from commonground.projects.queries import visible
from commonground.projects.rules.lasting import Check, due_now, next_check, rose
from commonground.projects.rules.lifecycle import State

ASKED = "projects:lasting:asked"


@dataclass(frozen=True, slots=True)
class Lasting:
    """One measure that should last: what was said at its checks, the check that is due, the one to come, and the months
    of its figure since the end."""

    answer: Answer
    checks: tuple[LastingCheck, ...]
    due: Check | None
    to_come: Check | None
    watched: tuple[WatchedMonth, ...]

    @property
    def rose(self) -> tuple[WatchedMonth, ...]:
        """The months that stood above the limit, the newest first."""
        return tuple(month for month in self.watched if rose(month.counted, month.limit))

    @property
    def failed(self) -> LastingCheck | None:
        """The last check, if it said that something is wrong."""
        return self.checks[-1] if self.checks and not self.checks[-1].holds else None


def since(collaboration: Collaboration) -> date | None:
    """Give the day of the end from which the checks are counted; None while the work goes on."""
    stopped = collaboration.stopped_at if collaboration.state == State.STOPPED else None
    return timezone.localdate(stopped) if stopped else None


def _of_finished() -> QuerySet[Answer]:
    found = Answer.objects.filter(part="sustain", removed_at__isnull=True, collaboration__state=State.STOPPED)
    found = found.filter(collaboration__stopped_at__isnull=False)
    own = LastingCheck.objects.select_related("by__person")
    return found.select_related("collaboration__area", "member__membership__person").prefetch_related(
        Prefetch("checks", own), "watched"
    )


def lasting_in(collaboration: Collaboration, today: date | None = None) -> list[Lasting]:
    """List what should last in a finished collaboration, in its order; nothing while the work goes on."""
    today = today or timezone.localdate()
    return [_lasting(row, today) for row in _of_finished().filter(collaboration=collaboration).order_by("pk")]


def due_anywhere(today: date) -> list[Lasting]:
    """List what is to be checked now in any finished collaboration."""
    found = [_lasting(row, today) for row in _of_finished().order_by("pk")]
    return [one for one in found if one.due]


def due_for(actor: Actor, today: date, mine: Iterable[Collaboration]) -> list[Lasting]:
    """List what the actor is asked about now in their collaborations: their own, and where nobody is named, what their
    side speaks for."""
    held = [one for one in mine if one.state == State.STOPPED]
    if not held:
        return []
    able = visible.able_in(held)
    speaks = visible.speakers(held, able)
    found = [_lasting(row, today) for row in _of_finished().filter(collaboration__in=held).order_by("pk")]
    return [one for one in found if one.due and actor.membership_id in _asked(one.answer, able, speaks)]


def _asked(answer: Answer, able: frozenset[tuple[int, int]], speaks: Mapping[tuple[int, Side], int]) -> set[int]:
    """Give through which memberships somebody is asked: the owner while they can act, or those who speak for the
    sides."""
    if answer.member and (answer.collaboration_id, answer.member.membership_id) in able:
        return {answer.member.membership_id}
    return {who for (key, _side), who in speaks.items() if key == answer.collaboration_id}


def _lasting(answer: Answer, today: date) -> Lasting:
    start = since(answer.collaboration)
    assert start is not None, "only what belongs to a finished collaboration is asked for"
    checks = tuple(check for check in answer.checks.all() if check.since == start)
    answered = {check.months for check in checks}
    seen = tuple(month for month in answer.watched.all() if timezone.localdate(month.at) >= start)
    return Lasting(answer, checks, due_now(start, answered, today), next_check(start, answered, today), seen)


def one_of(collaboration: Collaboration, public_id: uuid.UUID) -> Lasting:
    """Give one lasting measure of a finished collaboration, or 404."""
    found = next((one for one in lasting_in(collaboration) if one.answer.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def was_asked(answer: Answer, months: int) -> bool:
    """Tell whether somebody was asked about a check by mail since the end."""
    asked = Entry.objects.filter(tag=ASKED, subject_type="collaboration", subject_id=answer.collaboration.ref)
    return asked.filter(details__answer=answer.ref, details__months=months, details__since=_since(answer)).exists()


def _since(answer: Answer) -> str:
    start = since(answer.collaboration)
    return start.isoformat() if start else ""


def watched() -> QuerySet[Answer]:
    """List what is watched by a figure in finished collaborations."""
    return _of_finished().exclude(values__crime=None).exclude(values__limit=None).order_by("pk")


def reason_from(collaboration: Collaboration, given: Mapping[str, Any]) -> str:
    """Write the words with which a new challenge begins, from the measure that no longer holds or the month that rose;
    empty where a link names neither."""
    for one in lasting_in(collaboration):
        if one.answer.ref != given.get("lasting"):
            continue
        what = one.answer.values.get("what") or ""
        said = [f"{_('No longer so')}: {what}. {one.failed.words}"] if one.failed else []
        for month in one.rose[:1]:
            counted = {"kind": one.answer.values.get("crime") or "", "n": month.counted, "limit": month.limit}
            words = _("%(kind)s in %(month)s: %(n)s, above the %(limit)s that were agreed.")
            said.append(words % {**counted, "month": f"{date.fromisoformat(month.month + '-01'):%B %Y}"})
        return "\n".join(said)
    return ""
