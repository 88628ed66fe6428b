"""What would be if? The change is made, everybody concerned is asked through the law itself, and the change is undone.

Own items are named, with how many people of which organisation gain or lose them; items of others are counted where own
people gain or lose them, and a small number is held back.

*Source:* design/sharing.md 2.2 (what-if counts items of others), 4; R212, R213; D2.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.people.models import Accreditation, Clearance, Membership, Organisation
from commonground.sharing.models import Agreement, Party, TimeInForce
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking, whatif
from commonground.sharing.queries.whatif_ahead import Effect, Given, effect, given, hats_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, and what would change."""

    asked: whatif.Asked
    effect: Effect


@transaction.atomic
def ask(*, actor: Actor, choice: str) -> Answer:
    """Say what would change for the actor's organisation; `choice` is a code of `queries.whatif.choices`.

    :raises Invalid: for what the actor has nothing to do with.
    """
    require(TABLE, "ask_what_if", actor, None)
    asked = whatif.choices(actor).get(choice)
    if asked is None:
        raise Invalid("Choose one of what is offered", "change")
    bodies, change = _change(actor, asked)
    before, after = tried(bodies, change)
    mine = whatif.organisation_of(actor)
    audit.record("sharing:whatif:asked", actor=actor, subject=mine, kind=asked.kind, about=asked.ref)
    asking.forget()
    return Answer(asked, effect(actor, before, after))


def tried(bodies: Iterable[int], change: Callable[[], object]) -> tuple[Given, Given]:
    """Ask everybody of some organisations before a change and after it, and undo the change."""
    asking.again()
    hats = hats_of(bodies)
    before, after = given(hats), {}
    try:
        with transaction.atomic():
            change()
            asking.again()
            after = given(hats)
            raise _Undone
    except _Undone:
        return before, after


class _Undone(Exception):
    """Takes a trial back."""


def _change(actor: Actor, asked: whatif.Asked) -> tuple[list[int], Callable[[], object]]:
    """Give whom a change concerns, and the change; ended things end a moment or a day ago, as the law counts."""
    mine = [actor.organisation_id or 0]
    key, now = ids.from_text(asked.ref), timezone.now()
    yesterday = timezone.localdate() - timedelta(days=1)
    if asked.kind == "agreement":
        made = Agreement.objects.get(public_id=key)
        parties = Party.objects.filter(agreement=made).values_list("organisation_id", flat=True)
        times = TimeInForce.objects.filter(version__agreement=made)
        return [*mine, *parties], lambda: times.update(closes=now - timedelta(days=1))
    if asked.kind == "organisation":
        body = Organisation.objects.filter(public_id=key)
        return [*mine, *body.values_list("pk", flat=True)], lambda: body.update(is_active=False)
    if asked.kind == "clearance":
        hat = Membership.objects.get(public_id=key)
        held_at = Clearance.objects.filter(membership=hat, level__gt=asked.level)
        return [hat.organisation_id], lambda: held_at.update(level=asked.level)
    held = Accreditation.objects.filter(public_id=key)
    bodies = [*mine, *held.values_list("organisation_id", flat=True)]
    return bodies, lambda: held.update(starts=yesterday - timedelta(days=1), until=yesterday)
