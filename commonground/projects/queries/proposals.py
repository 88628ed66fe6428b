"""Which proposals may I read, as whom, and how much of each? The one place that decides it, for pages, lists and files.

What there is to see in which phase stands in `rules.proposals_showing`; here it is found out who the reader is.

*Source:* R93; D2, D12.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.groundwork.ids import from_text
from commonground.groundwork.permissions import may
from commonground.people.models import Interest, Membership, Organisation
from commonground.people.queries.acting import current
from commonground.projects.models import Assignment, Proposal
from commonground.projects.permissions import TABLE
from commonground.projects.permissions.proposals import Concerned
from commonground.projects.rules.assessing import LIVE, READS, Asked
from commonground.projects.rules.proposals import WITH_SUPPORT, State
from commonground.projects.rules.proposals_showing import Reader, Seen, seen

SUBJECT = "proposal"


@dataclass(frozen=True, slots=True)
class Nearness:
    """What keeps a person from judging: the organisations that they act for, with what these are part of and their own
    parts, and the proposals in which they have declared an interest. Two parts of one whole are not near each other."""

    organisations: frozenset[int]
    declared: frozenset[uuid.UUID]

    def stands_close(self, proposal: Proposal) -> bool:
        """Whether the person stands close to a proposal."""
        return bool(self.organisations & set(proposal.close_to)) or proposal.public_id in self.declared

    @property
    def condition(self) -> Q:
        """The same as a condition of a query."""
        found = Q(public_id__in=self.declared)
        for key in self.organisations:
            found |= Q(close_to__contains=[key])
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """A proposal as one person reads it: as whom, what they see, and the request to review it that they have now."""

    proposal: Proposal
    reader: Reader
    sees: frozenset[Seen]
    assignment: Assignment | None = None

    @property
    def concerned(self) -> Concerned:
        """What the table of permissions asks about."""
        return Concerned(
            State(self.proposal.state),
            self.reader,
            Asked(self.assignment.state) if self.assignment else None,
            self.proposal.collaboration_id is not None,
        )

    def may(self, actor: Actor, action: str) -> bool:
        """Whether the actor may do something with it."""
        return may(TABLE, action, actor, self.concerned)


def nearness_of(person_id: int) -> Nearness:
    """Find out what keeps somebody from judging, in three queries."""
    own = Membership.objects.filter(current(), person_id=person_id)
    pairs = list(own.values_list("organisation_id", "organisation__within_id"))
    mine, found = {key for key, _within in pairs}, {key for pair in pairs for key in pair if key}
    alike = Organisation.objects.filter(Q(merged_into__in=mine) | Q(within__in=mine))
    found |= set(alike.values_list("pk", flat=True))
    refs = Interest.objects.filter(person_id=person_id, subject_type=SUBJECT).values_list("subject_ref", flat=True)
    return Nearness(frozenset(found), frozenset(from_text(ref) for ref in refs))


def readings(actor: Actor, proposals: Sequence[Proposal], near: Nearness | None = None) -> dict[int, Reading]:
    """Tell as whom the actor reads each proposal and what they see of it, by its key, in a fixed number of queries."""
    if not actor.is_signed_in:
        return {one.pk: Reading(one, Reader.NOBODY, frozenset()) for one in proposals}
    near = near or nearness_of(actor.myself)
    asked: dict[int, list[Assignment]] = {}
    rows = Assignment.objects.filter(round__proposal__in=[p.pk for p in proposals], reviewer__person_id=actor.myself)
    for row in rows.select_related("round"):
        asked.setdefault(row.round.proposal_id, []).append(row)
    return {one.pk: _reading(actor, one, asked.get(one.pk, []), near) for one in proposals}


def _reading(actor: Actor, proposal: Proposal, asked: Iterable[Assignment], near: Nearness) -> Reading:
    live = [row for row in asked if row.state in LIVE]
    present = [row for row in live if row.round.number == proposal.submitted_times]
    mine = next((row for row in present if row.reviewer_id == actor.membership_id), None)
    reader = _reader(actor, proposal, near, mine, reviews=any(row.state in READS for row in live) or bool(present))
    sees = seen(State(proposal.state), reader, hides_proposer=proposal.hides_proposer)
    return Reading(proposal, reader, sees, mine if reader in {Reader.ASKED, Reader.REVIEWER} else None)


def _reader(actor: Actor, proposal: Proposal, near: Nearness, mine: Assignment | None, *, reviews: bool) -> Reader:
    """Say as whom somebody reads: a conflict goes before every office, and so does a review."""
    if actor.is_member and proposal.proposer_id == actor.membership_id:
        return Reader.PROPOSER
    if near.stands_close(proposal) or proposal.proposer.person_id == actor.person_id:
        return Reader.CLOSE if actor.is_member else Reader.NOBODY
    if mine is not None:
        return Reader.ASKED if mine.state == Asked.ASKED else Reader.REVIEWER
    if not reviews and may(TABLE, "see_the_reviews_of_all", actor, None):
        return Reader.OFFICE
    return Reader.MEMBER if actor.is_member else Reader.NOBODY


def proposals_for(actor: Actor, near: Nearness | None = None) -> QuerySet[Proposal]:
    """List the proposals whose pages the actor may open, the newest first: their own, those that they are asked to
    review, those that are or were supported, and by office all that were ever submitted."""
    if not actor.is_signed_in:
        return Proposal.objects.none()
    near = near or nearness_of(actor.myself)
    close = near.condition | Q(proposer__person_id=actor.myself)
    own = Assignment.objects.filter(round__proposal=OuterRef("pk"), reviewer__person_id=actor.myself)
    present = own.filter(round__number=OuterRef("submitted_times"), state__in=LIVE)
    wanted = Q(state__in=WITH_SUPPORT) if actor.is_member else Q(pk__in=[])
    if actor.is_member:
        wanted |= Q(proposer_id=actor.through)
        mine = present.filter(reviewer_id=actor.through)
        asked = Exists(mine) & Q(state=State.IN_REVIEW)
        told = Exists(mine.filter(state__in=READS)) & Q(
            state__in=[State.DECIDING, State.REFERRED, State.REVISE, State.DECLINED]
        )
        wanted |= (asked | told) & ~close
    if may(TABLE, "see_the_reviews_of_all", actor, None):
        reviews = Exists(own.filter(state__in=READS)) | Exists(present)
        wanted |= ~Q(state=State.DRAFT) & ~close & ~reviews
    found = Proposal.objects.filter(wanted)
    return with_names(found).order_by("-since", "-pk")


def with_names(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Read proposals with what is named beside each, without boundaries."""
    rows = found.select_related("area", "need", "proposer__person", "proposer__organisation", "programme")
    return rows.defer("area__boundary", "area__display")


