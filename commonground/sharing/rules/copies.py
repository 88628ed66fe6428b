"""What may become of a copy? What is drawn from something else is never less marked, and goes nowhere without consent.

A copy is a version that somebody writes from one that they may read: an alert from an incident, a note from somebody
else's alert. It keeps which version it was drawn from, whose that was, and how it was marked. What comes from another
organisation is for one's own people, and for that organisation; somebody else gets a copy only where the originator has
agreed to exactly that. What everybody may read, TLP:CLEAR, may go where its reader likes.

*Source:* design/sharing.md 2.1 ("Passing on is a request to the originator, offered up to AMBER. A copy keeps its
source and is never less marked"); R15, R213.
"""

from collections.abc import Collection
from dataclasses import dataclass

from commonground.groundwork.markings import Tlp
from commonground.groundwork.refusals import Invalid, Refused
from commonground.sharing.rules.writing import may_ask_to_pass_on, require_copy_marking


@dataclass(frozen=True, slots=True)
class Source:
    """What a copy was drawn from: its marking, the least level that it asks of readers, 0 to 3, and whose it is, by
    its key, with whether that is the organisation of whoever writes."""

    tlp: Tlp
    clearance: int
    originator: int
    is_ours: bool

    @property
    def is_bound(self) -> bool:
        """Whether the originator's consent is needed before anybody else gets a copy."""
        return not self.is_ours and self.tlp is not Tlp.CLEAR


def require_may_be_drawn(source: Source, *, has_conditions: bool) -> None:
    """Refuse a copy of another organisation's that is marked above TLP:AMBER or under conditions of the police."""
    if not source.is_ours and not may_ask_to_pass_on(source.tlp):
        raise Refused("What is marked above TLP:AMBER is not copied. Only its originator writes from it.")
    if not source.is_ours and has_conditions:
        raise Refused("The police set conditions for this. Ask them to pass it on; it is not copied.")


def require_marked_as(source: Source, tlp: Tlp, clearance: int) -> None:
    """Refuse a copy that is marked lower than its source, or asks a lower level of its readers."""
    require_copy_marking(source.tlp, tlp)
    if clearance < source.clearance:
        raise Invalid("A copy asks no lower level of its readers than its source does.", field="clearance")


def require_goes_no_further(source: Source, to: int | None, agreed: Collection[int]) -> None:
    """Refuse to open a copy of another organisation's to anybody but that organisation and those that it has agreed to;
    `to` is an organisation by its key, None for a group or the public."""
    if source.is_bound and to != source.originator and to not in agreed:
        raise Invalid(
            "This is drawn from what another organisation shared with you. Ask it to pass it on to them first; until it"
            " agrees, choose your own organisation.",
            field="to",
        )
