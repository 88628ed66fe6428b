"""What is shown when two records are one organisation? Which ones, what a merge would move, and how it is undone.

*Source:* issue "People who can be found, trusted and replaced", item 1.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import Invalid
from commonground.pages.forms import Form
from commonground.pages.opening import confirmed_in, says_what_it_opens
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import merging as actions
from commonground.people.forms.merging import ChooseForm, ReasonForm
from commonground.people.permissions import TABLE
from commonground.people.queries import merging as queries
from commonground.people.queries import organisations
from commonground.people.rules.merging import Change
from commonground.people.views.organisations import back_to, card, get_or_post
from commonground.people.views.proving import recently_proved


@get_or_post
def choose(request: HttpRequest, organisation: Any) -> HttpResponse:
    kept = organisations.organisation(organisation)
    require(TABLE, "merge_organisations", request.actor, kept)
    others = organisations.everybody().exclude(pk=kept.pk)
    bodies = {each.ref: each for each in others if each.side is kept.side}
    form = ChooseForm(request.POST or None, bodies=[(ref, each.name) for ref, each in bodies.items()])
    if form.is_valid():
        with refusals_said_in(form):
            gone = bodies[form.cleaned_data["gone"]]
            actions.refuse_what_is_not_one(kept, gone)
            return redirect("people:merge", kept.public_id, gone.public_id)
    context = {"form": form, "organisation": kept, "hints": queries.could_be(kept), "breadcrumbs": back_to(kept)}
    return render(request, "people/merge_choose.html", context)


@recently_proved
@get_or_post
@says_what_it_opens
def merge(request: HttpRequest, organisation: Any, other: Any) -> HttpResponse:
    kept, gone = organisations.organisation(organisation), organisations.organisation(other)
    require(TABLE, "merge_organisations", request.actor, kept)
    try:
        actions.refuse_what_is_not_one(kept, gone)
    except Invalid as refusal:
        messages.warning(request, refusal.reason)
        return redirect("people:merge_choose", kept.public_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            typed = {**form.cleaned_data, "confirmed": confirmed_in(request)}
            done = actions.merge(actor=request.actor, kept=kept, gone=gone, **typed)
            messages.success(request, _("Both are one now. You can undo it here."))
            return redirect("people:merged", done.public_id)
    context = {"form": form, "kept": kept, "gone": gone, "breadcrumbs": back_to(kept)}
    context |= {"preview": queries.preview(kept, gone), "may_swap": gone.is_active}
    return render(request, "people/merge.html", context)


def _back() -> list[dict[str, str]]:
    return [{"label": _("Merged organisations"), "url": reverse("people:merges")}]


@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    require(TABLE, "merge_organisations", request.actor, None)
    return render(request, "people/merges.html", {"merges": queries.merges()})


@require_safe
def merged(request: HttpRequest, done: Any) -> HttpResponse:
    require(TABLE, "merge_organisations", request.actor, None)
    held = queries.merge(done)
    stands, changed = queries.standing(held) if held.undone_at is None else ([], [])
    context = {
        "done": held,
        "stands": queries.by_kind(stands),
        "changed": [queries.in_words(change) for change in changed],
        "later": queries.later_than(held) if held.undone_at is None else None,
        "may_undo": may(TABLE, "undo_merge", request.actor, held.kept) and held.undone_at is None,
        "breadcrumbs": _back(),
    }
    return render(request, "people/merged.html", context)


@recently_proved
@get_or_post
@says_what_it_opens
def undo(request: HttpRequest, done: Any) -> HttpResponse:
    held = queries.merge(done)
    require(TABLE, "undo_merge", request.actor, held.kept)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        with refusals_said_in(form):
            changed = actions.undo(actor=request.actor, done=held, confirmed=confirmed_in(request))
            messages.success(request, _("They are two again. %(left)s") % {"left": _left(changed)})
            return redirect(card(held.gone))
    what = [
        _("Everything that still stands as the merge left it goes back to %(name)s.") % {"name": held.gone.name},
        _("What has changed since, and what was added since, stays with %(name)s.") % {"name": held.kept.name},
    ]
    context = {"heading": _("Undo the merge"), "over": held.kept.name, "what": what, "button": _("Make them two again")}
    context |= {"cancel_url": reverse("people:merged", args=[held.public_id]), "form": form, "breadcrumbs": _back()}
    return render(request, "pages/confirm.html", context)


def _left(changed: list[Change]) -> str:
    """Say how much stayed because it had changed."""
    if not changed:
        return _("Everything went back.")
    said = ngettext(
        "%(n)s value had changed since and stays: %(which)s.",
        "%(n)s values had changed since and stay: %(which)s.",
        len(changed),
    )
    return said % {"n": len(changed), "which": "; ".join(queries.in_words(change) for change in changed)}
