"""What can be done with waiting? Say what is waited for, put off looking again, and say that it came.

*Source:* R126; D1.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.pages import words
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import Awaited, Collaboration
from commonground.projects.rules.waiting import fault_of


@transaction.atomic
def wait(
    *,
    actor: Actor,
    collaboration: Collaboration,
    whom: str,
    what: str,
    look_again: date,
    said: str = "",
    step: int | None = None,
) -> Awaited:
    """Say for whom a step, or the whole, waits, what for, and when somebody looks again.

    :raises Invalid: naming what is missing, or a day that is not after today or more than two years ahead.
    """
    held = permitted("await", actor, collaboration)
    _check(whom, what, look_again)
    made = Awaited.objects.create(
        collaboration=held,
        step=step,
        whom=whom.strip(),
        what=what.strip(),
        said=said.strip(),
        look_again=look_again,
        since=timezone.localdate(),
    )
    _note("began", actor, made, f"Waiting for somebody, until {words.day(look_again)}")
    return made


def _check(whom: str, what: str, look_again: date) -> None:
    if not whom.strip():
        raise Invalid("Enter for whom you wait", "whom")
    if not what.strip():
        raise Invalid("Enter what you wait for", "what")
    if fault := fault_of(look_again, timezone.localdate()):
        raise Invalid(fault, "look_again")


def _held(awaited: Awaited, version: int) -> Awaited:
    """Hold what is waited for as the actor saw it, or refuse."""
    held = Awaited.objects.select_for_update(of=("self",)).select_related("collaboration").get(pk=awaited.pk)
    if held.ended_on:
        raise Refused("This is no longer waited for.")
    if held.version != version:
        theirs = {"whom": held.whom, "what": held.what, "said": held.said, "look_again": held.look_again}
        raise Stale("Somebody changed this while you were writing. Both texts are below.", theirs, held.version)
    return held


@transaction.atomic
def change(
    *, actor: Actor, awaited: Awaited, whom: str, what: str, look_again: date, version: int, said: str = ""
) -> Awaited:
    """Change what is waited for, or put off looking again, on top of the version that the actor saw.

    :raises Stale: when somebody changed it in between; it holds what is saved now.
    """
    permitted("await", actor, awaited.collaboration)
    held = _held(awaited, version)
    _check(whom, what, look_again)
    held.whom, held.what, held.said, held.look_again = whom.strip(), what.strip(), said.strip(), look_again
    held.version += 1
    held.save()
    _note("changed", actor, held, f"Waiting for somebody, until {words.day(look_again)}")
    return held


@transaction.atomic
def came(*, actor: Actor, awaited: Awaited, version: int, because: str = "") -> Awaited:
    """Say that what was waited for came, or that nobody waits for it any more."""
    permitted("await", actor, awaited.collaboration)
    held = _held(awaited, version)
    held.ended_on, held.ended_because, held.version = timezone.localdate(), because.strip()[:300], held.version + 1
    held.save()
    _note("ended", actor, held, "No longer waiting for somebody")
    return held


def _note(verb: str, actor: Actor, awaited: Awaited, said: str) -> None:
    audit.record(
        f"projects:awaited:{verb}", actor=actor, subject=awaited.collaboration, summary=said, awaited=awaited.ref
    )
