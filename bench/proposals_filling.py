"""What are thousands of proposals made of, for measuring? Each with two reviewers of each version, at its own point.

They are written through the models in bulk, as the owner of the database.

*Source:* issue "The ten steps in depth", acceptance (review overview).
"""

from datetime import timedelta

from django.utils import timezone

from commonground.people.models import Membership, Person, Programme
from commonground.places.models import Area
from commonground.projects.models import Assessment, Assignment, Proposal, ProposalRound
from commonground.projects.rules.assessing import KEYS, Asked, spread
from commonground.projects.rules.proposals import State

STATES = (State.SUBMITTED, State.TRIAGE, State.IN_REVIEW, State.IN_REVIEW, State.DECIDING, State.DECLINED)
WORDS = "What would be done, by whom, from when until when, and what each side gains by it. " * 8
A_BATCH = 500


def fill(count: int, first: int = 0) -> None:
    """Write `count` proposals, numbered from `first`."""
    for start in range(first, first + count, A_BATCH):
        _batch(range(start, min(start + A_BATCH, first + count)))


def _batch(numbers: range) -> None:
    programme, areas = Programme.objects.order_by("pk")[0], list(Area.objects.defer("boundary", "display")[:50])
    members = list(Membership.objects.filter(until=None).select_related("organisation").order_by("pk"))
    police = [one for one in members if one.organisation.side == "police"]
    security = [one for one in members if one.organisation.side == "security"]
    today, now = timezone.localdate(), timezone.now()
    made = [
        Proposal(
            programme=programme, area=areas[n % len(areas)], proposer=security[n % len(security)], side="security",
            title=f"Proposal {n} for {areas[n % len(areas)].name}", what=WORDS, benefit_police=WORDS[:300],
            benefit_security=WORDS[:300], success_police=WORDS[:200], success_security=WORDS[:200],
            resources=WORDS[:200], cell="criminal/project/active", state=STATES[n % len(STATES)].value,
            since=today - timedelta(days=n % 90), submitted_at=now, submitted_times=1,
            close_to=[security[n % len(security)].organisation_id],
        )
        for n in numbers
    ]  # fmt: skip
    Proposal.objects.bulk_create(made)
    rounds = [ProposalRound(proposal=one, number=1, values={"what": one.what}, submitted_at=now) for one in made]
    for one in rounds:
        if one.proposal.state in (State.DECIDING, State.DECLINED):
            one.opened_at, one.spread = now, spread([dict.fromkeys(KEYS, 3), dict.fromkeys(KEYS, 2)]).as_data()
    ProposalRound.objects.bulk_create(rounds)
    _reviews(rounds, police, security)


def _reviews(rounds: list[ProposalRound], police: list[Membership], security: list[Membership]) -> None:
    asker = Person.objects.filter(is_administrator=True).order_by("pk")[0]
    asked = []
    for n, one in enumerate(rounds):
        if one.proposal.state in (State.SUBMITTED, State.TRIAGE):
            continue
        state = Asked.SENT if one.opened_at else (Asked.ASKED, Asked.READING)[n % 2]
        for some, side in ((police, "police"), (security, "security")):
            asked.append(
                Assignment(
                    round=one, reviewer=some[(n + 1) % len(some)], side=side, state=state.value, asked_by=asker,
                    asked_on=one.proposal.since,
                )
            )  # fmt: skip
    Assignment.objects.bulk_create(asked)
    Assessment.objects.bulk_create(
        Assessment(
            assignment=one, scores=dict.fromkeys(KEYS, 3), comments=dict.fromkeys(KEYS, "As far as can be told"),
            recommends="support", sent_at=one.round.opened_at,
        )
        for one in asked
        if one.state == Asked.SENT.value
    )  # fmt: skip
