"""How does everybody read the guide in another language? Whole, step by step, and as a file; English where it must be.

*Source:* R3; WCAG 2.2, 3.1.2.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.pages import documents
from commonground.projects.models import GuideTranslation
from commonground.projects.queries import editions_read
from commonground.projects.queries import guide_translations as queries
from commonground.projects.rules import editions, guide_papers, translating
from commonground.projects.rules import guide as the_guide
from commonground.projects.views.guide import back


@login_not_required
@require_safe
def whole(request: HttpRequest, language: str) -> HttpResponse:
    """Show all ten steps in a language, on one page that also prints."""
    found = queries.launched_in(language)
    steps = translating.steps(queries.said(found))
    groups = [(group, [one for one in steps if one.group == group]) for group in the_guide.GROUPS]
    return render(request, "projects/guide/in.html", {**_around(found), "groups": groups, "breadcrumbs": back()})


@login_not_required
@require_safe
def step(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """Show one step in a language."""
    found = queries.launched_in(language)
    if not 1 <= number <= len(the_guide.STEPS):
        raise Http404
    steps = translating.steps(queries.said(found))
    around = {
        "step": steps[number - 1],
        "before": steps[number - 2] if number > 1 else None,
        "after": steps[number] if number < len(steps) else None,
        "number": number,
        "breadcrumbs": back(),
    }
    return render(request, "projects/guide/in_step.html", {**_around(found), **around})


@login_not_required
@require_safe
def markdown(request: HttpRequest, language: str) -> HttpResponse:
    """Give the whole guide in a language as one text file; what is English says so behind it."""
    found = queries.launched_in(language)
    spoken = translating.LANGUAGES[found.language]
    told = editions.told(translating.marked(queries.said(found)))
    whose = editions_read.provenance(found.guide_version)
    count = _count(found)
    said = _("%(done)s of %(words)s texts are in this language. The others are in English, and say so.")
    lead = f"{spoken.name} · {spoken.english}. {said % {'done': count.done, 'words': count.words}} {found.note}"
    document = guide_papers.in_language(told, whose, gettext, spoken, lead.strip())
    made = documents.render(document, "md")
    response = HttpResponse(made, content_type="text/markdown; charset=utf-8")
    response.headers["Content-Language"] = spoken.code
    return response


def _around(found: GuideTranslation) -> dict[str, Any]:
    return {
        "translation": found,
        "whose": found.guide_version,
        "reads": translating.LANGUAGES[found.language],
        "languages": queries.read_in(),
        "count": _count(found),
    }


def _count(found: GuideTranslation) -> translating.Count:
    english = queries.english_of(found)
    return translating.count(found.launched_texts, english, english.keys())
