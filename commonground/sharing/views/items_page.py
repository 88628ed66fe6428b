"""What does one item say to this reader, and why may they read it? Its versions, and what can be done with each.

Each version that is shown is read: that is recorded, and the originator can see it. What carries police handling
conditions is shown once they are accepted, and not before.

*Source:* R15, R78, R213; D1, D2, D7, D8; design/sharing.md 2, 2.1, 2.2; the look, section 7.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import harvest, releases, renditions
from commonground.sharing.forms.items import PassOnForm, ReasonForm
from commonground.sharing.forms.renditions import AcceptForm
from commonground.sharing.models import Item, Rendition
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import attachments, copies, items_choices, visible
from commonground.sharing.rules.writing import may_ask_to_pass_on
from commonground.sharing.views.framing import (
    Shown,
    category,
    marking_of,
    name_for,
    name_of,
    paper,
    sent,
    strictest,
    trail,
)
from commonground.sharing.views.harvest import slowed

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def item(request: HttpRequest, shared: uuid.UUID) -> HttpResponse:
    """Show an item to whoever may read a version of it."""
    actor = request.actor
    first = visible.item_for(actor, shared)
    if not harvest.may_open(actor=actor, item=first.item):
        return slowed(request)
    found, holding = first.item, visible.holding_of(actor, first.item)
    versions = read(actor, visible.renditions_for(actor, found))
    context = {
        "item": found,
        "title": name_for(actor, first),
        "category": category(found.category),
        "versions": versions,
        "label": strictest(versions),
        "paper": paper(one.rendition for one in versions),
        "holding": holding,
        "may_keep": may(TABLE, "keep_records", actor, holding),
        "who_sees": seers(actor, found) if may(TABLE, "see_who_reads", actor, holding) else [],
        "may_draw": {one.rendition.pk for one in versions if may_draw(actor, one)},
        "may_pass_on": {one.rendition.pk for one in versions if may_ask_to_pass_on(one.marking)},
        "breadcrumbs": trail(),
    }
    return render(request, "sharing/items/item.html", context)


def read(actor: Actor, found: list[Rendition]) -> list[Shown]:
    """Give versions as a page shows them, and record that each was read that is not held back by its conditions."""
    files, whys = attachments.of_each(found), visible.whys(actor, found)
    sources = copies.sources_for(actor, found)
    versions = []
    for rendition in found:
        one = Shown(rendition, files[rendition.pk], whys.get(rendition.pk, ""), source=sources.get(rendition.pk))
        one.must_accept = renditions.must_accept(actor, rendition)
        if not one.must_accept:
            renditions.read(actor=actor, rendition=rendition)
        versions.append(one)
    return versions


def may_draw(actor: Actor, one: Shown) -> bool:
    """Whether a reader is offered to write something of their own from a version."""
    if one.must_accept or not may(TABLE, "write_item", actor, None):
        return False
    return one.rendition.item.originator_id == actor.organisation_id or (
        may_ask_to_pass_on(one.marking) and not one.rendition.conditions
    )


def seers(actor: Actor, found: Item) -> list[dict[str, Any]]:
    """Give who reads each version, as the panel shows it."""
    return [
        {"version": Shown(rendition, []), "seers": who, "number": len(who.named) + who.others}
        for rendition, who in visible.who_sees(actor, found)
    ]


def version_of(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> Rendition:
    """Give a version that the reader may read, by its own id and that of its item; 404 where they do not belong
    together."""
    found = visible.rendition_for(request.actor, rendition)
    if found.item.public_id != shared:
        raise Http404
    return found


def read_before(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> Rendition:
    """Give such a version for an act that comes after reading it; 404 while its conditions are not accepted."""
    found = version_of(request, shared, rendition)
    if renditions.must_accept(request.actor, found):
        raise Http404
    return found


@get_or_post
def accept(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> HttpResponse:
    """Accept the conditions of the police, before the first reading."""
    found = version_of(request, shared, rendition)
    form = AcceptForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            renditions.read(actor=request.actor, rendition=found, accepted=True)
            return redirect("sharing:item", shared)
    if not renditions.must_accept(request.actor, found):
        return redirect("sharing:item", shared)
    seen(actor=request.actor, subject=found.item, page="conditions", rendition=found.ref)
    context = {"form": form, "version": Shown(found, []), "item": found.item}
    context["breadcrumbs"] = trail((name_of(found.item), redirect("sharing:item", shared).url))
    return render(request, "sharing/items/accept.html", context)


@require_safe
def copy(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> HttpResponse:
    """Show a version as plain text to copy or to print, with its marking first and last."""
    found = version_of(request, shared, rendition)
    if renditions.must_accept(request.actor, found):
        return redirect("sharing:accept", shared, rendition)
    if not harvest.may_open(actor=request.actor, item=found.item):
        return slowed(request)
    renditions.read(actor=request.actor, rendition=found)
    context = {"version": Shown(found, []), "item": found.item, "paper": paper([found])}
    context["breadcrumbs"] = trail((name_of(found.item, found), redirect("sharing:item", shared).url))
    return render(request, "sharing/items/copy.html", context)


@get_or_post
def challenge(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> HttpResponse:
    """Say to the originator that a marking is wrong."""
    found = read_before(request, shared, rendition)
    form = ReasonForm(
        sent(request), label=_("Which marking would be right, and why?"), hint=_("The originator reads this.")
    )
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            renditions.challenge(actor=request.actor, rendition=found, reason=form.cleaned_data["reason"])
            messages.success(request, _("The originator is told. The marking holds until they change it."))
            return redirect("sharing:item", shared)
    context = {
        "form": form,
        "heading": _("Challenge the marking %(label)s") % {"label": marking_of(found).label},
        "what": [_("Only the originator changes a marking. Until they do, handle it as it is marked.")],
        "button": _("Tell the originator"),
    }
    return _confirm(request, found, context)


@get_or_post
def pass_on(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> HttpResponse:
    """Ask the originator to open it to somebody else; offered up to AMBER."""
    found = read_before(request, shared, rendition)
    if not may_ask_to_pass_on(marking_of(found)):
        raise Http404
    bodies = {one.ref: one for one in items_choices.organisations_beside(request.actor)}
    form = PassOnForm(sent(request), organisations=[(ref, one.name) for ref, one in bodies.items()])
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_said_in(form):
            to, reason = bodies[typed["organisation"]].pk, typed["reason"]
            releases.ask_to_pass_on(actor=request.actor, rendition=found, organisation_id=to, reason=reason)
            messages.success(request, _("The originator is asked. Nobody else gets it until they say so."))
            return redirect("sharing:item", shared)
    context = {
        "form": form,
        "heading": _("Ask the originator to pass this on"),
        "what": [_("Passing it on yourself is not allowed. The originator decides who gets it, and in which words.")],
        "button": _("Ask the originator"),
    }
    return _confirm(request, found, context)


def _confirm(request: HttpRequest, found: Rendition, context: dict[str, Any]) -> HttpResponse:
    seen(actor=request.actor, subject=found.item, page="title", rendition=found.ref)
    back = redirect("sharing:item", found.item.public_id).url
    more = {"over": found.title, "cancel_url": back, "breadcrumbs": trail((name_of(found.item, found), back))}
    return render(request, "pages/confirm.html", {**more, **context})
