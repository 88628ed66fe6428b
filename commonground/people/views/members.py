"""What is shown to invite a member?

*Source:* settled questions, "Who".
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import members as actions
from commonground.people.forms.members import InviteForm
from commonground.people.permissions import TABLE
from commonground.people.queries import organisations as queries
from commonground.people.views.organisations import back_to, card, get_or_post


@get_or_post
def invite(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = queries.organisation(organisation)
    require(TABLE, "invite_person", request.actor, found)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            account = actions.invite_person(actor=request.actor, organisation=found, **form.cleaned_data)
            messages.success(request, _("A message is on its way to %(email)s.") % {"email": account.email})
            return redirect(card(found))
    context = {"form": form, "organisation": found, "breadcrumbs": back_to(found)}
    return render(request, "people/invite.html", context)
