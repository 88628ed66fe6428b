"""Is it right, and who says so? The checklist of both sides, advice from outside, and the note for everybody.

*Source:* R120.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonground.audit.actions import seen
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import ethics as doing
from commonground.projects.actions import finishing
from commonground.projects.actions.permitting import permit, side_of
from commonground.projects.forms.ethics import AdviceForm, AskAdviserForm, DeclareForm, EthicsAnswerForm, NoteForm
from commonground.projects.forms.special import WithdrawPublicForm
from commonground.projects.models import Collaboration, EthicsAdvice
from commonground.projects.queries import ethics as reading
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.ethics import ANSWERS, ASKED, STATES
from commonground.projects.views.around import sent
from commonground.projects.views.choosing import chosen, offer
from commonground.projects.views.ethics_public import note_shown
from commonground.projects.views.framing import frame


def ethics(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show the checklist, the advice and the notes of one collaboration."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="ethics")
    said = reading.said_in(found)
    around = frame(request.actor, found, page_name=_("Is it right?"), checked=reading.checked_in(said))
    around["rows"] = rows_of(said)
    around["advice"] = list(reading.advice_in(found))
    around["notes"] = list(found.publications.filter(kind="ethics").prefetch_related("approvals").order_by("-number"))
    around["asked_in_all"] = len(ASKED)
    return render(request, "projects/ethics/ethics.html", around)


def rows_of(said: list[reading.Said]) -> list[dict[str, Any]]:
    """Give the checklist as its template wants it: each question with both sides' newest answers and the earlier."""
    return [
        {
            "key": one.key,
            "asked": one.asked,
            "sides": [
                {
                    "side": side.value,
                    "answer": (row := one.newest(side)),
                    "state": STATES[row.answer if row else ""],
                    "said": _(ANSWERS[row.answer]) if row else _("Not answered yet"),
                    "earlier": one.answers[side][1:],
                }
                for side in TWO_SIDES
            ],
        }
        for one in said
    ]


def _inside(request: HttpRequest, found: Collaboration, page_name: str, **more: Any) -> dict[str, Any]:
    around = frame(request.actor, found, page_name=page_name, **more)
    around["breadcrumbs"].append(
        {"label": _("Is it right?"), "url": reverse("projects:ethics", args=[found.public_id])}
    )
    return around | {"tabs": []}


