"""Which contacts are due to be asked "still you?", and who answers for each?

A contact who is on the team and a member still is asked; for any other, whoever speaks for each side.

*Source:* R45.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.people.models import Membership
from commonground.projects.models import Answer, Collaboration
from commonground.projects.queries.visible import able_in, speakers
from commonground.projects.rules.lifecycle import WORKING

ASKED = "projects:contacts:asked"


def to_ask(today: date) -> QuerySet[Answer]:
    """List the contacts of collaborations under way or finished whose day has come, the longest due first."""
    found = Answer.objects.filter(part="contacts", removed_at__isnull=True, due__lte=today)
    return found.filter(collaboration__state__in=WORKING).select_related("collaboration").order_by("due", "pk")


def due_in(collaboration: Collaboration) -> list[Answer]:
    """List the contacts of one collaboration whose day has come."""
    return list(to_ask(timezone.localdate()).filter(collaboration=collaboration))


def was_asked(answer: Answer) -> bool:
    """Tell whether somebody was asked about a contact since its present day was set."""
    asked = Entry.objects.filter(tag=ASKED, subject_type="collaboration", subject_id=answer.collaboration.ref)
    return asked.filter(details__answer=answer.ref, details__keep=answer.values["keep"]).exists()


def asked_about(answer: Answer) -> list[Membership]:
    """List through which memberships somebody answers for a contact: their own, or those who speak for the sides."""
    held = answer.collaboration
    own = answer.member.membership_id if answer.member else None
    keys = {own} if own and (held.pk, own) in able_in([held]) else set(speakers([held]).values())
    found = Membership.objects.filter(pk__in=keys).select_related("person__account")
    return list(found.order_by("person__name", "pk"))
