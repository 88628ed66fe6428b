"""What can be done to keep a card true? Confirm it, say that it is wrong, and answer what was said.

*Source:* R45, R115.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.actions import posts_alarm
from commonground.people.models import Account, Membership, Person, Post, PostReport
from commonground.people.permissions import TABLE
from commonground.people.queries import posts as queries
from commonground.people.rules.posts import DEPUTY, HOLDER, next_confirmation, one_line

MOST_OPEN_REPORTS = 20
LINK_HAS_ENDED = "This link has ended. Sign in to confirm the post, or ask its coordinator."


@transaction.atomic
def confirm_post(*, actor: Actor, post: Post, how: str = "") -> Post:
    """Confirm that everything on a post's card is still right, for the next 90 days.

    :raises Refused: for a post that nobody holds, or that is closed.
    """
    require(TABLE, "confirm_post", actor, queries.keeping(post))
    held, today = Post.objects.select_for_update().get(pk=post.pk), timezone.localdate()
    if held.closed_on:
        raise Refused(_("This post is closed, so there is nothing to confirm."))
    if held.vacant_since:
        raise Refused(_("Nobody holds this post now. Say first who does."))
    held.confirmed_on, held.confirm_by = today, next_confirmation(today)
    held.confirmed_how = how or _("By %(name)s, signed in") % {"name": one_line(actor.name, 120)}
    held.asked_to_confirm_on = held.reminded_on = held.escalated_on = None
    held.save()
    audit.record("people:post:confirmed", actor=actor, subject=held, summary=_("Confirmed"))
    return held


@transaction.atomic
def confirm_by_link(*, actor: Actor, post: Post) -> Post:
    """Confirm a post through the link of a message, without signing in; the actor is whom the link was written for.

    :raises NotAllowed: when they no longer hold the post.
    """
    keeping = queries.keeping(post)
    if actor.membership_id not in keeping.holders:
        raise NotAllowed(_(LINK_HAS_ENDED))
    how = _("By %(name)s, through the link of a message") % {"name": one_line(actor.name, 120)}
    return confirm_post(actor=actor, post=post, how=how)


@transaction.atomic
def report_post(*, actor: Actor, post: Post, text: str) -> PostReport:
    """Say that a card is wrong, or that a post did not answer; who holds it and its coordinators hear of it.

    :raises NotAllowed: for a post that the person may not see.
    :raises Refused: when the post has many reports to answer already.
    """
    require(TABLE, "report_post", actor, queries.keeping(post))
    if not queries.open_to(actor).filter(pk=post.pk).exists():
        raise NotAllowed(TABLE["report_post"].otherwise)
    if not text.strip():
        raise Invalid(_("Say what is wrong"), "text")
    if post.reports.filter(answered_at__isnull=True).count() >= MOST_OPEN_REPORTS:
        raise Refused(_("Much has been reported about this post already. Call the help desk, which passes it on."))
    by = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    made = PostReport.objects.create(post=post, by=by, text=text.strip(), at=timezone.now())
    audit.record("people:post:reported", actor=actor, subject=post, report=made.ref)
    if not posts_alarm.send_all(_to_keepers(post)):
        raise Refused(_("The mail server did not take the message, so nothing was sent. Try again in a few minutes."))
    return made


@transaction.atomic
def answer_report(*, actor: Actor, report: PostReport, answer: str) -> PostReport:
    """Answer what somebody said about a card; they hear the answer by mail when they have signed in here before.

    :raises Refused: when it is answered already.
    """
    require(TABLE, "answer_report", actor, queries.keeping(report.post))
    held = PostReport.objects.select_for_update(of=("self",)).select_related("post__organisation").get(pk=report.pk)
    if held.answered_at:
        raise Refused(_("This is answered already."))
    if not answer.strip():
        raise Invalid(_("Write what was done about it"), "answer")
    held.answered_at, held.answer = timezone.now(), answer.strip()
    held.save()
    audit.record("people:post:report_answered", actor=actor, subject=held.post, report=held.ref)
    for account in Account.objects.filter(person=held.by_id or 0, is_active=True).select_related("person"):
        said = {**posts_alarm.plain(held.post), "name": one_line(account.person.name), "answer": held.answer}
        posts_alarm.send_all([("people/email/post_report_answered.txt", account.email, said)])
    return held


def _to_keepers(post: Post) -> list[posts_alarm.Letter]:
    hands = [queries.held_now(post, part) for part in (HOLDER, DEPUTY)]
    keepers: dict[int, Membership] = {held.membership_id: held.membership for held in hands if held}
    keepers |= {membership.pk: membership for membership in queries.coordinators_of(post.organisation_id)}
    told: dict[str, Any] = {"reports": settings.PUBLIC_ADDRESS + reverse("people:post_reports", args=[post.public_id])}
    return posts_alarm.letters(keepers.values(), "people/email/post_reported.txt", post, told)
