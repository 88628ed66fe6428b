"""Who has what to do with each activity? The letters of the matrix, and when it is complete.

Exactly one is accountable for an activity: the person whom the activity itself names. So the matrix holds the other
three letters only; what stands as A is worked out from that one person, and can't be two.

*Source:* R30, R64.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LETTERS = {"R": "Does it", "C": "Is asked first", "I": "Is told"}
ACCOUNTABLE = "A"
MEANINGS = {"A": "Answers for it", **LETTERS}


@dataclass(frozen=True, slots=True)
class Activity:
    """One row: what is done, who answers for it and through which organisation (empty while vacant), who does it in
    words, and the letter of each other organisation."""

    ref: str
    what: str
    accountable: str
    accountable_at: str
    does_it: str
    letters: Mapping[str, str]

    def cell(self, organisation: str) -> str:
        """Give the letters of one organisation in this row: A, R, C, I, “A, R”, or nothing."""
        own = self.letters.get(organisation, "")
        first = ACCOUNTABLE if organisation == self.accountable_at else ""
        return ", ".join(letter for letter in (first, own) if letter)


def gaps(activities: Sequence[Activity]) -> list[str]:
    """Say which rows lack somebody who answers for them."""
    return [f"“{row.what}”: nobody answers for it now." for row in activities if not row.accountable_at]
