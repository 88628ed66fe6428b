"""What does the originator do with an item that is out? See who can read it and who did, look at it as somebody else,
let others know that it exists, give it longer, and withdraw it.

*Source:* R15, R78, R213; D1, D2; design/sharing.md 2.1, 2.2.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may, require
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import items
from commonground.sharing.forms.items import AsThemForm, ClosesForm, KnownForm, ReasonForm
from commonground.sharing.models import Item
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import attachments, items_choices, keeping, visible
from commonground.sharing.views.framing import Shown, sent, trail
from commonground.sharing.views.items_page import seers
from commonground.sharing.views.moments import midnight

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


MOST_DEEDS = 100
DEEDS = {
    "item:written": gettext_lazy("Written"),
    "item:changed": gettext_lazy("Changed"),
    "item:extended": gettext_lazy("Given another end"),
    "item:withdrawn": gettext_lazy("Withdrawn"),
    "item:transferred": gettext_lazy("Taken over by another organisation"),
    "item:drawn": gettext_lazy("A copy drawn from it"),
    "item:released": gettext_lazy("Opened to somebody"),
    "withdrawal:told": gettext_lazy("A reader told of the withdrawal"),
    "release:asked": gettext_lazy("A second person asked"),
    "release:revoked": gettext_lazy("Closed to somebody"),
    "release:extended": gettext_lazy("Opened for another time"),
    "release:reviewed": gettext_lazy("Looked at again after an emergency"),
    "rendition:written": gettext_lazy("Version written"),
    "rendition:changed": gettext_lazy("Version changed"),
    "rendition:followed": gettext_lazy("Marked as high as what it was drawn from"),
    "rendition:graded": gettext_lazy("Graded"),
    "personal:asked": gettext_lazy("Asked whether it holds no personal data"),
    "rendition:personal": gettext_lazy("Marked as personal data"),
    "conditions:accepted": gettext_lazy("Conditions accepted"),
    "approval:approved": gettext_lazy("Agreed as the second person"),
    "approval:declined": gettext_lazy("Declined as the second person"),
    "attachment:added": gettext_lazy("File attached"),
    "attachment:removed": gettext_lazy("File taken away"),
}


def deed(tag: str) -> str:
    """Say a deed of the record in words."""
    return str(DEEDS.get(tag.partition(":")[2], gettext("Recorded")))


def kept(actor: Actor, shared: uuid.UUID, action: str, purpose: str = "change") -> Item:
    """Give an item whose records the actor keeps, for an act on it; 404 to everybody else."""
    found = keeping.item_for(actor, shared, purpose=purpose)
    require(TABLE, action, actor, visible.holding_of(actor, found))
    return found


def records_address(found: Item) -> str:
    """Give the address of an item's records, opened for a change."""
    return f"{redirect('sharing:record', found.public_id).url}?purpose=change"


def name_kept(actor: Actor, found: Item) -> str:
    """Name an item that is kept by the title of its first version."""
    titles = [one.title for one in keeping.renditions_of(actor, found) if one.title]
    return titles[0] if titles else _("Item %(ref)s") % {"ref": found.ref[:8]}


def _own(actor: Actor, shared: uuid.UUID) -> Item:
    """Give an item of one's own organisation that one may read or keep; 404 otherwise."""
    try:
        found = visible.item_for(actor, shared).item
    except Http404:
        found = keeping.item_for(actor, shared, purpose="review")
    if not may(TABLE, "see_who_reads", actor, visible.holding_of(actor, found)):
        raise Http404
    return found


@require_safe
def who(request: HttpRequest, shared: uuid.UUID) -> HttpResponse:
    """Say who can read each version, who cannot and why, and who has read it."""
    actor = request.actor
    found = _own(actor, shared)
    context = {"item": found, "who_sees": seers(actor, found), "readings": visible.who_has_seen(actor, found)}
    deeds = visible.history_of(actor, found)[:MOST_DEEDS]
    context["deeds"] = [{"what": deed(one.tag), "by": one.actor_name, "at": one.at} for one in deeds]
    context["breadcrumbs"] = trail((_("The item"), redirect("sharing:item", shared).url))
    return render(request, "sharing/items/who.html", context)


