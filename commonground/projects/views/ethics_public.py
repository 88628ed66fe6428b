"""Which collaborations have told the public what is right about them? The register, and one note.

*Source:* R120.
"""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.models import Publication
from commonground.projects.queries import cases
from commonground.projects.rules.ethics import ANSWERS, ASKED, STATES, VERDICTS

A_PAGE = 20


@login_not_required
def register(request: HttpRequest) -> HttpResponse:
    """List the collaborations whose note on ethics is public, and the eight questions that each answers."""
    words = request.GET.get("q", "")[:100]
    page = Paginator(cases.published("ethics", words), A_PAGE).get_page(request.GET.get("page"))
    rows = [{"one": one, **summed(one)} for one in page.object_list]
    context = {"page": page, "rows": rows, "asked": ASKED.values(), "words": words}
    return render(request, "projects/ethics/register.html", context)


def summed(one: Publication) -> dict[str, Any]:
    """Count what a note says: settled on both sides, still open on one, and how many advised."""
    checklist = one.values.get("checklist", [])
    both = [tuple(row[side.value]["answer"] for side in TWO_SIDES) for row in checklist]
    return {
        "settled": sum(all(one == "settled" for one in pair) for pair in both),
        "still_open": sum("open" in pair for pair in both),
        "asked_in_all": len(checklist),
        "advised": len(one.values.get("advice", [])),
    }


@login_not_required
def public_note(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Show one public note; an older version leads to the newest."""
    one = cases.published_one("ethics", publication)
    newest = cases.newest_public(one)
    if newest != one:
        return redirect("projects:ethics_public", newest.public_id)
    crumbs = [{"label": _("Ethics register"), "url": reverse("projects:ethics_register")}]
    return render(request, "projects/ethics/public_note.html", {**note_shown(one), "breadcrumbs": crumbs})


def note_shown(one: Publication) -> dict[str, Any]:
    """Give what the note's template wants: the words, both sides' answers by question, the advice."""
    return {
        "publication": one,
        "subject": one.collaboration,
        "rows": [_row(row) for row in one.values.get("checklist", []) if row["key"] in ASKED],
        "advice": [row | {"says": _(VERDICTS[row["verdict"]])} for row in one.values.get("advice", [])],
        "values": one.values,
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "asked": ASKED[row["key"]],
        "sides": [
            {
                "side": side.value,
                "answer": row[side.value],
                "state": STATES[row[side.value]["answer"]],
                "said": _(ANSWERS.get(row[side.value]["answer"], "Not answered yet")),
            }
            for side in TWO_SIDES
        ],
    }
