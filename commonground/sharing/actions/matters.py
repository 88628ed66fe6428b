"""How does what is shared pass on? An item is its organisation's, so that nothing hangs on its author; its keeping, and
a part in an agreement, pass to somebody of the same organisation.

*Source:* R247; D5; settled questions, "In Django" (a person's matters).
"""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Held, Kept, Matter
from commonground.people.actions.matters_erasing import erase_ties
from commonground.people.queries import matters_held
from commonground.sharing.actions import agreements_matters as passing
from commonground.sharing.actions import custody_matters as custody_passing
from commonground.sharing.queries import agreements_matters as agreements
from commonground.sharing.queries import asking, desk_due, feedback, items_due, matters, retention
from commonground.sharing.queries import custody_matters as custody


class Sharing:
    """What hangs on a person in this package."""

    package = matters.PACKAGE
    relations = frozenset(tie.relation for tie in matters.TIES)

    def open_matters_of(self, membership_id: int) -> Sequence[Matter]:
        """List the parts in agreements, and the keeping of items that no other custodian is able to keep."""
        return [*custody.open_matters_of(membership_id), *agreements.open_matters_of(membership_id)]

    def hand_over(self, *, actor: Actor, key: str, from_membership: int, to_membership: int | None, ends: date) -> None:
        """Pass a part in an agreement on, or the keeping of what is shared.

        :raises Refused: for a successor of another organisation, or one who is not cleared for what is to be kept.
        """
        if key.partition(":")[0] == custody.KIND:
            custody_passing.pass_on(actor, from_membership, to_membership)
            return
        passing.pass_on(actor, key, from_membership, to_membership, ends)

    def holders(self) -> frozenset[int]:
        """Give every membership that has a part in an agreement. Custodians are left out: a role opens nothing once
        its membership has ended, and coordinators give it to others."""
        return agreements.holders()

    def counterparts_of(self, membership_id: int) -> frozenset[int]:
        """Give who has a part for another organisation in the same agreements."""
        return agreements.counterparts_of(membership_id)

    def due_for(self, actor: Actor, today: date) -> Sequence[Matter]:
        """List what agreements ask, what waits at the desk, what is to be said of what others shared, and what is to be
        reviewed before it leaves."""
        return [
            *agreements.due_for(actor, today),
            *desk_due.matters_due(actor, today),
            *feedback.matters_due(actor),
            *items_due.matters_due(actor, today),
            *retention.matters_due(actor, today),
        ]

    def held_about(self, person_id: int) -> Sequence[Held]:
        """List what somebody wrote, and what names them."""
        with asking.about(person_id):
            return list(matters_held.held(self.package, matters.TIES, person_id))

    def erase(self, person_id: int) -> Sequence[Kept]:
        """Take drafts and the names of reporters away, which no reader here may see, and tell what stays, and why."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT sharing_forget_person(%s)", [person_id])
        with asking.about(person_id):
            return list(erase_ties(self.package, matters.TIES, person_id))


MATTERS = Sharing()
