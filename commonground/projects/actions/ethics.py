"""What can be done about ethics? Answer for one's side, ask somebody from outside, give advice, put a note up.

*Source:* R120.
"""

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork import permissions
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Membership
from commonground.projects.actions import finishing
from commonground.projects.actions.permitting import locked, permitted, side_of
from commonground.projects.models import Collaboration, EthicsAdvice, EthicsAnswer, Publication
from commonground.projects.permissions import TABLE, Taking
from commonground.projects.queries import ethics as reading
from commonground.projects.rules.ethics import ANSWERS, ASKED, VERDICTS
from commonground.projects.rules.lifecycle import State


@transaction.atomic
def answer(
    *, actor: Actor, collaboration: Collaboration, question: str, answer: str, words: str, version: int
) -> EthicsAnswer:
    """Answer one question for the actor's side; `version` counts the side's answers that the form has seen.

    :raises Invalid: without an answer, or without a reason.
    :raises Stale: when a colleague has answered meanwhile.
    """
    held = permitted("answer_ethics", actor, collaboration)
    side = side_of(actor)
    if question not in ASKED:
        raise Invalid("Choose a question", "question")
    if answer not in ANSWERS:
        raise Invalid("Choose how it stands", "answer")
    if not words.strip():
        raise Invalid("Enter what you do about it", "words")
    earlier = list(held.ethics_answers.filter(question=question, side=side.value).order_by("pk"))
    if len(earlier) != version:
        theirs = {"answer": earlier[-1].answer, "words": earlier[-1].words}
        raise Stale("Somebody answered while you were writing. Both texts are below.", theirs, len(earlier))
    made = EthicsAnswer.objects.create(
        collaboration=held,
        question=question,
        side=side.value,
        answer=answer,
        words=words.strip(),
        by_id=actor.through,
    )
    said = f"{ASKED[question].title}: {ANSWERS[answer].lower()}, for the {side.label.lower()} side"
    audit.record("projects:ethics:answered", actor=actor, subject=held, summary=said, question=question)
    return made


@transaction.atomic
def ask(*, actor: Actor, collaboration: Collaboration, adviser: Membership, asks: str) -> EthicsAdvice:
    """Ask a member of an organisation that is not on the team for advice.

    :raises Invalid: when their organisation is on the team, or nothing is asked.
    :raises Refused: while they are asked already.
    """
    held = permitted("ask_adviser", actor, collaboration)
    if adviser.organisation_id in reading.organisations_on(held):
        raise Invalid("Choose somebody whose organisation has nobody on the team", "adviser")
    if not asks.strip():
        raise Invalid("Enter what you want advice on", "asks")
    if held.ethics_advice.filter(adviser=adviser, answered_at__isnull=True).exclude(has_interest=True).exists():
        raise Refused("They are asked already, and have not answered yet.")
    made = EthicsAdvice.objects.create(
        collaboration=held, adviser=adviser, asked_by_id=actor.through, asks=asks.strip()
    )
    said = f"{adviser.person.name} asked for advice on ethics"
    audit.record("projects:ethics:asked", actor=actor, subject=held, summary=said, advice=made.ref)
    return made


def _asked(actor: Actor, advice: EthicsAdvice) -> EthicsAdvice:
    """Hold what somebody is asked, or refuse: only they answer, and only once."""
    collaboration = locked(advice.collaboration)
    held = EthicsAdvice.objects.select_for_update(of=("self",)).get(pk=advice.pk)
    taking = Taking(State(collaboration.state), is_asked_for_advice=held.adviser_id == actor.membership_id)
    permissions.require(TABLE, "advise", actor, taking)
    if held.answered_at or held.has_interest:
        raise Refused("You have answered this already.")
    return held


@transaction.atomic
def declare(*, actor: Actor, advice: EthicsAdvice, has_interest: bool, interest: str = "") -> EthicsAdvice:
    """Say whether one has an interest in what one is asked about; whoever has one gives no advice.

    :raises Invalid: when there is an interest and it is not said which.
    """
    held = _asked(actor, advice)
    if has_interest and not interest.strip():
        raise Invalid("Enter what ties you to it", "interest")
    held.has_interest, held.interest = has_interest, interest.strip() if has_interest else ""
    held.save(update_fields=["has_interest", "interest"])
    said = f"{actor.name} {'has an interest and gives no advice' if has_interest else 'declared no interest'}"
    audit.record("projects:ethics:declared", actor=actor, subject=held.collaboration, summary=said, advice=held.ref)
    return held


@transaction.atomic
def advise(*, actor: Actor, advice: EthicsAdvice, verdict: str, words: str) -> EthicsAdvice:
    """Give the advice that was asked; it never changes afterwards.

    :raises Refused: before one has said that one has no interest in it.
    :raises Invalid: without a verdict or a reason.
    """
    held = _asked(actor, advice)
    if held.has_interest is None:
        raise Refused("Say first whether you have an interest in it.")
    if verdict not in VERDICTS:
        raise Invalid("Choose what you advise", "verdict")
    if not words.strip():
        raise Invalid("Enter why you advise it", "words")
    held.verdict, held.words, held.answered_at = verdict, words.strip(), timezone.now()
    held.save(update_fields=["verdict", "words", "answered_at"])
    said = f"{actor.name} advised: {VERDICTS[verdict].lower()}"
    audit.record("projects:ethics:advised", actor=actor, subject=held.collaboration, summary=said, advice=held.ref)
    return held


@transaction.atomic
def draft_note(*, actor: Actor, collaboration: Collaboration, note: str) -> Publication:
    """Put up a note for everybody, with the checklist and the advice as they stand; it is public when both sides have
    approved it.

    :raises Refused: until both sides have answered every question.
    :raises Invalid: without words of one's own.
    """
    if not note.strip():
        raise Invalid("Enter what everybody may know", "note")
    if not reading.checked_in(reading.said_in(collaboration)).is_whole:
        raise Refused("Both sides answer all eight questions first.")
    values = {"note": note.strip(), **reading.snapshot_of(collaboration)}
    return finishing.draft_publication(actor=actor, collaboration=collaboration, kind="ethics", values=values)
