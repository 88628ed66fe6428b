"""How does the guide read as a file? The same ten steps and thirty questions as JSON and as Markdown.

*Source:* R3, R51, R58.
"""

from typing import Any

from commonground.projects.rules import guide

TITLE = "Ten steps to an effective collaboration of police and private security"
NOTE = (
    "The steps and the numbers of the questions are those of the best practice guide that the effective collaboration "
    "working group of the Police and Security initiative launched on 27 September 2016; the wording is our own."
)


def as_json() -> dict[str, Any]:
    """Give the guide as plain values: title, note, steps with what completes them, their questions and what each asks
    for."""
    return {"title": TITLE, "note": NOTE, "steps": [_step(step) for step in guide.STEPS]}


def _step(step: guide.Step) -> dict[str, Any]:
    return {
        "number": step.number,
        "title": step.title,
        "group": step.group,
        "what": step.what,
        "complete_when": step.rule,
        "questions": [
            {
                "code": question.code,
                "asks": question.asks,
                "why": question.why,
                "recorded": [
                    {"noun": part.noun, "many": part.many, "fields": [field.label for field in part.fields]}
                    for part in question.parts
                ],
            }
            for question in step.questions
        ],
    }


def as_markdown() -> str:
    """Write the guide as Markdown, one heading a step, one list item a question."""
    lines = [f"# {TITLE}", "", NOTE, ""]
    for step in guide.STEPS:
        lines += [f"## {step.number}. {step.title}", "", step.what, ""]
        lines += [f"- **{question.code}** {question.asks} {question.why}" for question in step.questions]
        lines += ["", f"Complete when: {step.rule}", ""]
    return "\n".join(lines).rstrip() + "\n"
