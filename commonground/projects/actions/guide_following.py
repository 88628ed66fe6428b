"""What can be done so that people hear of a launch of the guide? Ask for it, confirm, leave, and tell everybody once.

*Source:* R51.
"""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.refusals import Refused
from commonground.projects.adapters import links, mail
from commonground.projects.models import GuideFollower, GuideVersion
from commonground.projects.queries import guide_following as queries

CONFIRMING = "projects/email/guide_follow.txt"
LAUNCHED = "projects/email/guide_launched.txt"


@transaction.atomic
def follow(*, actor: Actor, email: str) -> None:
    """Ask to hear of launches by mail. The same is said whether or not the address follows already, so that nobody
    learns who does. The actor is whoever reads; nothing of them is kept beside the address.

    :raises Refused: when the mail server does not take the message.
    """
    found = GuideFollower.objects.filter(email__iexact=email).first()
    if found is not None and found.confirmed_on:
        return
    today = timezone.localdate()
    if found is None:
        found = GuideFollower.objects.create(email=email, asked_on=today)
    elif found.asked_on != today:
        found.asked_on = today
        found.save(update_fields=["asked_on"])
    path = reverse("projects:guide_follow_confirm", args=[links.token(links.GUIDE, found.ref)])
    if not mail.tell(CONFIRMING, found.email, {"path": path}):
        raise Refused(_("The mail server did not take the message, so nothing was kept. Try again in a few minutes."))


@transaction.atomic
def confirm(*, actor: Actor, follower: GuideFollower) -> GuideFollower:
    """Confirm an address through the link that was sent to it."""
    if follower.confirmed_on is None:
        follower.confirmed_on = timezone.localdate()
        follower.save(update_fields=["confirmed_on"])
    return follower


@transaction.atomic
def leave(*, actor: Actor, follower: GuideFollower) -> None:
    """Forget an address that follows, at once."""
    follower.delete()


def tell_launches(*, today: date) -> int:
    """Tell of the version in force, once. Gives how many messages went out."""
    return sum(_tell(one, today) for one in list(queries.to_tell(today)))


def _tell(version: GuideVersion, today: date) -> int:
    version.told_on = today
    version.save(update_fields=["told_on"])
    path, told = reverse("projects:guide_version", args=[version.number]), 0
    reached = set()
    for follower in queries.followers():
        away = links.address("projects:guide_follow_leave", links.token(links.GUIDE_LEAVE, follower.ref))
        headers = {"List-Unsubscribe": f"<{away}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        told += int(mail.tell(LAUNCHED, follower.email, {"path": path, "version": version, "leave": away}, headers))
        reached.add(follower.email.lower())
    for membership in queries.coordinators():
        email = membership.person.account.email  # type: ignore[attr-defined]
        if email.lower() not in reached:
            reached.add(email.lower())
            told += int(mail.tell(LAUNCHED, email, {"path": path, "version": version, "leave": ""}))
    audit.record("projects:guide:told", actor=SYSTEM, subject=version, count=told)
    return told


def forget_unconfirmed(*, today: date) -> int:
    """Forget the addresses that nobody confirmed within a week. Gives how many."""
    return queries.unconfirmed(today).delete()[0]
