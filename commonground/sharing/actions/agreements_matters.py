"""How does a part in an agreement pass on? To somebody of the same organisation, from the day on which the leaver goes.

What was signed stays under the name of who signed it.

*Source:* R247; D5; settled questions, "In Django" (a person's matters).
"""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Refused
from commonground.people.models import Membership
from commonground.people.queries.acting import current
from commonground.sharing.models import AgreementPerson
from commonground.sharing.queries.agreements_matters import parts_open


def pass_on(actor: Actor, key: str, leaver: int, taker: int | None, ends: date) -> None:
    """Give one part to a successor, or to nobody; both hold it until the leaver's last day is over. What is no longer
    open is left alone.

    :raises Refused: for a successor of another organisation, or one who is no present member.
    """
    rows = parts_open().select_for_update(of=("self",))
    held = rows.filter(pk=int(key.partition(":")[2]), membership_id=leaver).first()
    if held is None:
        return
    if taker is not None:
        _give(held, taker)
    until = datetime.combine(ends, time(), timezone.get_default_timezone())
    held.closes = max(timezone.now(), until)
    held.save(update_fields=["closes"])
    words = _("%(part)s handed on") if taker else _("%(part)s left vacant")
    words = words % {"part": held.get_part_display()}
    audit.record("sharing:agreement:part_handed_on", actor=actor, subject=held.agreement, summary=words)


def _give(held: AgreementPerson, taker: int) -> None:
    found = Membership.objects.filter(current(), pk=taker, organisation_id=held.membership.organisation_id).first()
    if found is None:
        raise Refused(_("Choose somebody of %(name)s.") % {"name": held.membership.organisation.name})
    has = parts_open().filter(agreement=held.agreement, membership=found, part=held.part)
    if not has.exists():
        AgreementPerson.objects.create(agreement=held.agreement, membership=found, part=held.part, opens=timezone.now())
