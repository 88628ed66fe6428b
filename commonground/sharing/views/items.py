"""What is shared with us, and what do we share? The list, what is only known to exist, and notices of withdrawals.

Every list, count and search is the policy's one query; nothing here asks a table by itself.

*Source:* R15, R81, R213; D2, D7, D8; design/sharing.md 2, 2.2.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import listed, seen
from commonground.groundwork.permissions import may
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import harvest, releases
from commonground.sharing.forms.items import ItemsFilter, ReasonForm
from commonground.sharing.models import Item
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import items_asks, items_choices, visible
from commonground.sharing.views.framing import rows_of, sent, trail
from commonground.sharing.views.harvest import slowed

A_PAGE = 25
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """List what the reader may read, each item once."""
    actor = request.actor
    form = ItemsFilter(request.GET, categories=list(visible.categories().items()), areas=items_choices.areas(actor))
    typed = form.cleaned_data if form.is_valid() else {}
    asked = _asked(typed)
    page = visible.found(actor, **asked, before=request.GET.get("before", "")[:200], size=A_PAGE)
    if request.GET.get("before") and not harvest.may_go_through(actor=actor, items=[one.item for one in page.rows]):
        return slowed(request)
    known = visible.existing_for(actor) if not any(typed.values()) else []
    notices = list(visible.notices_for(actor)[:5]) if actor.is_member else []
    shown = [*(one.item for one in page.rows), *(Item(public_id=one.public_id) for one in known), *notices]
    listed(actor=actor, subjects=shown, page="items")
    context = {
        "form": form,
        "rows": rows_of(actor, page.rows),
        **_count(request, page, asked, is_narrowed=any(typed.values())),
        "next": _address_of(request, page.next),
        "is_narrowed": any(typed.values()),
        "is_first": not request.GET.get("before"),
        "known": known,
        "notices": notices,
        "may_write": may(TABLE, "write_item", actor, None),
    }
    return render(request, "sharing/items/list.html", context)


def _asked(typed: dict[str, Any]) -> dict[str, Any]:
    """Give what the filter asks of the one query."""
    return {
        "words": typed.get("q", ""),
        "category": typed.get("category", ""),
        "area_id": items_choices.area_key(typed.get("area", "")),
        "own": {"own": True, "others": False}.get(typed.get("whose", "")),
    }


def _count(request: HttpRequest, page: visible.Page, asked: dict[str, Any], *, is_narrowed: bool) -> dict[str, Any]:
    """Count what was found, up to a thousand: without asking where one page holds it all, and not at all where nothing
    was asked for."""
    if not page.next and not request.GET.get("before"):
        return {"count": len(page.rows)}
    found = visible.count(request.actor, **asked) if is_narrowed else None
    return {"count": found, "more_than": f"{visible.COUNTED:,}" if found and found > visible.COUNTED else ""}


def _address_of(request: HttpRequest, before: str) -> str:
    """Give the address of the next page with the same question; empty at the end."""
    if not before:
        return ""
    query = request.GET.copy()
    query["before"] = before
    return f"?{query.urlencode()}"


@get_or_post
def ask_access(request: HttpRequest, shared: uuid.UUID) -> HttpResponse:
    """Ask the originator for access to what one only knows to exist."""
    actor = request.actor
    found = next((one for one in visible.existing_for(actor) if one.public_id == shared), None)
    if found is None:
        raise Http404
    form = ReasonForm(sent(request), label=_("What do you need it for?"), hint=_("The originator reads this."))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            releases.ask_access(actor=actor, item=found, reason=form.cleaned_data["reason"])
            messages.success(request, _("The originator is asked. You hear what they decide."))
            return redirect("sharing:items")
    seen(actor=actor, subject=Item(public_id=found.public_id), page="known")
    context = {
        "form": form,
        "over": found.originator.name,
        "heading": _("Ask for access to “%(title)s”") % {"title": found.known_title},
        "what": [_("You know that this exists, and nothing else. The originator decides.")],
        "button": _("Ask for access"),
        "cancel_url": redirect("sharing:items").url,
        "breadcrumbs": trail(),
    }
    return render(request, "pages/confirm.html", context)


@require_safe
def notice(request: HttpRequest, notice: uuid.UUID) -> HttpResponse:
    """Show that something was withdrawn that the reader had seen: reference, originator and reason, nothing else."""
    found = visible.notice_for(request.actor, notice)
    seen(actor=request.actor, subject=found, page="notice")
    return render(request, "sharing/items/notice.html", {"notice": found, "breadcrumbs": trail()})


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """List what was withdrawn that the reader had seen, and what they have asked of originators."""
    rows = list(visible.notices_for(request.actor)[:200])
    asks = list(items_asks.own_asks(request.actor)[:200])
    listed(actor=request.actor, subjects=[*rows, *asks], page="notices")
    context = {"rows": rows, "asks": asks, "breadcrumbs": trail()}
    return render(request, "sharing/items/notices.html", context)
