"""What can be done with the log of breaches? Enter one, keep it up to date, and close it.

*Source:* D5; UK GDPR, articles 33 (the regulator within 72 hours; a record of every breach) and 34 (the people).
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Breach
from commonground.people.permissions import TABLE

ENTERED = (
    "what",
    "happened_at",
    "noticed_at",
    "people_affected",
    "risk",
    "regulator_told_at",
    "regulator_not_told_because",
    "people_told_at",
    "done_about_it",
)


@transaction.atomic
def enter(*, actor: Actor, **values: Any) -> Breach:
    """Enter a breach (`ENTERED`; what, and when it was noticed, are needed); the clock runs from when it was noticed.

    :raises Invalid: for a moment that has not come, or an order of moments that cannot be.
    """
    require(TABLE, "keep_breach_log", actor, None)
    _refuse_faulty(values)
    made = Breach.objects.create(entered_by_id=actor.person_id, **values)
    audit.record("people:breach:entered", actor=actor, subject=made)
    return made


@transaction.atomic
def change(*, actor: Actor, breach: Breach, version: int, **values: Any) -> Breach:
    """Change what the log says of a breach, on top of the version that the actor saw.

    :raises Stale: when somebody else saved first.
    :raises Refused: once it is closed.
    """
    held = _held(actor, breach)
    if held.version != version:
        raise Stale(_("Somebody else changed this while you were writing."), values_of(held), held.version)
    _refuse_faulty(values)
    changed = [name for name in ENTERED if name in values and getattr(held, name) != values[name]]
    for name in changed:
        setattr(held, name, values[name])
    if changed:
        held.version += 1
        held.save()
        audit.record("people:breach:changed", actor=actor, subject=held, what=changed)
    return held


@transaction.atomic
def close(*, actor: Actor, breach: Breach) -> Breach:
    """Close a breach: nothing about it changes any more.

    :raises Refused: until it says what was done, and that the regulator was told or why not.
    """
    held = _held(actor, breach)
    if held.regulator_told_at is None and not held.regulator_not_told_because:
        raise Refused(_("Enter when the regulator was told, or why not. Then close it."))
    if not held.done_about_it:
        raise Refused(_("Enter what was done about it. Then close it."))
    held.closed_at, held.version = timezone.now(), held.version + 1
    held.save()
    audit.record("people:breach:closed", actor=actor, subject=held)
    return held


def values_of(breach: Breach) -> dict[str, Any]:
    """Give what a form edits, and its version."""
    return {name: getattr(breach, name) for name in (*ENTERED, "version")}


def _held(actor: Actor, breach: Breach) -> Breach:
    require(TABLE, "keep_breach_log", actor, breach)
    held = Breach.objects.select_for_update().get(pk=breach.pk)
    if held.closed_at is not None:
        raise Refused(_("This breach is closed. Enter a new one if there is more."))
    return held


def _refuse_faulty(values: dict[str, Any]) -> None:
    now, noticed = timezone.now(), values.get("noticed_at")
    for name in ("happened_at", "noticed_at", "regulator_told_at", "people_told_at"):
        if values.get(name) and values[name] > now:
            raise Invalid(_("Enter a moment that has passed"), name)
    for name in ("regulator_told_at", "people_told_at"):
        if noticed and values.get(name) and values[name] < noticed:
            raise Invalid(_("Enter a moment after it was noticed"), name)
    if noticed and values.get("happened_at") and values["happened_at"] > noticed:
        raise Invalid(_("Enter a moment before it was noticed"), "happened_at")
