"""What is shown to those who sort proposals? How all stand, whom to ask, each decision, and what is new in a version.

*Source:* R93; D12.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonground.audit.actions import seen as note_seen
from commonground.groundwork.permissions import require
from commonground.groundwork.sides import TWO_SIDES
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries.organisations import organisations
from commonground.projects.actions import proposals, supporting
from commonground.projects.actions import proposals_sorting as actions
from commonground.projects.forms.proposals import (
    DecisionForm,
    OverviewFilter,
    ReviewersForm,
    SupportForm,
    UntilForm,
    WhyForm,
)
from commonground.projects.forms.working import PersonFilter
from commonground.projects.permissions import TABLE
from commonground.projects.queries import assessing
from commonground.projects.queries import proposals as queries
from commonground.projects.queries import proposals_listed as listing
from commonground.projects.rules.proposals import REVIEW_DAYS, State
from commonground.projects.rules.proposals_showing import Seen
from commonground.projects.views.around import sent
from commonground.projects.views.proposals import A_PAGE, own
from commonground.projects.views.proposals_showing import around, difference_of

OFFERED = 30


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a proposal, as its confirming page says it."""

    do: Callable[..., Any]
    permission: str
    heading: Any
    what: tuple[Any, ...]
    button: Any
    done: Any
    form: type[Form] = Form
    lost: Any = ""
    destructive: bool = False


MOVES = {
    "withdraw": Move(
        proposals.withdraw, "withdraw_proposal", _("Withdraw this proposal"),
        (_("Nobody is asked about it any longer. What was written stays readable to you."),),
        _("Withdraw it"), _("Withdrawn."), lost=_("A proposal that is withdrawn cannot be opened again."),
        destructive=True,
    ),
    "take_up": Move(
        actions.take_up, "take_up_proposal", _("Take up this proposal"),
        (_("Whoever proposes it sees that somebody sorts it now."),
         _("Next, ask reviewers of both sides, or answer it at once with reasons.")),
        _("Take it up"), _("Taken up."),
    ),
    "open_reviews": Move(
        actions.open_reviews, "open_reviews", _("Open the reviews before all are in"),
        (_("Those who have not sent a review are asked no longer."),
         _("From then on, you and the reviewers read what each has written, and it can be decided.")),
        _("Open them"), _("The reviews are open."), WhyForm,
    ),
}  # fmt: skip


def move(request: HttpRequest, proposal: uuid.UUID, verb: str) -> HttpResponse:
    asked = MOVES[verb]
    reading = own(request, proposal, asked.permission)
    form = asked.form(sent(request))
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in asked.form.base_fields}
        with refusals_said_in(form):
            asked.do(actor=request.actor, proposal=reading.proposal, **words)
            messages.success(request, asked.done)
            return redirect("projects:proposal", reading.proposal.public_id)
    page = {name: getattr(asked, name) for name in ("heading", "what", "button", "lost", "destructive")}
    cancel = reverse("projects:proposal", args=[reading.proposal.public_id])
    page |= {"over": reading.proposal.title, "cancel_url": cancel, "form": form}
    return render(request, "pages/confirm.html", around(request.actor, reading, **page))


def overview(request: HttpRequest) -> HttpResponse:
    require(TABLE, "see_the_reviews_of_all", request.actor, None)
    form = OverviewFilter(request.GET or None, auto_id="filter_%s")
    asked = form.cleaned_data if form.is_bound and (form.is_valid() or True) else {}
    found = listing.overview(request.actor, **{name: asked.get(name, "") for name in form.fields})
    page = Paginator(found.values_list("pk", flat=True), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": listing.overview_rows(request.actor, listing.held_by(list(page.object_list))),
        "breadcrumbs": [{"label": gettext("Proposals"), "url": reverse("projects:proposals")}],
    }
    return render(request, "projects/proposals/overview.html", context)


