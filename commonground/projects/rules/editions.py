"""Which words does the guide have? The shipped ones, and over them those of the version that was launched last.

The questions' codes and what each records stay what they are, so that no collaboration loses an answer; a version
changes only words, each under a key such as `3.what` or `3a.why`.

*Source:* R3, R51, R53, R58.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from commonground.projects.rules import guide
from commonground.projects.rules.guide.examples import EXAMPLES

Texts = Mapping[str, str]


class Stage(StrEnum):
    """Where a version is on its way to the reader."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    LAUNCHED = "launched"
    SUPERSEDED = "superseded"


STAGES = {
    Stage.DRAFT.value: "Being written",
    Stage.REVIEW.value: "In review",
    Stage.APPROVED.value: "Approved, not launched",
    Stage.LAUNCHED.value: "In force",
    Stage.SUPERSEDED.value: "Followed by a later version",
}
NEXT = {
    Stage.DRAFT: (Stage.REVIEW,),
    Stage.REVIEW: (Stage.APPROVED, Stage.DRAFT),
    Stage.APPROVED: (Stage.LAUNCHED, Stage.DRAFT),
    Stage.LAUNCHED: (Stage.SUPERSEDED,),
    Stage.SUPERSEDED: (),
}
STEP_WORDS = {"title": "Name of the step", "what": "What it is about", "rule": "When it is complete"}
QUESTION_WORDS = {
    "asks": "The question",
    "why": "Why it is asked",
    "example": "An example",
    "evidence": "What shows it",
}
LONGEST = 600
REVIEW_AFTER_DAYS = 365


class OutOfTurn(ValueError):
    """A version can't go from where it is to where it was sent."""


def moved(now: Stage, to: Stage) -> Stage:
    """Give the stage that follows.

    :raises OutOfTurn: when it doesn't follow.
    """
    if to not in NEXT[now]:
        raise OutOfTurn(f"{now} is not followed by {to}")
    return to


@cache
def shipped() -> dict[str, str]:
    """Give the shipped words by their keys, in the order of the guide."""
    words: dict[str, str] = {}
    for step in guide.STEPS:
        words |= {f"{step.number}.{name}": getattr(step, name) for name in STEP_WORDS}
        for question in step.questions:
            words |= {f"{question.code}.asks": question.asks, f"{question.code}.why": question.why}
            example, evidence = EXAMPLES[question.code]
            words |= {f"{question.code}.example": example, f"{question.code}.evidence": evidence}
    return words


def label(key: str) -> tuple[str, str]:
    """Give what a key belongs to (a step's number or a question's code) and the name of its words."""
    about, _dot, name = key.partition(".")
    return about, (STEP_WORDS | QUESTION_WORDS)[name]


def keys_of(step: int) -> list[str]:
    """List the keys of one step's words, its questions' after its own."""
    codes = {str(step), *(question.code for question in guide.step(step).questions)}
    return [key for key in shipped() if key.partition(".")[0] in codes]


def all_words(texts: Texts) -> dict[str, str]:
    """Give every word of a version by its key."""
    return shipped() | {key: text for key, text in texts.items() if key in shipped() and text}


def kept(texts: Texts) -> dict[str, str]:
    """Give of some words those that differ from the shipped ones, which is what a version keeps."""
    return {key: text for key, text in texts.items() if key in shipped() and text and text != shipped()[key]}


@dataclass(frozen=True, slots=True)
class Change:
    """One text that two versions have differently."""

    key: str
    before: str
    after: str

    @property
    def about(self) -> str:
        """The step's number or the question's code."""
        return label(self.key)[0]

    @property
    def name(self) -> str:
        """The name of the words."""
        return label(self.key)[1]


def changes(before: Texts, after: Texts) -> list[Change]:
    """List what differs between two versions, in the order of the guide."""
    old, new = all_words(before), all_words(after)
    return [Change(key, old[key], new[key]) for key in old if old[key] != new[key]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the words of a version."""

    question: guide.Question
    example: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Told:
    """One step with the words of a version."""

    step: guide.Step
    questions: Sequence[Asked]


def told(texts: Texts) -> list[Told]:
    """Give the ten steps with the words of a version."""
    words = all_words(texts)
    return [_step(step, words) for step in guide.STEPS]


def _step(step: guide.Step, words: Texts) -> Told:
    asked = [_question(question, words) for question in step.questions]
    title, what, rule = (words[f"{step.number}.{name}"] for name in STEP_WORDS)
    questions = tuple(one.question for one in asked)
    return Told(replace(step, questions=questions, title=title, what=what, rule=rule), asked)


def _question(question: guide.Question, words: Texts) -> Asked:
    code = question.code
    said = replace(question, asks=words[f"{code}.asks"], why=words[f"{code}.why"])
    return Asked(said, words[f"{code}.example"], words[f"{code}.evidence"])
