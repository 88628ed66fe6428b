"""What is shown of proposals? The list and its file, one proposal, writing it, what exists already, submitting it.

*Source:* R93, R103-R104, R109; the reference on standards, 1.2 (task list, check answers, timeline of decisions).
"""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit.actions import seen as note_seen
from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.pages.downloads import csv_file
from commonground.pages.matrix import told_first
from commonground.pages.refusing import note, refusals_said_in
from commonground.people.queries.programmes import programme
from commonground.places.queries import towns
from commonground.projects.actions import proposals as actions
from commonground.projects.forms.proposals import (
    BeginForm,
    OwnReuseForm,
    ProposalFilter,
    ProposalForm,
    ReuseForm,
    in_form,
)
from commonground.projects.models import Proposal
from commonground.projects.permissions import TABLE
from commonground.projects.queries import needs, reusing
from commonground.projects.queries import proposals as queries
from commonground.projects.queries import proposals_listed as listing
from commonground.projects.queries.proposals import Reading
from commonground.projects.rules.proposals import missing
from commonground.projects.rules.proposals_showing import Reader
from commonground.projects.views.around import sent
from commonground.projects.views.proposals_showing import around, shown

A_PAGE = 25


def areas(also: Any = None) -> list[tuple[str, str]]:
    """Give the areas that can be chosen, by public id and name; the one that is named now stays among them."""
    return [(area.ref, area.name) for area in towns(also)]


def area_of(ref: str, also: Any = None) -> Any:
    """Give the area that was chosen.

    :raises Invalid: when it is none of those that are offered.
    """
    for area in towns(also):
        if area.ref == ref:
            return area
    raise Invalid(_("Choose an area"), "area")


def listed(request: HttpRequest) -> HttpResponse:
    form, found = _narrowed(request)
    page = Paginator(found.values_list("pk", flat=True), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": listing.rows_of(request.actor, listing.held_by(list(page.object_list))),
        "is_narrowed": form.has_changed(),
        "may_write": may(TABLE, "write_proposal", request.actor, None),
        "may_sort": may(TABLE, "see_the_reviews_of_all", request.actor, None),
        "query": request.GET.urlencode(),
        "breadcrumbs": [{"label": _("Collaborations"), "url": reverse("projects:list")}],
    }
    return render(request, "projects/proposals/list.html", context)


def _narrowed(request: HttpRequest) -> tuple[ProposalFilter, Any]:
    form = ProposalFilter(areas(), request.GET or None, auto_id="filter_%s")
    asked = form.cleaned_data if form.is_bound and (form.is_valid() or True) else {}
    return form, listing.narrowed(request.actor, **{name: asked.get(name, "") for name in form.fields})


def as_csv(request: HttpRequest) -> HttpResponse:
    _form, found = _narrowed(request)
    heading = (
        _("Proposal"),
        _("Area"),
        _("State"),
        _("Since"),
        _("Proposed by"),
        _("Organisation"),
        _("Times submitted"),
    )
    rows = (
        (
            row.proposal.title,
            row.proposal.area.name,
            row.proposal.get_state_display(),
            row.proposal.since.isoformat(),
            row.by,
            row.organisation,
            row.proposal.submitted_times,
        )
        for row in listing.rows_of(request.actor, list(found))
    )
    return csv_file("proposals", heading, rows)


