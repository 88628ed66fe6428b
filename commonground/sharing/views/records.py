"""What does an organisation keep of an item, and what can be done with it? The list, and the records of one.

Keeping is not reading: the records are there for drafts, review, subject access, disclosure and withdrawal, live or
not, and what for is asked each time and recorded.

*Source:* R15, R78, R213; D1, D2, D4; design/sharing.md 2 (keeping is not reading), 2.1, 2.2.
"""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit.actions import listed
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may, require
from commonground.sharing.forms.records import PurposeForm, RecordsFilter
from commonground.sharing.models import Item, Release
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import attachments, copies, items_asks, keeping, visible
from commonground.sharing.views.framing import Shown, category, trail

A_PAGE = 25


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """List the items whose records the actor keeps, by reference and how they stand; no titles, which are content."""
    actor = request.actor
    require(TABLE, "write_item", actor, None)
    form = RecordsFilter(request.GET)
    state = form.cleaned_data.get("state", "") if form.is_valid() else ""
    rows = keeping.kept(actor, state=state)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    waiting = {
        "approvals": list(keeping.approvals_for(actor)[:20]),
        "asks": list(items_asks.open_asks_for(actor)[:20]),
        "reviews": list(items_asks.reviews_for(actor)[:20]),
    }
    listed(actor=actor, subjects=[*page, *(one for rows in waiting.values() for one in rows)], page="records_list")
    context = {
        "form": form,
        "page": page,
        "rows": [{"item": one, "kind": category(one.category), "state": standing(one)} for one in page],
        **waiting,
        "is_narrowed": bool(state),
        "breadcrumbs": trail(),
    }
    return render(request, "sharing/items/records.html", context)


def standing(item: Item) -> tuple[str, str]:
    """Give how an item stands: the kind of its state, and the words."""
    now = timezone.now()
    if item.withdrawn_at:
        return ("none", _("Withdrawn"))
    if item.closes and item.closes <= now:
        return ("none", _("Expired"))
    if item.opens and item.opens > now:
        return ("waiting", _("Not begun"))
    return ("oncourse", _("Can be read"))


@require_safe
def record(request: HttpRequest, shared: uuid.UUID) -> HttpResponse:
    """Ask what the records are opened for, then show them whole."""
    actor = request.actor
    form = PurposeForm(request.GET or None, purposes=list(keeping.PURPOSES.items()))
    above = trail((_("Records"), reverse("sharing:records")))
    if not (form.is_bound and form.is_valid()):
        known = keeping.kept(actor).filter(public_id=shared).first()
        if known is None:
            raise Http404
        return render(request, "sharing/items/purpose.html", {"form": form, "item": known, "breadcrumbs": above})
    found = keeping.item_for(actor, shared, purpose=form.cleaned_data["purpose"])
    context = {
        "item": found,
        "category": category(found.category),
        "state": standing(found),
        "purpose": keeping.PURPOSES[form.cleaned_data["purpose"]],
        "versions": _versions(actor, found),
        "readings": visible.who_has_seen(actor, found),
        "may_change": may(TABLE, "change_item", actor, visible.holding_of(actor, found)),
        "may_grade": may(TABLE, "grade_item", actor, None),
        "breadcrumbs": above,
    }
    return render(request, "sharing/items/record.html", context)


def _versions(actor: Actor, found: Item) -> list[dict[str, Any]]:
    """Give each version with its files, its releases and what it said before."""
    kept = keeping.renditions_of(actor, found)
    files, sources = attachments.of_each(kept), copies.sources_for(actor, kept)
    releases: dict[int, list[Release]] = {}
    for one in keeping.releases_of(actor, found):
        releases.setdefault(one.rendition_id, []).append(one)
    return [
        {
            "shown": Shown(one, files[one.pk], source=sources.get(one.pk)),
            "releases": [release_row(release) for release in releases.get(one.pk, [])],
            "earlier": keeping.versions_of(actor, one),
        }
        for one in kept
    ]


def release_row(release: Release) -> dict[str, Any]:
    """Give one release in words: to whom, on what, what for, until when, and whether it is open."""
    now = timezone.now()
    over = (release.revoked_at and release.revoked_at <= now) or (release.closes and release.closes <= now)
    return {
        "release": release,
        "to": reader_of(release),
        "under": basis_of(release),
        "is_open": not over,
        "state": ("none", _("Ended")) if over else ("oncourse", _("Open")),
    }


def reader_of(release: Release) -> str:
    """Name the reader of a release."""
    if release.to == "person" and release.person and release.organisation:
        return _("%(person)s, as a member of %(organisation)s") % {
            "person": release.person.name,
            "organisation": release.organisation.name,
        }
    if release.to == "organisation" and release.organisation:
        return release.organisation.name
    if release.to == "group" and release.group:
        return _("%(name)s (a group)") % {"name": release.group.name}
    return _("Everyone")


def basis_of(release: Release) -> str:
    """Name what a release stands on."""
    if release.agreement:
        return _("Under agreement %(reference)s") % {"reference": release.agreement.reference}
    return _("Under a recorded decision") if release.decision_id else _("Without an agreement")
