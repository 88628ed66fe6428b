"""What is shown to a reviewer? First only what it is called, to say whether they stand close; then the review itself.

*Source:* R88, R93; D12.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.audit.actions import seen as note_seen
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries import members
from commonground.projects.actions import assessing as actions
from commonground.projects.forms.assessing import CloseForm, ReviewForm
from commonground.projects.queries import assessing
from commonground.projects.queries.proposals import Reading
from commonground.projects.rules.critique import may_be_names
from commonground.projects.views.around import sent
from commonground.projects.views.proposals import own
from commonground.projects.views.proposals_showing import around, shown


def declare(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Let somebody who is asked say whether they stand close to it."""
    reading = own(request, proposal, "answer_request_to_review")
    form = CloseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            return _declared(request, reading, form.cleaned_data)
    return render(request, "projects/proposals/declare.html", around(request.actor, reading, form=form))


def _declared(request: HttpRequest, reading: Reading, given: dict[str, Any]) -> HttpResponse:
    who = {"actor": request.actor, "proposal": reading.proposal}
    if given["close"] == "no":
        actions.declare_none(**who)
        messages.success(request, _("Declared. You can read it now, and review it."))
        return redirect("projects:proposal", reading.proposal.public_id)
    if given["close"] == "yes":
        actions.declare_interest(**who, words=given["words"])
        messages.success(request, _("Declared. Somebody else reviews it."))
    else:
        actions.decline(**who, words=given["words"])
        messages.success(request, _("Those who sort proposals ask somebody else."))
    return redirect("projects:proposals")


def review(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Write a review, keep it unfinished, or send it."""
    reading = own(request, proposal, "review_proposal")
    mine = assessing.own_assessment(request.actor, reading)
    if mine is not None and mine.sent_at is not None:
        return redirect("projects:proposal", reading.proposal.public_id)
    initial = actions.values_of(mine) if mine else {}
    form = ReviewForm(sent(request), initial=initial, version=mine.version if mine else 0)
    named: list[str] = []
    if request.method == "POST" and form.is_valid():
        named = [] if "keep" in request.POST else _named(request, form)
        with refusals_said_in(form):
            if not named:
                return _kept(request, reading, form)
    note_seen(actor=request.actor, subject=reading.proposal, page="review")
    context = around(request.actor, reading, form=form, named=named) | shown(request.actor, reading)
    return render(request, "projects/proposals/review.html", context)


def _kept(request: HttpRequest, reading: Reading, form: ReviewForm) -> HttpResponse:
    do = actions.send if "send" in request.POST or "keep" in request.POST else actions.save
    do(actor=request.actor, proposal=reading.proposal, version=form.cleaned_data["version"], said=form.said)
    if do is actions.save:
        messages.success(request, _("Kept. Nobody else can read it. Send it when it is complete."))
        return redirect("projects:proposal_review", reading.proposal.public_id)
    messages.success(request, _("Sent. It is opened together with the others."))
    return redirect("projects:proposal", reading.proposal.public_id)


def _named(request: HttpRequest, form: ReviewForm) -> list[str]:
    """List the members whose whole name stands in what judges; whoever proposes it is one of many there."""
    if "send" not in request.POST:
        return []
    found = members.memberships_for(request.actor).filter(person__name__in=may_be_names(form.critique))
    return list(dict.fromkeys(found.order_by("person__name").values_list("person__name", flat=True)))
