"""How far was a member checked? Four levels, held through one membership and until their own end.

*Source:* design, "Sharing", section 1 (Clearance); D2.
"""

from enum import IntEnum


class Level(IntEnum):
    """How far somebody was checked; a higher level holds what a lower one does."""

    NONE = 0
    CHECKED = 1
    VETTED = 2
    CLEARED = 3


LABELS = {
    Level.NONE.value: "None",
    Level.CHECKED.value: "Checked",
    Level.VETTED.value: "Vetted",
    Level.CLEARED.value: "Security cleared",
}
MEANINGS = {
    Level.NONE.value: "Nobody has checked more than who they are.",
    Level.CHECKED.value: "Identity, right to work and history were checked by the employer.",
    Level.VETTED.value: "Vetted for work with the police, by a police force.",
    Level.CLEARED.value: "Holds a national security clearance.",
}
