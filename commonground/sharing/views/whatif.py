"""Which page answers what would be if? A form, and under it who would gain and who would lose what.

*Source:* R212, R213; design/sharing.md 4.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.audit import actions as audit
from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import whatif
from commonground.sharing.forms.whatif import WhatIfForm
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import whatif as queries
from commonground.sharing.queries import whatif_ahead as ahead
from commonground.sharing.views.framing import sent, trail


@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest) -> HttpResponse:
    """Say what would change for one's organisation, and change nothing."""
    require(TABLE, "ask_what_if", request.actor, None)
    found = queries.choices(request.actor)
    form = WhatIfForm(sent(request), offered=_offered(found))
    context: dict[str, Any] = {"form": form, "nothing": not found, "days": ahead.DAYS, "breadcrumbs": trail()}
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            answer = whatif.ask(actor=request.actor, choice=form.cleaned_data["change"])
            _noted(request, [answer.effect])
            context |= {"answer": answer, "kind": _(queries.KINDS[answer.asked.kind])}
    if "answer" not in context:
        context |= _by_itself(request)
    return render(request, "sharing/whatif/ask.html", context)


def _offered(found: dict[str, queries.Asked]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Put what may be asked into its kinds, without those of which there is none."""
    groups = [
        (_(words), [(code, one.words) for code, one in found.items() if one.kind == kind])
        for kind, words in queries.KINDS.items()
    ]
    return [group for group in groups if group[1]]


def _by_itself(request: HttpRequest) -> dict[str, Any]:
    """What ends by itself, with the words of each kind."""
    found, more = ahead.ahead(request.actor)
    _noted(request, [one.effect for one in found])
    rows = [
        {"at": one.at, "effect": one.effect, "ends": [(_(ahead.KINDS[end.kind]), end) for end in one.ends]}
        for one in found
    ]
    return {"rows": rows, "more": more}


def _noted(request: HttpRequest, shown: list[ahead.Effect]) -> None:
    """Leave a row for the page, with the ids of the items that it names."""
    named = sorted({each.rendition.item.ref for effect in shown for each in effect.own})
    whose = queries.organisation_of(request.actor)
    audit.seen(actor=request.actor, subject=whose, page="what_if", listed=named)
