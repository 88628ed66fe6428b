"""Why dare to share? Myths and facts, stories, a guide for the pocket, and who has pledged it.

*Source:* R184, R211, R248.
"""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import may, require
from commonground.pages import documents
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import desk as doing
from commonground.sharing.forms.desk import PledgeForm
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.desk import Own
from commonground.sharing.queries import decisions
from commonground.sharing.queries import desk as queries
from commonground.sharing.rules import myths
from commonground.sharing.views.desk import get_or_post, sent, time_of

A_PAGE = 50


@login_not_required
@require_safe
def dare(request: HttpRequest) -> HttpResponse:
    """Show the campaign page."""
    own, ease = Own(request.actor.organisation_id or 0), decisions.ease_of()
    context = {
        "myths": myths.MYTHS,
        "asked": myths.ASKED,
        "guide": myths.GUIDE,
        "pledge": myths.PLEDGE,
        "stories": myths.stories(),
        "page": Paginator(queries.pledges(), A_PAGE).get_page(request.GET.get("page")),
        "ease": ease,
        "time": time_of(ease),
        "forms": documents.FORMS.values(),
        "may_pledge": may(TABLE, "pledge", request.actor, own),
        "own": queries.own_pledge(request.actor),
    }
    return render(request, "sharing/myths/dare.html", context)


@login_not_required
@require_safe
def card(request: HttpRequest, form: str) -> HttpResponse:
    """Give the quick guide as a file to print."""
    if form not in documents.FORMS:
        raise Http404
    return documents.respond(myths.card(), form, "dare-to-share")


@get_or_post
def pledge(request: HttpRequest) -> HttpResponse:
    """Pledge in the name of one's organisation."""
    require(TABLE, "pledge", request.actor, Own(request.actor.organisation_id or 0))
    form = PledgeForm(sent(request))
    if form.is_valid():
        with refusals_said_in(form):
            body = queries.own_organisation(request.actor)
            doing.pledge(actor=request.actor, organisation=body, **form.cleaned_data)
            messages.success(request, _("Your organisation has pledged to dare to share."))
            return redirect(reverse("sharing:dare") + "#pledges")
    return render(request, "sharing/myths/pledge.html", {"form": form, "pledge": myths.PLEDGE})


@get_or_post
def end_pledge(request: HttpRequest, pledge: uuid.UUID) -> HttpResponse:
    """End the pledge of one's organisation."""
    found = get_object_or_404(queries.pledges_of(request.actor), public_id=pledge)
    require(TABLE, "pledge", request.actor, Own(found.organisation_id))
    if request.method == "POST":
        doing.end_pledge(actor=request.actor, pledge=found)
        messages.success(request, _("The pledge has ended. It is shown no more."))
        return redirect("sharing:dare")
    context = {
        "over": found.organisation.name,
        "heading": _("End the pledge?"),
        "what": [_("It is shown no more, from now on. You can pledge again.")],
        "button": _("End the pledge"),
        "cancel_url": reverse("sharing:dare"),
    }
    return render(request, "pages/confirm.html", context)
