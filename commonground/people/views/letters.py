"""What is shown of e-mail that comes in? The list of messages, and each with its answer.

*Source:* R232.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Refused
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import letters as actions
from commonground.people.forms.letters import LetterForm, LettersFilter
from commonground.people.permissions import TABLE
from commonground.people.queries import letters as queries
from commonground.people.rules.letters import State
from commonground.people.views.organisations import get_or_post

A_PAGE = 25


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """List the messages, those to be read unless another state is chosen."""
    require(TABLE, "read_letters", request.actor, None)
    form = LettersFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    state = asked.get("state") or State.NEW.value
    found = queries.letters_for(request.actor, asked.get("q", ""), state)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    audit.listed(actor=request.actor, subjects=list(page), page="letters")
    return render(request, "people/letters.html", {"form": form, "page": page, "breadcrumbs": _back()})


@get_or_post
def letter(request: HttpRequest, letter: Any) -> HttpResponse:
    """Show one message, and answer it."""
    found = queries.letter_for(request.actor, letter)
    form = LetterForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.answer(actor=request.actor, letter=found, version=_version(request), text=form.cleaned_data["text"])
            messages.success(request, _("The answer is sent."))
            return redirect("people:letters")
    audit.seen(actor=request.actor, subject=found, page="letter")
    context = {"letter": found, "form": form, "breadcrumbs": [*_back(), _messages()]}
    return render(request, "people/letter.html", context)


@require_POST
def set_aside(request: HttpRequest, letter: Any) -> HttpResponse:
    """Set one message aside, or put it back."""
    found = queries.letter_for(request.actor, letter)
    back = found.state == State.SET_ASIDE
    try:
        if back:
            actions.take_back(actor=request.actor, letter=found, version=_version(request))
        else:
            actions.set_aside(actor=request.actor, letter=found, version=_version(request))
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("people:letter", letter=found.public_id)
    messages.success(request, _("It is back among those to be read.") if back else _("It is set aside."))
    return redirect("people:letters")


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _back() -> list[dict[str, str]]:
    return [{"label": _("Applications"), "url": reverse("people:applications")}]


def _messages() -> dict[str, str]:
    return {"label": _("Messages that came in"), "url": reverse("people:letters")}
