"""How far is a case study that was offered in answer to a call? Permitted by both sides, taken on, published.

*Source:* R69.
"""

from collections.abc import Collection
from datetime import date

from commonground.groundwork.sides import TWO_SIDES

SENT, TAKEN, DECLINED = "sent", "taken", "declined"
ANSWERS = {TAKEN: "Taken on", DECLINED: "Not this time"}
LONGEST_TITLE = 120
LONGEST_WORDS = 4000


def is_open(closes_on: date, today: date) -> bool:
    """Whether a call can be answered: up to and with its last day."""
    return today <= closes_on


def is_permitted(sides: Collection[str]) -> bool:
    """Whether the leads of both sides permit that their collaboration is told of."""
    return all(side.value in sides for side in TWO_SIDES)


def stage_of(state: str, sides: Collection[str], is_published: bool = False) -> str:
    """Say in a few words how far an offered case study is."""
    if state == DECLINED:
        return ANSWERS[DECLINED]
    if is_published and state == TAKEN:
        return "Published"
    if state == TAKEN:
        return "Taken on: its team writes it"
    return "Sent in" if is_permitted(sides) else "Waits until both sides permit it"
