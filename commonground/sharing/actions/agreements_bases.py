"""What can be done about lawful bases? A party enters its own for each direction, and ends one to enter another.

What held is never changed: a change of lawful basis is a recorded amendment, with its day and its reason.

*Source:* R212; reference on the domain, 2.1 (change of lawful basis), 7(A).
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.groundwork.sides import Side
from commonground.sharing.actions.agreements import permitted
from commonground.sharing.models import Agreement, PartyBasis
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.rules import lawful_bases as table

CHOSEN = tuple(kind.value for kind in table.Kind)


@transaction.atomic
def enter(*, actor: Actor, agreement: Agreement, direction: str, note: str = "", **chosen: str) -> PartyBasis:
    """Enter the lawful basis on which the actor's organisation gives or gets; `chosen` names a line of the table for
    each kind (`CHOSEN`).

    :raises Invalid: for a line that does not hold today, or that asks for words which are missing.
    :raises Refused: while the words await signature.
    """
    held = permitted("write_basis", actor, agreement)
    _refuse_while_offered(held)
    today = timezone.localdate()
    lines = {kind: _line(kind, chosen.get(kind, ""), today) for kind in CHOSEN}
    if lines["basis"].regime == "part_3" and actor.side is not Side.POLICE:
        raise Invalid(_("Only a competent authority such as a police force relies on part 3"), "basis")
    if any(line.key.startswith("other-") or line.key == "schedule-2-2" for line in lines.values()) and not note.strip():
        raise Invalid(_("Say in the note which one, and why"), "note")
    made = PartyBasis.objects.create(
        agreement=agreement, organisation_id=actor.body, direction=direction, note=note.strip(),
        as_read=_as_read(lines), opens=timezone.now(), by_id=actor.through,
        **{kind: line.key for kind, line in lines.items()},
    )  # fmt: skip
    words = _("Lawful basis entered for %(name)s") % {"name": actor.organisation_name}
    audit.record("sharing:agreement:basis_entered", actor=actor, subject=agreement, summary=words, basis=made.ref)
    return made


def _refuse_while_offered(held: Reading) -> None:
    if held.offered is not None:
        raise Refused(
            _("The agreement awaits signature as it stands. Take it back first, or wait until all have signed.")
        )


def _line(kind: str, key: str, today: Any) -> table.Line:
    found = next((one for one in table.holding(table.Kind(kind), today) if one.key == key), None)
    if found is None:
        raise Invalid(_("Choose one of the answers that hold today"), kind)
    return found


def _as_read(lines: Mapping[str, table.Line]) -> dict[str, Any]:
    """Keep the lines as they were shown, because the table moves on."""
    shown = {
        kind: {"words": line.in_full, "source": line.source, "standing": "" if line.needs_no_source else line.standing}
        for kind, line in lines.items()
    }
    return {**shown, "checked_on": table.checked_on().isoformat()}


@transaction.atomic
def end(*, actor: Actor, agreement: Agreement, basis: PartyBasis, because: str) -> PartyBasis:
    """End a lawful basis of the actor's own organisation, with the reason; before the agreement was ever signed it goes
    without one.

    :raises Refused: for the basis of another organisation, or while the words await signature.
    :raises Invalid: without a reason.
    """
    held = permitted("write_basis", actor, agreement)
    _refuse_while_offered(held)
    if basis.organisation_id != actor.organisation_id:
        raise Refused(_("Another organisation enters its own lawful bases."))
    if held.signed is not None and not because.strip():
        raise Invalid(_("Say why the basis changes"), "because")
    kept = PartyBasis.objects.select_for_update().get(pk=basis.pk)
    if kept.closes is None:
        kept.closes, kept.because = timezone.now(), because.strip()
        kept.save(update_fields=["closes", "because"])
        words = _("Lawful basis ended for %(name)s") % {"name": actor.organisation_name}
        audit.record("sharing:agreement:basis_ended", actor=actor, subject=agreement, summary=words, basis=kept.ref)
    return kept
