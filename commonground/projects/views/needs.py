"""What is shown of needs? Each with who confirmed it, what may meet it already, and what answers it.

*Source:* R103.
"""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import Invalid
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.people.models import Membership
from commonground.people.queries.programmes import programme
from commonground.projects.actions import needs as actions
from commonground.projects.forms.needs import ConfirmNeedForm, NeedFilter, NeedForm
from commonground.projects.models import Need
from commonground.projects.permissions import TABLE
from commonground.projects.queries import needs as queries
from commonground.projects.queries import reusing
from commonground.projects.queries.proposals import proposals_for
from commonground.projects.rules.needs import HAD_BY, SAYS
from commonground.projects.views.around import sent
from commonground.projects.views.proposals import area_of, areas

A_PAGE = 25


def listed(request: HttpRequest) -> HttpResponse:
    require(TABLE, "state_need", request.actor, None)
    form = NeedFilter(request.GET or None, auto_id="filter_%s")
    asked = form.cleaned_data if form.is_bound and (form.is_valid() or True) else {}
    found = queries.needs_for(request.actor, asked.get("q", ""), asked.get("had_by", ""))
    context = {
        "form": form,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": form.has_changed(),
        "breadcrumbs": [{"label": _("Proposals"), "url": reverse("projects:proposals")}],
    }
    return render(request, "projects/proposals/needs.html", context)


def need(request: HttpRequest, need: uuid.UUID) -> HttpResponse:
    found = queries.need_for(request.actor, need)
    needing = queries.needing(request.actor, found)
    confirmations = queries.confirmations_of(found)
    mine = any(one.by_id == request.actor.membership_id and one.of_version == found.version for one in confirmations)
    context = {
        "need": found,
        "rows": [(_(label), getattr(found, name)) for name, label in SAYS.items() if name != "title"],
        "now": [one for one in confirmations if one.of_version == found.version],
        "before": [one for one in confirmations if one.of_version != found.version],
        "may_change": may(TABLE, "change_need", request.actor, needing),
        "may_confirm": may(TABLE, "confirm_need", request.actor, needing) and not mine,
        "matches": reusing.matches_of_need(request.actor, found),
        "answers": proposals_for(request.actor).filter(need=found),
        "breadcrumbs": _back(),
    }
    return render(request, "projects/proposals/need.html", context)


def _back(need: Need | None = None) -> list[dict[str, str]]:
    found = [{"label": _("Needs"), "url": reverse("projects:needs")}]
    return found + ([{"label": need.title, "url": reverse("projects:need", args=[need.public_id])}] if need else [])


def new(request: HttpRequest) -> HttpResponse:
    require(TABLE, "state_need", request.actor, None)
    form = NeedForm(areas(), sent(request))
    kind = Membership.objects.values_list("organisation__kind", flat=True).get(pk=request.actor.through)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            run_by = programme()
            if run_by is None:
                raise Invalid(_("No programme runs here yet. An administrator sets one up first."))
            words = {name: given[name] for name in SAYS}
            made = actions.state(
                actor=request.actor, programme=run_by, area=area_of(given["area"]), had_by=kind, values=words
            )
            messages.success(request, _("Stated. Somebody else who has it can confirm it."))
            return redirect("projects:need", made.public_id)
    return render(
        request, "projects/proposals/need_form.html", {"form": form, "kind": HAD_BY[kind], "breadcrumbs": _back()}
    )


def change(request: HttpRequest, need: uuid.UUID) -> HttpResponse:
    found = queries.need_for(request.actor, need)
    require(TABLE, "change_need", request.actor, queries.needing(request.actor, found))
    form = NeedForm(areas(found.area), sent(request), initial=actions.values_of(found), version=found.version)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            words = {name: given[name] for name in SAYS}
            actions.change(
                actor=request.actor,
                need=found,
                version=given["version"],
                values=words,
                area=area_of(given["area"], found.area),
            )
            messages.success(request, _("Saved. What others confirmed before is kept, and counts no longer."))
            return redirect("projects:need", found.public_id)
    context = {"form": form, "need": found, "kind": HAD_BY[found.had_by], "breadcrumbs": _back(found)}
    return render(request, "projects/proposals/need_form.html", context)


def confirm(request: HttpRequest, need: uuid.UUID) -> HttpResponse:
    found = queries.need_for(request.actor, need)
    require(TABLE, "confirm_need", request.actor, queries.needing(request.actor, found))
    form = ConfirmNeedForm(sent(request), version=found.version)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.confirm(actor=request.actor, need=found, **form.cleaned_data)
            messages.success(request, _("Confirmed."))
            return redirect("projects:need", found.public_id)
    page = {
        "heading": _("Confirm this need"),
        "over": found.title,
        "what": [found.what, _("You say that you have this need too, in these words.")],
        "button": _("Confirm it"),
        "form": form,
    }
    return _confirming(request, found, page)


def withdraw(request: HttpRequest, need: uuid.UUID) -> HttpResponse:
    found, form = queries.need_for(request.actor, need), Form(sent(request))
    require(TABLE, "change_need", request.actor, queries.needing(request.actor, found))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.withdraw(actor=request.actor, need=found)
            messages.success(request, _("Withdrawn."))
            return redirect("projects:needs")
    page = {
        "heading": _("Withdraw this need"),
        "over": found.title,
        "what": [_("It leaves the list. Proposals that answer it keep it.")],
        "button": _("Withdraw it"),
        "form": form,
        "destructive": True,
    }
    return _confirming(request, found, page)


def _confirming(request: HttpRequest, found: Need, page: dict[str, object]) -> HttpResponse:
    here = reverse("projects:need", args=[found.public_id])
    return render(request, "pages/confirm.html", page | {"cancel_url": here, "breadcrumbs": _back(found)})
