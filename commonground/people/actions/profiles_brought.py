"""What can be done with what an organisation can bring, and is accredited for? Add, change, end, verify; nothing is
deleted.

*Source:* R143-R146; reference on the domain, 7(G); D1.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import widening
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.actions.organisations import held_still
from commonground.people.models import Accreditation, Capability, Organisation
from commonground.people.permissions import TABLE
from commonground.people.queries.acting import memberships_of

CAPABILITY = (
    "kind",
    "name",
    "number",
    "licence_sectors",
    "area",
    "hours",
    "coverage",
    "kept_days",
    "how_to_ask",
    "available",
    "conditions",
    "is_listed",
)
ACCREDITATION = ("standard", "body", "number", "starts", "until", "evidence")
# What a verifier looked at: a change of it has to be looked at again.
EVIDENT = frozenset({"standard", "body", "number", "starts", "until", "evidence"})


@transaction.atomic
def add_capability(*, actor: Actor, organisation: Organisation, **capability: Any) -> Capability:
    """Add something that an organisation can bring (`CAPABILITY`; kind and name are needed); it is in the register only
    with `is_listed`, which is their consent."""
    require(TABLE, "change_capability", actor, organisation)
    held_still(organisation)
    made = Capability.objects.create(
        organisation=organisation, **{key: capability[key] for key in CAPABILITY if key in capability}
    )
    audit.record("people:capability:added", actor=actor, subject=made, listed=made.is_listed)
    return made


@transaction.atomic
def change_capability(*, actor: Actor, capability: Capability, version: int, **typed: Any) -> Capability:
    """Change a capability, on top of the version that the actor saw.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Refused: when it has ended.
    """
    require(TABLE, "change_capability", actor, capability.organisation)
    held_still(capability.organisation)
    held = Capability.objects.select_for_update().get(pk=capability.pk)
    _refuse_what_has_ended(held)
    if changed := _written(held, CAPABILITY, typed, version):
        audit.record("people:capability:changed", actor=actor, subject=held, what=changed, listed=held.is_listed)
    return held


@transaction.atomic
def end_capability(*, actor: Actor, capability: Capability) -> Capability:
    """End a capability today: it leaves the register and stays in the organisation's history.

    :raises Refused: when it has ended already.
    """
    require(TABLE, "change_capability", actor, capability.organisation)
    held = Capability.objects.select_for_update().get(pk=capability.pk)
    _refuse_what_has_ended(held)
    held.ended_on, held.version = timezone.localdate(), held.version + 1
    held.save(update_fields=["ended_on", "version"])
    audit.record("people:capability:ended", actor=actor, subject=held)
    return held


@transaction.atomic
def add_accreditation(*, actor: Actor, organisation: Organisation, **typed: Any) -> Accreditation:
    """Enter an accreditation (`ACCREDITATION`; standard and first day are needed); it reads "not verified" until
    somebody of another organisation has looked at the evidence.

    :raises Invalid: when it would end before it starts.
    """
    require(TABLE, "change_accreditation", actor, organisation)
    held_still(organisation)
    _refuse_a_backward_period(typed["starts"], typed.get("until"))
    made = Accreditation.objects.create(
        organisation=organisation, **{key: typed[key] for key in ACCREDITATION if key in typed}
    )
    audit.record("people:accreditation:added", actor=actor, subject=made)
    return made


@transaction.atomic
def change_accreditation(*, actor: Actor, accreditation: Accreditation, version: int, **typed: Any) -> Accreditation:
    """Change an accreditation, on top of the version that the actor saw; it has to be verified again then.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: when it would end before it starts.
    """
    require(TABLE, "change_accreditation", actor, accreditation.organisation)
    held_still(accreditation.organisation)
    held = Accreditation.objects.select_for_update().get(pk=accreditation.pk)
    _refuse_a_backward_period(typed.get("starts", held.starts), typed.get("until", held.until))
    if changed := _written(held, ACCREDITATION, typed, version):
        if EVIDENT.intersection(changed):
            held.verified_by = held.verified_at = None
            held.save(update_fields=["verified_by", "verified_at"])
        audit.record("people:accreditation:changed", actor=actor, subject=held, what=changed)
    return held


@transaction.atomic
def end_accreditation(*, actor: Actor, accreditation: Accreditation, until: date) -> Accreditation:
    """Say that an accreditation ends, or ended, on a day; what was verified stays so, and is made no longer by it.

    :raises Invalid: when it would end before it starts, or later than was verified.
    """
    require(TABLE, "change_accreditation", actor, accreditation.organisation)
    held = Accreditation.objects.select_for_update().get(pk=accreditation.pk)
    _refuse_a_backward_period(held.starts, until)
    if held.verified_at is not None and held.until is not None and until > held.until:
        raise Invalid(_("Change it instead: a later day has to be verified again"), "until")
    held.until, held.version = until, held.version + 1
    held.save(update_fields=["until", "version"])
    audit.record("people:accreditation:ended", actor=actor, subject=held, until=until.isoformat())
    return held


@transaction.atomic
def verify_accreditation(
    *, actor: Actor, accreditation: Accreditation, version: int, evidence: str, confirmed: int | None = None
) -> Accreditation:
    """Keep that somebody of another organisation has looked at the evidence, and which it was. From then on it counts
    for what is shared; what it opens of old items is counted as if it began today, and confirmed by its number.

    :raises Unconfirmed: where it opens something, and the number is not confirmed.
    :raises Stale: when it has changed since the actor saw it.
    :raises Invalid: without evidence.
    """
    require(TABLE, "verify_accreditation", actor, accreditation.organisation)
    if memberships_of(actor.myself).filter(organisation=accreditation.organisation_id).exists():
        raise NotAllowed(_(TABLE["verify_accreditation"].otherwise))
    held = Accreditation.objects.select_for_update().get(pk=accreditation.pk)
    if held.version != version:
        raise Stale(
            _("The accreditation was changed while you looked at it."), _values(held, ACCREDITATION), held.version
        )
    if not evidence.strip():
        raise Invalid(_("Enter the evidence that you looked at"), "evidence")
    held.evidence, held.version = evidence, held.version + 1
    held.verified_by_id, held.verified_at = actor.myself, timezone.now()
    starts = held.starts
    with widening.guarded(actor=actor, organisations=[held.organisation_id], confirmed=confirmed):
        held.starts = min(starts, timezone.localdate())
        held.save(update_fields=["evidence", "version", "verified_by", "verified_at", "starts"])
    held.starts = starts
    held.save(update_fields=["starts"])
    audit.record("people:accreditation:verified", actor=actor, subject=held)
    return held


def capability_values(capability: Capability) -> dict[str, Any]:
    """Give the values of a capability, and its version."""
    return _values(capability, CAPABILITY)


def accreditation_values(accreditation: Accreditation) -> dict[str, Any]:
    """Give the values of an accreditation, and its version."""
    return _values(accreditation, ACCREDITATION)


def _values(row: Capability | Accreditation, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*names, "version")}


def _written(row: Capability | Accreditation, names: tuple[str, ...], typed: dict[str, Any], version: int) -> list[str]:
    """Write what was typed where it differs, and name what changed."""
    if row.version != version:
        raise Stale(_("Somebody else changed this while you were writing."), _values(row, names), row.version)
    changed = [name for name in names if name in typed and getattr(row, name) != typed[name]]
    for name in changed:
        setattr(row, name, typed[name])
    if changed:
        row.version += 1
        row.save()
    return changed


def _refuse_what_has_ended(capability: Capability) -> None:
    if capability.ended_on is not None:
        raise Refused(_("“%(name)s” has ended. Add it again if it is back.") % {"name": capability.name})


def _refuse_a_backward_period(starts: date, until: date | None) -> None:
    if until is not None and until < starts:
        raise Invalid(_("Enter a last day that is not before the first"), "until")
