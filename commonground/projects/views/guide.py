"""Which ten steps, and which thirty questions? The guide for everybody, in the words that are in force, and as files.

*Source:* R2-R3, R51-R53, R57-R58, R69-R72.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.groundwork.permissions import may
from commonground.people.queries import workgroups
from commonground.projects.permissions import TABLE
from commonground.projects.queries import cases, editions_read, guide_translations
from commonground.projects.queries import guide as queries
from commonground.projects.rules import editions, written
from commonground.projects.rules import guide as the_guide
from commonground.projects.rules.adding import DEEPER, KINDS
from commonground.projects.views.public import listed

MOST_CASES = 5
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
def guide(request: HttpRequest) -> HttpResponse:
    """Show all ten steps and thirty questions on one page."""
    whose = queries.in_force()
    told = editions.told(whose.texts if whose else {})
    groups = [(group, [one.step for one in told if one.step.group == group]) for group in the_guide.GROUPS]
    programme = whose.workgroup.programme if whose else None
    supporters = workgroups.supporters(programme, "guide")
    around = {"groups": groups, "note": written.NOTE, "whose": whose, "supporters": supporters}
    around["languages"] = guide_translations.read_in()
    return render(request, "projects/guide/guide.html", {**around, "may": may_here(request)})


@login_not_required
def step(request: HttpRequest, number: int) -> HttpResponse:
    """Show one step: its questions, what completes it, what was added here, and published work that followed it."""
    if not 1 <= number <= len(the_guide.STEPS):
        raise Http404
    whose = queries.in_force()
    told = editions.told(whose.texts if whose else {})
    around = {
        "step": told[number - 1].step,
        "questions": [_question(asked) for asked in told[number - 1].questions],
        "before": told[number - 2].step if number > 1 else None,
        "after": told[number].step if number < len(told) else None,
        "cases": listed(cases.case_studies(step=number)[:MOST_CASES]),
        "additions": queries.additions(number),
        "kinds": KINDS,
        "deeper": DEEPER.get(number, ()),
        "whose": whose,
        "languages": guide_translations.read_in(),
        "number": number,
        "may": may_here(request),
        "breadcrumbs": back(),
    }
    return render(request, "projects/guide/step.html", around)


def _question(asked: editions.Asked) -> dict[str, Any]:
    """One question with what is recorded in answer to it."""
    question = asked.question
    parts = [{"heading": part.heading, "fields": part.fields} for part in question.parts]
    words = {"code": question.code, "asks": question.asks, "why": question.why}
    return {**words, "example": asked.example, "evidence": asked.evidence, "parts": parts}


@login_not_required
def as_json(request: HttpRequest) -> HttpResponse:
    """Give the guide as JSON."""
    whose = queries.in_force()
    about = editions_read.provenance(whose)
    words = {
        "version": about.number,
        "owner": about.owner,
        "in_force_since": about.on.isoformat() if about.on else None,
        "looked_at_again": about.review_on.isoformat() if about.review_on else None,
    }
    said = written.as_json(editions.told(whose.texts if whose else {}), **words)
    return JsonResponse(said, json_dumps_params={"indent": 2, "ensure_ascii": False})


def may_here(request: HttpRequest) -> set[str]:
    """Give what the reader may do with the guide, for the links around it."""
    if not request.actor.is_member and not request.actor.is_administrator:
        return set()
    standing = queries.owner_standing()
    asked = ("write_guide", "suggest_for_guide", "answer_suggestion", "add_to_guide", "take_on_guide", "approve_guide")
    return {action for action in asked if may(TABLE, action, request.actor, standing)}


def back() -> list[dict[str, str]]:
    """Lead back to the guide."""
    return [{"label": _("The ten steps"), "url": reverse("projects:guide")}]
