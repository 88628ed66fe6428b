"""How did the two sides of the example work together? What it asks for, their charter, what they decided and awaited.

The charter is adopted when the work begins and rated after each review that both sides answered; security finds less of
it kept at first. One idea was tried in stages at Minster Gate; at Castle Parade one has time for comments, another
waits for both sides' answers, and the council is awaited. All of it is invented.

*Source:* R84-R97, R126; our own words.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from commonground.groundwork.matrix import defaults, read_cell
from commonground.people.actions import matrix as matrix_table
from commonground.people.actions import profiles
from commonground.people.models import Programme
from commonground.projects.actions import charter, decisions, matrix, waiting
from commonground.projects.models import Awaited, Collaboration, DecisionItem, Review
from commonground.projects.queries import decisions as reading
from commonground.projects.rules.charter import BEHAVIOURS
from commonground.website.example import shapes
from commonground.website.example.deeds import Deed
from commonground.website.example.people import MARLGATE, PARTNERSHIP, POLICE, TANNERY
from commonground.website.example.stage import Stage
from commonground.website.example.story import Story

CELLS = {
    "minster-gate": "criminal/project/active",
    "castle-parade": "criminal/ongoing/active",
    "counterfeit-notes": "criminal/ongoing/sharing",
}
PATROLS = "criminal/ongoing/active"
WORDS: Mapping[str, Mapping[str, str]] = {
    "minster-gate": {
        "learn": "Every officer on the route walks one shift with the guards, and the other way round.",
        "slowly": "Nothing new after noon on a Thursday: the weekend is planned by then.",
        "clarity": "On the radio: place first, then what, then how many.",
    },
    "castle-parade": {
        "ground": "Theft and threats are one problem. We never talk of one without the other.",
        "respect": "A report gets an answer within two working days, even if the answer is that there is no news yet.",
    },
}
# What each side marks after each review, behaviour by behaviour in their order, and a result that shows one of them
MARKS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "minster-gate": {"police": ("4443343", "4344344", "5545445"), "security": ("4223233", "4434343", "5545444")},
    "castle-parade": {"police": ("4344344",), "security": ("4443243",)},
}
SHOWS: Mapping[tuple[str, str, int], tuple[str, str]] = {
    ("minster-gate", "police", 0): ("ground", "Both sides put threats to staff first in the plan, as the shops asked."),
    ("minster-gate", "security", 0): ("respect", "Eleven reports of the spring had no answer; since May each has one."),
    ("minster-gate", "police", 1): (
        "results",
        "The rounds that slipped were put right in a week, and nobody was blamed.",
    ),
    ("minster-gate", "security", 1): (
        "slowly",
        "The second operator came after a month of counting calls, not before.",
    ),
    ("minster-gate", "police", 2): ("explicit", "Every action of the summer had one name and was closed on its day."),
    ("minster-gate", "security", 2): ("learn", "Guards now know which calls an officer must leave for."),
    ("castle-parade", "police", 0): ("ground", "The shops' log and our records are read side by side each month."),
    ("castle-parade", "security", 0): (
        "slowly",
        "Three changes of the route came in one week; one would have been enough.",
    ),
}
GOALS: Mapping[str, tuple[str, Mapping[str, list[str]]]] = {
    POLICE: ("thornbury", {
        "goals": ["Nobody who works in a shop is threatened", "Fewer shop thefts by people who steal again and again",
                  "Reports from business are answered in two days"],
        "crimes": ["Shop theft", "Threats and assaults on staff", "Robbery of business property"],
    }),
    MARLGATE: ("whitlock", {
        "goals": ["Shop staff are not threatened at work", "The covered way is quiet after eight"],
        "crimes": ["Shoplifting", "Threats to staff", "Fights at closing time"],
    }),
    PARTNERSHIP: ("penhallow", {
        "goals": ["Every report from a member business gets an answer", "Members know whom to call"],
        "crimes": ["Shop theft", "Counterfeit notes"],
    }),
    TANNERY: ("hartnoll", {
        "goals": ["No member of staff is afraid to open up alone"],
        "crimes": ["Theft from shops", "Counterfeit notes"],
    }),
}  # fmt: skip


@dataclass(slots=True)
class Idea:
    """One proposal of the story: who put it up when, its words, what was said, and how far it came."""

    by: str
    on: date
    proposal: str
    because: str
    not_decided: str
    stages: tuple[str, ...] = ()
    comments: tuple[tuple[str, int, str], ...] = ()
    decided_by: tuple[str, ...] = ()
    decided_on: date | None = None
    done: tuple[str, ...] = ()
    comment_days: int = 14
    cooling_days: int = 7
    made: list[DecisionItem] = field(default_factory=list)


def deeds(stage: Stage, told: Story) -> Iterator[Deed]:
    """Give what was done about working together, each deed on its day."""
    yield from _goals(stage, told.today)
    for one in told.collaborations:
        if one.key in CELLS and one.accepted:
            yield from _agreed(stage, one)
            yield from _rated(stage, one)
            for idea in IDEAS[one.key](one, told.today):
                yield from _decided(stage, one, idea)
        elif one.key in CELLS and one.proposed:
            yield Deed(one.proposed, 96, one.started_by, lambda one=one: _cell(stage, one, one.started_by))
    castle = next(one for one in told.collaborations if one.key == "castle-parade")
    yield from _awaited(stage, castle, told.today)
    yield Deed(told.today - timedelta(days=40), 3, "", lambda: _own_line(stage))


def _here(one: shapes.Collaboration) -> Collaboration:
    return Collaboration.objects.get(name=one.name)


def _leads(one: shapes.Collaboration) -> dict[str, str]:
    return {lead.side: lead.person for lead in one.leads if lead.role == "governance"}


def _goals(stage: Stage, today: date) -> Iterator[Deed]:
    for name, (by, said) in GOALS.items():
        yield Deed(today - timedelta(days=380), 4, by, lambda n=name, b=by, s=said: _tell_goals(stage, n, b, s))


def _tell_goals(stage: Stage, name: str, by: str, said: Mapping[str, list[str]]) -> None:
    held = stage.organisations[name]
    version = getattr(getattr(held, "profile", None), "version", 0)
    profiles.change_profile(actor=stage.actor(by), organisation=held, version=version, **said)


def _own_line(stage: Stage) -> None:
    """Let the keeper have what goes on looked at again after three months, not six."""
    cell = read_cell(PATROLS)
    profile = replace(defaults()[cell], review=timedelta(days=91))
    programme = Programme.objects.order_by("pk").first()
    assert programme is not None, "the stage has set it up"
    matrix_table.change_line(actor=stage.keeper, programme=programme, cell=cell, profile=profile, version=0)


def _cell(stage: Stage, one: shapes.Collaboration, by: str) -> None:
    here = _here(one)
    matrix.choose_cell(actor=stage.actor(by), collaboration=here, cell=read_cell(CELLS[one.key]), version=here.version)


def _agreed(stage: Stage, one: shapes.Collaboration) -> Iterator[Deed]:
    """The cell on the day it began, and the charter worded and adopted in the week after."""
    assert one.accepted, "callers have looked"
    first = one.accepted + timedelta(days=3)
    yield Deed(one.accepted, 96, one.started_by, lambda: _cell(stage, one, one.started_by))
    yield Deed(first, 60, one.started_by, lambda: _word(stage, one))
    for place, by in enumerate(sorted(_leads(one).values())):
        day = first + timedelta(days=place)
        yield Deed(day, 61, by, lambda by=by: charter.adopt(actor=stage.actor(by), collaboration=_here(one), version=1))


def _word(stage: Stage, one: shapes.Collaboration) -> None:
    charter.word(actor=stage.actor(one.started_by), collaboration=_here(one), words=WORDS[one.key], version=0)


def _rated(stage: Stage, one: shapes.Collaboration) -> Iterator[Deed]:
    """Both sides rate on the day on which the second of them has answered the review."""
    for side, rounds in MARKS[one.key].items():
        for number, marks in enumerate(rounds):
            answers = one.reviews[number].answers
            if len(answers) < 2:
                continue
            day, by = max(answer.on for answer in answers.values()), answers[side].by
            rate = _rating(stage, one, number, side, marks, by)
            yield Deed(day, 70, by, rate)


def _rating(
    stage: Stage, one: shapes.Collaboration, number: int, side: str, marks: str, by: str
) -> Callable[[], object]:
    given = {behaviour.key: int(mark) for behaviour, mark in zip(BEHAVIOURS, marks, strict=True)}
    shown = SHOWS.get((one.key, side, number))
    examples = dict([shown]) if shown else {}

    def rate() -> object:
        review = Review.objects.get(collaboration=_here(one), number=number + 1)
        return charter.rate(actor=stage.actor(by), review=review, marks=given, examples=examples)

    return rate


def _decided(stage: Stage, one: shapes.Collaboration, idea: Idea) -> Iterator[Deed]:
    yield Deed(idea.on, 80, idea.by, lambda: _put_up(stage, one, idea))
    for by, later, words in idea.comments:
        day = idea.on + timedelta(days=later)
        yield Deed(day, 81, by, lambda by=by, words=words: _comment(stage, idea, by, words))
    for by in idea.decided_by:
        assert idea.decided_on, "a decision has its day"
        yield Deed(idea.decided_on, 82, by, lambda by=by: _say(stage, idea, by))
    for place, note in enumerate(idea.done):
        assert idea.decided_on, "nothing is rolled out before it is decided"
        day = idea.decided_on + timedelta(days=14 * (place + 1))
        yield Deed(day, 83, idea.by, lambda place=place, note=note, day=day: _done(stage, idea, place, note, day))


def _put_up(stage: Stage, one: shapes.Collaboration, idea: Idea) -> None:
    said: dict[str, Any] = {
        name: getattr(idea, name)
        for name in ("proposal", "because", "not_decided", "stages", "comment_days", "cooling_days")
    }
    idea.made.append(decisions.put_up(actor=stage.actor(idea.by), collaboration=_here(one), **said))


def _comment(stage: Stage, idea: Idea, by: str, words: str) -> None:
    decisions.comment(actor=stage.actor(by), item=idea.made[0], words=words)


def _say(stage: Stage, idea: Idea, by: str) -> None:
    decisions.say(actor=stage.actor(by), item=idea.made[0], version=1, agrees=True)


def _done(stage: Stage, idea: Idea, place: int, note: str, day: date) -> None:
    step = reading.stages_of(idea.made[0])[place]
    decisions.stage_done(actor=stage.actor(idea.by), stage=step, on=day, note=note)


def _minster(one: shapes.Collaboration, today: date) -> list[Idea]:
    assert one.began, "it ran"
    on = one.began + timedelta(days=60)
    return [
        Idea(
            "tranter", on, "Guards and officers answer on one radio channel from 6pm to midnight",
            "A call reaches whoever is nearest, and nobody has to repeat it.",
            "Who pays for the radios after this year, and whether other streets join.",
            ("One shop and two officers for two weeks", "All shops of Minster Gate"),
            (("haddow" if on >= today else "ellerby", 3, "Who answers when the control room is busy?"),
             ("tranter", 4, "A second operator from seven; that is a part of the trial.")),
            ("thornbury", "whitlock"), on + timedelta(days=22),
            ("31 calls, 29 of them answered within a minute.", "All shops since; the count goes on."),
        )
    ]  # fmt: skip


def _castle(one: shapes.Collaboration, today: date) -> list[Idea]:
    leads = _leads(one)
    police, security = leads["police"], leads["security"]
    return [
        Idea(
            security, today - timedelta(days=26), "Two shops open their shutters together at 7:45",
            "Staff say that the worst moment is alone at the shutter.",
            "Whether insurers pay for earlier hours.",
            ("Two shops that have asked for it, for a month", "Every shop of the Parade that wants to"),
            ((police, 2, "An officer passes at 7:40 from Tuesday to Thursday and can stop by."),),
            (security,), today - timedelta(days=3),
        ),
        Idea(
            police, today - timedelta(days=4), "The shops log threats in the same words as the police record them",
            "Then the two counts can be laid side by side.",
            "Who reads the log at weekends.",
            (),
            ((security, 1, "We can, if the list of words has no more than ten."),),
        ),
    ]  # fmt: skip


def _nothing(one: shapes.Collaboration, today: date) -> list[Idea]:
    return []


IDEAS: Mapping[str, Callable[[shapes.Collaboration, date], list[Idea]]] = {
    "minster-gate": _minster,
    "castle-parade": _castle,
    "counterfeit-notes": _nothing,
}


def _awaited(stage: Stage, one: shapes.Collaboration, today: date) -> Iterator[Deed]:
    """The council is awaited now; the landlord's answer came."""
    by = _leads(one)["security"]
    yield Deed(today - timedelta(days=30), 85, by, lambda: _wait_for_the_landlord(stage, one, by, today))
    yield Deed(today - timedelta(days=12), 86, by, lambda: _it_came(stage, one, by))
    yield Deed(today - timedelta(days=9), 87, by, lambda: _wait_for_the_council(stage, one, by, today))


def _wait_for_the_landlord(stage: Stage, one: shapes.Collaboration, by: str, today: date) -> None:
    waiting.wait(
        actor=stage.actor(by), collaboration=_here(one), step=3, whom="The landlord of the arcade",
        what="To say whether a camera may look at the side door.", said="They meet once a month.",
        look_again=today - timedelta(days=10),
    )  # fmt: skip


def _it_came(stage: Stage, one: shapes.Collaboration, by: str) -> None:
    held = Awaited.objects.get(collaboration=_here(one), step=3)
    waiting.came(
        actor=stage.actor(by), awaited=held, version=1, because="Yes, if a sign tells people that it is there."
    )


def _wait_for_the_council(stage: Stage, one: shapes.Collaboration, by: str, today: date) -> None:
    waiting.wait(
        actor=stage.actor(by), collaboration=_here(one), whom="The city council’s lighting team",
        what="To say which of the lamps in the passage can be moved.", said="Their next round is in January.",
        look_again=today + timedelta(days=48),
    )  # fmt: skip
