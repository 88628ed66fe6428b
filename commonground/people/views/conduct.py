"""What is shown of conduct? The code, a way to report a concern, and to moderators what was reported.

*Source:* R89.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.actors import ANONYMOUS
from commonground.groundwork.permissions import may
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import conduct as actions
from commonground.people.adapters.joining_limits import may_write
from commonground.people.forms.conduct import AcceptForm, ConcernFilter, ConcernForm, ConcernNoteForm
from commonground.people.permissions import TABLE
from commonground.people.queries import conduct as queries
from commonground.people.rules import conduct as rules
from commonground.people.views.organisations import get_or_post

A_PAGE = 25
# What answers to a member who has not accepted the code of conduct yet.
BEFORE = frozenset({
    "people:conduct", "people:accept_conduct", "people:concern", "people:concern_sent", "people:switch",
    "people:own_data", "people:own_data_download", "people:own_data_change", "people:own_data_ask",
    "people:own_data_withdraw", "people:sign_in_page", "people:sessions", "people:prove", "people:end_session",
    "people:end_other_sessions", "people:paper_codes", "people:paper_codes_file", "people:codes_are_kept",
    "account_logout", "help", "contact", "privacy", "accessibility", "about", "healthz", "robots", "outbox",
})  # fmt: skip


class ConductFirst:
    """The middleware that leads a member to the code of conduct before anything else opens to them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual; it is the view that is looked at."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *asked: Any) -> HttpResponse | None:
        """Lead to the code of conduct where it is to be accepted first."""
        named = request.resolver_match.view_name if request.resolver_match else ""
        if named in BEFORE or not queries.must_accept_first(request):
            return None
        return redirect("people:conduct")


@login_not_required
@require_safe
def conduct(request: HttpRequest) -> HttpResponse:
    return _code(request, AcceptForm(initial={"conduct": rules.VERSION}))


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    form = AcceptForm(request.POST)
    if form.is_valid():
        with refusals_said_in(form):
            held = queries.own_membership(request.actor)
            is_first = not held.conduct_version
            actions.accept_conduct(actor=request.actor, membership=held, version=form.cleaned_data["conduct"])
            messages.success(request, _("You have accepted the code of conduct."))
            return redirect("people:welcome" if is_first else "home")
    return _code(request, form)


def _code(request: HttpRequest, form: AcceptForm) -> HttpResponse:
    context = {
        "form": form,
        "version": rules.VERSION,
        "since": rules.SINCE,
        "must_accept": queries.must_accept(request.actor),
    }
    return render(request, "people/conduct.html", context)


@login_not_required
@get_or_post
def concern(request: HttpRequest) -> HttpResponse:
    about = {"about": request.GET.get("about", "")[:300]}
    form = ConcernForm(request.POST or None, initial=about, is_signed_in=request.actor.is_signed_in)
    if form.is_valid():
        if not may_write(request, "concern"):
            return render(request, "people/join_wait.html", status=429)
        said = form.cleaned_data
        actor = request.actor if said.pop("named", "no") == "yes" else ANONYMOUS
        with refusals_said_in(form):
            actions.raise_concern(actor=actor, **said)
            return redirect("people:concern_sent")
    return render(request, "people/concern.html", {"form": form})


@login_not_required
@require_safe
def concern_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/concern_sent.html")


@require_safe
def concerns(request: HttpRequest) -> HttpResponse:
    form = ConcernFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.concerns_for(request.actor, search=asked.get("q", ""), state=asked.get("state", ""))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    audit.listed(actor=request.actor, subjects=list(page), page="concerns")
    return render(request, "people/concerns.html", {"form": form, "page": page, "is_narrowed": any(asked.values())})


@get_or_post
def concern_log(request: HttpRequest, concern: Any) -> HttpResponse:
    found = queries.concern_for(request.actor, concern)
    may_answer = may(TABLE, "answer_concern", request.actor, queries.moderated(found))
    form = ConcernNoteForm(request.POST or None, version=found.version, initial={"state": "looked_at"})
    if form.is_valid():
        with refusals_said_in(form):
            actions.note_on_concern(actor=request.actor, concern=found, **form.cleaned_data)
            messages.success(request, _("Added to the log."))
            return redirect(request.path)
    audit.seen(actor=request.actor, subject=found, page="concern")
    context = {
        "form": form,
        "concern": found,
        "may_answer": may_answer,
        "breadcrumbs": [{"label": _("Concerns"), "url": reverse("people:concerns")}],
    }
    return render(request, "people/concern_log.html", context)
