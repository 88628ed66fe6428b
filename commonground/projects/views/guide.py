"""Which ten steps, and which thirty questions? The guide for everybody, on paper, and as files.

*Source:* R3, R51-R53, R57-R58, R69-R70.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.projects.queries import cases
from commonground.projects.rules import guide as the_guide
from commonground.projects.rules import written
from commonground.projects.views.public import listed

MOST_CASES = 5


@login_not_required
def guide(request: HttpRequest) -> HttpResponse:
    """Show all ten steps and thirty questions on one page."""
    groups = [(group, [s for s in the_guide.STEPS if s.group == group]) for group in the_guide.GROUPS]
    return render(request, "projects/guide/guide.html", {"groups": groups, "note": written.NOTE})


@login_not_required
def step(request: HttpRequest, number: int) -> HttpResponse:
    """Show one step: its questions, what completes it, and published work that followed it."""
    if not 1 <= number <= len(the_guide.STEPS):
        raise Http404
    around = {
        "step": the_guide.step(number),
        "questions": [_question(question) for question in the_guide.step(number).questions],
        "before": the_guide.step(number - 1) if number > 1 else None,
        "after": the_guide.step(number + 1) if number < len(the_guide.STEPS) else None,
        "cases": listed(cases.case_studies(step=number)[:MOST_CASES]),
        "breadcrumbs": [{"label": _("The ten steps"), "url": reverse("projects:guide")}],
    }
    return render(request, "projects/guide/step.html", around)


def _question(question: the_guide.Question) -> dict[str, Any]:
    """One question with what is recorded in answer to it."""
    parts = [{"heading": part.heading, "fields": part.fields} for part in question.parts]
    return {"code": question.code, "asks": question.asks, "why": question.why, "parts": parts}


@login_not_required
def as_json(request: HttpRequest) -> HttpResponse:
    """Give the guide as JSON."""
    return JsonResponse(written.as_json(), json_dumps_params={"indent": 2, "ensure_ascii": False})


@login_not_required
def as_markdown(request: HttpRequest) -> HttpResponse:
    """Give the guide as Markdown."""
    return HttpResponse(written.as_markdown(), content_type="text/markdown; charset=utf-8")
