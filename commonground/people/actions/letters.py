"""What can be done with e-mail that comes in? It is taken in, answered, set aside, and deleted on its day.

*Source:* R232.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.adapters import letters as reading
from commonground.people.adapters import mail
from commonground.people.models import Letter
from commonground.people.permissions import TABLE
from commonground.people.rules import letters as rules
from commonground.people.rules.letters import State


@transaction.atomic
def take_in(*, actor: Actor, raw: bytes) -> Letter | None:
    """Keep a message that a mail server hands over, and send back the way to apply where that is due; nothing for one
    that came before.

    :raises Invalid: when it can't be read as a message.
    """
    read = reading.read(raw)
    now = timezone.now()
    kept, is_new = Letter.objects.get_or_create(
        message_id=read.message_id,
        defaults={
            "name": read.name, "email": read.email, "subject": read.subject, "text": read.text,
            "is_automatic": read.is_automatic, "came_at": now,
        },
    )  # fmt: skip
    if not is_new:
        return None
    audit.record("people:letter:came", actor=actor, subject=kept, summary=_("A message came in"))
    if _is_answered_itself(read, now):
        kept.told_at = _sent_the_way(read, now)
        kept.save(update_fields=["told_at"])
    return kept


def _is_answered_itself(read: rules.Letter, now: datetime) -> bool:
    told = Letter.objects.filter(told_at__gt=now - rules.ANSWER_AGAIN_AFTER)
    return rules.answers_itself(
        read,
        answered_within_a_day=told.filter(email=read.email).exists(),
        answers_today=told.count(),
        own=frozenset({settings.DEFAULT_FROM_EMAIL.lower(), settings.SERVER_EMAIL.lower()}),
    )


def _sent_the_way(read: rules.Letter, now: datetime) -> datetime | None:
    """Send the way to apply; a mail server that is away loses the answer, and never the message."""
    link = settings.PUBLIC_ADDRESS + reverse("people:apply")
    try:
        mail.send("people/email/letter_came.txt", read.email, {"link": link}, is_automatic=True)
    except Refused:
        return None
    return now


@transaction.atomic
def answer(*, actor: Actor, letter: Letter, version: int, text: str) -> Letter:
    """Answer a message by e-mail, in the name of whoever answers.

    :raises Stale: when somebody else has dealt with it meanwhile.
    :raises Refused: when the mail server does not take the answer; nothing is kept then.
    """
    require(TABLE, "answer_letter", actor, letter)
    if not text.strip():
        raise Invalid(_("Write what you answer"), "text")
    held = _held(letter, version)
    _done(held, actor, State.ANSWERED)
    held.answer = text
    held.save()
    audit.record("people:letter:answered", actor=actor, subject=held, summary=_("Answered"))
    mail.send("people/email/letter_answered.txt", held.email, {"by": actor.name, "text": text, "came": held.came_at})
    return held


@transaction.atomic
def set_aside(*, actor: Actor, letter: Letter, version: int) -> Letter:
    """Set a message aside that needs no answer.

    :raises Stale: when somebody else has dealt with it meanwhile.
    """
    require(TABLE, "answer_letter", actor, letter)
    held = _held(letter, version)
    _done(held, actor, State.SET_ASIDE)
    held.save()
    audit.record("people:letter:set_aside", actor=actor, subject=held, summary=_("Set aside"))
    return held


@transaction.atomic
def take_back(*, actor: Actor, letter: Letter, version: int) -> Letter:
    """Put a message that was set aside back among those to be read."""
    require(TABLE, "answer_letter", actor, letter)
    held = _held(letter, version)
    if held.state != State.SET_ASIDE:
        raise Invalid(_("Only a message that was set aside can be put back."))
    held.state, held.by, held.done_at = State.NEW.value, None, None
    held.version = version + 1
    held.save()
    audit.record("people:letter:put_back", actor=actor, subject=held, summary=_("Put back"))
    return held


def forget_letters(today: date) -> int:
    """Delete what was dealt with ninety days ago, and what machines sent thirty days ago; give how many."""
    now = timezone.now()
    done = Q(done_at__lt=now - rules.KEPT_WHEN_DONE)
    machines = Q(is_automatic=True, came_at__lt=now - rules.KEPT_FROM_MACHINES)
    return Letter.objects.filter(done | machines).delete()[0]


def _held(letter: Letter, version: int) -> Letter:
    held = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if held.version != version:
        raise Stale(
            _("Somebody else has dealt with this message while you read it."), {"text": held.answer}, held.version
        )
    return held


def _done(held: Letter, actor: Actor, state: State) -> None:
    if held.state != State.NEW:
        raise Invalid(_("This message was dealt with already."))
    held.state, held.by_id, held.done_at = state.value, actor.person_id, timezone.now()
    held.version += 1
