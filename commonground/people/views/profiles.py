"""What is shown to change what an organisation says of itself, and to mark it as read?

*Source:* R77, R87, R143; reference on the domain, 7(G).
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Refused
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import profiles as actions
from commonground.people.forms.profiles import LISTS, AboutUsForm, ProfileForm
from commonground.people.permissions import TABLE
from commonground.people.queries import organisations, profiles
from commonground.people.views.organisations import back_to, card, get_or_post


@get_or_post
def change_profile(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    require(TABLE, "change_profile", request.actor, found)
    held = actions.sheet_of(profiles.profile_for(request.actor, found), actions.PROFILE)
    form = ProfileForm(request.POST or None, initial=_in_form(held), version=held["version"])
    if form.is_valid():
        with refusals_said_in(form, _in_form):
            actions.change_profile(actor=request.actor, organisation=found, **form.values())
            messages.success(request, _("The profile is changed."))
            if form.cleaned_data["controls_capability"] == "yes" and not found.capabilities.exists():
                return redirect("people:capability_add", found.public_id)
            return redirect(card(found))
    context = {"form": form, "organisation": found, "breadcrumbs": back_to(found)}
    return render(request, "people/profile_form.html", context)


def _in_form(held: Mapping[str, Any]) -> dict[str, Any]:
    """Give a profile's values as the form shows them."""
    return {**held, **{name: "\n".join(held.get(name, ())) for name in LISTS}}


@get_or_post
def change_about_us(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    require(TABLE, "change_about_us", request.actor, found)
    held = actions.sheet_of(profiles.about_us_held(found), profiles.WORDS)
    form = AboutUsForm(request.POST or None, initial=held, version=held["version"])
    if form.is_valid():
        with refusals_said_in(form):
            actions.change_about_us(actor=request.actor, organisation=found, **form.cleaned_data)
            messages.success(request, _("The other side reads it as it stands now."))
            return redirect(card(found))
    context = {"form": form, "organisation": found, "breadcrumbs": back_to(found)}
    return render(request, "people/about_us_form.html", context)


@require_POST
def mark_as_read(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    about = profiles.about_us_for(request.actor, found)
    typed = request.POST.get("version", "")
    if about is None:
        raise Http404
    try:
        actions.mark_as_read(
            actor=request.actor, about=about, version=int(typed) if typed.isdecimal() and len(typed) < 10 else 0
        )
    except Refused as refusal:
        require(TABLE, "mark_as_read", request.actor, found)
        messages.warning(request, refusal.reason)
    else:
        messages.success(request, _("Marked as read. You are asked again when it changes."))
    return redirect(card(found))