def new(request: HttpRequest) -> HttpResponse:
    require(TABLE, "write_proposal", request.actor, None)
    form = BeginForm(areas(), sent(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            made = _begun(request, given)
            return redirect("projects:proposal_change", made.public_id)
    crumbs = [{"label": _("Proposals"), "url": reverse("projects:proposals")}]
    return render(request, "projects/proposals/new.html", {"form": form, "breadcrumbs": crumbs})


def _begun(request: HttpRequest, given: dict[str, Any]) -> Proposal:
    run_by = programme()
    if run_by is None:
        raise Invalid(_("No programme runs here yet. An administrator sets one up first."))
    area = area_of(given["area"])
    return actions.write(actor=request.actor, programme=run_by, area=area, title=given["title"])


def proposal(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading = queries.reading_for(request.actor, proposal)
    note_seen(actor=request.actor, subject=reading.proposal, page="proposal")
    context = around(request.actor, reading) | shown(request.actor, reading)
    name = "request.html" if reading.reader is Reader.ASKED else "proposal.html"
    return render(request, f"projects/proposals/{name}", context)


def own(request: HttpRequest, public_id: uuid.UUID, action: str = "change_proposal") -> Reading:
    """Give one proposal for a deed: 404 for whoever may not see it, the table's sentence for who may not do it."""
    reading = queries.reading_for(request.actor, public_id)
    require(TABLE, action, request.actor, reading.concerned)
    return reading


def change(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal)
    held = reading.proposal
    offered = {need.ref: need for need in needs.needs_for(request.actor)}
    if held.need:
        offered.setdefault(held.need.ref, held.need)
    choices = [(ref, need.title) for ref, need in offered.items()]
    initial = in_form(actions.values_of(held))
    form = ProposalForm(areas(held.area), choices, sent(request), initial=initial, version=held.version)
    if request.method == "POST" and form.is_valid():
        if way_to_the_police := told_first(request, form):
            return way_to_the_police
        given = form.cleaned_data
        with refusals_said_in(form, in_form_of):
            values = {name: given[name] for name in given if name in actions.values_of(held)} | {
                "cell": str(form.cell or "")
            }
            actions.change(
                actor=request.actor, proposal=held, version=given["version"], values=values,
                area=area_of(given["area"], held.area), need=offered.get(given["need"]), told=form.told,
                hides_proposer=given["hides_proposer"],
            )  # fmt: skip
            messages.success(request, _("Saved. Next, say what exists already."))
            return redirect("projects:proposal_reuse", held.public_id)
    return render(request, "projects/proposals/change.html", around(request.actor, reading, form=form))


def in_form_of(theirs: Any) -> dict[str, Any]:
    """Turn what somebody else saved first into the form's own values."""
    return in_form(dict(theirs))


def reuse(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal)
    found = reusing.found_for(request.actor, reading.proposal)
    lacks = sum(1 for one in found if one.answer is None)
    return render(request, "projects/proposals/reuse.html", around(request.actor, reading, found=found, lacks=lacks))


def reuse_answer(request: HttpRequest, proposal: uuid.UUID, kind: str, thing: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal)
    wanted = (kind, thing)
    found = next((one for one in reusing.found_for(request.actor, reading.proposal) if _is(one, wanted)), None)
    if found is None:
        raise Http404
    initial = {"way": found.answer.way, "why": found.answer.why} if found.answer else {}
    form = ReuseForm(sent(request), initial=initial, version=found.answer.version if found.answer else 0)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.answer_match(actor=request.actor, proposal=reading.proposal, match=found.match, **form.cleaned_data)
            messages.success(request, _("Kept."))
            return redirect("projects:proposal_reuse", reading.proposal.public_id)
    return render(
        request, "projects/proposals/reuse_answer.html", around(request.actor, reading, form=form, found=found)
    )


def _is(found: reusing.Found, wanted: tuple[str, uuid.UUID]) -> bool:
    return (found.match.kind, reusing.public_id_of(found.match)) == wanted


def reuse_add(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal)
    form = OwnReuseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            match = reusing.Match("own", "", given["name"])
            actions.answer_match(
                actor=request.actor, proposal=reading.proposal, match=match, way=given["way"], why=given["why"]
            )
            messages.success(request, _("Added."))
            return redirect("projects:proposal_reuse", reading.proposal.public_id)
    return render(request, "projects/proposals/reuse_answer.html", around(request.actor, reading, form=form))


def submit(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Show everything once more, with what is missing, and submit it."""
    reading = own(request, proposal)
    held, refused = reading.proposal, ""
    if request.method == "POST":
        try:
            actions.submit(actor=request.actor, proposal=held, version=_version(request))
        except Refused as refusal:
            note(refusal)
            refused = refusal.reason
        else:
            messages.success(request, _("Submitted. Somebody who stands apart from it sorts it next."))
            return redirect("projects:proposal", held.public_id)
    lacks = missing(
        actions.values_of(held),
        has_need=held.need_id is not None,
        unanswered=len(reusing.unanswered(request.actor, held)),
    )
    context = around(request.actor, reading, lacks=lacks, refused=refused) | shown(request.actor, reading)
    return render(request, "projects/proposals/submit.html", context)


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
