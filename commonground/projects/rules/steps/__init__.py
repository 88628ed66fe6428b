"""What does each step still need? One rule a step, computed from the record, never ticked by hand.

Each rule gives the sentences for what is missing; none means that the step's rule holds.

*Source:* R59-R68.
"""

from datetime import date

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.rules.record import Record
from commonground.projects.rules.steps import doing, finishing, setting_up
from commonground.projects.rules.steps.doing import LEADING, LEADING_LABELS
from commonground.projects.rules.steps.finishing import review_due
from commonground.projects.rules.steps.shapes import Missing, Rule

__all__ = ["LEADING", "LEADING_LABELS", "RULES", "Missing", "Rule", "missing", "review_due", "sides_confirmed"]

RULES: dict[int, Rule] = {
    1: setting_up.challenge,
    2: setting_up.partnership,
    3: setting_up.plan,
    4: doing.leadership,
    5: doing.community,
    6: doing.implementation,
    7: finishing.review,
    8: finishing.achievements,
    9: finishing.stopping,
    10: finishing.legacy,
}


def missing(record: Record, step: int, today: date) -> Missing:
    """Say what a step still needs, as sentences; an empty list means that its rule holds."""
    return RULES[step](record, today)


def sides_confirmed(record: Record, step: int, content: str) -> frozenset[Side]:
    """Tell which sides have confirmed exactly the present content of a step."""
    return frozenset(side for side in TWO_SIDES if record.confirmed.get((step, side)) == content)
