"""How does the keeping of what an organisation shares pass on? To a member who is cleared for all of it, and becomes a
custodian; both are until the leaver's last day is over.

*Source:* design/sharing.md 2.1; R247; D2, D5.
"""

from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Refused
from commonground.people.models import Membership
from commonground.people.queries import memberships
from commonground.people.queries.acting import current
from commonground.people.rules.roles import Role
from commonground.sharing.queries.custody_matters import level_needed


def pass_on(actor: Actor, leaver: int, taker: int | None) -> None:
    """Make a successor a custodian. What others are able to keep already is left alone, and so is what nobody takes.

    :raises Refused: for somebody of another organisation, a guest, or one who is not cleared for all of it.
    """
    need = level_needed(leaver)
    if taker is None or need is None:
        return
    body = Membership.objects.select_related("organisation").get(pk=leaver).organisation
    found = Membership.objects.filter(current(), pk=taker, organisation=body).select_for_update(of=("self",)).first()
    if found is None or Role.GUEST.value in found.roles:
        raise Refused(_("Choose somebody of %(name)s.") % {"name": body.name})
    if memberships.clearance_of(found) < need:
        raise Refused(_("Choose somebody who is cleared for all that %(name)s shares.") % {"name": body.name})
    if Role.CUSTODIAN.value not in found.roles:
        found.roles, found.version = sorted({*found.roles, Role.CUSTODIAN.value}), found.version + 1
        found.save(update_fields=["roles", "version"])
    audit.record("sharing:custody:handed_on", actor=actor, subject=found, summary=_("Keeps what is shared from now on"))
