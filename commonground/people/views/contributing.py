"""What is shown to take part, and of what one has given? Ways to take part, one's own deeds, thanks.

*Source:* R89, R225.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import conduct as actions
from commonground.people.forms.conduct import ThanksForm
from commonground.people.models import Membership
from commonground.people.queries import conduct as queries
from commonground.people.queries import contributing, memberships, organisations
from commonground.people.views.organisations import back_to, card, get_or_post

A_PAGE = 25


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    ways = [
        {"title": title, "text": text, "url": reverse(name, args=args)} for title, text, name, args in _ways(request)
    ]
    return render(request, "people/joined.html", {"ways": ways})


def _ways(request: HttpRequest) -> Iterator[tuple[str, str, str, Sequence[Any]]]:
    """Give the ways to take part whose pages exist: title, what it is good for, and the page."""
    actor = request.actor
    if actor.is_member:
        yield from _ways_of_members(queries.own_membership(actor), "coordinator" in actor.roles)
    yield _("Find whom to call"), _("By place and topic, on either side."), "people:contacts", ()
    yield _("Follow your areas"), _("What happens there then stands on your day."), "people:areas", ()
    yield (
        _("Learn each other’s words"),
        _("The glossary of both sides. Add one that puzzled you."),
        "people:glossary",
        (),
    )
    said = _("When somebody who applies names you, say whether you know them.")
    yield _("Vouch for a newcomer"), said, "people:vouching", ()


def _ways_of_members(own: Membership, is_coordinator: bool) -> Iterator[tuple[str, str, str, Sequence[Any]]]:
    """Give the ways to take part through one's organisation."""
    here = (own.organisation.public_id,)
    if is_coordinator:
        said = _("What you can and cannot do, your hours, your words.")
        yield _("Say what the other side should know about you"), said, "people:change_about_us", here
        said = _("Licensed staff, cameras, a radio link: what could a collaboration use?")
        yield _("Offer a capability"), said, "people:capability_add", here
        yield _("Bring your colleagues"), _("Invite those who should be found here too."), "people:invite", here
    said = _("The points of contact of your organisation: whom the other side can call.")
    yield _("Be found"), said, "people:posts", here


@require_safe
def contributions(request: HttpRequest) -> HttpResponse:
    page = Paginator(contributing.deeds_of(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "people/member_contributions.html", {"page": page, "given": contributing.in_words(list(page))}
    )


@get_or_post
def thank(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = memberships.fellow(request.actor, membership)
    if found.organisation.public_id != organisation or found.person_id == request.actor.person_id:
        raise Http404
    form = ThanksForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.thank(actor=request.actor, to=found, **form.cleaned_data)
            messages.success(request, _("%(name)s is thanked.") % {"name": found.person.name})
            return redirect(card(found.organisation))
    context = {"form": form, "membership": found, "breadcrumbs": back_to(found.organisation)}
    return render(request, "people/thanks_form.html", context)


@require_POST
def take_back(request: HttpRequest, thanks: Any) -> HttpResponse:
    actions.take_thanks_back(actor=request.actor, thanks=queries.own_thanks(request.actor, thanks))
    messages.success(request, _("Your thanks are taken back."))
    return redirect("people:you")


@require_safe
def thanks_of(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = organisations.organisation(organisation)
    page = Paginator(queries.thanks_of(request.actor, found), A_PAGE).get_page(request.GET.get("page"))
    context = {"organisation": found, "page": page, "breadcrumbs": back_to(found)}
    return render(request, "people/thanks.html", context)
