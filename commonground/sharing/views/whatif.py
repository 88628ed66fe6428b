"""Which page answers what would be if? A form, and under it who would gain and who would lose what.

*Source:* R212, R213; design/sharing.md 4.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import whatif
from commonground.sharing.forms.whatif import WhatIfForm
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import whatif as queries
from commonground.sharing.views.framing import sent, trail


@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest) -> HttpResponse:
    """Say what would change for one's organisation, and change nothing."""
    require(TABLE, "ask_what_if", request.actor, None)
    found = queries.choices(request.actor)
    offered = [
        (_(words), [(code, one.words) for code, one in found.items() if one.kind == kind])
        for kind, words in queries.KINDS.items()
    ]
    form = WhatIfForm(sent(request), offered=[group for group in offered if group[1]])
    context: dict[str, Any] = {"form": form, "nothing": not found, "breadcrumbs": trail()}
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            answer = whatif.ask(actor=request.actor, choice=form.cleaned_data["change"])
            context |= {"answer": answer, "kind": _(queries.KINDS[answer.asked.kind])}
    return render(request, "sharing/whatif/ask.html", context)
