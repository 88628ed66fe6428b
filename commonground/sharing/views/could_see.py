"""What of ours could somebody see at a moment that is over?

*Source:* bar C6 of the reference on security; D1; DPA 2018 s.62.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.audit.actions import listed
from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import could_see
from commonground.sharing.forms.could_see import ThenForm
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import items_choices
from commonground.sharing.views.framing import Shown, sent, trail


@require_http_methods(["GET", "HEAD", "POST"])
def could_see_then(request: HttpRequest) -> HttpResponse:
    """Ask about one of one's own staff, a point of contact or an organisation, at a moment, for a purpose."""
    actor = request.actor
    require(TABLE, "ask_then", actor, None)
    members = {f"m:{one.ref}": one for one in items_choices.people_known(actor)}
    bodies = {f"o:{one.ref}": one for one in items_choices.organisations_beside(actor)}
    named = [(key, str(one)) for key, one in members.items()]
    form = ThenForm(sent(request), people=named, organisations=[(key, one.name) for key, one in bodies.items()])
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        at = datetime.combine(typed["on"], typed["at"], timezone.get_default_timezone())
        about = members.get(typed["about"]) or bodies[typed["about"]]
        with refusals_said_in(form):
            found = could_see.ask(actor=actor, about=about, at=at, purpose=typed["purpose"])
            listed(actor=actor, subjects=[one for one, _people in found.rows], page="could_see_then")
            rows = [{"version": Shown(one, []), "people": people} for one, people in found.rows]
            context |= {"rows": rows, "others": found.others, "asked_at": at, "about": about}
            context["is_member"] = typed["about"] in members
    context["breadcrumbs"] = trail((_("Records"), reverse("sharing:records")))
    return render(request, "sharing/items/then.html", context)
