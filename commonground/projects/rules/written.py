"""How does the guide read as data? The same ten steps and thirty questions as JSON, in the words of one version.

*Source:* R3, R51, R58, R71.
"""

from collections.abc import Sequence
from typing import Any

from commonground.projects.rules.editions import Asked, Told

TITLE = "Ten steps to an effective collaboration of police and private security"
NOTE = (
    "The steps and the numbers of the questions are those of the best practice guide that the effective collaboration "
    "working group of the Police and Security initiative launched on 27 September 2016; the wording is our own."
)


def as_json(steps: Sequence[Told], **about: Any) -> dict[str, Any]:
    """Give the guide as plain values: title, note, what is said about the version, and its steps with what completes
    them, their questions, and what each asks for."""
    return {"title": TITLE, "note": NOTE, **about, "steps": [_step(step) for step in steps]}


def _step(told: Told) -> dict[str, Any]:
    step = told.step
    return {
        "number": step.number,
        "title": step.title,
        "group": step.group,
        "what": step.what,
        "complete_when": step.rule,
        "questions": [_question(asked) for asked in told.questions],
    }


def _question(asked: Asked) -> dict[str, Any]:
    return {
        "code": asked.question.code,
        "asks": asked.question.asks,
        "why": asked.question.why,
        "example": asked.example,
        "evidence": asked.evidence,
        "recorded": [
            {"noun": part.noun, "many": part.many, "fields": [field.label for field in part.fields]}
            for part in asked.question.parts
        ],
    }
