"""What can be done with answers? Record, change, take out, put back, and confirm a step.

Nothing is lost: every wording stays, and whoever saves second is shown both texts.

*Source:* R52, R59-R68; settled questions ("every form carries the version"; "a step is complete").
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import Answer, AnswerVersion, Collaboration, Confirmation, TeamMember
from commonground.projects.queries import recorded, visible
from commonground.projects.rules import books, guide, ordering
from commonground.projects.rules.answers import Unanswered, clean
from commonground.projects.rules.guide import Kind, Part
from commonground.projects.rules.guide.shapes import REFERRED_PARTS


def known_references(collaboration: Collaboration, part: Part) -> dict[Kind, frozenset[str]]:
    """Give the public ids that an answer to a part may refer to here, by the kinds of reference that the part has."""
    asked = {field.kind for field in part.fields}
    known = {
        kind: frozenset(answer.ref for answer in recorded.answers_of(collaboration, of))
        for kind, of in REFERRED_PARTS.items()
        if kind in asked
    }
    if Kind.MEMBER in asked:
        known[Kind.MEMBER] = frozenset(member.ref for member in visible.team_of(collaboration))
    return known


def _member(collaboration: Collaboration, part: Part, values: Mapping[str, Any]) -> TeamMember | None:
    wanted = values.get(part.member) if part.member else None
    if not wanted:
        return None
    return next((m for m in visible.team_of(collaboration) if m.ref == wanted), None)


def _keep(answer: Answer, actor: Actor, values: dict[str, Any] | None) -> None:
    AnswerVersion.objects.create(answer=answer, version=answer.version, values=values, by_id=actor.person_id)


@transaction.atomic
def record(*, actor: Actor, collaboration: Collaboration, part: Part, raw: Mapping[str, Any]) -> Answer:
    """Record an answer to one part of the guide.

    :raises Unanswered: with one sentence for each field that must change.
    :raises Refused: when a part that is asked once is answered already.
    """
    held = permitted("answer", actor, collaboration)
    _not_sealed(part)
    return write_down(held, actor, part, raw)


def write_down(held: Collaboration, actor: Actor, part: Part, raw: Mapping[str, Any]) -> Answer:
    """Record an answer in a deed that makes it; callers have asked who may, and hold the collaboration.

    :raises Unanswered: with one sentence for each field that must change.
    :raises Refused: when a part that is asked once is answered already.
    """
    values = clean(part, raw, known_references(held, part))
    if not part.many and recorded.answers_of(held, part.key).exists():
        raise Refused(f"The {part.noun} was written a moment ago. Open it to change it.")
    _answered_once(held, part, values)
    if part.key == "joint":
        _both_have_sent(held)
    answer = Answer(collaboration=held, part=part.key)
    answer.take(values, _member(held, part, values))
    answer.save()
    _keep(answer, actor, values)
    _note("recorded", actor, held, part, answer)
    return answer


def _not_sealed(part: Part) -> None:
    """Refuse to write or change by hand what follows from a deed of its own."""
    if part.sealed:
        raise Refused(f"The {part.noun} follows from a round of agreeing, and stays as it was made.")


def _answered_once(
    collaboration: Collaboration, part: Part, values: Mapping[str, Any], but: Answer | None = None
) -> None:
    """Refuse a second answer to a choice that is answered once, such as one way in which crime can move."""
    if not part.once:
        return
    others = (other for other in recorded.answers_of(collaboration, part.key) if other != but)
    if any(other.values[part.once] == values[part.once] for other in others):
        raise Invalid("This is answered already. Change that answer, or choose another.", part.once)


def _in_order(collaboration: Collaboration, milestone: Answer, values: Mapping[str, Any]) -> None:
    """Refuse a milestone that would come after itself, through whatever others."""
    if milestone.part != "milestones" or not values.get("after"):
        return
    rows = {row.ref: row.values for row in recorded.answers_of(collaboration, milestone.part)} | {milestone.ref: values}
    after = {ref: row["after"] for ref, row in rows.items() if row.get("after")}
    if said := ordering.fault(after, milestone.ref, {ref: str(row["what"]) for ref, row in rows.items()}):
        raise Invalid(said, "after")


def _both_have_sent(collaboration: Collaboration) -> None:
    """Refuse a joint statement before both sides have written alone, so that neither writes with the other's words."""
    latest = collaboration.rounds.order_by("-number").first()
    if latest is None or latest.opened_at is None:
        raise Refused("Both sides send their own words first. The joint statement starts from what they share.")


@transaction.atomic
def change(*, actor: Actor, answer: Answer, raw: Mapping[str, Any], version: int) -> Answer:
    """Change an answer that the form read at `version`.

    :raises Stale: when somebody saved in between; it holds what is saved now.
    :raises Unanswered: with one sentence for each field that must change.
    """
    collaboration = permitted("answer", actor, answer.collaboration)
    held = Answer.objects.select_for_update().get(pk=answer.pk)
    part = books.PARTS[held.part]
    _not_sealed(part)
    values = clean(part, raw, _with_those_named(held, part, known_references(collaboration, part)))
    if held.removed_at:
        raise Refused(f"Somebody took this {part.noun} out while you were writing. Put it back to change it.")
    if held.version != version:
        raise Stale("Somebody saved this while you were writing. Both texts are below.", held.values, held.version)
    if values == held.values:
        return held
    _answered_once(collaboration, part, values, but=held)
    _in_order(collaboration, held, values)
    held.version += 1
    held.take(values, _member(collaboration, part, values) or held.member)
    held.save()
    _keep(held, actor, values)
    _note("changed", actor, collaboration, part, held)
    return held


