"""Which questions does the guide ask? Ten steps, thirty lettered questions, as data.

*Source:* R3, R52, R57-R58; the best practice guide in our own words, with its numbers.
"""

from commonground.projects.rules.guide import (
    achievements,
    challenge,
    community,
    implementation,
    legacy,
    ownership,
    partnership,
    plan,
    review,
    stopping,
)
from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

STEPS: tuple[Step, ...] = (
    challenge.STEP,
    partnership.STEP,
    plan.STEP,
    ownership.STEP,
    community.STEP,
    implementation.STEP,
    review.STEP,
    achievements.STEP,
    stopping.STEP,
    legacy.STEP,
)
GROUPS = ("Set up", "Do", "Finish")
QUESTIONS: dict[str, Question] = {q.code: q for step in STEPS for q in step.questions}
PARTS: dict[str, Part] = {part.key: part for q in QUESTIONS.values() for part in q.parts}
QUESTION_OF_PART: dict[str, Question] = {part.key: q for q in QUESTIONS.values() for part in q.parts}

__all__ = ["GROUPS", "PARTS", "QUESTIONS", "QUESTION_OF_PART", "STEPS", "Field", "Kind", "Part", "Question", "Step"]


def step(number: int) -> Step:
    """Give one of the ten steps.

    :raises KeyError: when there is no step with that number.
    """
    if not 1 <= number <= len(STEPS):
        raise KeyError(number)
    return STEPS[number - 1]
