"""What is everything of one collaboration that somebody on its team may read? As tables, for a folder to take away.

Each side's blind words and answers come through the same functions as on the pages: the other side's are there once
they are open, and not before.

*Source:* R52, R102; settled questions, "Who" (blind texts); D1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import Side
from commonground.people.queries import own_data_record
from commonground.projects.models import Answer, AnswerVersion, Collaboration
from commonground.projects.queries import local, reading, visible
from commonground.projects.rules import books, guide
from commonground.projects.rules.comparing import ASKED
from commonground.projects.rules.guide.shapes import REFERENCES, Field, Kind, Part

MOST_HISTORY = 20_000


@dataclass(frozen=True, slots=True)
class Held:
    """One table: a short name for its file, a title, the step it belongs to (0 for the whole), heading and rows."""

    name: str
    title: str
    step: int
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def everything(actor: Actor, collaboration: Collaboration) -> list[Held]:
    """Give every table of a collaboration that the actor may read, step by step, then people and history."""
    answers = list(collaboration.answers.filter(removed_at__isnull=True).select_related("member__membership__person"))
    named = {answer.ref: str(answer) for answer in answers} | {
        member.ref: member.membership.person.name for member in visible.named_on(collaboration)
    }
    tables = [_statements(actor, collaboration)]
    tables += [_part(part, answers, named) for part in books.PARTS.values()]
    tables += [_local(collaboration), _reviews(actor, collaboration), _people(collaboration), _history(collaboration)]
    return sorted((table for table in tables if table.rows), key=lambda table: table.step or 99)


def _part(part: Part, answers: Sequence[Answer], named: dict[str, str]) -> Held:
    rows = (
        tuple(_said(field, answer.values.get(field.name), named) for field in part.fields)
        for answer in answers
        if answer.part == part.key
    )
    book = books.BOOK_OF_PART.get(part.key)
    step = book.step if book else guide.QUESTION_OF_PART[part.key].step
    return Held(part.key, part.heading, step, tuple(field.label for field in part.fields), tuple(rows))


def _local(collaboration: Collaboration) -> Held:
    """Give the answers to the questions that organisations and programmes ask beside the guide."""
    heading = ("Step", "Asked", "By", "Answer", "When")
    rows = tuple(
        (str(one.addition.step), one.addition.title, str(one.addition.programme or one.addition.organisation),
         one.words, timezone.localdate(one.at).isoformat())
        for one in local.all_answers(collaboration)
    )  # fmt: skip
    return Held("local", "Answers to local questions", 0, heading, rows)


def _said(field: Field, value: Any, named: dict[str, str]) -> str:
    """Write one recorded value as a reader outside the site understands it."""
    if value is None or value == "":
        return ""
    if field.kind in REFERENCES:
        return named.get(str(value), "")
    if field.kind is Kind.YES_NO:
        return "Yes" if value else "No"
    return field.choices.get(str(value), str(value)) if field.choices else str(value)


def _statements(actor: Actor, collaboration: Collaboration) -> Held:
    """Give the words of the sides that the actor may read now."""
    found = reading.statements_for(actor, reading.present_round(collaboration))
    rows = tuple(
        (side.label, asked, str(statement.words.get(key, "")))
        for side, statement in found.items()
        for key, asked in _asked().items()
        if statement.words.get(key)
    )
    return Held("side_words", "Each side’s own words about the problem", 1, ("Side", "Asked", "Said"), rows)


def _asked() -> dict[str, str]:
    return {str(key): str(label) for key, label in dict(ASKED).items()}


def _reviews(actor: Actor, collaboration: Collaboration) -> Held:
    """Give the reviews, each with the answers that the actor may read now."""
    heading = ("Review", "Held on", "Next on", "Side", "Still matters", "On course", "Why", "Expected", "Happened")
    return Held("reviews", "Reviews", 7, heading, tuple(_review_rows(actor, collaboration)))


def _review_rows(actor: Actor, collaboration: Collaboration) -> Iterator[tuple[str, ...]]:
    for review in reading.reviews_of(collaboration):
        days = (str(review.number), review.held_on.isoformat(), review.next_on.isoformat())
        given = reading.review_answers_for(actor, review)
        if not given:
            yield (*days, "", "", "", "", "", "")
        for side, answer in given.items():
            yield (*days, Side(side).label, _yes(answer.relevant), _yes(answer.on_course), answer.why,
                   answer.expected, answer.happened)  # fmt: skip


def _yes(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"


def _people(collaboration: Collaboration) -> Held:
    rows = tuple(
        (member.membership.person.name, member.membership.organisation.name, member.starts.isoformat())
        for member in visible.named_on(collaboration)
    )
    return Held("people", "People on the team", 0, ("Name", "Organisation", "Since"), rows)


def _history(collaboration: Collaboration) -> Held:
    return Held("history", "What was done", 0, ("When", "What", "Who", "Organisation"), history_rows(collaboration))


def history_rows(collaboration: Collaboration, search: str = "", side: str = "") -> tuple[tuple[str, ...], ...]:
    """Give what was done, newest first, with people called what they are called now; narrowed to words and a side."""
    entries = reading.history_of(collaboration)
    if search:
        entries = entries.filter(summary__icontains=search)
    if side:
        entries = entries.filter(side=side)
    return tuple(
        (
            timezone.localtime(entry.at).isoformat(timespec="minutes"),
            entry.summary or entry.tag,
            entry.actor_name,
            entry.organisation_name,
        )
        for entry in own_data_record.with_present_names(entries[:MOST_HISTORY])
    )


def changed_on(collaboration: Collaboration) -> dict[int, datetime]:
    """Tell when each step's answers were last changed, by the step's number, and under 0 when any was."""
    rows = AnswerVersion.objects.filter(answer__collaboration=collaboration).values("answer__part")
    found: dict[int, datetime] = {}
    for row in rows.annotate(last=Max("at")).order_by():
        question = guide.QUESTION_OF_PART.get(row["answer__part"])
        for step in (0, *([question.step] if question else [])):
            found[step] = max(row["last"], found.get(step, row["last"]))
    return found
