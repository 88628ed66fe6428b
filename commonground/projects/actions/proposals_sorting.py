"""What do those who sort proposals do? Take one up, ask reviewers of both sides, open the reviews, decide with reasons.

*Source:* R93; D12; rules/proposals, rules/assessing.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.groundwork.sides import TWO_SIDES
from commonground.people.models import Membership
from commonground.projects.actions import proposals_telling as telling
from commonground.projects.actions.proposals import held_for, moved
from commonground.projects.models import Assessment, Assignment, Proposal, ProposalDecision, ProposalRound
from commonground.projects.queries import assessing as queries
from commonground.projects.rules import assessing as rules
from commonground.projects.rules.assessing import LIVE, OPEN, Asked
from commonground.projects.rules.proposals import OUTCOMES, REVIEW_DAYS, State


def round_of(held: Proposal) -> ProposalRound:
    """Give the present submission of a proposal, held until the transaction ends."""
    return held.rounds.select_for_update().get(number=held.submitted_times)


@transaction.atomic
def take_up(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Take up a submitted proposal to sort it; whoever proposes it sees that somebody has."""
    held = held_for("take_up_proposal", actor, proposal)
    moved(held, "take_up")
    ProposalRound.objects.filter(pk=round_of(held).pk).update(taken_up_by_id=actor.myself)
    audit.record("projects:proposal:taken_up", actor=actor, subject=held, summary=_("Taken up"))
    return held


@transaction.atomic
def ask(*, actor: Actor, proposal: Proposal, memberships: Iterable[Membership]) -> list[Assignment]:
    """Ask some members to review a proposal; once it is in review they are told at once.

    :raises Refused: for somebody who stands close to it, sorts proposals, stands on neither side or was asked already.
    """
    held = held_for("ask_reviewers", actor, proposal)
    present, able = round_of(held), queries.able_to_review(held)
    made = []
    for one in memberships:
        found = able.filter(pk=one.pk).first()
        if found is None:
            raise Refused(_("%(name)s cannot review this proposal.") % {"name": one.person.name})
        made.append(
            Assignment.objects.create(
                round=present,
                reviewer=found,
                side=found.organisation.side.value,
                asked_by_id=actor.myself,
                asked_on=timezone.localdate(),
            )
        )
    audit.record("projects:proposal:reviewers_asked", actor=actor, subject=held, summary=_("Asked reviewers"))
    if held.state == State.IN_REVIEW:
        telling.tell_reviewers(held, [one.reviewer for one in made])
    return made


@transaction.atomic
def relieve(*, actor: Actor, assignment: Assignment) -> Assignment:
    """Ask somebody no longer, who has not sent a review; what they had begun is never opened.

    :raises Refused: when they have sent it, or answered otherwise.
    """
    held = held_for("ask_reviewers", actor, assignment.round.proposal)
    row = Assignment.objects.select_for_update().get(pk=assignment.pk, round=round_of(held))
    moved_on(row, "relieve")
    audit.record("projects:proposal:reviewer_relieved", actor=actor, subject=held, summary=_("Asks somebody no longer"))
    open_if_all_are_in(held)
    return row


def moved_on(row: Assignment, verb: str) -> None:
    """Take a request to review through one transition of its table, and save it.

    :raises Refused: where it does not apply.
    """
    reached = rules.after(Asked(row.state), verb)
    if reached is None:
        raise Refused(_("This request was answered already."))
    row.state = reached.value
    row.save()


