"""What is right about it, what could go wrong? The eight questions that both sides answer, and what an adviser says.

The eight subjects are those that the requirement names; the questions are in our own words.

*Source:* R120.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from commonground.groundwork.sides import TWO_SIDES, Side


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the checklist: its subject, what is asked, and what helps to answer it."""

    title: str
    asks: str
    help: str


ASKED: dict[str, Asked] = {
    "legitimacy": Asked(
        "Legitimacy",
        "By what right do you do this, and would the people it touches agree?",
        "Name the law, the agreement or the consent that it rests on.",
    ),
    "accountability": Asked(
        "Accountability",
        "Who answers when something goes wrong, and to whom?",
        "Name the post on each side, and where somebody outside can complain.",
    ),
    "equality": Asked(
        "Equality of protection",
        "Who is protected, who is not, and who is looked at more than others?",
        "Think of people who cannot pay, and of people who are often suspected without cause.",
    ),
    "privacy": Asked(
        "Privacy",
        "What do you learn about people, and would less do?",
        "What is shared, for how long it is kept, and how somebody finds out what is held about them.",
    ),
    "interests": Asked(
        "Commercial conflict",
        "Who earns from it, and could that bend what is done?",
        "Contracts, sponsors, and whose shops are served first.",
    ),
    "power": Asked(
        "Use of power",
        "Who may stop, search, detain or exclude somebody, and who checks it?",
        "Accredited powers, training, how each use is recorded, who looks at the records.",
    ),
    "two_tiers": Asked(
        "Two-tier policing",
        "Does a paying place get police attention that another place loses?",
        "Say where officers would otherwise have been, and who decides the priorities.",
    ),
    "transparency": Asked(
        "Transparency",
        "Can the public know what you do, who pays, and what came of it?",
        "What is published, what is not, and why not.",
    ),
}

ANSWERS = {"settled": "Settled", "care": "With care", "open": "Still open"}
# How an answer is tinted
STATES = {"settled": "agreed", "care": "due", "open": "progress", "": "none"}
VERDICTS = {
    "go_on": "Go on",
    "conditions": "Go on, under conditions",
    "not_yet": "Not yet",
}
NOTE_ASKS = "What everybody may know of it, in your own words"


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the checklist is: what both sides have answered, what is settled on both, what is still open on one."""

    answered: int
    settled: int
    still_open: tuple[str, ...]
    missing: tuple[tuple[Side, int], ...]

    @property
    def is_whole(self) -> bool:
        """Whether both sides have answered every question."""
        return self.answered == len(ASKED)


def checked(answers: Mapping[tuple[str, Side], str]) -> Checked:
    """Judge the checklist from the newest answer by question and side."""
    given = {key: tuple(answers.get((key, side), "") for side in TWO_SIDES) for key in ASKED}
    return Checked(
        answered=sum(all(both) for both in given.values()),
        settled=sum(all(one == "settled" for one in both) for both in given.values()),
        still_open=tuple(key for key, both in given.items() if "open" in both),
        missing=tuple((side, sum((key, side) not in answers for key in ASKED)) for side in TWO_SIDES),
    )
