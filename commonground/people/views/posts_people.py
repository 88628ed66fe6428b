"""What is shown to say who holds a post, and to confirm a card, signed in or through the link of a message?

*Source:* R45, R115.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import posts as actions
from commonground.people.actions import posts_confirming as confirming
from commonground.people.adapters import posts_links
from commonground.people.forms.posts import AppointForm
from commonground.people.permissions import TABLE
from commonground.people.queries import acting
from commonground.people.queries import posts as queries
from commonground.people.queries import posts_confirming as asked_queries
from commonground.people.queries.posts_cards import card_of
from commonground.people.rules.posts import DEPUTY, HOLDER
from commonground.people.views.organisations import get_or_post
from commonground.people.views.posts import address, back_to_post


@get_or_post
def holder(request: HttpRequest, contact: Any) -> HttpResponse:
    return _appoint(request, contact, HOLDER)


@get_or_post
def deputy(request: HttpRequest, contact: Any) -> HttpResponse:
    return _appoint(request, contact, DEPUTY)


def _appoint(request: HttpRequest, contact: Any, part: str) -> HttpResponse:
    found = queries.post_for(request.actor, contact)
    require(TABLE, "appoint", request.actor, queries.keeping(found))
    members = {m.ref: m for m in queries.may_hold(found.organisation_id)}
    choices = [(ref, m.person.name) for ref, m in members.items()]
    form = AppointForm(request.POST or None, members=choices, initial={"starts": timezone.localdate()})
    if form.is_valid():
        chosen = {"membership": members[form.cleaned_data["membership"]], "starts": form.cleaned_data["starts"]}
        with refusals_said_in(form):
            actions.appoint(actor=request.actor, post=found, part=part, **chosen)
            said = _("The holder is named.") if part == HOLDER else _("The deputy is named.")
            messages.success(request, said)
            return redirect(address(found))
    context = {"form": form, "card": card_of(found, request.actor), "part": part, "breadcrumbs": back_to_post(found)}
    return render(request, "people/post_appoint.html", context)


@get_or_post
def confirm(request: HttpRequest, contact: Any) -> HttpResponse:
    found = queries.post_for(request.actor, contact)
    require(TABLE, "confirm_post", request.actor, queries.keeping(found))
    if request.method == "POST":
        confirming.confirm_post(actor=request.actor, post=found)
        messages.success(request, _("The card is confirmed for the next 90 days."))
        return redirect(address(found))
    context = {"card": card_of(found, request.actor), "breadcrumbs": back_to_post(found)}
    return render(request, "people/post_confirm.html", context)


@never_cache
@login_not_required
@get_or_post
def confirm_by_link(request: HttpRequest, token: str) -> HttpResponse:
    holding = asked_queries.holding_asked(posts_links.read(token))
    if holding is None:
        return render(request, "people/post_link_ended.html", status=404)
    holder = acting.actor_through(holding.membership.person, holding.membership)
    card = card_of(holding.post, holder)
    if request.method == "POST":
        confirming.confirm_by_link(actor=holder, post=holding.post)
        return render(request, "people/post_confirmed.html", {"card": card})
    return render(request, "people/post_confirm.html", {"card": card, "by_link": True})
