"""How do studies pass on? Whoever made one stays its maker; somebody else keeps it.

*Source:* R45, R247; D5; settled questions, "In Django" (a person's matters).
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Held, Kept, Matter
from commonground.groundwork.refusals import Refused
from commonground.outcomes.queries import matters
from commonground.people.actions.matters_erasing import erase_ties
from commonground.people.models import Membership
from commonground.people.queries import matters_held
from commonground.people.queries.acting import current


class Outcomes:
    """What hangs on a person in this package."""

    package = matters.PACKAGE
    relations = frozenset(tie.relation for tie in matters.TIES)

    def open_matters_of(self, membership_id: int) -> Sequence[Matter]:
        """List the studies that one membership looks after."""
        return list(matters.open_matters_of(membership_id))

    def hand_over(self, *, actor: Actor, key: str, from_membership: int, to_membership: int | None, ends: date) -> None:
        """Let somebody of the same organisation keep a study, or leave it with its maker for good.

        :raises Refused: when the successor is no present member of the leaver's organisation.
        """
        study = matters.kept_by(from_membership).filter(pk=key.partition(":")[2]).first()
        if study is None:
            return
        leaver = Membership.objects.get(pk=from_membership)
        taker = Membership.objects.filter(
            current(), pk=to_membership or 0, organisation_id=leaver.organisation_id
        ).first()
        if taker is None and to_membership is not None:
            raise Refused(_("Choose a present member of the same organisation."))
        back_to_maker = taker is not None and taker.pk == study.made_by_id
        study.kept_by = None if back_to_maker else taker or study.made_by
        study.save(update_fields=["kept_by"])
        audit.record("outcomes:study:handed_over", actor=actor, subject=study, summary=_("Study handed on"))

    def holders(self) -> frozenset[int]:
        """Give every membership that looks after a study."""
        return matters.holders()

    def counterparts_of(self, membership_id: int) -> frozenset[int]:
        """Give nobody: a study is its maker's until it is published."""
        return frozenset()

    def due_for(self, actor: Actor, today: date) -> Sequence[Matter]:
        """List nothing: a study is computed by itself."""
        return []

    def held_about(self, person_id: int) -> Sequence[Held]:
        """List the studies that somebody made or keeps."""
        return list(matters_held.held(self.package, matters.TIES, person_id))

    def erase(self, person_id: int) -> Sequence[Kept]:
        """Tell which studies stay, and why."""
        return list(erase_ties(self.package, matters.TIES, person_id))


MATTERS = Outcomes()
