"""What is shown of an organisation's members to those who keep them? The list, one member, and what can be changed.

*Source:* R140-R142; D2, D3.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.pages.opening import confirmed_in, says_what_it_opens
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import memberships as actions
from commonground.people.forms.memberships import MembersFilter, MembershipForm
from commonground.people.models import Membership
from commonground.people.permissions import TABLE
from commonground.people.permissions.members import ClearanceGiven, RoleGiven
from commonground.people.queries import memberships as queries
from commonground.people.queries import offers, organisations
from commonground.people.rules import clearances
from commonground.people.rules.roles import CHASED_BEFORE, ROLE_LABELS
from commonground.people.views.members import givable, is_police
from commonground.people.views.organisations import back_to, get_or_post
from commonground.people.views.proving import recently_proved

A_PAGE = 25
MAY = ("change_membership", "verify_membership", "suspend_membership", "end_membership")


@require_safe
def members(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    form = MembersFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    held = queries.members_of(
        request.actor, found, search=asked.get("q", ""), standing=asked.get("standing", ""), role=asked.get("role", "")
    )
    page = Paginator(held, A_PAGE).get_page(request.GET.get("page"))
    audit.seen(actor=request.actor, subject=found, page="members", shown=[each.ref for each in page])
    context = {
        "organisation": found,
        "form": form,
        "page": page,
        "rows": [in_words(each) for each in page],
        "is_narrowed": any(asked.values()),
        "offers": offers.offered_by(found),
        "may_invite": may(TABLE, "invite_person", request.actor, found),
        "breadcrumbs": back_to(found),
    }
    return render(request, "people/members.html", context)


@require_safe
def member(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = found_member(request, organisation, membership)
    audit.seen(actor=request.actor, subject=found, page="membership")
    level = queries.clearance_of(found)
    asked = ClearanceGiven(0, level, found.person_id, found.organisation_id)
    is_own = found.person_id == request.actor.person_id
    # A vetting contact of another organisation comes for the clearance, and reads nothing of its discipline.
    reads_all = is_own or may(TABLE, "see_members", request.actor, found.organisation)
    context = {
        **in_words(found),
        **{action: may(TABLE, action, request.actor, found) for action in MAY},
        "organisation": found.organisation,
        "level": _(clearances.LABELS[level]),
        "level_means": _(clearances.MEANINGS[level]),
        "entries": queries.entries_of(found),
        "may_enter": may(TABLE, "enter_clearance", request.actor, asked),
        "may_lower": may(TABLE, "lower_clearance", request.actor, asked),
        "suspensions": found.suspensions.select_related("by") if reads_all else (),
        "history": queries.history(found)[:A_PAGE] if reads_all else (),
        "ended_because": found.ended_because if reads_all else "",
        "reads_all": reads_all,
        "is_own": is_own,
        "breadcrumbs": back_to_members(request, found),
    }
    return render(request, "people/member.html", context)


@recently_proved
@get_or_post
def change(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = found_member(request, organisation, membership)
    require(TABLE, "change_membership", request.actor, found)
    asked = RoleGiven("", found.person_id, found.organisation_id, is_police(found.organisation))
    roles_to_give = givable(request, asked)
    form = MembershipForm(
        request.POST or None, givable=roles_to_give, version=found.version,
        initial={"post_title": found.post_title, "roles": found.roles},
    )  # fmt: skip
    if form.is_valid():
        said = form.cleaned_data
        roles = [*(role for role in found.roles if role not in roles_to_give), *said.get("roles", [])]
        with refusals_said_in(form):
            version, title = said["version"], said["post_title"]
            actions.change_membership(
                actor=request.actor, membership=found, version=version, post_title=title, roles=roles
            )
            messages.success(request, _("Saved. Roles hold from the next page that they open."))
            return redirect(page_of(found))
    context = {"form": form, **in_words(found), "breadcrumbs": back_to_members(request, found)}
    return render(request, "people/member_change.html", context)


@require_POST
@says_what_it_opens
def verify(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = found_member(request, organisation, membership)
    actions.verify(actor=request.actor, membership=found, confirmed=confirmed_in(request))
    messages.success(request, _("%(name)s is confirmed for another year.") % {"name": found.person.name})
    return redirect((request.POST.get("next") == "members" and list_of(found)) or page_of(found))


def found_member(request: HttpRequest, organisation: Any, membership: Any) -> Membership:
    return queries.member_of(request.actor, organisations.organisation(organisation), membership)


def in_words(membership: Membership) -> dict[str, Any]:
    standing = queries.standing_of(membership)
    by, soon = membership.verify_by, timezone.localdate() + CHASED_BEFORE[0]
    return {
        "is_due": by is not None and by <= soon and standing != "left",
        "membership": membership,
        "standing": standing,
        "standing_words": _(queries.STANDINGS[standing]),
        "roles": [_(ROLE_LABELS[role]) for role in ROLE_LABELS if role.value in membership.roles],
    }


def page_of(membership: Membership) -> str:
    return reverse("people:member", args=[membership.organisation.public_id, membership.public_id])


def list_of(membership: Membership) -> str:
    return reverse("people:members", args=[membership.organisation.public_id])


def back_to_members(request: HttpRequest, membership: Membership) -> list[dict[str, str]]:
    above = back_to(membership.organisation)
    if may(TABLE, "see_members", request.actor, membership.organisation):
        above.append({"label": _("Members"), "url": list_of(membership)})
    return above
