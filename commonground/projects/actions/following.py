"""What can be done so that people outside hear of it? Follow, confirm, leave, and send what both sides have approved.

*Source:* R27.
"""

import uuid
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import ids
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.projects.actions import finishing
from commonground.projects.actions.permitting import permit
from commonground.projects.adapters import links, mail
from commonground.projects.models import Collaboration, Follower, Publication
from commonground.projects.queries import following as queries
from commonground.projects.rules.following import LONGEST_NOTICE, LONGEST_TITLE

CONFIRMING = "projects/email/follow.txt"
NOTICE = "projects/email/notice.txt"


@transaction.atomic
def write_notice(*, actor: Actor, collaboration: Collaboration, title: str, words: str, about: str = "") -> Publication:
    """Write a notice, or a new version of the one that `about` names, for both sides to approve.

    :raises Invalid: without a title or words, or with too many.
    """
    permit("write_notice", actor, collaboration)
    for name, text, most in (("title", title, LONGEST_TITLE), ("words", words, LONGEST_NOTICE)):
        if not text.strip() or len(text) > most:
            raise Invalid(_("Write from 1 to %(most)s characters") % {"most": most}, name)
    values = {"title": title.strip(), "words": words.strip()}
    about = about or ids.to_text(uuid.uuid4())
    return finishing.draft_publication(
        actor=actor, collaboration=collaboration, kind="notice", values=values, about=about
    )


@transaction.atomic
def follow(*, actor: Actor, collaboration: Collaboration, email: str) -> None:
    """Ask to hear of a collaboration by mail. The same is said and sent whether or not the address follows already, so
    that nobody learns who does. The actor is whoever reads; nothing of them is kept beside the address.

    :raises Refused: when the mail server does not take the message.
    """
    found = collaboration.followers.filter(email__iexact=email).first()
    if found is not None and found.confirmed_on:
        return
    today = timezone.localdate()
    if found is None:
        found = Follower.objects.create(collaboration=collaboration, email=email, asked_on=today)
    elif found.asked_on != today:
        found.asked_on = today
        found.save(update_fields=["asked_on"])
    path = reverse("projects:follow_confirm", args=[links.token(links.FOLLOW, found.ref)])
    if not mail.tell(CONFIRMING, found.email, {"path": path, "subject": collaboration}):
        raise Refused(_("The mail server did not take the message, so nothing was kept. Try again in a few minutes."))


@transaction.atomic
def confirm(*, actor: Actor, follower: Follower) -> Follower:
    """Confirm an address through the link that was sent to it."""
    if follower.confirmed_on is None:
        follower.confirmed_on = timezone.localdate()
        follower.save(update_fields=["confirmed_on"])
    return follower


@transaction.atomic
def leave(*, actor: Actor, follower: Follower) -> None:
    """Forget an address that follows, at once."""
    follower.delete()


def send_notices(*, today: date) -> int:
    """Send every notice that both sides have approved to those who follow, once. Gives how many messages went out."""
    return sum(_send(one, today) for one in queries.to_send())


def _send(notice: Publication, today: date) -> int:
    told = 0
    for follower in queries.followers_of(notice.collaboration):
        away = links.address("projects:follow_leave", links.token(links.LEAVE, follower.ref))
        said = {
            "path": reverse("projects:notice", args=[notice.public_id]),
            "notice": notice.values,
            "subject": notice.collaboration,
            "leave": away,
        }
        headers = {"List-Unsubscribe": f"<{away}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        told += int(mail.tell(NOTICE, follower.email, said, headers))
    notice.told_on = today
    notice.save(update_fields=["told_on"])
    words = _("Notice sent to those who follow")
    audit.record("projects:notice:sent", actor=SYSTEM, subject=notice.collaboration, summary=words, count=told)
    return told


def forget_unconfirmed(*, today: date) -> int:
    """Forget the addresses that nobody confirmed within a week. Gives how many."""
    return queries.unconfirmed(today).delete()[0]
