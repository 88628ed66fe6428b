"""What can an organisation bring? Kinds of capability as the consultation asked for them, and two questions at joining.

The consultation asked about three groups: licensed staff, cameras, and every other kind. Our finer kinds fall into
those three, so that a count here can stand beside the count of 2015. A group that is small is held back.

*Source:* R143-R146; the look, 8 (numbers); the figures of the consultation are in the worked example.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KINDS = {
    "licensed_staff": "SIA-licensed staff",
    "cctv": "CCTV",
    "patrol": "Patrol",
    "dogs": "Dogs",
    "radio": "Radio",
    "control_room": "Control room",
    "analytics": "Analytics",
    "screening": "Screening",
    "cash": "Cash",
    "key_holding": "Key-holding",
    "event": "Event security",
    "other": "Another kind",
}
ANSWERS = {"yes": "Yes", "ask": "Ask us", "no": "No"}

# The consultation's groups, by the key of its published figure -> what each is called here.
GROUPS = {
    "licensed-staff": "SIA-licensed staff",
    "cctv": "CCTV",
    "other-capability": "Another kind of capability",
}
FEWEST = 5
FEWEST_FOR_PER_CENT = 20


def group_of(kind: str) -> str:
    """Give the consultation's group that a kind of capability falls into."""
    return {"licensed_staff": "licensed-staff", "cctv": "cctv"}.get(kind, "other-capability")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those who answered have a group of capability; `count` is None where it is held back."""

    group: str
    count: int | None
    base: int

    @property
    def per_cent(self) -> int | None:
        """The share as a whole per cent; none where it is held back, or the base is under 20."""
        if self.count is None or self.base < FEWEST_FOR_PER_CENT:
            return None
        return round(100 * self.count / self.base)


def shares(has: Mapping[int, Iterable[str]], base: int) -> list[Share]:
    """Count who has each group, from the kinds of each organisation; a group of under five is held back, and so is one
    that leaves under five out, because subtraction would give those away."""
    groups = [{group_of(kind) for kind in kinds} for kinds in has.values()]
    found = []
    for group in GROUPS:
        count = sum(group in each for each in groups)
        is_shown = count >= FEWEST and (base - count == 0 or base - count >= FEWEST)
        found.append(Share(group, count if is_shown else None, base))
    return found
