"""How is a version opened to somebody else, for longer, or closed? And how does a second person agree?

*Source:* R15, R213; D1, D2; design/sharing.md 2.1.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.pages.refusing import refusals_said_in
from commonground.people.models import Membership
from commonground.sharing.actions import releases
from commonground.sharing.forms.items import ClosesForm, ReasonForm
from commonground.sharing.forms.releases import ReleaseForm
from commonground.sharing.models import Approval, Item, Release
from commonground.sharing.queries import items_choices, keeping
from commonground.sharing.rules.drafts import ReleaseDraft, release_draft
from commonground.sharing.views.framing import Shown, sent, trail
from commonground.sharing.views.items_originator import kept, records_address
from commonground.sharing.views.moments import midnight
from commonground.sharing.views.records import basis_of, reader_of
from commonground.sharing.views.renditions import above, version_kept

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def release(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> HttpResponse:
    """Open a version to somebody."""
    actor = request.actor
    found = kept(actor, shared, "release_item")
    version = version_kept(actor, found, rendition)
    readers = items_choices.readers(actor)
    offered = [*readers.all, *_decided(actor, found, readers)]
    form = ReleaseForm(
        sent(request), to=offered, bases=items_choices.bases(), initial={"clearance": str(version.clearance)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = releases.release(
                actor=actor,
                rendition=version,
                draft=_draft(readers, form.cleaned_data),
                emergency=form.cleaned_data["emergency"],
            )
            waits = _("A second person must agree first. They find it under Records.")
            messages.success(request, waits if isinstance(made, Approval) else _("It is open to them."))
            return redirect(records_address(found))
    context = {"form": form, "item": found, "version": Shown(version, []), "breadcrumbs": above(found)}
    return render(request, "sharing/items/release.html", context)


def _draft(readers: Any, typed: dict[str, Any]) -> ReleaseDraft:
    more = {name: typed[name] for name in ("purpose", "basis_of_giver", "basis_of_getter")}
    closes = midnight(typed["closes"])
    return ReleaseDraft(**readers.meant(typed["to"]), **more, clearance=int(typed["clearance"]), closes=closes)


def _decided(actor: Actor, found: Item, readers: Any) -> list[tuple[str, str]]:
    """Offer whom a recorded decision about the item names, and note what each choice means."""
    offered = []
    for decision, body in items_choices.decided(actor, found):
        value = f"d:{decision.ref}:{body.ref if body else ''}"
        named = body.name if body else _("Everyone, signed in or not (TLP:CLEAR alone)")
        day = decision.opens.date() if decision.opens else ""
        label = _("%(name)s, under the decision of %(day)s") % {"name": named, "day": day}
        to = {"to": "organisation", "organisation_id": body.pk} if body else {"to": "public"}
        readers.means[value] = {**to, "decision_id": decision.pk}
        offered.append((value, label))
    return offered


def release_of(actor: Actor, found: Item, release: uuid.UUID) -> Release:
    """Give one release of an item that is kept; 404 for one of another item."""
    for one in keeping.releases_of(actor, found):
        if one.public_id == release:
            return one
    raise Http404


@get_or_post
def revoke(request: HttpRequest, shared: uuid.UUID, release: uuid.UUID) -> HttpResponse:
    """Close a release, with a reason."""
    actor = request.actor
    found = kept(actor, shared, "revoke_release")
    held = release_of(actor, found, release)
    form = ReasonForm(sent(request), label=_("Why is it closed?"), hint=_("Your own organisation reads this."))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            releases.revoke(actor=actor, release=held, reason=form.cleaned_data["reason"])
            messages.success(request, _("It is closed to them from the next request on."))
            return redirect(records_address(found))
    context = {
        "form": form,
        "heading": _("Close it to %(name)s?") % {"name": reader_of(held)},
        "what": [_("What they have read, they know. From the next request on they cannot read it here.")],
        "button": _("Close it to them"),
        "destructive": True,
    }
    return _confirm(request, found, held, context)


@get_or_post
def extend(request: HttpRequest, shared: uuid.UUID, release: uuid.UUID) -> HttpResponse:
    """Change how long a release is open."""
    actor = request.actor
    found = kept(actor, shared, "release_item")
    held = release_of(actor, found, release)
    form = ClosesForm(sent(request), initial={"closes": held.closes and held.closes.date()})
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            releases.extend(actor=actor, release=held, closes=midnight(form.cleaned_data["closes"]))
            messages.success(request, _("The new day is kept."))
            return redirect(records_address(found))
    context = {
        "form": form,
        "heading": _("Change how long it is open to %(name)s") % {"name": reader_of(held)},
        "what": [_("It is never open longer than the item may be read.")],
        "button": _("Save the day"),
    }
    return _confirm(request, found, held, context)


def _confirm(request: HttpRequest, found: Item, held: Release, context: dict[str, Any]) -> HttpResponse:
    more = {"over": basis_of(held), "cancel_url": records_address(found), "breadcrumbs": above(found)}
    return render(request, "pages/confirm.html", {**more, **context})


@get_or_post
def approval(request: HttpRequest, approval: uuid.UUID) -> HttpResponse:
    """Agree, as a second person, or decline with a reason."""
    actor = request.actor
    found = keeping.approval_for(actor, approval)
    form = ReasonForm(sent(request), label=_("Why not?"), hint=_("Whoever asked reads this."))
    if request.method == "POST":
        if request.POST.get("do") == "approve":
            releases.approve(actor=actor, approval=found)
            messages.success(request, _("You agreed. It is done."))
            return redirect("sharing:records")
        if form.is_valid():
            with refusals_said_in(form):
                releases.decline(actor=actor, approval=found, reason=form.cleaned_data["reason"])
                messages.success(request, _("You declined. Whoever asked is told your reason."))
                return redirect("sharing:records")
    version = found.rendition
    seen(actor=actor, subject=version.item, page="approval", approval=found.ref, rendition=version.ref)
    context = {"form": form, "approval": found, "version": Shown(found.rendition, []), **_wanted(found)}
    context["breadcrumbs"] = trail((_("Records"), redirect("sharing:records").url))
    return render(request, "sharing/items/approval.html", context)


def _wanted(found: Approval) -> dict[str, str]:
    """Say to whom a release that waits would open, on what, and what for."""
    if found.what != "release":
        return {}
    draft = release_draft(found.draft)
    member = Membership.objects.filter(pk=draft.membership_id).select_related("person", "organisation").first()
    would = Release(to=draft.to, organisation_id=draft.organisation_id, group_id=draft.group_id)
    would.agreement_id, would.decision_id = draft.agreement_id, draft.decision_id
    if member:
        would.person, would.organisation = member.person, member.organisation
    return {"who": reader_of(would), "under": basis_of(would), "purpose": draft.purpose}
