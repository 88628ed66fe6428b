"""What is shown of oneself?

*Source:* settled questions, "Who"; reference on standards, section 1.2.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.people.actions import members as actions
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.context import MEMBERSHIP_KEY
from commonground.people.forms.members import SwitchForm
from commonground.people.queries import acting
from commonground.people.rules.roles import ROLE_LABELS
from commonground.people.views.organisations import get_or_post


@require_safe
def you(request: HttpRequest) -> HttpResponse:
    memberships = [
        {"held": held, "roles": [ROLE_LABELS[role] for role in held.roles if role in ROLE_LABELS]}
        for held in acting.memberships_of(request.actor.person_id or 0)
    ]
    return render(request, "people/you.html", {"memberships": memberships, "account": request.user})


@get_or_post
def switch(request: HttpRequest) -> HttpResponse:
    held = {m.ref: m for m in acting.memberships_of(request.actor.person_id or 0)}
    now = next((ref for ref, m in held.items() if m.pk == request.actor.membership_id), None)
    choices = [(ref, m.organisation.name) for ref, m in held.items()]
    form = SwitchForm(request.POST or None, memberships=choices, initial={"membership": now})
    if form.is_valid():
        chosen = actions.act_through(actor=request.actor, membership=held[form.cleaned_data["membership"]])
        request.session[MEMBERSHIP_KEY] = chosen.pk
        sessions.renew(request)  # what the session may do has changed
        messages.success(request, _("You now act for %(name)s.") % {"name": chosen.organisation.name})
        return redirect("people:you")
    return render(request, "people/switch.html", {"form": form, "memberships": held})
