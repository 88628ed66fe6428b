"""What is shown of organisations? Cards are public; members are for members.

*Source:* R140-R142, R187; settled questions, "Who"; reference on standards, section 1.2.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.groundwork.sides import KIND_LABELS, KIND_MEANINGS, Kind
from commonground.pages.forms import Form
from commonground.pages.opening import confirmed_in, says_what_it_opens
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import organisations as actions
from commonground.people.adapters.finding_limits import may_look
from commonground.people.forms.organisations import CardForm, OrganisationFilter, PlaceForm
from commonground.people.models import Organisation
from commonground.people.permissions import TABLE
from commonground.people.queries import members
from commonground.people.queries import organisations as queries
from commonground.people.queries.logos import logo_of
from commonground.people.views.profiles_shown import sheets_of
from commonground.people.views.proving import recently_proved
from commonground.places import queries as places
from commonground.places.models import Area

A_PAGE = 25
# What the page of an organisation offers to those who may.
ACTIONS = (
    "change_card",
    "place_organisation",
    "end_organisation",
    "invite_person",
    "change_profile",
    "change_about_us",
    "change_capability",
    "change_accreditation",
    "verify_accreditation",
    "merge_organisations",
    "read_profile",
    "mark_as_read",
)


get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def nameable(also: Area | None = None) -> dict[str, Area]:
    """Give the areas that a card may name, by their public ids; the one that it names now stays among them."""
    return {area.ref: area for area in (*places.towns(), *filter(None, (also,)))}


def _choices(areas: dict[str, Area]) -> list[tuple[str, str]]:
    return [(ref, area.name) for ref, area in areas.items()]


@login_not_required
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    form = OrganisationFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.organisations(asked.get("q", ""), asked.get("kind", ""))
    context = {
        "form": form,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "kinds": [(label, KIND_MEANINGS[kind]) for kind, label in KIND_LABELS.items()],
        "is_narrowed": any(asked.values()),
        "may_register": may(TABLE, "register_organisation", request.actor, None),
    }
    return render(request, "people/organisations.html", context)


@login_not_required
@require_safe
def organisation(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = queries.organisation(organisation)
    if found.merged_into is not None:
        return redirect(card(found.merged_into))
    # Members read here who works there, which is as much a directory as the finder.
    if request.actor.is_member and not may_look(request):
        return render(request, "people/finder_too_many.html", status=429)
    kind = Kind(found.kind)
    context = {
        "organisation": found,
        "logo": logo_of(found),
        "kind": KIND_LABELS[kind],
        "kind_means": KIND_MEANINGS[kind],
        "reach": queries.reach_of(found),
        "units": queries.units_of(found),
        "successors": queries.successors_of(found),
        "members": members.members_for(request.actor, found),
        "may": {action for action in ACTIONS if may(TABLE, action, request.actor, found)},
        "breadcrumbs": back_to_organisations(),
        **sheets_of(request.actor, found),
    }
    if request.actor.is_member:
        audit.seen(actor=request.actor, subject=found, page="card")
    return render(request, "people/organisation.html", context)


@get_or_post
def register(request: HttpRequest) -> HttpResponse:
    require(TABLE, "register_organisation", request.actor, None)
    areas = nameable()
    form = CardForm(request.POST or None, areas=_choices(areas))
    if form.is_valid():
        with refusals_said_in(form):
            made = actions.register_organisation(actor=request.actor, **form.values(areas))
            messages.success(request, _("%(name)s is in the register.") % {"name": made.name})
            return redirect(card(made))
    return render(request, "people/register.html", {"form": form, "breadcrumbs": back_to_organisations()})


@get_or_post
def change(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = queries.organisation(organisation)
    require(TABLE, "change_card", request.actor, found)
    areas = nameable(found.area)
    form = CardForm(
        request.POST or None, initial=_in_form(actions.card_of(found)), version=found.version, areas=_choices(areas)
    )
    if form.is_valid():
        typed = {**form.values(areas), "version": form.cleaned_data["version"]}
        with refusals_said_in(form, _in_form):
            actions.change_card(actor=request.actor, organisation=found, **typed)
            messages.success(request, _("The card is changed."))
            return redirect(card(found))
    context = {"form": form, "organisation": found, "breadcrumbs": back_to(found)}
    return render(request, "people/change.html", context)


@get_or_post
def place(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = queries.organisation(organisation)
    require(TABLE, "place_organisation", request.actor, found)
    bodies = {each.ref: each for each in queries.everybody().exclude(pk=found.pk)}
    choices = [(ref, each.name) for ref, each in bodies.items()]
    form = PlaceForm(
        request.POST or None, initial=_placed(actions.place_of(found)), version=found.version, bodies=choices
    )
    if form.is_valid():
        said = form.cleaned_data
        chosen = {name: bodies.get(said[name]) for name in actions.PLACE}
        with refusals_said_in(form, _placed):
            actions.place_organisation(actor=request.actor, organisation=found, version=said["version"], **chosen)
            messages.success(request, _("Its place among the others is changed."))
            return redirect(card(found))
    context = {"form": form, "organisation": found, "breadcrumbs": back_to(found)}
    return render(request, "people/organisation_place.html", context)


@recently_proved
@get_or_post
@says_what_it_opens
def end(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = queries.organisation(organisation)
    require(TABLE, "end_organisation", request.actor, found)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("deed") != _ending(found)["deed"]:
        return redirect(card(found))  # it was sent twice, and the second is not the opposite of the first
    if request.method == "POST":
        with refusals_said_in(form):
            asked: dict[str, Any] = {"actor": request.actor, "organisation": found}
            if found.is_active:
                now = actions.end_organisation(**asked)
            else:
                now = actions.begin_again(**asked, confirmed=confirmed_in(request))
            said = _("%(name)s takes part again.") if now.is_active else _("%(name)s no longer takes part.")
            messages.success(request, said % {"name": now.name})
            return redirect(card(found))
    context = {"form": form, "over": found.name, "cancel_url": card(found), "breadcrumbs": back_to(found)}
    return render(request, "pages/confirm.html", context | _ending(found))


def _ending(organisation: Organisation) -> dict[str, Any]:
    """Say what ending or beginning again does."""
    if organisation.is_active:
        what = [
            _("Its card and everything that was done in its name stay."),
            _("Its members can no longer act for it, from the next page on. You can let it take part again."),
        ]
        return {
            "heading": _("End its part"),
            "what": what,
            "button": _("End its part"),
            "deed": "end",
            "destructive": True,
        }
    what = [_("Its card returns to the list, and memberships that still hold open again.")]
    again = _("Let it take part again")
    return {"heading": again, "what": what, "button": again, "deed": "begin"}


def _placed(held: Mapping[str, Any]) -> dict[str, Any]:
    """Give a place as the form shows it."""
    return {name: held[name].ref if held[name] else "" for name in actions.PLACE} | {"version": held["version"]}


def card(organisation: Organisation) -> str:
    return reverse("people:organisation", args=[organisation.public_id])


def _in_form(card: Mapping[str, Any]) -> dict[str, Any]:
    """Give a card's values as the form shows them."""
    area: Area | None = card["area"]
    return {**card, "aliases": "\n".join(card["aliases"]), "area": area.ref if area else ""}


def back_to_organisations() -> list[dict[str, str]]:
    return [{"label": _("Organisations"), "url": reverse("people:organisations")}]


def back_to(organisation: Organisation) -> list[dict[str, str]]:
    return [*back_to_organisations(), {"label": organisation.name, "url": card(organisation)}]
