"""What is shown to keep what an organisation can bring and is accredited for? One form or one confirmation each.

*Source:* R143-R146; reference on the domain, 7(G).
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import require
from commonground.pages.forms import Form
from commonground.pages.opening import confirmed_in, says_what_it_opens
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import profiles_brought as actions
from commonground.people.forms.profiles import AccreditationForm, CapabilityForm, EndAccreditationForm, VerifyForm
from commonground.people.models import Organisation
from commonground.people.permissions import TABLE
from commonground.people.queries import organisations, profiles
from commonground.people.views.organisations import back_to, card, get_or_post, nameable
from commonground.places.models import Area


def _form_page(
    request: HttpRequest, held: Organisation, form: Form, heading: str, button: str, lead: str = ""
) -> HttpResponse:
    """Show a form about what an organisation has, with its one button."""
    context = {"form": form, "organisation": held, "heading": heading, "button": button, "lead": lead}
    return render(request, "people/capability_form.html", {**context, "breadcrumbs": back_to(held)})


def _choices(areas: Mapping[str, Area]) -> list[tuple[str, str]]:
    return [(ref, area.name) for ref, area in areas.items()]


def _capability_in_form(held: Mapping[str, Any]) -> dict[str, Any]:
    """Give a capability's values as the form shows them."""
    area: Area | None = held["area"]
    return {**held, "licence_sectors": "\n".join(held["licence_sectors"]), "area": area.ref if area else ""}


@get_or_post
def add_capability(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    require(TABLE, "change_capability", request.actor, found)
    areas = nameable(found.area)
    initial = {"area": found.area.ref if found.area else "", "available": "ask"}
    form = CapabilityForm(request.POST or None, initial=initial, areas=_choices(areas))
    if form.is_valid():
        with refusals_said_in(form):
            made = actions.add_capability(actor=request.actor, organisation=found, **form.values(areas))
            messages.success(request, _("%(name)s is added.") % {"name": made.name})
            return redirect(card(found))
    lead = _("What you have and could bring. Members of your organisation see it; others only if you list it.")
    return _form_page(request, found, form, _("Add a capability"), _("Add the capability"), lead)


@get_or_post
def change_capability(request: HttpRequest, organisation: Any, capability: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    held = profiles.capability_of(found, capability)
    require(TABLE, "change_capability", request.actor, found)
    areas = nameable(held.area)
    initial = _capability_in_form(actions.capability_values(held))
    form = CapabilityForm(request.POST or None, initial=initial, version=held.version, areas=_choices(areas))
    if form.is_valid():
        typed = {**form.values(areas), "version": form.cleaned_data["version"]}
        with refusals_said_in(form, _capability_in_form):
            actions.change_capability(actor=request.actor, capability=held, **typed)
            messages.success(request, _("The capability is changed."))
            return redirect(card(found))
    return _form_page(request, found, form, _("Change %(name)s") % {"name": held.name}, _("Save the capability"))


@get_or_post
def end_capability(request: HttpRequest, organisation: Any, capability: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    held = profiles.capability_of(found, capability)
    require(TABLE, "change_capability", request.actor, found)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        with refusals_said_in(form):
            actions.end_capability(actor=request.actor, capability=held)
            messages.success(request, _("%(name)s has ended.") % {"name": held.name})
            return redirect(card(found))
    what = [_("It leaves the register today. What was entered stays in your organisation's history.")]
    context = {"form": form, "over": found.name, "what": what, "cancel_url": card(found), "breadcrumbs": back_to(found)}
    heading = _("End %(name)s") % {"name": held.name}
    context |= {"heading": heading, "button": _("End the capability"), "destructive": True}
    return render(request, "pages/confirm.html", context)


@get_or_post
def add_accreditation(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    require(TABLE, "change_accreditation", request.actor, found)
    form = AccreditationForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            made = actions.add_accreditation(actor=request.actor, organisation=found, **form.cleaned_data)
            messages.success(request, _("%(name)s is entered, and waits to be verified.") % {"name": made.standard})
            return redirect(card(found))
    lead = _("Everybody can read it. It says “Not verified yet” until somebody of another organisation has checked it.")
    return _form_page(request, found, form, _("Enter an accreditation"), _("Enter the accreditation"), lead)


@get_or_post
def change_accreditation(request: HttpRequest, organisation: Any, accreditation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    held = profiles.accreditation_of(found, accreditation)
    require(TABLE, "change_accreditation", request.actor, found)
    form = AccreditationForm(request.POST or None, initial=actions.accreditation_values(held), version=held.version)
    if form.is_valid():
        with refusals_said_in(form):
            actions.change_accreditation(actor=request.actor, accreditation=held, **form.cleaned_data)
            messages.success(request, _("The accreditation is changed."))
            return redirect(card(found))
    lead = _("After a change it has to be verified again.") if held.verified_at else ""
    heading = _("Change %(name)s") % {"name": held.standard}
    return _form_page(request, found, form, heading, _("Save the accreditation"), lead)


@get_or_post
def end_accreditation(request: HttpRequest, organisation: Any, accreditation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    held = profiles.accreditation_of(found, accreditation)
    require(TABLE, "change_accreditation", request.actor, found)
    form = EndAccreditationForm(request.POST or None, initial={"until": held.until})
    if form.is_valid():
        with refusals_said_in(form):
            actions.end_accreditation(actor=request.actor, accreditation=held, until=form.cleaned_data["until"])
            messages.success(request, _("The last day is kept."))
            return redirect(card(found))
    heading = _("End %(name)s") % {"name": held.standard}
    return _form_page(request, found, form, heading, _("Keep the last day"), _("It stays on the card as ended."))


@get_or_post
@says_what_it_opens
def verify_accreditation(request: HttpRequest, organisation: Any, accreditation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    held = profiles.accreditation_of(found, accreditation)
    require(TABLE, "verify_accreditation", request.actor, found)
    form = VerifyForm(request.POST or None, initial={"evidence": held.evidence}, version=held.version)
    if form.is_valid():
        with refusals_said_in(form):
            typed = {**form.cleaned_data, "confirmed": confirmed_in(request)}
            actions.verify_accreditation(actor=request.actor, accreditation=held, **typed)
            messages.success(request, _("Verified, in your name."))
            return redirect(card(found))
    heading = _("Verify %(name)s") % {"name": held.standard}
    lead = _("Look at the certificate or the public register yourself. Your name and the day stand beside it.")
    return _form_page(request, found, form, heading, _("Verify it in my name"), lead)
