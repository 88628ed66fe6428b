"""What is shown of oneself?

*Source:* R89, R225; settled questions, "Who"; reference on standards, section 1.2.
"""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import may
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages.refusing import note
from commonground.people.actions import members as actions
from commonground.people.actions import offers as answering
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.context import MEMBERSHIP_KEY
from commonground.people.forms.members import SwitchForm
from commonground.people.permissions import TABLE
from commonground.people.queries import acting, conduct, joining, memberships, offers, programmes
from commonground.people.rules.roles import ROLE_LABELS
from commonground.people.views.organisations import get_or_post


@require_safe
def you(request: HttpRequest) -> HttpResponse:
    myself = request.actor.person_id or 0
    held = [
        {"held": held, "roles": [ROLE_LABELS[role] for role in held.roles if role in ROLE_LABELS]}
        for held in acting.memberships_of(myself)
    ]
    context = {
        "memberships": held,
        "account": request.user,
        "offers": offers.offered_to(request.actor),
        "duties": _duties(request),
        "own_pages": _own_pages(),
        "thanks_got": conduct.thanks_to(myself),
        "thanks_given": conduct.thanks_by(myself),
        "concerns": conduct.own_concerns(request.actor),
    }
    return render(request, "people/you.html", context)


@get_or_post
def offer(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    """Ask whether somebody takes a membership that they are offered."""
    found = offers.offer_for(request.actor, invitation)
    if request.method == "POST" and request.POST.get("answer") in {"yes", "no"}:
        accepts, name = request.POST["answer"] == "yes", {"name": found.organisation.name}
        try:
            (answering.accept if accepts else answering.decline)(actor=request.actor, offer=found)
        except NotAllowed:
            raise
        except Refused as refusal:
            note(refusal)
            messages.error(request, refusal.reason)
        else:
            said = _("You are a member of %(name)s.") if accepts else _("Declined. You are no member of %(name)s.")
            messages.success(request, said % name)
        return redirect("people:you")
    roles = [ROLE_LABELS[role] for role in found.roles if role in ROLE_LABELS]
    context = {"offer": found, "roles": roles, "breadcrumbs": [{"label": _("You"), "url": reverse("people:you")}]}
    return render(request, "people/offer.html", context)


def _duties(request: HttpRequest) -> list[dict[str, str]]:
    """List what somebody's roles, and those who named them, ask of them."""
    actor, found = request.actor, []
    if joining.still_asked_of(actor).exists():
        found.append((_("Say whether you can vouch for somebody"), "people:vouching", ()))
    if may(TABLE, "see_applications", actor, None):
        found.append((_("Check who applies to join"), "people:applications", ()))
    if may(TABLE, "see_concerns", actor, conduct.moderated()):
        found.append((_("Answer concerns"), "people:concerns", ()))
    if may(TABLE, "answer_data_request", actor, None):
        found.append((_("Answer requests about people’s data"), "people:data_requests", ()))
    if "coordinator" in actor.roles and actor.is_member:
        organisation = conduct.own_membership(actor).organisation.public_id
        due = memberships.to_be_confirmed(actor).count()
        title = _("Keep the members of your organisation")
        found.append((f"{title} ({due})" if due else title, "people:members", (organisation,)))
        found.append((_("Say what your organisation thinks of a common strategy"), "people:strategy", ()))
    if actor.is_administrator or "coordinator" in actor.roles:
        found.append((_("Help somebody with signing in"), "people:sign_in_help", ()))
    if actor.is_administrator:
        for each in programmes.programmes():
            title = _("Change the programme: %(name)s") % {"name": each.name}
            found.append((title, "people:change_programme", (each.public_id,)))
    return [{"title": title, "url": reverse(name, args=args)} for title, name, args in found]


def _own_pages() -> list[dict[str, str]]:
    pages = (
        (_("How you sign in"), "people:sign_in_page"),
        (_("Where you are signed in"), "people:sessions"),
        (_("Change your password"), "account_change_password"),
        (_("What you have given"), "people:contributions"),
        (_("Ways to take part"), "people:welcome"),
        (_("Your areas"), "people:areas"),
        (_("Handovers"), "people:handovers"),
        (_("Who asks you to vouch"), "people:vouching"),
        (_("What is held about you"), "people:own_data"),
        (_("Code of conduct"), "people:conduct"),
    )
    return [{"title": title, "url": reverse(name)} for title, name in pages]


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
