"""How do proposals pass on when somebody leaves? To somebody of the same organisation; a review passes to nobody.

*Source:* R45, R93; D12.
"""

from datetime import date

from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Refused
from commonground.people.models import Membership
from commonground.projects.actions.proposals_sorting import moved_on, open_if_all_are_in
from commonground.projects.models import Proposal
from commonground.projects.queries import proposals_matters as matters
from commonground.projects.rules.proposals import TRANSITIONS, State


def pass_proposal(actor: Actor, leaver: Membership, taker: Membership | None, which: int, ends: date) -> None:
    """Give a proposal to somebody of the same organisation; without a successor, one that waits is withdrawn and one
    that is supported stays as it is."""
    held = matters.proposals_open().select_for_update(of=("self",)).filter(pk=which, proposer=leaver).first()
    if held is None:
        return
    if taker is None:
        if "withdraw" in TRANSITIONS[State(held.state)]:
            held.state, held.version = State.WITHDRAWN.value, held.version + 1
            held.save()
        audit.record("projects:proposal:left", actor=actor, subject=held, summary=_("Nobody follows who proposed it"))
        return
    if taker.organisation_id != leaver.organisation_id:
        raise Refused(_("Choose somebody of %(name)s, which proposes it.") % {"name": leaver.organisation.name})
    if held.rounds.filter(assignments__reviewer__person_id=taker.person_id).exists():
        raise Refused(_("Choose somebody who was not asked to review it."))
    Proposal.objects.filter(pk=held.pk).update(proposer=taker, version=held.version + 1)
    audit.record("projects:proposal:handed_over", actor=actor, subject=held, summary=_("Handed over"))


def pass_assessment(actor: Actor, leaver: Membership, taker: Membership | None, which: int, ends: date) -> None:
    """Ask a leaver no longer for a review; nobody takes it over, because a reviewer is asked by those who sort.

    :raises Refused: with a successor.
    """
    row = matters.reviews_open().select_for_update(of=("self",)).filter(pk=which, reviewer=leaver).first()
    if row is None:
        return
    if taker is not None:
        raise Refused(_("A review does not pass on. Leave it open: another reviewer is asked."))
    moved_on(row, "relieve")
    proposal = Proposal.objects.select_for_update().get(pk=row.round.proposal_id)
    audit.record("projects:proposal:reviewer_left", actor=actor, subject=proposal, summary=_("A reviewer left"))
    if proposal.submitted_times == row.round.number:
        open_if_all_are_in(proposal)


PASSING = {"proposal": pass_proposal, "assessment": pass_assessment}
