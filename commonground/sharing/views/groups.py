"""Who is in the groups that an organisation keeps, and who joins or leaves? A join that opens old items says how many.

*Source:* R15, R213; D2; design/sharing.md 1, 2.1 (no silent widening).
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may, require
from commonground.groundwork.widening import Unconfirmed
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import groups as doing
from commonground.sharing.forms.groups import EntryForm, GroupForm
from commonground.sharing.models import Group, GroupEntry
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.groups import Keeping
from commonground.sharing.queries import items_choices
from commonground.sharing.views.framing import sent, trail

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _group(actor: Actor, group: uuid.UUID) -> Group:
    """Give a group that the actor's organisation keeps; 404 for any other."""
    for one in items_choices.groups_of(actor):
        if one.public_id == group:
            return one
    raise Http404


def _above() -> list[dict[str, str]]:
    return trail((_("Groups"), reverse("sharing:groups")))


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """List the groups of one's organisation."""
    actor = request.actor
    require(TABLE, "write_item", actor, None)
    context = {"rows": items_choices.groups_of(actor), "may_begin": may(TABLE, "begin_group", actor, None)}
    return render(request, "sharing/items/groups.html", {**context, "breadcrumbs": trail()})


@get_or_post
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a group."""
    require(TABLE, "begin_group", request.actor, None)
    form = GroupForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = doing.begin(actor=request.actor, name=form.cleaned_data["name"])
            return redirect("sharing:group", made.public_id)
    context = {
        "form": form,
        "heading": _("Begin a group"),
        "what": [_("A group gets TLP:GREEN and TLP:CLEAR alone. Your custodians say who is in it.")],
        "button": _("Begin the group"),
        "cancel_url": reverse("sharing:groups"),
        "breadcrumbs": _above(),
    }
    return render(request, "pages/confirm.html", context)


@require_safe
def group(request: HttpRequest, circle: uuid.UUID) -> HttpResponse:
    """Show who is in a group, and who was."""
    found = _group(request.actor, circle)
    now = timezone.now()
    entries = list(found.entries.select_related("organisation", "person"))
    context = {
        "group": found,
        "present": [one for one in entries if one.closes is None or one.closes > now],
        "past": [one for one in entries if one.closes is not None and one.closes <= now],
        "may_change": may(TABLE, "change_group", request.actor, Keeping(is_own=True)),
        "breadcrumbs": _above(),
    }
    return render(request, "sharing/items/group.html", context)


@get_or_post
def join(request: HttpRequest, circle: uuid.UUID) -> HttpResponse:
    """Let somebody join a group; where that opens old items, their number is shown first and confirmed."""
    actor = request.actor
    found = _group(actor, circle)
    require(TABLE, "change_group", actor, Keeping(is_own=True))
    bodies = {one.ref: one for one in items_choices.organisations_beside(actor)}
    people = {one.ref: one for one in items_choices.people_known(actor)}
    named = [(ref, one.name) for ref, one in bodies.items()]
    form = EntryForm(sent(request), organisations=named, people=[(ref, str(one)) for ref, one in people.items()])
    context = {"form": form, "group": found, "breadcrumbs": _above()}
    if request.method == "POST" and form.is_valid():
        typed, member = form.cleaned_data, people.get(form.cleaned_data["person"])
        body = member.organisation if member else bodies[typed["organisation"]]
        who = {"organisation": body, "membership": member, "confirmed": typed["confirmed"]}
        with refusals_said_in(form):
            try:
                doing.add(actor=actor, group=found, **who)
            except Unconfirmed as refusal:
                context["number"] = refusal.number
            else:
                messages.success(request, _("They are in the group from now on."))
                return redirect("sharing:group", circle)
    return render(request, "sharing/items/join.html", context)


@get_or_post
def leave(request: HttpRequest, circle: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Take somebody out of a group."""
    found = _group(request.actor, circle)
    require(TABLE, "change_group", request.actor, Keeping(is_own=True))
    held = GroupEntry.objects.filter(group=found, public_id=entry).select_related("person", "organisation").first()
    if held is None:
        raise Http404
    if request.method == "POST":
        doing.end(actor=request.actor, entry=held)
        messages.success(request, _("They are out of the group from the next request on."))
        return redirect("sharing:group", circle)
    context = {
        "over": found.name,
        "heading": _("Take %(name)s out of the group?") % {"name": held.person or held.organisation},
        "what": [_("What opens to the group closes to them from the next request on.")],
        "button": _("Take them out"),
        "destructive": True,
        "cancel_url": reverse("sharing:group", args=[circle]),
        "breadcrumbs": _above(),
    }
    return render(request, "pages/confirm.html", context)
