"""What can be done with a membership that one is offered? Accept it, or decline it.

*Source:* R56; D1-D2; settled questions, "Who".
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import widening
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Refused
from commonground.people.actions.members import join
from commonground.people.models import Membership, MembershipOffer
from commonground.people.permissions import TABLE
from commonground.people.queries import offers


@transaction.atomic
def accept(*, actor: Actor, offer: MembershipOffer) -> Membership:
    """Become a member as one was offered; the one who offered it vouches for it, and has confirmed what it opens of
    old items. Their originators are told now.

    :raises Refused: once it is answered, or its time is over.
    :raises Invalid: for somebody who has become a member otherwise.
    """
    held = _held(actor, offer)
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at"])
    with widening.guarded(actor=actor, asks=False) as opens:
        made = join(held.person, held.organisation, held.post_title, held.roles)
        opens.append(made.pk)
    audit.record("people:membership:accepted", actor=actor, subject=made, summary=_("Membership accepted"))
    return made


@transaction.atomic
def decline(*, actor: Actor, offer: MembershipOffer) -> MembershipOffer:
    """Say no to a membership.

    :raises Refused: once it is answered, or its time is over.
    """
    held = _held(actor, offer)
    held.declined_at = timezone.now()
    held.save(update_fields=["declined_at"])
    audit.record("people:membership:declined", actor=actor, subject=held.organisation)
    return held


def _held(actor: Actor, offer: MembershipOffer) -> MembershipOffer:
    require(TABLE, "answer_invitation", actor, offer)
    found = offers.waiting().select_for_update(of=("self",)).filter(pk=offer.pk).first()
    if found is None:
        raise Refused(_("This invitation is answered already, or its time is over. Ask for another."))
    return found