@require_safe
def as_them(request: HttpRequest) -> HttpResponse:
    """Show what one's organisation shares as somebody else reads it: its own items, and nothing of others."""
    actor = request.actor
    require(TABLE, "write_item", actor, None)
    members = items_choices.people_known(actor)
    form = AsThemForm(request.GET or None, members=[(one.ref, str(one)) for one in members])
    context: dict[str, Any] = {"form": form, "breadcrumbs": trail()}
    if form.is_bound and form.is_valid():
        member = next(one for one in members if one.ref == form.cleaned_data["member"])
        found = visible.as_them(actor, member)
        files = attachments.of_each(found)
        context |= {"member": member, "versions": [Shown(one, files[one.pk]) for one in found]}
    return render(request, "sharing/items/as_them.html", context)


@get_or_post
def withdraw(request: HttpRequest, shared: uuid.UUID) -> HttpResponse:
    """Withdraw an item with a reason, which those who had seen it are told."""
    actor = request.actor
    found = kept(actor, shared, "withdraw_item", "withdrawal")
    readers = {one.membership_id for one in visible.who_has_seen(actor, found)}
    form = ReasonForm(sent(request), label=_("Why is it withdrawn?"), hint=_("Everybody who has seen it reads this."))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            told = items.withdraw(actor=actor, item=found, reason=form.cleaned_data["reason"])
            said = ngettext("It is withdrawn. %(n)s reader is told.", "It is withdrawn. %(n)s readers are told.", told)
            messages.success(request, said % {"n": told})
            return redirect("sharing:records")
    told = ngettext("%(n)s person has seen it.", "%(n)s people have seen it.", len(readers)) % {"n": len(readers)}
    context = {
        "heading": _("Withdraw this item?"),
        "what": [told, _("They are told its reference, your organisation and your reason, and nothing else.")],
        "lost": _("Nobody reads it from the next request on. This cannot be undone; you can write it anew."),
        "button": _("Withdraw the item"),
        "destructive": True,
    }
    return _confirm(request, found, form, context)


def _confirm(request: HttpRequest, found: Item, form: Form, context: dict[str, Any]) -> HttpResponse:
    """Ask for one thing about an item that is kept, with the way back to its records."""
    more = {"form": form, "over": name_kept(request.actor, found), "cancel_url": records_address(found)}
    more["breadcrumbs"] = trail((_("Records"), redirect("sharing:records").url))
    return render(request, "pages/confirm.html", {**more, **context})


@get_or_post
def extend(request: HttpRequest, shared: uuid.UUID) -> HttpResponse:
    """Give an item longer, or less long."""
    actor = request.actor
    found = kept(actor, shared, "change_item")
    form = ClosesForm(sent(request), initial={"closes": found.closes and found.closes.date()})
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            items.extend(actor=actor, item=found, closes=midnight(form.cleaned_data["closes"]))
            messages.success(request, _("The new day is kept. It holds from the next request on."))
            return redirect(records_address(found))
    context = {
        "heading": _("Change how long it may be read"),
        "what": [_("Whoever may read it now may read it until then, and nobody else.")],
        "button": _("Save the day"),
    }
    return _confirm(request, found, form, context)


@get_or_post
def known(request: HttpRequest, shared: uuid.UUID) -> HttpResponse:
    """Let others know that an item exists, by a title written for that."""
    actor = request.actor
    found = kept(actor, shared, "change_item")
    bodies = {one.ref: one for one in items_choices.organisations_beside(actor)}
    initial = {"known_title": found.known_title, "known_to": [one.ref for one in found.known_to.all()]}
    choices = [(ref, one.name) for ref, one in bodies.items()]
    form = KnownForm(sent(request), initial=initial, organisations=choices, version=found.version)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_said_in(form):
            to = [bodies[ref].pk for ref in typed["known_to"]]
            items.change(
                actor=actor, item=found, known_title=typed["known_title"], known_to=to, version=typed["version"]
            )
            messages.success(request, _("Kept. Those organisations can ask you for access."))
            return redirect(records_address(found))
    context = {
        "heading": _("Let others know that it exists"),
        "what": [
            _("They see this title and your organisation’s name, and can ask. Never for TLP:RED or personal data.")
        ],
        "button": _("Save who is told"),
    }
    return _confirm(request, found, form, context)
