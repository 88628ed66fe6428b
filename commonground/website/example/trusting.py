"""How far do the two sides of the example trust each other? Rounds of the trust pulse, opened and counted as the worker
would, and answered by those who were on the teams then.

The answers are invented: both sides begin carefully, security more so, and come nearer as they work together. A few
have not answered the round that is open now, so that it waits for them on their day.

*Source:* R54; our own.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from commonground.groundwork.actors import SYSTEM
from commonground.groundwork.sides import Side
from commonground.projects.actions import pulse
from commonground.projects.models import PulseRound
from commonground.projects.queries import pulse as asking
from commonground.projects.rules.pulse import KEYS, NOT_APPLICABLE, OPEN_DAYS
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage
from commonground.website.example.story import Story

WEEK = timedelta(days=7)
# How far a side agreed on the whole, round after round; the last stands for every later one
ON_THE_WHOLE = {Side.POLICE: (3, 4, 4, 4), Side.SECURITY: (2, 3, 4, 4)}
# Which statement went better or worse than the whole, for each side
BESIDE = {
    Side.POLICE: {"word": 1, "reach": -1},
    Side.SECURITY: {"told": -1, "word": 1, "clear": -1},
}
# Who has not answered the round that is open on the last day
STILL_ASKED = frozenset({"thornbury", "penhallow", "whitlock", "marchbank"})


def deeds(stage: Stage, told: Story) -> Iterator[Deed]:
    """Give, week by week, what the worker does and the answers that come in."""
    accepted = [one.accepted for one in told.collaborations if one.accepted]
    day = min(accepted) + timedelta(days=1)
    while day < told.today:
        yield Deed(day, 97, "", lambda day=day: _worker(day))
        yield Deed(day, 98, "", lambda day=day: _answers(stage, day, told.today))
        day += WEEK


def _worker(day: date) -> None:
    pulse.count_due(actor=SYSTEM, today=day)
    pulse.open_due(actor=SYSTEM, today=day)


def _answers(stage: Stage, day: date, today: date) -> None:
    """Let everybody who is asked answer, once a round is a few days old."""
    keys = {membership.pk: key for key, membership in stage.memberships.items()}
    for round_ in PulseRound.objects.filter(is_counted=False, opens_on__lt=day, closes_on__gte=day).order_by("pk"):
        waits = STILL_ASKED if today - round_.opens_on <= timedelta(days=OPEN_DAYS) else frozenset()
        for place, membership in enumerate(asking.people_asked(round_)):
            key = keys[membership.pk]
            if key not in waits:
                given = _given(membership.organisation.side, round_.number, place)
                pulse.answer(actor=stage.actor(key), round_=round_, answers=given)


def _given(side: Side, number: int, place: int) -> Mapping[str, int]:
    """Give one person's answers: near those of their side, some a step off, one where a statement does not apply."""
    levels = ON_THE_WHOLE[side]
    whole = levels[min(number, len(levels)) - 1]
    off = (place % 3 == 1) - (place % 5 == 3)
    given = {key: min(5, max(1, whole + BESIDE[side].get(key, 0) + off)) for key in KEYS}
    return given | ({"safe": NOT_APPLICABLE} if place % 7 == 6 else {})
