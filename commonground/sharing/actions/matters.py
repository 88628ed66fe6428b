"""How does what is shared pass on? An item is its organisation's, so that nothing hangs on its author.

*Source:* R247; D5; settled questions, "In Django" (a person's matters).
"""

from collections.abc import Sequence
from datetime import date

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Held, Kept, Matter
from commonground.people.actions.matters_erasing import erase_ties
from commonground.people.queries import matters_held
from commonground.sharing.queries import matters


class Sharing:
    """What hangs on a person in this package."""

    package = matters.PACKAGE
    relations = frozenset(tie.relation for tie in matters.TIES)

    def open_matters_of(self, membership_id: int) -> Sequence[Matter]:
        """List nothing: items are kept by the organisation's custodians."""
        return []

    def hand_over(self, *, actor: Actor, key: str, from_membership: int, to_membership: int | None, ends: date) -> None:
        """Do nothing: there is no matter to pass."""

    def holders(self) -> frozenset[int]:
        """Give nobody: nothing passes."""
        return frozenset()

    def counterparts_of(self, membership_id: int) -> frozenset[int]:
        """Give nobody: who shares with whom is told by agreements."""
        return frozenset()

    def due_for(self, actor: Actor, today: date) -> Sequence[Matter]:
        """List nothing: no page asks for anything yet."""
        return []

    def held_about(self, person_id: int) -> Sequence[Held]:
        """List what somebody wrote, and what names them."""
        return list(matters_held.held(self.package, matters.TIES, person_id))

    def erase(self, person_id: int) -> Sequence[Kept]:
        """Tell what stays, and why."""
        return list(erase_ties(self.package, matters.TIES, person_id))


MATTERS = Sharing()
