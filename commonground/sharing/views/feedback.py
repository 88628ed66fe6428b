"""What came of it? The block on every page of something shared, the page on which it is said, what is owed, both ways.

*Source:* design/sharing.md 2.2 and 5; R78, R248; the look, section 7 ("Giving and getting").
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import Invalid
from commonground.pages.downloads import csv_file
from commonground.pages.refusing import note, refusals_said_in
from commonground.sharing.actions import feedback as actions
from commonground.sharing.forms.feedback import FeedbackForm
from commonground.sharing.models import Rendition
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.incidents import Given
from commonground.sharing.queries import effect as counted
from commonground.sharing.queries import feedback as queries
from commonground.sharing.queries import visible
from commonground.sharing.rules.effect import in_words
from commonground.sharing.rules.feedback import RESULTS, SAID, TARGETS, USEFULNESS, Said
from commonground.sharing.views.framing import marking_of, name_for, sent, trail

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def block(actor: Actor, rendition: Rendition) -> dict[str, Any]:
    """Give what `sharing/feedback/block.html` shows below a version that the actor reads: what was said, what is owed,
    and what the actor may say. Any page of something shared may include it."""
    own = rendition.item.originator_id == actor.organisation_id
    said = list(queries.said_of(actor, rendition))
    receipt = queries.receipt_of(actor, rendition)
    ours = {one.said for one in said if one.organisation_id == actor.organisation_id}
    return {
        "feedback": {
            "rendition": rendition,
            "is_own": own,
            "said": [_row(one) for one in said if one.said != Said.TOO],
            "too": [one.organisation for one in said if one.said == Said.TOO],
            "has_said_too": Said.TOO.value in ours,
            "receipt": receipt,
            "owed": queries.next_owed(receipt, ours) if receipt else None,
            "to": queries.receipts_of(actor, rendition),
            "may_give": may(TABLE, "give_feedback", actor, Given(own)),
        }
    }


def _row(one: Any) -> dict[str, Any]:
    picked = {Said.OUTCOME.value: RESULTS.get(one.result), Said.USEFUL.value: USEFULNESS.get(one.useful)}.get(one.said)
    return {"feedback": one, "what": _(SAID[Said(one.said)]), "picked": _(picked) if picked else ""}


@get_or_post
def give(request: HttpRequest, rendition: uuid.UUID) -> HttpResponse:
    """Read what was said of a version, and say what came of it."""
    actor, held = request.actor, visible.rendition_for(request.actor, rendition)
    around = block(actor, held)
    form = FeedbackForm(sent(request))
    if request.method == "POST":
        require(TABLE, "give_feedback", actor, Given(around["feedback"]["is_own"]))
        if form.is_valid():
            with refusals_said_in(form):
                typed = form.cleaned_data
                actions.give(actor=actor, rendition=held, said=Said(typed["said"]), typed=typed)
                messages.success(request, _("They are told that you answered, and read it here."))
                return redirect("sharing:feedback", rendition=held.public_id)
    audit.seen(actor=actor, subject=held.item, page="feedback", rendition=held.ref)
    context = {
        **around,
        "form": form,
        "rendition": held,
        "title": name_for(actor, held),
        "label": marking_of(held).label,
        "back": _page_of(held),
        "breadcrumbs": trail((_("What came of it"), reverse("sharing:owed"))),
    }
    return render(request, "sharing/feedback/give.html", context)


def _page_of(rendition: Rendition) -> str:
    if rendition.item.category == "incident":
        return reverse("sharing:incident", args=[rendition.public_id])
    return reverse("sharing:item", args=[rendition.item.public_id])


@require_POST
def too(request: HttpRequest, rendition: uuid.UUID) -> HttpResponse:
    """Say that one's organisation has seen this too, and nothing more."""
    held = visible.rendition_for(request.actor, rendition)
    try:
        actions.give(actor=request.actor, rendition=held, said=Said.TOO)
        messages.success(request, _("They are told that your organisation has seen this too. Nothing else was said."))
    except Invalid as refusal:
        note(refusal)
        messages.info(request, refusal.reason)
    return redirect("sharing:feedback", rendition=held.public_id)


@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """List what the acting person's organisation owes an answer to, the first due first."""
    rows = queries.owed_by(request.actor)
    audit.listed(actor=request.actor, subjects=[row.rendition for row in rows], page="owed")
    context = {
        "rows": [
            {
                "owing": row,
                "label": marking_of(row.rendition).label,
                "title": name_for(request.actor, row.rendition),
                "what": _(SAID[row.owed.said]),
            }
            for row in rows
        ],
        "targets": [_(target.words) for target in TARGETS],
        "breadcrumbs": trail(),
    }
    return render(request, "sharing/feedback/owed.html", context)


@require_safe
def effect(request: HttpRequest) -> HttpResponse:
    """Show what came of what one's organisation shared and got, over many; small numbers are not shown."""
    require(TABLE, "see_effect", request.actor, None)
    found = counted.effects(request.actor)
    context = {
        "effects": found,
        "given": _(in_words(found.given)),
        "received": _(in_words(found.received)),
        "since": timezone.localdate() - queries.LOOKED_AT,
        "breadcrumbs": trail(),
    }
    return render(request, "sharing/feedback/effect.html", context)


@require_safe
def both_ways(request: HttpRequest) -> HttpResponse:
    """Show for each organisation what went both ways, and what was answered; small numbers are not shown."""
    rows = queries.both_ways(request.actor)
    if request.GET.get("form") == "csv":
        heading = (_("Organisation"), _("They sent"), _("You answered"), _("You sent"), _("They answered"))
        return csv_file("both-ways", heading, [_cells(row) for row in rows])
    context = {"rows": rows, "since": timezone.localdate() - queries.LOOKED_AT, "breadcrumbs": trail()}
    return render(request, "sharing/feedback/both_ways.html", context)


def _cells(row: Any) -> tuple[Any, ...]:
    few = _("fewer than 5")
    got = (row.received.sent, row.received.answered) if row.received.is_shown else (few, few)
    gave = (row.given.sent, row.given.answered) if row.given.is_shown else (few, few)
    return (row.name, *got, *gave)
