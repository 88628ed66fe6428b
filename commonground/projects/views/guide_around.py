"""What is shown to suggest a change of the guide, to answer, and to add local words beside it?

*Source:* R53, R58.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries import programmes
from commonground.projects.actions import guide_around as actions
from commonground.projects.forms import guide as forms
from commonground.projects.permissions import TABLE
from commonground.projects.queries import guide as queries
from commonground.projects.rules import guide as the_guide
from commonground.projects.rules.adding import OUTCOMES
from commonground.projects.views.guide import back, get_or_post, may_here

A_PAGE = 20


@login_not_required
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """List what was suggested, with its answers."""
    found = queries.suggestions_for(request.actor)
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "outcomes": OUTCOMES,
        "whose": queries.in_force(),
        "may": may_here(request),
        "breadcrumbs": back(),
    }
    return render(request, "projects/guide/suggestions.html", context)


@get_or_post
def suggest(request: HttpRequest) -> HttpResponse:
    """Ask what somebody would change, and send it to the workgroup."""
    require(TABLE, "suggest_for_guide", request.actor, None)
    form = forms.SuggestForm(request.POST or None, initial={"about": request.GET.get("about", "")})
    if form.is_valid():
        with refusals_said_in(form):
            actions.suggest(actor=request.actor, **form.cleaned_data)
            messages.success(request, _("Your suggestion is with the workgroup. You read its answer here."))
            return redirect("projects:guide_suggestions")
    words = {"heading": _("Suggest a change"), "button": _("Send it to the workgroup"), "form": form}
    return render(request, "projects/guide/form.html", {**words, "cancel_url": reverse("projects:guide")})


@get_or_post
def answer(request: HttpRequest, suggestion: Any) -> HttpResponse:
    """Ask for the workgroup's answer, and publish it."""
    found = queries.suggestion_for(request.actor, suggestion)
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.answer(actor=request.actor, suggestion=found, **form.cleaned_data)
            messages.success(request, _("The suggestion is answered. Everybody reads both now."))
            return redirect("projects:guide_suggestions")
    words = {
        "heading": _("Answer a suggestion"),
        "button": _("Answer it for everybody"),
        "form": form,
        "quoted": found.text,
    }
    return render(request, "projects/guide/form.html", {**words, "cancel_url": reverse("projects:guide_suggestions")})


@get_or_post
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Ask what an organisation adds to a step, and show it there."""
    require(TABLE, "add_to_guide", request.actor, None)
    if not 1 <= number <= len(the_guide.STEPS):
        raise Http404
    form = forms.AdditionForm(request.POST or None)
    if form.is_valid():
        said = dict(form.cleaned_data)
        programme = programmes.programme() if said.pop("for_programme") else None
        with refusals_said_in(form):
            actions.add(actor=request.actor, step=number, programme=programme, **said)
            messages.success(request, _("It stands beside the guide’s own words now."))
            return redirect("projects:guide_step", number)
    over = f"{number}. {_(the_guide.step(number).title)}"
    words = {"heading": _("Add to this step"), "over": over, "button": _("Add it for everybody"), "form": form}
    return render(
        request, "projects/guide/form.html", {**words, "cancel_url": reverse("projects:guide_step", args=[number])}
    )


@get_or_post
def end_addition(request: HttpRequest, number: int, addition: Any) -> HttpResponse:
    """Ask whether a local addition goes, and take it out."""
    if not 1 <= number <= len(the_guide.STEPS):
        raise Http404
    found = queries.addition(number, addition)
    require(TABLE, "end_addition", request.actor, found)
    cancel = reverse("projects:guide_step", args=[number])
    if request.method == "POST":
        actions.end_addition(actor=request.actor, addition=found)
        messages.success(request, _("It is taken out."))
        return redirect(cancel)
    words = {"heading": _("Take out “%(title)s”") % {"title": found.title}, "button": _("Take it out")}
    what = [_("It no longer stands beside the step. The guide’s own words stay as they are.")]
    return render(request, "pages/confirm.html", {**words, "what": what, "cancel_url": cancel})
