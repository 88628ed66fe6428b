"""What do tests of the trust pulse do first? Teams of five a side, a round, and answers.

*Source:* settled questions, "In Django" (tests).
"""

from datetime import timedelta

from django.utils import timezone

from commonground.groundwork.actors import SYSTEM
from commonground.projects.actions import posts, pulse
from commonground.projects.models import PulseRound
from commonground.projects.rules.pulse import KEYS

POLICE = ("thornbury", "tranter", "marchbank", "calloway", "ashdown")
SECURITY = ("whitlock", "penhallow", "ellerby", "haddow", "hartnoll")


def big_team(cast, collaboration):
    """Put five people of each side on the team."""
    for lead, keys in (("thornbury", POLICE), ("whitlock", SECURITY)):
        for key in keys:
            if not collaboration.team.filter(membership=cast.membership[key]).exists():
                posts.add_member(
                    actor=cast.actor(lead), collaboration=collaboration, membership=cast.membership[key], part="team"
                )
    return collaboration


def open_round(collaboration):
    """Open the round that is due, and give it."""
    pulse.open_due(actor=SYSTEM, today=timezone.localdate())
    return collaboration.pulse_rounds.order_by("-number").first()


def answers(level=4, **other):
    """Agree with all six statements to the same degree, but for those that are named."""
    return dict.fromkeys(KEYS, level) | other


def answered(cast, round_, **levels):
    """Let these people answer a round, each with one degree for all six statements."""
    for key, level in levels.items():
        pulse.answer(actor=cast.actor(key), round_=round_, answers=answers(level))


def counted(round_):
    """Let a round's time pass, and count it."""
    PulseRound.objects.filter(pk=round_.pk).update(
        opens_on=timezone.localdate() - timedelta(days=22), closes_on=timezone.localdate() - timedelta(days=1)
    )
    pulse.count_due(actor=SYSTEM, today=timezone.localdate())


def some_time_ago(collaboration, days=100):
    """Push everything of the pulse that happened into the past, so that the next round is due."""
    back = timedelta(days=days)
    for round_ in collaboration.pulse_rounds.order_by("number"):
        round_.opens_on, round_.closes_on = round_.opens_on - back, round_.closes_on - back
        round_.save()
    for one in collaboration.pulse_sums.all():
        one.starts, one.ends = one.starts - back, one.ends - back
        one.save()


def whole_round(cast, collaboration, **levels):
    """Let a round open, be answered and be counted."""
    some_time_ago(collaboration)
    round_ = open_round(collaboration)
    answered(cast, round_, **levels)
    counted(round_)
    return round_
