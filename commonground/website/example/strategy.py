"""Who in Aldermouth says that a common strategy is needed, and how far is each? Five bodies answer, one of them no.

All five are invented. No real organisation is said to have agreed to anything: the documents name agreement and
adoption as what success needs, and nobody who did either.

*Source:* R1, R99-R100; our own invention.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from commonground.people.actions import programmes
from commonground.people.actions import strategy as actions
from commonground.people.models import Programme
from commonground.people.queries import strategy as queries
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage


@dataclass(frozen=True, slots=True)
class Said:
    """What the coordinator of one organisation says, so many days ago."""

    by: str
    days: int
    agrees: bool
    statement: str
    signatory: str
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class Went:
    """How far an organisation is, so many days ago."""

    by: str
    days: int
    stage: str
    mark: int | None = None
    mark_words: str = ""
    plan_url: str = ""


ANSWERS = (
    Said("thornbury", 420, True, "We answer the same calls twice when we plan apart.",
         "Superintendent, local policing"),
    Said("penhallow", 415, True, "Our members ask us for one plan, and for one place to read it.",
         "Chair of the board"),
    Said("whitlock", 400, True, "One strategy, as long as shops and centres write it too.", "Centre director"),
    Said("haddow", 70, True, "Our guards meet both sides’ plans every night.", "Managing director", is_public=False),
    Said("hartnoll", 390, False, "We have five stores. A strategy costs days, and we want one number to call.",
         "Stores director"),
)  # fmt: skip
WAYS = (
    Went("penhallow", 300, "adopted"),
    Went("whitlock", 280, "adopted"),
    Went("thornbury", 240, "adopted", 2, "The leadership team took it on. The shift plans do not follow it yet."),
    Went("whitlock", 60, "carried_out", 3, "Late shift and radio are done. Training with the police is not.",
         "https://marlgate.example.org/safety-plan"),
)  # fmt: skip
PROGRAMME = {
    "strapline": "Both sides, one plan, and a look at whether it worked",
    "sponsor": "Aldermouth Business Crime Partnership",
    "strategy": "By the end of next year every ward of the town centre has one plan that police and security wrote"
    " together.\nWhat a collaboration costs and what it changed is published, also where it changed nothing.",
}


def agreed_to_a_strategy(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds by which organisations answer, go further, and the programme says what its sponsor wants."""

    def ago(days: int, who: str, do: Callable[..., Any], told: Any) -> Deed:
        return Deed(today - timedelta(days=days), 7, who, partial(do, stage, told, today - timedelta(days=days)))

    yield ago(500, "", _describe, PROGRAMME)
    for said in ANSWERS:
        yield ago(said.days, said.by, _answer, said)
    for went in WAYS:
        yield ago(went.days, went.by, _go, went)


def _describe(stage: Stage, words: dict[str, str], day: date) -> None:
    held = Programme.objects.get(pk=stage.programme.pk)
    programmes.change_programme(actor=stage.keeper, programme=held, version=held.version, **words)


def _answer(stage: Stage, said: Said, day: date) -> None:
    words = {"agrees": said.agrees, "statement": said.statement, "signatory": said.signatory}
    actions.answer(
        actor=stage.actor(said.by),
        programme=stage.programme,
        organisation=stage.memberships[said.by].organisation,
        version=0,
        signed_on=day,
        is_public=said.is_public,
        **words,
    )


def _go(stage: Stage, went: Went, day: date) -> None:
    held = queries.stance_of(stage.programme, stage.memberships[went.by].organisation_id)
    assert held is not None
    words = {"mark": went.mark, "mark_words": went.mark_words, "plan_url": went.plan_url}
    actions.go_further(actor=stage.actor(went.by), stance=held, version=held.version, stage=went.stage, **words)
