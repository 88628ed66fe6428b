"""What is shown of the words of both sides? The glossary from A to Z, and the pages that keep it.

*Source:* R77, R87.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import may, require
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import glossary as actions
from commonground.people.forms.glossary import GlossaryFilter, TermForm
from commonground.people.models import Term
from commonground.people.permissions import TABLE
from commonground.people.queries import glossary as queries
from commonground.people.views.organisations import get_or_post


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    form = GlossaryFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = list(queries.terms(asked.get("q", ""), asked.get("said_by", "")))
    may_change = may(TABLE, "change_glossary", request.actor, None)
    context = {
        "form": form,
        "count": len(found),
        "letters": queries.by_letter(found),
        "is_narrowed": any(asked.values()),
        "may_change": may_change,
        "retired": queries.retired() if may_change else [],
    }
    return render(request, "people/glossary.html", context)


def _back() -> list[dict[str, str]]:
    return [{"label": _("Glossary"), "url": reverse("people:glossary")}]


def _to(term: Term) -> str:
    return f"{reverse('people:glossary')}#t-{term.ref}"


def _in_form(held: Mapping[str, Any]) -> dict[str, Any]:
    """Give a term's values as the form shows them."""
    return {**held, "also": "\n".join(held["also"])}


@get_or_post
def add(request: HttpRequest) -> HttpResponse:
    require(TABLE, "change_glossary", request.actor, None)
    side = request.actor.side if request.actor.side in ("police", "security") else "both"
    form = TermForm(request.POST or None, initial={"said_by": side})
    if form.is_valid():
        with refusals_said_in(form):
            made = actions.add_term(actor=request.actor, **form.values())
            messages.success(request, _("“%(term)s” is in the glossary.") % {"term": made.term})
            return redirect(_to(made))
    context = {"form": form, "heading": _("Add a word"), "button": _("Add it to the glossary"), "breadcrumbs": _back()}
    return render(request, "people/glossary_form.html", context)


@get_or_post
def change(request: HttpRequest, term: Any) -> HttpResponse:
    require(TABLE, "change_glossary", request.actor, None)
    held = queries.term(term)
    form = TermForm(request.POST or None, initial=_in_form(actions.term_values(held)), version=held.version)
    if form.is_valid():
        typed = {**form.values(), "version": form.cleaned_data["version"]}
        with refusals_said_in(form, _in_form):
            actions.change_term(actor=request.actor, entry=held, **typed)
            messages.success(request, _("The word is changed."))
            return redirect(_to(held))
    context = {"form": form, "term": held, "heading": _("Change “%(term)s”") % {"term": held.term}}
    context |= {"button": _("Save the word"), "breadcrumbs": _back()}
    return render(request, "people/glossary_form.html", context)


@get_or_post
def retire(request: HttpRequest, term: Any) -> HttpResponse:
    require(TABLE, "change_glossary", request.actor, None)
    held = queries.term(term)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("deed") != _taking_out(held)["deed"]:
        return redirect("people:glossary")  # it was sent twice, and the second is not the opposite of the first
    if request.method == "POST":
        with refusals_said_in(form):
            verb = actions.bring_back if held.retired_at else actions.retire_term
            verb(actor=request.actor, term=held)
            said = _("“%(term)s” is back.") if held.retired_at else _("“%(term)s” is taken out.")
            messages.success(request, said % {"term": held.term})
            return redirect("people:glossary")
    return render(request, "pages/confirm.html", {"form": form, "breadcrumbs": _back(), **_taking_out(held)})


def _taking_out(term: Term) -> dict[str, Any]:
    """Say what taking a term out, or bringing it back, does."""
    cancel = {"cancel_url": reverse("people:glossary"), "over": _("Glossary")}
    if term.retired_at:
        heading, button = _("Bring “%(term)s” back") % {"term": term.term}, _("Bring it back")
        what = [_("Everybody reads it again.")]
        return {**cancel, "heading": heading, "button": button, "what": what, "deed": "bring_back"}
    heading, button = _("Take “%(term)s” out") % {"term": term.term}, _("Take it out")
    what = [_("Nobody reads it in the glossary then. It is kept, and you can bring it back.")]
    return {**cancel, "heading": heading, "button": button, "what": what, "deed": "take_out", "destructive": True}
