"""How is a logo shown, put up and taken down?

*Source:* R1, R5; the look, section 11.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import require
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import logos as actions
from commonground.people.forms.logos import LogoForm
from commonground.people.models import Organisation
from commonground.people.permissions import TABLE
from commonground.people.queries import logos as queries
from commonground.people.queries import organisations, programmes
from commonground.people.rules.pictures import LONGEST_FILE
from commonground.people.views.organisations import get_or_post

A_DAY = 24 * 60 * 60


@login_not_required
@require_safe
def picture(request: HttpRequest, logo: uuid.UUID) -> HttpResponse:
    """Give the dots of a logo; an address never changes what it gives."""
    found = queries.picture_called(logo)
    answer = HttpResponse(bytes(found.picture), content_type="image/png")
    answer["Cache-Control"] = f"public, max-age={A_DAY}, immutable"
    answer["Content-Disposition"] = 'inline; filename="logo.png"'
    return answer


@get_or_post
def of_organisation(request: HttpRequest, organisation: uuid.UUID) -> HttpResponse:
    return _put_up(request, organisations.organisation(organisation))


@get_or_post
def of_programme(request: HttpRequest, programme: uuid.UUID) -> HttpResponse:
    return _put_up(request, programmes.programme_called(programme))


@get_or_post
def remove_of_organisation(request: HttpRequest, organisation: uuid.UUID) -> HttpResponse:
    return _take_down(request, organisations.organisation(organisation))


@get_or_post
def remove_of_programme(request: HttpRequest, programme: uuid.UUID) -> HttpResponse:
    return _take_down(request, programmes.programme_called(programme))


def _put_up(request: HttpRequest, whose: actions.Whose) -> HttpResponse:
    """Ask for a picture and its words, and put it up."""
    require(TABLE, actions.deed_for(whose), request.actor, whose)
    form = LogoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            dots = form.cleaned_data["file"].read(LONGEST_FILE + 1)
            actions.put_up(actor=request.actor, whose=whose, picture=dots, words=form.cleaned_data["words"])
            messages.success(request, _("The logo is up. Everybody sees it."))
            return redirect(_back(whose))
    context = {"form": form, "whose": whose, "logo": queries.logo_of(whose), "back_to": _back(whose)}
    return render(request, "people/logo_form.html", context | {"remove": _removing(whose)})


def _take_down(request: HttpRequest, whose: actions.Whose) -> HttpResponse:
    """Ask once more, and take the logo down."""
    require(TABLE, actions.deed_for(whose), request.actor, whose)
    if queries.logo_of(whose) is None:
        raise Http404
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        form.is_valid()
        with refusals_said_in(form):
            actions.take_down(actor=request.actor, whose=whose)
            messages.success(request, _("The logo is taken down."))
            return redirect(_back(whose))
    words: dict[str, Any] = {"heading": _("Take the logo down?"), "over": str(whose), "button": _("Take it down")}
    words |= {"what": [_("Nothing of the picture is kept.")], "cancel_url": _back(whose), "form": form}
    return render(request, "pages/confirm.html", words)


def _back(whose: actions.Whose) -> str:
    if isinstance(whose, Organisation):
        return reverse("people:organisation", args=[whose.public_id])
    return f"{reverse('about')}#programme-{whose.ref}"


def _removing(whose: actions.Whose) -> str:
    name = "remove_organisation_logo" if isinstance(whose, Organisation) else "remove_programme_logo"
    return reverse(f"people:{name}", args=[whose.public_id])
