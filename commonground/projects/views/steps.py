"""What is in one step? Its three questions with what is recorded, what is missing, and who has confirmed it.

*Source:* R52, R58-R68; settled questions ("a step is complete").
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages.refusing import note
from commonground.projects.actions import answers as doing
from commonground.projects.models import Answer, Collaboration
from commonground.projects.queries import answering, kits, peopled, recorded, visible
from commonground.projects.queries.guide import told
from commonground.projects.rules import guide
from commonground.projects.rules.glance import status
from commonground.projects.rules.guide import Part, Question, Step
from commonground.projects.rules.phrases import adding
from commonground.projects.views import cards, local
from commonground.projects.views.framing import frame
from commonground.projects.views.special_blocks import blocks_for
from commonground.projects.views.suggesting import suggestion

# Steps that hold more than answers to parts of the guide, and after which questions blocks of their own stand; one
# after no question comes first
SPECIAL: dict[int, tuple[str, ...]] = {
    1: ("",),
    2: ("", "2a", "2b", "2c"),
    3: ("", "3a", "3b"),
    4: ("4a",),
    7: ("7c",),
    8: ("",),
    9: ("9a",),
    10: ("",),
}
# Parts that a block shows, with the links to answer and to change
IN_A_BLOCK = frozenset({"displacement"})


# Steps at which to agree how one will know that it is time to stop
AGREE_EARLY = (1, 3)


def step(request: HttpRequest, collaboration: Any, number: int) -> HttpResponse:
    held = answering.step_collaboration_for(request.actor, collaboration, number)
    audit.seen(actor=request.actor, subject=held, page=f"step_{number}")
    steps = [one.step for one in told()]
    asked = steps[number - 1]
    around = frame(request.actor, held, "", page_name=_(asked.title), step=asked)
    editable = "answer" in around["may"]
    around["questions"] = questions(held, asked, editable=editable, earlier=around["taking"].part == "team")
    around["next"], around["before"] = neighbours(held, asked, around["taking"].part, steps)
    if around["taking"].part != "stakeholder":
        around |= _for_the_team(request.actor, held, number)
    if editable:
        around["taken_out"] = taken_out(held, number)
    return render(request, "projects/step.html", around)


def _for_the_team(actor: Actor, held: Collaboration, number: int) -> dict[str, Any]:
    """Give what only the team sees: how the step stands, what it still needs, who has confirmed it."""
    standing = recorded.standings_for(actor, held)[number - 1]
    context = {
        "standing": standing,
        "status": status(standing),
        "confirmed": answering.confirmed_in(held, number, standing.content),
        "has_confirmed": standing.confirmed_by(actor.side),
        "seats": peopled.seats_of(held) if number == 4 else {},
        "criteria_wanted": number in AGREE_EARLY and not recorded.answers_of(held, "criteria").exists(),
    }
    if number in SPECIAL:
        context["special_after"] = SPECIAL[number]
    context |= kits.around_step(held, number) | local.around_step(held, number)
    return context | blocks_for(actor, held, standing)


def questions(held: Collaboration, asked: Step, *, editable: bool, earlier: bool) -> list[dict[str, Any]]:
    """Give the questions of a step, each with its parts and what is recorded in them."""
    answers, names = answering.answers_of_step(held, asked.number), answering.names_in(held)
    made = partial(cards.card, held, names=names, editable=editable, earlier=earlier)
    return [
        {
            "asked": question,
            "parts": [
                _part(held, question, part, answers[part.key], names, editable)
                | {"cards": [made(answer) for answer in answers[part.key]]}
                for part in question.parts
                if part.key not in IN_A_BLOCK and (earlier or not part.for_team)
            ],
        }
        for question in asked.questions
    ]


def _part(
    held: Collaboration, question: Question, part: Part, answers: list[Answer], names: cards.Names, editable: bool
) -> dict[str, Any]:
    """Give one part: cards or a table, the link to add, and a suggestion where the rules have one."""
    is_long, has_heading = len(answers) > cards.MOST_CARDS, part.many or (len(question.parts) > 1 and not answers)
    return {
        "part": part,
        "has_heading": has_heading,
        "level": 4 if has_heading else 3,
        "adding": adding(part),
        "table": cards.table(held, part, answers, names) if is_long else None,
        "add": reverse("projects:answer_add", args=[held.public_id, part.key])
        if editable and not part.sealed and (part.many or not answers)
        else "",
        "suggestion": suggestion(part, answers[-1].values) if answers else None,
    }


def taken_out(held: Collaboration, number: int) -> list[dict[str, str]]:
    """Give what was taken out of a step, with the links that put it back."""
    names = answering.names_in(held)
    return [
        {
            "title": cards.title_of(answer, names),
            "noun": guide.PARTS[answer.part].noun,
            "url": reverse("projects:answer_put_back", args=[held.public_id, answer.public_id]),
        }
        for answer in answering.taken_out_of_step(held, number)
        if not guide.PARTS[answer.part].sealed
    ]


def neighbours(
    held: Collaboration, asked: Step, part: str, steps: Sequence[Step]
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Give the next and the previous step, among those that the reader sees."""
    numbers = sorted(answering.FOR_STAKEHOLDERS) if part == "stakeholder" else [s.number for s in guide.STEPS]

    def link(number: int | None) -> dict[str, Any] | None:
        if number is None:
            return None
        return {"step": steps[number - 1], "url": reverse("projects:step", args=[held.public_id, number])}

    after = next((n for n in numbers if n > asked.number), None)
    before = next((n for n in reversed(numbers) if n < asked.number), None)
    return link(after), link(before)


@require_POST
def confirm(request: HttpRequest, collaboration: Any, number: int) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    guide_step = answering.known_step(number)
    try:
        doing.confirm(actor=request.actor, collaboration=held, step=number, content=request.POST.get("content", ""))
    except NotAllowed:
        raise
    except Refused as refusal:
        note(refusal)
        messages.error(request, refusal.reason)
    else:
        said = {"number": number, "title": _(guide_step.title)}
        messages.success(request, _("Step %(number)s, %(title)s, is confirmed for your side.") % said)
    return redirect("projects:step", held.public_id, number)
