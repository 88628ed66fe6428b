"""What can be done about the words of those who stand behind a programme? Enter them, and say when they end.

*Source:* R189.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Endorsement, Post, Programme
from commonground.people.permissions import TABLE


@transaction.atomic
def endorse(
    *,
    actor: Actor,
    post: Post,
    programme: Programme,
    holder_name: str,
    statement: str,
    starts: date,
    source: str = "",
) -> Endorsement:
    """Enter that the holder of a post stands behind a programme, in their words, since a day; it belongs to the post,
    and stays in its history when somebody else holds it."""
    require(TABLE, "endorse", actor, post)
    made = Endorsement.objects.create(
        post=post, programme=programme, holder_name=holder_name, statement=statement, starts=starts, source=source
    )
    audit.record("people:endorsement:entered", actor=actor, subject=made)
    return made


@transaction.atomic
def end_endorsement(*, actor: Actor, endorsement: Endorsement, until: date) -> Endorsement:
    """Say on which day an endorsement ended; it stays as history.

    :raises Invalid: for a day before it began.
    :raises Refused: when it has ended already.
    """
    require(TABLE, "endorse", actor, endorsement.post)
    held = Endorsement.objects.select_for_update().get(pk=endorsement.pk)
    if held.until is not None:
        raise Refused(_("This endorsement has ended already."))
    if until < held.starts:
        raise Invalid(_("Enter a day that is not before it began"), "until")
    held.until = until
    held.save(update_fields=["until"])
    audit.record("people:endorsement:ended", actor=actor, subject=held)
    return held