def reading_for(actor: Actor, public_id: uuid.UUID) -> Reading:
    """Give one proposal as the actor reads it, or 404 as for one that does not exist."""
    found = with_names(Proposal.objects.filter(public_id=public_id)).select_related("collaboration").first()
    if found is None:
        raise Http404
    reading = readings(actor, [found])[found.pk]
    if Seen.TITLE not in reading.sees:
        raise Http404
    return reading


def reading_of(actor: Actor, proposal: Proposal) -> Reading:
    """Give a proposal as the actor reads it now, whether or not they may open it."""
    return readings(actor, [proposal])[proposal.pk]


def own_proposals(actor: Actor) -> QuerySet[Proposal]:
    """List what the actor proposes, the newest first."""
    return Proposal.objects.filter(proposer_id=actor.membership_id or 0).order_by("-since", "-pk")


def asked_of(actor: Actor) -> QuerySet[Assignment]:
    """List the open requests to review that the actor has, of proposals to which they do not stand close."""
    if not actor.is_member:
        return Assignment.objects.none()
    found = Assignment.objects.filter(
        reviewer_id=actor.through,
        state__in=[Asked.ASKED, Asked.READING],
        round__proposal__state=State.IN_REVIEW,
        round__number=F("round__proposal__submitted_times"),
    )
    if not found.exists():  # most people are asked for none, and need not be read further
        return found.none()
    apart = Proposal.objects.exclude(nearness_of(actor.myself).condition)
    return found.filter(round__proposal__in=apart).select_related("round__proposal").order_by("round__review_until")
