"""Step 1: each side writes alone, sends for good, and then both are compared. One view a page.

*Source:* R8; settled questions, "Who" (blind comparison); the look, section 7 (two sides).
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import problem
from commonground.projects.forms.special import MarkForm, StatementForm
from commonground.projects.models import Collaboration, ProblemRound, SideStatement
from commonground.projects.queries import reading
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.comparing import ASKED, Comparison, Mark, in_words
from commonground.projects.views.around import own_side, sent, step_frame
from commonground.projects.views.special_blocks import strip


def statement(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show, save, or go on to send the words of one's own side."""
    found, side = team_collaboration_for(request.actor, collaboration), own_side(request.actor)
    round_ = reading.present_round(found)
    own = reading.statements_for(request.actor, round_).get(side)
    if round_ and round_.sent_at(side) and request.method != "POST":
        return _sent(request, found, round_, own)
    sending = "send" in request.POST
    form = StatementForm(
        sent(request), sending=sending, initial=own.words if own else {}, version=own.version if own else 0
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        with refusals_said_in(form):
            problem.write(actor=request.actor, collaboration=found, words=form.words, version=version)
            if sending:
                return redirect("projects:statement_send", found.public_id)
            messages.success(request, _("Your side’s words are saved. Only your side can read them."))
            return redirect("projects:statement", found.public_id)
    if request.method != "POST":
        seen(actor=request.actor, subject=found, page="statement")
    around = step_frame(request.actor, found, 1, _("Your side’s own words"), form=form)
    return render(request, "projects/special/statement.html", around)


def _sent(request: HttpRequest, found: Collaboration, round_: ProblemRound, own: SideStatement | None) -> HttpResponse:
    """Show what one's own side has sent, and what is awaited."""
    seen(actor=request.actor, subject=found, page="statement")
    side = own_side(request.actor)
    around = step_frame(request.actor, found, 1, _("Your side’s own words"), round=round_, words=_answers(own))
    around |= {"sent_at": round_.sent_at(side), "other": side.other}
    return render(request, "projects/special/statement_sent.html", around)


def _answers(statement: SideStatement | None) -> list[dict[str, str]]:
    words = statement.words if statement else {}
    return [{"key": _(question), "value": words.get(asked, "")} for asked, question in ASKED.items()]


def send(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Ask once more, then send the words of one's own side for good."""
    found, side = team_collaboration_for(request.actor, collaboration), own_side(request.actor)
    round_ = reading.present_round(found)
    if round_ and round_.sent_at(side):
        return redirect("projects:statement", found.public_id)
    own = reading.statements_for(request.actor, round_).get(side)
    form = Form(sent(request), version=own.version if own else 0)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            problem.send(actor=request.actor, collaboration=found, version=form.cleaned_data["version"])
            return _after_sending(request, found)
    seen(actor=request.actor, subject=found, page="statement")
    around = step_frame(request.actor, found, 1, _("Send your side’s words"), words=_answers(own), form=form)
    return render(request, "projects/special/statement_send.html", around | {"side": side, "other": side.other})


def _after_sending(request: HttpRequest, found: Collaboration) -> HttpResponse:
    round_ = reading.present_round(found)
    if round_ and round_.opened_at:
        messages.success(request, _("Both sides have sent their words. Each can read the other’s now."))
        return redirect("projects:compare", found.public_id)
    messages.success(request, _("Your side’s words are sent. Both texts open when the other side has sent its own."))
    return redirect("projects:statement", found.public_id)


def compare(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show both sides' words together, or what is awaited until both are sent."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="compare")
    return _compared(request, found)


def mark(request: HttpRequest, collaboration: uuid.UUID, asked: str) -> HttpResponse:
    """Mark how near the other side's answer to one question is to one's own."""
    found = team_collaboration_for(request.actor, collaboration)
    back = f"{reverse('projects:compare', args=[found.public_id])}#{asked}"
    if request.method != "POST" or asked not in ASKED:
        return redirect(back)
    form = MarkForm(request.POST, prefix=asked, version=0)
    if form.is_valid():
        with refusals_said_in(form):
            _mark(request.actor, found, asked, form)
            messages.success(request, _("Your side’s mark is saved."))
            return redirect(back)
    return _compared(request, found, {asked: form})


def _mark(actor: Actor, collaboration: Collaboration, asked: str, form: MarkForm) -> Any:
    given = form.cleaned_data
    return problem.mark(
        actor=actor,
        collaboration=collaboration,
        asked=asked,
        mark=Mark(given["mark"]),
        line=given["line"],
        version=given["version"],
    )


def _compared(request: HttpRequest, found: Collaboration, posted: dict[str, MarkForm] | None = None) -> HttpResponse:
    """Lay the two sides' words beside each other; where they are apart comes first."""
    round_ = reading.present_round(found)
    around = step_frame(request.actor, found, 1, _("What each side sees"), round=round_)
    if round_ is None or round_.opened_at is None:
        around["sides_sent"] = [
            {"side": side.value, "at": round_.sent_at(side) if round_ else None, "mine": side is request.actor.side}
            for side in TWO_SIDES
        ]
        return render(request, "projects/special/awaited.html", around)
    compared = reading.comparisons_of(round_)
    texts = reading.statements_for(request.actor, round_)
    own = {m.asked: m for m in round_.marks.filter(side=request.actor.side or "")}
    around["strip"], around["in_words"] = strip(compared), in_words(compared)
    around["rows"] = [_row(one, texts, own.get(one.asked), (posted or {}).get(one.asked)) for one in compared]
    around["may_mark"] = "mark" in around["may"] and request.actor.side in TWO_SIDES
    around["is_joint"] = found.answers.filter(part="joint", removed_at__isnull=True).exists()
    return render(request, "projects/special/compare.html", around)


def _row(one: Comparison, texts: dict[Side, SideStatement], own: Any, posted: MarkForm | None) -> dict[str, Any]:
    """One question: what each said, what lies between, the lines, and the form for one's own mark."""
    initial = {"mark": own.mark, "line": own.line} if own else {}
    return {
        "id": one.asked,
        "question": _(ASKED[one.asked]),
        "nearness": one.mark or "",
        "lines": [{"side": _(side.label), "line": line} for side, line in one.lines.items()],
        "own": own,
        "form": posted or MarkForm(prefix=one.asked, initial=initial, version=own.version if own else 0),
        "is_open": posted is not None,
        **{side.value: f"“{texts[side].words.get(one.asked, '')}”" for side in TWO_SIDES},
    }
