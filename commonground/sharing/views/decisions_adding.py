"""How is a decision on sharing recorded, and what can be added to it later?

*Source:* R184; reference on the domain, 7(B).
"""

import uuid
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.permissions import require
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import decisions as doing
from commonground.sharing.actions import decisions_using as using
from commonground.sharing.forms.decisions import ApproveForm, FindingForm, NoteForm, RecordForm, UseForm
from commonground.sharing.models import DeskQuestion, SharingRecord
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.desk import Own
from commonground.sharing.queries import decisions as queries
from commonground.sharing.queries import decisions_shown as showing
from commonground.sharing.queries import desk, keeping
from commonground.sharing.rules import decisions_recording as rules
from commonground.sharing.rules import lawful_bases
from commonground.sharing.views.desk import get_or_post, sent
from commonground.sharing.views.framing import name_by_place

MOST_ITEMS = 200
DAYS = tuple(one.key for one in rules.FIELDS.values() if one.kind == "day")


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    """Record a decision that no question here came before."""
    require(TABLE, "decide_sharing", request.actor, Own(request.actor.organisation_id or 0))
    initial = {"received_on": timezone.localdate()}
    return _recording(request, initial, _("Record a decision on sharing"), reverse("sharing:decisions"))


@get_or_post
def answer(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """Record the decision that answers a question."""
    found = desk.question_for(request.actor, question)
    require(TABLE, "decide_sharing", request.actor, Own(found.to_organisation_id or 0))
    back = reverse("sharing:question", args=[found.public_id])
    return _recording(request, _from_question(found), _("Decide on the question"), back, question=found)


@get_or_post
def correct(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Record a decision that takes the place of an earlier one, which stays as it was."""
    found = queries.record_for(request.actor, decision)
    require(TABLE, "decide_sharing", request.actor, queries.own_of(found))
    back = reverse("sharing:decision", args=[found.public_id])
    heading = _("Correct decision %(number)s with a new record") % {"number": found.number}
    days = {key: date.fromisoformat(found.values[key]) for key in DAYS if found.values.get(key)}
    return _recording(request, found.values | days, heading, back, corrects=found)


def _from_question(found: DeskQuestion) -> dict[str, Any]:
    """Fill in what the question says already."""
    asked_by = found.asked_by
    position = f"{asked_by.person.name}, {asked_by.post_title}".strip(", ")
    day = timezone.localdate(found.asked_at) if found.asked_at else None
    bases = [key for key in found.said.get("bases", ()) if key]
    return {
        "direction": "received",
        "asking_organisation": found.organisation.name,
        "asking_person": position,
        "identity": _("Signed in here, as a member of their organisation."),
        "received_on": day,
        "description": found.what,
        "purpose": found.purpose,
        "basis": bases[0] if bases else "",
        "recipients": found.organisation.name,
        "public": "no",
    }


def _recording(
    request: HttpRequest,
    initial: dict[str, Any],
    heading: str,
    back: str,
    question: DeskQuestion | None = None,
    corrects: SharingRecord | None = None,
) -> HttpResponse:
    held = {one.ref: one for one in queries.colleagues(request.actor)}
    seconds = [(ref, f"{one.person.name}, {one.post_title}".strip(", ")) for ref, one in held.items()]
    form = RecordForm(sent(request), bases=_bases(), seconds=seconds, initial=initial)
    if form.is_valid():
        values = dict(form.cleaned_data)
        second = held.get(values.pop("second"))
        with refusals_said_in(form):
            made = doing.decide(actor=request.actor, values=values, question=question, corrects=corrects, second=second)
            messages.success(request, _said(made))
            return redirect("sharing:decision", made.public_id)
    if (shown := question or corrects) is not None:
        audit.seen(actor=request.actor, subject=shown, page="deciding")
    context = {"form": form, "heading": heading, "back": back, "question": question}
    return render(request, "sharing/decisions/form.html", context)


def _said(made: SharingRecord) -> str:
    if made.needs_second:
        return _("Recorded. It goes as soon as the second person approves it.")
    if made.is_emergency:
        return _("Recorded. It works at once, and somebody else reviews it within 72 hours.")
    return _("Recorded. Whoever asked is told.") if made.question_id else _("Recorded.")


def _bases() -> list[tuple[str, str]]:
    today = timezone.localdate()
    held = [
        line
        for kind in (lawful_bases.Kind.BASIS, lawful_bases.Kind.POWER)
        for line in lawful_bases.holding(kind, today)
        if line.where
    ]
    return [("none", showing.basis_in_words("none")), *((line.key, line.in_full) for line in held)]


def _one_thing(
    request: HttpRequest,
    found: SharingRecord,
    form: Form,
    heading: str,
    button: str,
    what: list[str],
    act: Callable[[dict[str, Any]], object],
    done: str,
    listed: Iterable[str] = (),
) -> HttpResponse:
    """Do one thing to a record with a form of its own; `listed` are the ids of the items that the form names."""
    here = reverse("sharing:decision", args=[found.public_id])
    if form.is_valid():
        with refusals_said_in(form):
            act(form.cleaned_data)
            messages.success(request, done)
            return redirect(here)
    beside = {"question": found.question.ref} if found.question else {}
    audit.seen(actor=request.actor, subject=found, page="decision", listed=list(listed), **beside)
    over = _("Decision %(number)s") % {"number": found.number}
    context = {"form": form, "over": over, "heading": heading, "what": what, "button": button, "cancel_url": here}
    return render(request, "pages/confirm.html", context)


@get_or_post
def approve(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Approve a record as its second person, or not."""
    found = queries.record_for(request.actor, decision)
    require(TABLE, "approve_decision", request.actor, queries.own_of(found))
    what = [_("You are the second person. Nothing goes before you approve it.")]

    def act(typed: dict[str, Any]) -> object:
        agrees = typed["agrees"] == "yes"
        return doing.approve(actor=request.actor, record=found, agrees=agrees, words=typed["words"])

    return _one_thing(
        request, found, ApproveForm(sent(request)), _("Approve this decision?"), _("Send my answer"), what, act,
        _("Your answer is recorded."),
    )  # fmt: skip


@get_or_post
def review(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Review an emergency decision."""
    found = queries.record_for(request.actor, decision)
    require(TABLE, "review_decision", request.actor, queries.own_of(found))
    what = [_("It worked at once. Was it right, and what is to be done now? To change it, correct it afterwards.")]
    return _one_thing(
        request, found, FindingForm(sent(request)), _("Review this emergency decision"), _("Record the review"), what,
        lambda typed: doing.review(actor=request.actor, record=found, words=typed["words"]), _("Reviewed."),
    )  # fmt: skip


@get_or_post
def look_again(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Look again at a refusal."""
    found = queries.record_for(request.actor, decision)
    require(TABLE, "review_decision", request.actor, queries.own_of(found))
    because = found.question.review_because if found.question else ""
    return _one_thing(
        request, found, FindingForm(sent(request)), _("Look at this refusal again"), _("Record what you found"),
        [because] if because else [],
        lambda typed: doing.answer_review(actor=request.actor, record=found, words=typed["words"]),
        _("Recorded. Whoever asked is told."),
    )  # fmt: skip


@get_or_post
def add(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Add what happened since."""
    found = queries.record_for(request.actor, decision)
    require(TABLE, "add_to_decision", request.actor, queries.own_of(found))
    what = [_("The record itself does not change. What you add stays as you write it.")]
    return _one_thing(
        request, found, NoteForm(sent(request)), _("Add what happened since"), _("Add it to the record"), what,
        lambda typed: doing.note(actor=request.actor, record=found, **typed), _("Added."),
    )  # fmt: skip


@get_or_post
def use(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Use a record for an item that one keeps, so that the item can be released under it."""
    found = queries.record_for(request.actor, decision)
    require(TABLE, "add_to_decision", request.actor, queries.own_of(found))
    items = {one.ref: one for one in keeping.kept(request.actor, state="live")[:MOST_ITEMS]}
    form = UseForm(sent(request), items=[(ref, name_by_place(one)) for ref, one in items.items()])
    what = [_("Afterwards the item can be released under this decision, to those whom it names and nobody else.")]
    return _one_thing(
        request, found, form, _("Use this decision for an item"), _("Use it for this item"), what,
        lambda typed: using.use_for_item(actor=request.actor, record=found, item=items[typed["item"]]), _("Done."),
        listed=items,
    )  # fmt: skip
