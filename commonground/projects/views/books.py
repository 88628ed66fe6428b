"""What is kept beside the ten steps? One page a book, each with what can be worked out from it.

*Source:* R101-R102, R116, R124-R125, R150, R258.
"""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.pages import documents
from commonground.projects.models import Answer, Collaboration
from commonground.projects.queries import answering
from commonground.projects.queries.beside import beside
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.books import BOOKS, Book
from commonground.projects.rules.guide import Part
from commonground.projects.rules.phrases import adding
from commonground.projects.views import cards
from commonground.projects.views.around import step_address
from commonground.projects.views.beside import why
from commonground.projects.views.book_blocks import benefit_paper, block_of
from commonground.projects.views.framing import frame

A_PAGE = 50


def book(request: HttpRequest, collaboration: uuid.UUID, book: str) -> HttpResponse:
    """Show one book: what it adds up to, and every record in it."""
    held = team_collaboration_for(request.actor, collaboration)
    found = _book(book)
    seen(actor=request.actor, subject=held, page=f"book_{found.key}")
    around = frame(request.actor, held, page_name=_(found.title), book=found)
    rows = answers_in(held, found)
    editable = "answer" in around["may"]
    names = answering.names_in(held)
    around["parts"] = [shown(held, part, rows[part.key], names, editable=editable) for part in found.parts]
    around["made"] = block_of(found, held, rows)
    if found.key == "benefits":
        around["overlapping"] = [{"it": one, "why": why(one.overlap)} for one in beside(request.actor, held)]
    label = f"{found.step}. {_(answering.known_step(found.step).title)}"
    around["breadcrumbs"].append({"label": label, "url": step_address(held, found.step)})
    return render(request, "projects/books/book.html", around)


def _book(key: str) -> Book:
    if key not in BOOKS:
        raise Http404
    return BOOKS[key]


def answers_in(held: Collaboration, found: Book) -> dict[str, list[Answer]]:
    """Give the records in use of a book, by part, in one query."""
    rows: dict[str, list[Answer]] = {part.key: [] for part in found.parts}
    for answer in held.answers.filter(part__in=rows, removed_at__isnull=True).order_by("pk"):
        rows[answer.part].append(answer)
    return rows


def shown(held: Collaboration, part: Part, rows: list[Answer], names: cards.Names, *, editable: bool) -> dict[str, Any]:
    """Give one part as `projects/parts/recorded.html` wants it: cards while few, else a table of the newest."""
    newest = rows[-A_PAGE:]
    is_long = len(rows) > cards.MOST_CARDS
    return {
        "part": part,
        "has_heading": True,
        "level": 3,
        "adding": adding(part),
        "cards": [cards.card(held, row, names, editable=editable) for row in newest],
        "table": cards.table(held, part, newest, names) if is_long else None,
        "add": reverse("projects:answer_add", args=[held.public_id, part.key]) if editable else "",
        "older": len(rows) - len(newest),
    }


def benefits_paper(request: HttpRequest, collaboration: uuid.UUID, form: str) -> HttpResponse:
    """Give benefits and effort as a paper."""
    held = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=held, page="paper_benefits")
    rows = answers_in(held, BOOKS["benefits"])
    return documents.respond(benefit_paper(held, rows), form, "benefits")