def answer(request: HttpRequest, collaboration: uuid.UUID, asked: str) -> HttpResponse:
    """Answer one question for one's own side."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer_ethics", request.actor, found)
    one = next((row for row in reading.said_in(found) if row.key == asked), None)
    if one is None:
        raise Http404
    side = side_of(request.actor)
    now, mine = one.newest(side), one.answers[side]
    initial = {"answer": now.answer, "words": now.words} if now else {}
    form = EthicsAnswerForm(sent(request), initial=initial, version=len(mine))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.answer(actor=request.actor, collaboration=found, question=asked, **form.cleaned_data)
            messages.success(request, _("Your side has answered. Earlier answers stay."))
            return redirect("projects:ethics", found.public_id)
    around = _inside(request, found, _(one.asked.title), form=form, one=one, side=side)
    around["other"] = one.newest(side.other)
    return render(request, "projects/ethics/answer.html", around)


def ask(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Ask somebody from outside for advice."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("ask_adviser", request.actor, found)
    offered = offer(request, tuple(Side))
    on_team = set(reading.organisations_on(found).values())
    people = [(name, members) for name, members in offered.people if name not in on_team]
    form = AskAdviserForm(sent(request), people=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            adviser = chosen(request.actor, given["adviser"], "adviser")
            doing.ask(actor=request.actor, collaboration=found, adviser=adviser, asks=given["asks"])
            messages.success(request, _("They are asked. It stands on their day."))
            return redirect("projects:ethics", found.public_id)
    around = _inside(request, found, _("Ask somebody from outside"), form=form, search=offered.search)
    return render(request, "projects/ethics/ask.html", around)


def asked_of_me(request: HttpRequest) -> HttpResponse:
    """List what the reader is asked to advise on."""
    rows = list(reading.asked_of(request.actor)[:100])
    return render(request, "projects/ethics/asked_of_me.html", {"rows": rows})


def advise(request: HttpRequest, advice: uuid.UUID) -> HttpResponse:
    """Declare an interest or none, then read the checklist and give advice."""
    one = reading.advice_for(request.actor, advice)
    seen(actor=request.actor, subject=one.collaboration, page="advice")
    may_read = one.has_interest is False
    form = AdviceForm(sent(request)) if may_read else DeclareForm(sent(request))
    is_closed = bool(one.answered_at or one.has_interest)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            return _advised(request, one, form)
    context = {
        "advice": one,
        "form": None if is_closed else form,
        "rows": rows_of(reading.said_in(one.collaboration)) if may_read else [],
        "may_read": may_read,
        "breadcrumbs": [{"label": _("Asked for advice"), "url": reverse("projects:advice_list")}],
    }
    return render(request, "projects/ethics/advise.html", context)


def _advised(request: HttpRequest, one: EthicsAdvice, form: AdviceForm | DeclareForm) -> HttpResponse:
    """Take what was declared or advised, and go back to the page."""
    given = form.cleaned_data
    if isinstance(form, AdviceForm):
        doing.advise(actor=request.actor, advice=one, **given)
        messages.success(request, _("Both sides can read your advice now."))
    else:
        has_interest = given["has_interest"] == "yes"
        doing.declare(actor=request.actor, advice=one, has_interest=has_interest, interest=given["interest"])
        messages.success(request, _("Noted."))
    return redirect("projects:advice", one.public_id)


def note(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Write a note for everybody, with the checklist and the advice as they stand."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, found)
    last = found.publications.filter(kind="ethics").order_by("-number").first()
    form = NoteForm(sent(request), initial={"note": last.values["note"]} if last else {})
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = doing.draft_note(actor=request.actor, collaboration=found, note=form.cleaned_data["note"])
            messages.success(request, _("The note is ready for both sides to read and approve."))
            return redirect("projects:ethics_read", found.public_id, made.public_id)
    around = _inside(request, found, _("Write the note for everybody"), form=form)
    return render(request, "projects/ethics/note.html", around)


def read_note(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Show one version of the note exactly as everybody would read it, with who has approved it."""
    found = team_collaboration_for(request.actor, collaboration)
    one = reading.note_of(found, publication)
    seen(actor=request.actor, subject=found, page="ethics_note")
    newest = found.publications.filter(kind="ethics").order_by("-number").first()
    name = _("Note on ethics, version %(number)s") % {"number": one.number}
    around = _inside(request, found, name, **note_shown(one))
    approvals = one.approvals.select_related("by__person", "by__organisation")
    around["approved"] = {approval.side: approval for approval in approvals}
    around["is_newest"] = one == newest
    waits = one == newest and not one.withdrawn_at and request.actor.side not in around["approved"]
    around["may_approve"] = waits and "approve_publication" in around["may"]
    return render(request, "projects/ethics/read_note.html", around)


@require_POST
def approve(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Approve one version of the note for one's own side; the second approval makes it public."""
    found = team_collaboration_for(request.actor, collaboration)
    one = finishing.approve(actor=request.actor, publication=reading.note_of(found, publication))
    said = _("Both sides have approved it. Everybody can read it now.")
    messages.success(request, said if one.published_at else _("Approved for your side."))
    return redirect("projects:ethics_read", found.public_id, one.public_id)


def withdraw(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Take the note away from the public."""
    found = team_collaboration_for(request.actor, collaboration)
    one = reading.note_of(found, publication)
    permit("withdraw_publication", request.actor, found)
    form = WithdrawPublicForm(sent(request))
    back = reverse("projects:ethics_read", args=[found.public_id, one.public_id])
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            finishing.withdraw_publication(actor=request.actor, publication=one, reason=form.cleaned_data["reason"])
            messages.success(request, _("It is no longer public."))
            return redirect(back)
    context = {"over": found.name, "heading": _("Take the note away"), "form": form, "cancel_url": back}
    context["what"] = [_("Nobody outside can read any version of it from now on.")]
    context |= {"button": _("Take it away"), "destructive": True}
    return render(request, "pages/confirm.html", frame(request.actor, found, **context))
