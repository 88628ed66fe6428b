"""How long does our organisation keep it? One kind a page: the number, why, and what it does before it is done.

*Source:* D4; UK GDPR, article 5(1)(e).
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import retention_spans as actions
from commonground.sharing.forms.retention import SpanForm
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import retention_spans as queries
from commonground.sharing.rules.retention_spans import fault_of_span
from commonground.sharing.views.framing import sent, trail


@require_http_methods(["GET", "HEAD", "POST"])
def span(request: HttpRequest, line: str) -> HttpResponse:
    """Choose for how long one kind is kept; what that does is shown first, and done when it is sent again."""
    actor = request.actor
    require(TABLE, "choose_span", actor, None)
    held = queries.span_of(actor.organisation_id, line)
    if held is None or held.limits is None:
        raise Http404
    began = {"days": held.days, "reason": held.own.reason if held.own else ""}
    form = SpanForm(sent(request), initial=began, version=held.own.version if held.own else 0)
    context: dict[str, Any] = {"form": form, "span": held, "breadcrumbs": _inside()}
    if request.method == "POST" and form.is_valid() and not _fault(form, line):
        typed = form.cleaned_data
        if typed.pop("shown") == typed["days"]:
            with refusals_said_in(form):
                actions.choose(actor=actor, kind=line, **typed)
                messages.success(request, _("Chosen and recorded. The days below follow it."))
                return redirect("sharing:retention")
        context |= {
            "effect": queries.effect_of(actor, line, typed["days"], timezone.localdate()),
            "days": typed["days"],
        }
    return render(request, "sharing/retention/span.html", context)


def _fault(form: SpanForm, line: str) -> bool:
    """Say a fault beside its field before any effect is shown."""
    field, sentence = fault_of_span(line, form.cleaned_data["days"], form.cleaned_data["reason"])
    if sentence:
        form.add_error(field, _(sentence))
    return bool(sentence)


def _inside() -> list[dict[str, str]]:
    return trail((_("What leaves when"), reverse("sharing:retention")))
