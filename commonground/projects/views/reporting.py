"""What does a programme see of its collaborations, and who lets it? Each side's word, and the view of all that report.

*Source:* R196, R4; docs/decisions/0019-a-programme-sees-what-both-sides-report.md.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.sides import TWO_SIDES
from commonground.pages import documents
from commonground.pages.downloads import csv_file
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.people.models import Programme
from commonground.projects.actions import reporting
from commonground.projects.queries import reported, visible
from commonground.projects.rules import guide
from commonground.projects.rules.board_paper import Line, board_paper
from commonground.projects.views.around import sent
from commonground.projects.views.framing import frame

A_PAGE, MOST_IN_A_FILE = 20, 2000
BOARD_FORMS = ("pdf", "docx", "html", "md")


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show what would be reported, which side has agreed, and let the lead agree or end it."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    form, words = Form(sent(request)), reported.words_of(held)
    if request.method == "POST" and form.is_valid():
        ends = request.POST.get("verb") == "end"
        with refusals_said_in(form):
            (reporting.end_reporting if ends else reporting.report)(actor=request.actor, collaboration=held)
            messages.success(request, _("Your side no longer reports.") if ends else _("Your side agrees to report."))
            return redirect("projects:reporting", held.public_id)
    audit.seen(actor=request.actor, subject=held, page="reporting")
    context = frame(request.actor, held, page_name=_("What the programme sees"), form=form)
    context |= {"words": [(side.value, words.get(side)) for side in TWO_SIDES], "it": reported.reported([held])[0]}
    own_word = words.get(request.actor.side) if request.actor.side in TWO_SIDES else None
    return render(request, "projects/reporting.html", context | {"own_word": own_word, "both": len(words) == 2})


@require_safe
def programme(request: HttpRequest, programme: uuid.UUID) -> HttpResponse:
    held = _programme(request, programme)
    page = Paginator(reported.reporting().filter(programme=held), A_PAGE).get_page(request.GET.get("page"))
    rows = reported.reported(list(page))
    audit.seen(actor=request.actor, subject=held, page="reports", shown=[row.collaboration.ref for row in rows])
    context = {"programme": held, "page": page, "rows": rows, "steps": guide.STEPS, "tabs": []}
    context["board_forms"] = [(form, documents.FORMS[form].label) for form in BOARD_FORMS]
    return render(request, "projects/programme.html", context)


def _programme(request: HttpRequest, public_id: uuid.UUID) -> Programme:
    """Give a programme to those who may read what is reported to it, or 404."""
    held = get_object_or_404(Programme, public_id=public_id)
    if not reported.may_read(request.actor, held):
        raise Http404
    return held


@require_safe
def board_report(request: HttpRequest, programme: uuid.UUID, form: str) -> HttpResponse:
    """Give what is reported to a programme as a report for its board."""
    held = _programme(request, programme)
    found = reported.reported(list(reported.reporting().filter(programme=held)[:MOST_IN_A_FILE]))
    shown = [row.collaboration.ref for row in found]
    audit.seen(actor=request.actor, subject=held, page="board_report", shown=shown)
    lines = [
        Line(it.name, it.area.name, it.get_state_display(), row.complete, row.review_next, row.figures)
        for row in found
        for it in (row.collaboration,)
    ]
    paper = board_paper(held.name, held.sponsor, held.host, lines, timezone.localdate())
    return documents.respond(paper, form, f"board-report-{held.short_name}")


@require_safe
def programme_csv(request: HttpRequest, programme: uuid.UUID) -> HttpResponse:
    held = _programme(request, programme)
    found = reported.reported(list(reported.reporting().filter(programme=held)[:MOST_IN_A_FILE]))
    audit.seen(actor=request.actor, subject=held, page="reports_csv", shown=[row.collaboration.ref for row in found])
    heading = (
        _("Collaboration"),
        _("Area"),
        _("Kind"),
        _("What"),
        _("By when"),
        _("Done"),
        _("Waits for"),
        _("Figures"),
    )
    return csv_file("programme", heading, [line for row in found for line in _lines(row)])


def _lines(row: reported.Reported) -> list[tuple[Any, ...]]:
    """Write what one collaboration reports, a line for each thing."""
    who, said = (row.collaboration.name, row.collaboration.area.name), row.figures
    progress = _("%(n)s of 10 steps confirmed by both") % {"n": row.complete}
    lines: list[tuple[Any, ...]] = [(*who, _("Progress"), progress, "", "", "", "")]
    lines += [(*who, _("Milestone"), one.what, one.due, one.done, one.after, "") for one in said.milestones]
    lines += [(*who, _("Risk"), risk, "", "", "", "") for risk in said.risks]
    lines += [
        (*who, _("Result"), one.measure, "", one.on, "", f"{one.baseline} → {one.measured} ({one.target})")
        for one in said.results
    ]
    lines += [
        (*who, _("Benefit") if one.is_gain else _("Loss"), one.what, "", "", "", _(one.known_by))
        for one in said.benefits
    ]
    lines += [
        (*who, _("Worth in a year"), _(one.whose), "", "", "", f"{one.low} – {one.high} ({one.year})")
        for one in said.worths
    ]
    lines += [(*who, _("Put in"), _(one.whose), "", "", "", f"{one.hours} h, {one.money}") for one in said.put_in]
    gap = _("%(gaps)s of %(all)s not covered") % {"gaps": said.gaps, "all": said.resources}
    return [*lines, (*who, _("Resources"), gap, "", "", "", "")]