def reviewers(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal, "ask_reviewers")
    held = reading.proposal
    search = PersonFilter(request.GET or None, auto_id="find_%s")
    words = search.cleaned_data["find"] if search.is_bound and search.is_valid() else ""
    able = {one.ref: one for one in assessing.found_to_review(held, words)[: OFFERED * 2]}
    people: dict[str, list[tuple[str, str]]] = {side.value: [] for side in TWO_SIDES}
    for ref, one in able.items():
        people[one.organisation.side.value].append((ref, f"{one.person.name}, {one.organisation.name}"))
    form = ReviewersForm(people, sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = actions.ask(actor=request.actor, proposal=held, memberships=[able[ref] for ref in form.chosen])
            if made:
                messages.success(request, gettext("Kept."))
            return redirect("projects:proposal_reviewers", held.public_id)
    until = UntilForm(initial={"until": timezone.localdate() + timedelta(days=REVIEW_DAYS)})
    context = around(request.actor, reading, form=form, search=search, until=until, able=able)
    return render(request, "projects/proposals/reviewers.html", context | {"asked": assessing.asked_for(reading)})


def send_to_review(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal, "send_to_review")
    form = UntilForm(sent(request), initial={"until": timezone.localdate() + timedelta(days=REVIEW_DAYS)})
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.send_to_review(actor=request.actor, proposal=reading.proposal, until=form.cleaned_data["until"])
            messages.success(request, gettext("In review. Those who are asked are told."))
            return redirect("projects:proposal", reading.proposal.public_id)
    page = {
        "heading": gettext("Send it to review"),
        "over": reading.proposal.title,
        "what": [gettext("Each reviewer first says whether they stand close to it, and reads nothing before."),
                 gettext("Nobody reads what another has written until all reviews are in.")],
        "button": gettext("Send it to review"),
        "cancel_url": reverse("projects:proposal_reviewers", args=[reading.proposal.public_id]),
        "form": form,
    }  # fmt: skip
    return render(request, "pages/confirm.html", around(request.actor, reading, **page))


def relieve(request: HttpRequest, proposal: uuid.UUID, assignment: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal, "ask_reviewers")
    row, form = assessing.assignment_for(reading, assignment), Form(sent(request))
    back = reverse("projects:proposal_reviewers", args=[reading.proposal.public_id])
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.relieve(actor=request.actor, assignment=row)
            messages.success(request, gettext("They are asked no longer."))
            return redirect(back)
    page = {
        "heading": gettext("Ask %(name)s no longer") % {"name": row.reviewer.person.name},
        "over": reading.proposal.title,
        "what": [gettext("What they may have begun to write is never opened.")],
        "button": gettext("Ask them no longer"),
        "cancel_url": back,
        "form": form,
    }
    return render(request, "pages/confirm.html", around(request.actor, reading, **page))


def decide(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal, "decide_proposal")
    state = State(reading.proposal.state)
    outcomes = ["revise", "decline"] if state is not State.DECIDING else ["revise", "decline", "refer"]
    form = DecisionForm(outcomes, sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.decide(actor=request.actor, proposal=reading.proposal, **form.cleaned_data)
            messages.success(request, gettext("Decided. Whoever proposes it is told."))
            return redirect("projects:proposal", reading.proposal.public_id)
    may_support = state is not State.TRIAGE
    return render(
        request, "projects/proposals/decide.html", around(request.actor, reading, form=form, may_support=may_support)
    )


def support(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal, "decide_proposal")
    sponsors = {one.ref: one for one in organisations()}
    form = SupportForm([(ref, one.name) for ref, one in sponsors.items()], sent(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            given["sponsor"] = sponsors[given["sponsor"]]
            supporting.support(actor=request.actor, proposal=reading.proposal, **given)
            messages.success(request, gettext("Supported. It stands on the public list now."))
            return redirect("projects:proposal", reading.proposal.public_id)
    return render(request, "projects/proposals/support.html", around(request.actor, reading, form=form))


def difference(request: HttpRequest, proposal: uuid.UUID, number: int) -> HttpResponse:
    """Show what is different in one version from the one before it."""
    reading = queries.reading_for(request.actor, proposal)
    pair = {one.number: one for one in reading.proposal.rounds.filter(number__in=[number - 1, number])}
    if Seen.TEXT not in reading.sees or len(pair) < 2:
        raise Http404
    note_seen(actor=request.actor, subject=reading.proposal, page="difference")
    rows = difference_of(pair[number - 1].values, pair[number].values)
    context = around(request.actor, reading, rows=rows, number=number, before=pair[number - 1])
    return render(request, "projects/proposals/difference.html", context)
