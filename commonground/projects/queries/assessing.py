"""Who could review a proposal, who was asked, and what may I read of what they said?

Row level security keeps every review but one's own from whoever asks, until those of that version are opened.

*Source:* R93; D12.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import SIDE_OF_KIND, TWO_SIDES, Side
from commonground.people.models import Interest, Membership, Organisation, Person
from commonground.people.queries.acting import current
from commonground.people.queries.joining import able_to_verify
from commonground.projects.models import Assessment, Assignment, Proposal, ProposalRound
from commonground.projects.queries.proposals import SUBJECT, Reading
from commonground.projects.rules.assessing import LIVE, Asked
from commonground.projects.rules.proposals_showing import Reader, Seen, seen_of_earlier


@dataclass(frozen=True, slots=True)
class Shown:
    """One review as somebody reads it: whose side, under which name (empty while hidden), and its words."""

    side: Side
    name: str
    assessment: Assessment


def able_to_review(proposal: Proposal) -> QuerySet[Membership]:
    """List who could be asked to review a proposal: present members of the two sides who sign in, do not stand close by
    what is computed or declared, do not sort proposals, and were not asked for this version already."""
    kinds = [kind for kind, side in SIDE_OF_KIND.items() if side in TWO_SIDES]
    near = Organisation.objects.filter(
        Q(pk__in=proposal.close_to)
        | Q(within__in=proposal.close_to)
        | Q(units__in=proposal.close_to)
        | Q(absorbed__in=proposal.close_to)
    )
    members = Membership.objects.filter(current())
    close = Person.objects.filter(memberships__in=members.filter(organisation__in=near))
    declared = Interest.objects.filter(subject_type=SUBJECT, subject_ref=proposal.ref).values("person_id")
    asked = Assignment.objects.filter(round__proposal=proposal, round__number=proposal.submitted_times)
    found = members.filter(organisation__kind__in=kinds, person__account__is_active=True)
    found = found.exclude(person__in=close.values("pk")).exclude(person_id__in=declared)
    found = found.exclude(person_id=proposal.proposer.person_id).exclude(person_id__in=able_to_verify())
    found = found.exclude(person_id__in=asked.values("reviewer__person_id"))
    return found.select_related("person", "organisation").order_by("organisation__name", "person__name", "pk")


def present_round(proposal: Proposal) -> ProposalRound | None:
    """Give the present submission of a proposal, or None before the first."""
    return proposal.rounds.filter(number=proposal.submitted_times).select_related("taken_up_by").first()


def asked_for(reading: Reading) -> list[Assignment]:
    """List who was asked to review the present version, to those who may know; in an order that says nothing."""
    if Seen.REVIEWERS not in reading.sees:
        return []
    rows = Assignment.objects.filter(round__proposal=reading.proposal, round__number=reading.proposal.submitted_times)
    return list(rows.select_related("reviewer__person", "reviewer__organisation").order_by("side", "public_id"))


def assignment_for(reading: Reading, public_id: uuid.UUID) -> Assignment:
    """Give one request to review the present version to those who may know of it, or 404."""
    for row in asked_for(reading):
        if row.public_id == public_id:
            return row
    raise Http404


def reviews_for(actor: Actor, reading: Reading, round_: ProposalRound) -> list[Shown]:
    """List the reviews of one version that the actor may read, with the names that they may know: of an earlier version
    what it was answered with, of the present one what its phase shows."""
    is_earlier = round_.number < reading.proposal.submitted_times
    sees = seen_of_earlier(reading.reader) if is_earlier else reading.sees
    if round_.opened_at is None or Seen.REVIEWS not in sees:
        return []
    rows = Assessment.objects.filter(assignment__round=round_, sent_at__isnull=False)
    rows = rows.select_related("assignment__reviewer__person", "assignment__reviewer__organisation")
    return [_shown(actor, row, sees) for row in rows.order_by("assignment__side", "public_id")]


def _shown(actor: Actor, row: Assessment, sees: frozenset[Seen]) -> Shown:
    reviewer = row.assignment.reviewer
    may_know = Seen.REVIEWERS in sees or row.signs or reviewer.pk == actor.membership_id
    name = f"{reviewer.person.name}, {reviewer.organisation.name}" if may_know else ""
    return Shown(Side(row.assignment.side), name, row)


def own_assessment(actor: Actor, reading: Reading) -> Assessment | None:
    """Give the review that the actor has begun or sent of the present version."""
    if reading.assignment is None or reading.reader is not Reader.REVIEWER:
        return None
    return Assessment.objects.filter(assignment=reading.assignment).first()


def progress_of(proposals: Sequence[Proposal]) -> dict[int, list[Assignment]]:
    """List who is asked to review the present version of each proposal, by its key, in one query; the callers have
    asked who may know."""
    numbers = {one.pk: one.submitted_times for one in proposals}
    rows = Assignment.objects.filter(round__proposal__in=numbers).exclude(state=Asked.RELIEVED)
    found: dict[int, list[Assignment]] = {key: [] for key in numbers}
    for row in rows.select_related("round", "reviewer__person").order_by("side", "public_id"):
        if row.round.number == numbers[row.round.proposal_id]:
            found[row.round.proposal_id].append(row)
    return found


def rounds_of(proposals: Sequence[Proposal]) -> dict[int, ProposalRound]:
    """Give the present submission of each proposal, by its key, in one query."""
    numbers = {one.pk: one.submitted_times for one in proposals}
    rows = ProposalRound.objects.filter(proposal__in=numbers).defer("values")
    return {row.proposal_id: row for row in rows if row.number == numbers[row.proposal_id]}


def live(rows: Sequence[Assignment]) -> list[Assignment]:
    """Give those of some requests that still count."""
    return [row for row in rows if row.state in LIVE]


def found_to_review(proposal: Proposal, search: str = "") -> QuerySet[Membership]:
    """List who could be asked to review a proposal, narrowed to words in their name or organisation."""
    found = able_to_review(proposal)
    for word in search.split():
        found = found.filter(Q(person__name__icontains=word) | Q(organisation__name__icontains=word))
    return found
