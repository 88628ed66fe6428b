"""How do checkpoints leave this machine by themselves? A message a week to those who keep each organisation's records.

Whoever keeps the messages can show later that the record was rewritten, whoever runs this site. A task that runs twice
sends nothing twice: what was sent today stands in the record.

*Source:* issue "Dare to Share", audit; reference on security, section 1.10; D1.
"""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.audit.models import Checkpoint, Entry
from commonground.groundwork.actors import SYSTEM
from commonground.people.context import set_context
from commonground.people.models import Membership, Organisation
from commonground.people.queries.acting import current

SENT = "website:checkpoint:sent"
# Whoever keeps the records of an organisation; where nobody does, whoever speaks for it
KEEPERS = ("custodian", "coordinator")


def weekly(timestamp: int = 0) -> None:
    """Send the newest checkpoint to every organisation, each in a transaction of its own."""
    newest = Checkpoint.objects.first()
    for body in Organisation.objects.filter(is_active=True).order_by("pk") if newest else ():
        with transaction.atomic():
            set_context(SYSTEM)
            send(body, newest)


def send(body: Organisation, newest: Checkpoint) -> int:
    """Send a checkpoint to the keepers of one organisation, unless they have had one today; gives how many got it."""
    today = Entry.objects.filter(tag=SENT, subject_id=body.ref, at__date=timezone.localdate())
    if today.exists():
        return 0
    sent = sum(_sent(email, name, newest) for email, name in _keepers(body))
    if sent:
        audit.record(SENT, actor=SYSTEM, subject=body, size=newest.size, readers=sent)
    return sent


def _keepers(body: Organisation) -> list[tuple[str, str]]:
    hats = Membership.objects.filter(current(), organisation=body, person__account__is_active=True)
    held = list(hats.select_related("person__account").order_by("pk"))
    for role in KEEPERS:
        if found := [(hat.person.account.email, hat.person.name) for hat in held if role in hat.roles]:
            return found
    return []


def _sent(email: str, name: str, newest: Checkpoint) -> bool:
    address = settings.PUBLIC_ADDRESS + reverse("record")
    context = {"name": name, "note": newest.note, "size": newest.size, "address": address}
    text = render_to_string("website/email/checkpoint.txt", context)
    message = EmailMessage(_("The record: keep this checkpoint"), text.strip() + "\n", to=[email])
    message.attach(f"checkpoint-{newest.size}.txt", newest.note, "text/plain")
    try:
        return bool(message.send())
    except (SMTPException, OSError):
        return False