def _with_those_named(answer: Answer, part: Part, known: dict[Kind, frozenset[str]]) -> dict[Kind, frozenset[str]]:
    """Let an answer keep naming somebody who has left since, until it is given to somebody else."""
    before = {answer.values.get(field.name) for field in part.fields if field.kind is Kind.MEMBER}
    return known | {Kind.MEMBER: known.get(Kind.MEMBER, frozenset()) | {ref for ref in before if ref}}


@transaction.atomic
def remove(*, actor: Actor, answer: Answer) -> None:
    """Take an answer out; it can be put back.

    :raises Refused: while another answer refers to it.
    """
    collaboration = permitted("answer", actor, answer.collaboration)
    held = Answer.objects.select_for_update().get(pk=answer.pk)
    _not_sealed(books.PARTS[held.part])
    if held.removed_at:
        raise Refused(f"This {books.PARTS[held.part].noun} is taken out already.")
    users = [
        books.PARTS[row.part].noun
        for row in collaboration.answers.filter(removed_at__isnull=True)
        if held.ref in row.values.values()
    ]
    if users:
        raise Refused(f"A {users[0]} uses this. Change that first.")
    held.removed_at, held.version = timezone.now(), held.version + 1
    held.save()
    _keep(held, actor, None)
    _note("removed", actor, collaboration, books.PARTS[held.part], held)


def lay_aside(collaboration: Collaboration, part: str, actor: Actor) -> None:
    """Take out every answer to one part because what it spoke of is over; the callers have asked who may."""
    for answer in recorded.answers_of(collaboration, part):
        answer.removed_at, answer.version = timezone.now(), answer.version + 1
        answer.save()
        _keep(answer, actor, None)


@transaction.atomic
def put_back(*, actor: Actor, answer: Answer) -> Answer:
    """Put an answer back that was taken out.

    :raises Refused: when it is in use, or what it refers to was taken out too.
    """
    collaboration = permitted("answer", actor, answer.collaboration)
    held = Answer.objects.select_for_update().get(pk=answer.pk)
    part = books.PARTS[held.part]
    _not_sealed(part)
    if held.removed_at is None:
        raise Refused(f"This {part.noun} is in use already.")
    if not part.many and recorded.answers_of(collaboration, part.key).exists():
        raise Refused(f"Another {part.noun} was written since. Change that one.")
    try:
        clean(part, held.values, _with_those_named(held, part, known_references(collaboration, part)))
    except Unanswered:
        raise Refused(f"This {part.noun} names something that was taken out too. Put that back first.") from None
    _answered_once(collaboration, part, held.values, but=held)
    _in_order(collaboration, held, held.values)
    held.removed_at, held.version = None, held.version + 1
    held.save()
    _keep(held, actor, held.values)
    _note("put back", actor, collaboration, part, held)
    return held


def give_to(answer: Answer, member: TeamMember, actor: Actor) -> None:
    """Let somebody else on the team answer for what an answer says, as a wording of its own; callers have asked who
    may, and hold the collaboration."""
    part = books.PARTS[answer.part]
    if not part.member:
        raise LookupError(f"Nobody answers for a {part.noun}.")
    answer.version += 1
    answer.take({**answer.values, part.member: member.ref}, member)
    answer.save()
    _keep(answer, actor, answer.values)
    _note("handed over", actor, answer.collaboration, part, answer)


def _note(verb: str, actor: Actor, collaboration: Collaboration, part: Part, answer: Answer) -> None:
    book = books.BOOK_OF_PART.get(part.key)
    place = book.title if book else f"Step {guide.QUESTION_OF_PART[part.key].step}"
    audit.record(
        f"projects:{part.key}:{verb.replace(' ', '_')}",
        actor=actor,
        subject=collaboration,
        summary=f"{place}: {part.noun} {verb}",
        answer=answer.ref,
        version=answer.version,
    )


@transaction.atomic
def confirm(*, actor: Actor, collaboration: Collaboration, step: int, content: str) -> Confirmation:
    """Confirm a step for the actor's side, exactly as it was shown.

    :raises Refused: while the step's rule does not hold, or when it was changed since it was shown.
    """
    held = permitted("confirm", actor, collaboration)
    standing = recorded.standings_for(actor, held)[step - 1]
    if standing.missing:
        raise Refused(f"Step {step} cannot be confirmed yet. {' '.join(standing.missing)}")
    if standing.content != content:
        raise Refused(f"Step {step} was changed after you opened it. Read it again, then confirm it.")
    confirmation = Confirmation.objects.create(
        collaboration=held, step=step, side=side_of(actor).value, content=content, by_id=actor.through
    )
    words = f"Step {step} confirmed for the {side_of(actor).label.lower()} side"
    audit.record("projects:step:confirmed", actor=actor, subject=held, summary=words, step=step, content=content)
    return confirmation
