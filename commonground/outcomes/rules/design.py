"""How firm is the evidence? The level of a design, computed from what was named and never chosen by hand.

It grades the study and not the people: the Maryland scale, and the plain words of the five layers of ground.

*Source:* R42; design/look/look.md 7, "Firmness of evidence"; the Maryland scientific methods scale.
"""

from dataclasses import dataclass

FIRMNESS = {
    1: "A single look",
    2: "Before and after",
    3: "Compared with similar places",
    4: "Many places compared",
    5: "Chosen by lot",
}


@dataclass(frozen=True, slots=True)
class Design:
    """A level from 1 to 5 and the sentences that give it."""

    level: int
    reasons: tuple[str, ...]

    @property
    def firmness(self) -> str:
        """The level in words: "Firmness 3 of 5: Compared with similar places"."""
        return f"Firmness {self.level} of 5: {FIRMNESS[self.level]}"


def design(*, has_before: bool, treated: int, control: int, drawn_by_lot: bool = False) -> Design:
    """Grade a study by whether there is a before, how many areas were treated and compared, and who chose them."""
    if not has_before:
        return Design(1, ("There is no period before to compare with.",))
    reasons = ["There is a period before and a period after."]
    if not control:
        return Design(2, (*reasons, "No comparison areas were named."))
    reasons.append("There are comparison areas.")
    if treated < 2 or control < 2:
        few = "one area was treated" if treated < 2 else "there is one comparison area"
        return Design(3, (*reasons, f"Only {few}, so one odd place could make the result."))
    reasons.append("Two or more areas were treated and two or more were compared.")
    if drawn_by_lot:
        return Design(5, (*reasons, "A lot decided which areas were treated."))
    return Design(4, (*reasons, "The areas were chosen, not drawn by lot."))
