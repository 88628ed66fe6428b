"""How far are the four aims that people named: communication, ease of sharing, attitudes, mutual understanding? What
the two sides say to each, and what is counted.

What the sides say comes from the trust pulse, in which at least five people stand behind each figure. Of the rest, what
belongs to one organisation is counted for it alone, and what belongs to a team for its team.

*Source:* R248, R184; the results of the PaS consultation; queries `pulse`, and of sharing `feedback`, `effect` and
`decisions`.
"""

from collections import Counter
from dataclasses import dataclass

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Programme
from commonground.people.queries import glossary
from commonground.projects.models import StatementMark
from commonground.projects.queries import pulse
from commonground.projects.queries.visible import team_collaborations_for
from commonground.projects.rules.comparing import Mark, compare
from commonground.projects.rules.pulse import Group
from commonground.sharing.queries import decisions, effect, feedback
from commonground.sharing.rules.decisions_recording import Ease
from commonground.sharing.rules.effect import Way
from commonground.sharing.rules.reciprocity import Direction, total


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of the four aims: the newest answers of each side; what went both ways; how easy sharing is; what
    came of it; how both sides marked what each wrote of the same problem; and how many words are explained."""

    said: dict[Side, Group]
    groups: list[Group]
    given: Direction
    received: Direction
    ease: Ease
    effect: Way
    marks: Counter[Mark]
    words: int
    words_of_a_side: dict[Side, int]


def measured(actor: Actor, programme: Programme) -> Measured:
    """Gather what is known of the four aims, as far as the actor, a member, may know it."""
    groups = pulse.result_in(actor, programme)
    ways = feedback.both_ways(actor)
    terms = list(glossary.terms().values_list("said_by", flat=True))
    return Measured(
        {group.side: group for group in groups},
        groups,
        total([one.given for one in ways]),
        total([one.received for one in ways]),
        decisions.ease_of(),
        effect.effects(actor).given,
        marks_of(actor),
        len(terms),
        {side: terms.count(side.value) for side in TWO_SIDES},
    )


def marks_of(actor: Actor) -> Counter[Mark]:
    """Count how near the two sides of the actor's own collaborations were in what each wrote of their problem, blind:
    each question that both sides have marked counts once, by the mark that is further apart."""
    rows = StatementMark.objects.filter(
        round__collaboration__in=team_collaborations_for(actor).values("pk"), round__opened_at__isnull=False
    )
    rounds: dict[int, dict[tuple[Side, str], tuple[Mark, str]]] = {}
    for one, side, asked, mark in rows.values_list("round", "side", "asked", "mark"):
        rounds.setdefault(one, {})[Side(side), asked] = (Mark(mark), "")
    return Counter(one.mark for marks in rounds.values() for one in compare(marks) if one.mark)