@transaction.atomic
def send_to_review(*, actor: Actor, proposal: Proposal, until: date | None = None) -> Proposal:
    """Begin the review: those who are asked are told.

    :raises Refused: while not at least one of each side is asked.
    :raises Invalid: for a day that has passed.
    """
    held = held_for("send_to_review", actor, proposal)
    present, today = round_of(held), timezone.localdate()
    sides = set(Assignment.objects.filter(round=present, state__in=LIVE).values_list("side", flat=True))
    for side in TWO_SIDES:
        if side.value not in sides:
            raise Refused(_("Ask at least one reviewer of the %(side)s side first.") % {"side": side.label.lower()})
    present.review_until = until or today + timedelta(days=REVIEW_DAYS)
    if present.review_until <= today:
        raise Invalid(_("Choose a day after today"), "until")
    present.save(update_fields=["review_until"])
    moved(held, "review")
    audit.record("projects:proposal:sent_to_review", actor=actor, subject=held, summary=_("Sent to review"))
    telling.tell_reviewers(held, [row.reviewer for row in Assignment.objects.filter(round=present, state__in=OPEN)])
    return held


@transaction.atomic
def open_reviews(*, actor: Actor, proposal: Proposal, because: str) -> Proposal:
    """Open the reviews that are in before the others are, with the reason; the others are asked no longer.

    :raises Refused: while not at least one review of each side is in.
    :raises Invalid: without a reason.
    """
    held = held_for("open_reviews", actor, proposal)
    if not because.strip():
        raise Invalid(_("Enter why you do not wait for the others"), "because")
    present = round_of(held)
    sides = set(Assignment.objects.filter(round=present, state=Asked.SENT).values_list("side", flat=True))
    if missing := [side.label.lower() for side in TWO_SIDES if side.value not in sides]:
        raise Refused(_("No review of the %(side)s side is in yet.") % {"side": missing[0]})
    Assignment.objects.filter(round=present, state__in=OPEN).update(state=Asked.RELIEVED)
    present.opened_because = because.strip()
    _open(held, present)
    audit.record("projects:proposal:reviews_opened", actor=actor, subject=held, summary=_("Reviews opened"))
    return held


def open_if_all_are_in(held: Proposal) -> bool:
    """Open the reviews when everybody still asked has sent theirs, and both sides have; tell whether they were."""
    present = round_of(held)
    rows = list(Assignment.objects.filter(round=present, state__in=LIVE))
    sides = {row.side for row in rows if row.state == Asked.SENT}
    if held.state != State.IN_REVIEW or any(row.state != Asked.SENT for row in rows) or len(sides) < len(TWO_SIDES):
        return False
    _open(held, present)
    return True


def _open(held: Proposal, present: ProposalRound) -> None:
    """Open the reviews: the moment first, because the database shows them to nobody else before it is there."""
    present.opened_at = timezone.now()
    present.save(update_fields=["opened_at", "opened_because"])
    sent = Assessment.objects.filter(assignment__round=present, sent_at__isnull=False)
    present.spread = rules.spread([row.scores for row in sent]).as_data()
    present.save(update_fields=["spread"])
    moved(held, "open")
    telling.tell_office(held)


@transaction.atomic
def decide(*, actor: Actor, proposal: Proposal, outcome: str, reasons: str) -> ProposalDecision:
    """Decide about a proposal, with reasons that whoever proposes it reads; support is given by `supporting.support`.

    :raises Invalid: without reasons, or for an outcome that is none here.
    :raises Refused: when it stands where this outcome does not apply.
    """
    held = held_for("decide_proposal", actor, proposal)
    if outcome not in OUTCOMES or outcome == "support":
        raise Invalid(_("Choose what is decided"), "outcome")
    return decided(actor, held, outcome, reasons)


def decided(actor: Actor, held: Proposal, outcome: str, reasons: str) -> ProposalDecision:
    """Keep one decision about a proposal that is held, and tell whoever proposes it.

    :raises Invalid: without reasons.
    """
    if not reasons.strip():
        raise Invalid(_("Enter the reasons: whoever proposes it reads them"), "reasons")
    present = round_of(held)
    Assignment.objects.filter(round=present, state__in=OPEN).update(state=Asked.RELIEVED)
    moved(held, outcome)
    made = ProposalDecision.objects.create(round=present, outcome=outcome, reasons=reasons.strip(), by_id=actor.myself)
    audit.record("projects:proposal:decided", actor=actor, subject=held, summary=_(OUTCOMES[outcome]), outcome=outcome)
    telling.tell_proposer(held)
    return made
