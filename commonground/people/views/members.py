"""What is shown to invite a member?

*Source:* settled questions, "Who".
"""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import may, require
from commonground.groundwork.sides import Side
from commonground.pages.opening import confirmed_in, says_what_it_opens
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import members as actions
from commonground.people.forms.members import InviteForm
from commonground.people.models import Organisation
from commonground.people.permissions import TABLE
from commonground.people.permissions.members import RoleGiven
from commonground.people.queries import organisations as queries
from commonground.people.rules.roles import ROLE_LABELS
from commonground.people.views.organisations import back_to, card, get_or_post
from commonground.people.views.proving import recently_proved


def givable(request: HttpRequest, asked: RoleGiven) -> list[str]:
    """Name the roles that the reader may give to one person."""
    return [
        role.value for role in ROLE_LABELS if may(TABLE, "give_role", request.actor, replace(asked, role=role.value))
    ]


def is_police(organisation: Organisation) -> bool:
    return organisation.side is Side.POLICE


@recently_proved
@get_or_post
@says_what_it_opens
def invite(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = queries.organisation(organisation)
    require(TABLE, "invite_person", request.actor, found)
    form = InviteForm(request.POST or None, givable=givable(request, RoleGiven("", None, found.pk, is_police(found))))
    if form.is_valid():
        with refusals_said_in(form):
            typed = {**form.cleaned_data, "confirmed": confirmed_in(request)}
            account = actions.invite_person(actor=request.actor, organisation=found, **typed)
            messages.success(request, _("A message is on its way to %(email)s.") % {"email": account.email})
            return redirect(card(found))
    context = {"form": form, "organisation": found, "breadcrumbs": back_to(found)}
    return render(request, "people/invite.html", context)
