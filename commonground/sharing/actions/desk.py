"""What can be done at the desk? Keep a question, put it to somebody, take it back, ask to look again; pledge.

Answering the desk's questions keeps nothing. What is about reporting a crime is never kept here: it belongs to the
police.

*Source:* R184, R211; design/sharing.md 5.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Organisation, Post
from commonground.people.rules.posts import one_line
from commonground.sharing.adapters import desk_mail as mail
from commonground.sharing.models import DeskQuestion, Pledge
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.desk import Own
from commonground.sharing.queries import decisions
from commonground.sharing.queries import desk as queries
from commonground.sharing.rules import desk
from commonground.sharing.rules.desk_outcomes import Outcome, outcome

ASKED = "sharing/email/desk_asked.txt"
REVIEW = "sharing/email/desk_review.txt"
LONGEST_PLEDGE = timedelta(days=3 * 366)


@transaction.atomic
def keep(
    *,
    actor: Actor,
    answers: Mapping[str, str],
    about: str,
    what: str = "",
    purpose: str = "",
    needed_by: date | None = None,
    post: Post | None = None,
) -> DeskQuestion:
    """Keep a question with what the desk says to its answers; with a post, put it to its organisation, which is told by
    mail and whose clock starts.

    :raises Refused: while a question is open, and for what is no question of sharing.
    :raises Invalid: without a name for it; and, where somebody is asked, without what it is and what it is for.
    """
    require(TABLE, "keep_question", actor, None)
    way = desk.on_the_way(answers)
    if desk.next_question(way) is not None:
        raise Refused(_("Answer all questions of the desk first."))
    said = outcome(way)
    if not said.is_about_sharing:
        raise Refused(_("A crime is reported to the police. Nothing of it is kept here."))
    _complete(about, what, purpose, needed_by, is_asked=post is not None)
    if post is not None and not queries.may_ask(actor, post):
        raise Invalid(_("Choose a contact that you can see"), "to")
    now = timezone.now()
    made = DeskQuestion(
        organisation_id=actor.body, asked_by_id=actor.through, answers=way, kind=said.kind.value, kept_at=now,
        said=_snapshot(said), about=one_line(about), what=what.strip(), purpose=purpose.strip(), needed_by=needed_by,
    )  # fmt: skip
    if post is None:
        made.save()
        audit.record("sharing:question:kept", actor=actor, subject=made)
        return made
    made.to_organisation, made.to_post, made.asked_at = post.organisation, post, now
    made.save()
    audit.record("sharing:question:asked", actor=actor, subject=made, to=post.organisation.ref, post=post.ref)
    _tell_those_asked(ASKED, made)
    return made


def _complete(about: str, what: str, purpose: str, needed_by: date | None, *, is_asked: bool) -> None:
    if not about.strip():
        raise Invalid(_("Give it a short name"), "about")
    if is_asked and not what.strip():
        raise Invalid(_("Say what you would share, or need"), "what")
    if is_asked and not purpose.strip():
        raise Invalid(_("Say what it is for"), "purpose")
    if needed_by is not None and needed_by < timezone.localdate():
        raise Invalid(_("Enter a day that has not passed"), "needed_by")


def _snapshot(said: Outcome) -> dict[str, object]:
    """Keep what the desk says word for word."""
    return {
        "says": said.says,
        "because": said.because,
        "steps": list(said.steps),
        "bases": list(said.bases),
        "second": said.second,
        "under_agreement": said.under_agreement,
    }


def _tell_those_asked(template: str, question: DeskQuestion) -> None:
    """Tell the post that was asked where the question is; none of its words stand in the message."""
    if question.to_post is None:
        return
    path = reverse("sharing:question", args=[question.public_id])
    for email in queries.addresses_of(question.to_post):
        mail.tell(template, email, {"path": path, "by": question.organisation.name, "needed_by": question.needed_by})


@transaction.atomic
def take_back(*, actor: Actor, question: DeskQuestion) -> DeskQuestion:
    """Take a question back that nobody has answered; one that was put to nobody goes the same way.

    :raises Refused: when it is answered already.
    """
    held = DeskQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    require(TABLE, "take_question_back", actor, queries.own_of(held))
    if held.answered_at:
        raise Refused(_("It is answered already. Read the answer below."))
    if held.taken_back_at is None:
        held.taken_back_at = timezone.now()
        held.save(update_fields=["taken_back_at"])
        audit.record("sharing:question:taken_back", actor=actor, subject=held)
    return held


@transaction.atomic
def ask_for_review(*, actor: Actor, question: DeskQuestion, because: str) -> DeskQuestion:
    """Ask once that a refusal be looked at again by somebody who did not decide it.

    :raises Refused: where it was not refused, or was asked already.
    :raises Invalid: without a reason.
    """
    held = DeskQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    require(TABLE, "ask_for_review", actor, queries.own_of(held))
    answer = decisions.answer_to(held.pk)
    if answer is None or answer.outcome != "refuse":
        raise Refused(_("Only a refusal is looked at again."))
    if held.review_asked_at:
        raise Refused(_("It was asked already, and once is enough."))
    if not because.strip():
        raise Invalid(_("Say what should be weighed anew"), "because")
    held.review_asked_at, held.review_because = timezone.now(), because.strip()
    held.save(update_fields=["review_asked_at", "review_because"])
    audit.record("sharing:question:review_asked", actor=actor, subject=held)
    _tell_those_asked(REVIEW, held)
    return held


@transaction.atomic
def pledge(*, actor: Actor, organisation: Organisation, until: date, words: str = "") -> Pledge:
    """Say in the name of an organisation, in public and until a day, that it dares to share.

    :raises Refused: while an earlier pledge stands.
    :raises Invalid: for a day that is past or more than three years off.
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require(TABLE, "pledge", actor, Own(held.pk))
    today = timezone.localdate()
    if not today < until <= today + LONGEST_PLEDGE:
        raise Invalid(_("Enter a day ahead, at most three years"), "until")
    standing = Pledge.objects.filter(organisation=held, ended_on__isnull=True).first()
    if standing is not None and standing.until > today:
        raise Refused(_("Your organisation has pledged already. End that pledge to make another."))
    if standing is not None:
        standing.ended_on = standing.until
        standing.save(update_fields=["ended_on"])
    made = Pledge.objects.create(
        organisation=held, words=words.strip(), made_by_id=actor.through, made_on=today, until=until
    )
    audit.record("sharing:pledge:made", actor=actor, subject=made)
    return made


@transaction.atomic
def end_pledge(*, actor: Actor, pledge: Pledge) -> Pledge:
    """End a pledge before its day; it is shown no more."""
    held = Pledge.objects.select_for_update().get(pk=pledge.pk)
    require(TABLE, "pledge", actor, Own(held.organisation_id))
    if held.ended_on is None:
        held.ended_on = timezone.localdate()
        held.save(update_fields=["ended_on"])
        audit.record("sharing:pledge:ended", actor=actor, subject=held)
    return held
