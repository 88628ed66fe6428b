"""What is shown to somebody who opens very many items? Why it waits, and how to go on at once.

*Source:* design/sharing.md 2.2; R78, R213; the look, section 11.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import harvest
from commonground.sharing.forms.harvest import PurposeForm
from commonground.sharing.permissions import TABLE
from commonground.sharing.views.framing import sent, trail


def slowed(request: HttpRequest) -> HttpResponse:
    """Answer instead of an item that one more was opened than is usual."""
    return _page(request, PurposeForm(initial={"next": request.path}), 429)


@require_http_methods(["GET", "HEAD", "POST"])
def pace(request: HttpRequest) -> HttpResponse:
    """Take down what so much reading is for, and go on. Whoever comes without having been slowed finds the list."""
    require(TABLE, "go_on_reading", request.actor, None)
    if request.method != "POST":
        return redirect("sharing:items")
    form = PurposeForm(sent(request))
    if form.is_valid():
        with refusals_said_in(form):
            harvest.go_on(actor=request.actor, purpose=form.cleaned_data["purpose"])
            messages.success(request, _("Go on. What it is for is in the record."))
            there = form.cleaned_data["next"]
            is_here = url_has_allowed_host_and_scheme(there, None) and there.startswith("/")
            return redirect(there if is_here else reverse("sharing:items"))
    return _page(request, form, 200)


def _page(request: HttpRequest, form: PurposeForm, status: int) -> HttpResponse:
    context = {"form": form, "breadcrumbs": trail()}
    return render(request, "sharing/items/slowed.html", context, status=status)
