"""How do proposals stand in lists? Narrowed and ordered in the database, with as much of each as its reader may see.

However many there are, a page takes the same number of queries.

*Source:* R93; D12.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, FloatField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Lower

from commonground.groundwork.actors import Actor
from commonground.groundwork.ids import from_text
from commonground.groundwork.permissions import may
from commonground.projects.models import Assignment, Proposal, ProposalRound
from commonground.projects.permissions import TABLE
from commonground.projects.queries.assessing import live, progress_of, rounds_of
from commonground.projects.queries.proposals import proposals_for, readings, with_names
from commonground.projects.rules.assessing import LIVE, Asked, Spread, read_spread
from commonground.projects.rules.proposals import UNDER_WAY, State, hoped_by
from commonground.projects.rules.proposals_showing import Reader, Seen

ORDERS: dict[str, tuple[Any, ...]] = {"": ("-since", "-pk"), "longest": ("since", "pk"), "name": (Lower("title"), "pk")}


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal in the list: who proposes it, where that may be known, and as whom the reader reads it."""

    proposal: Proposal
    reader: Reader
    by: str
    organisation: str

    @property
    def hoped_by(self) -> date | None:
        """The day by which an answer is hoped for."""
        return hoped_by(State(self.proposal.state), self.proposal.since)


@dataclass(frozen=True, slots=True)
class Overview:
    """One proposal in the overview of reviews: who was asked, and what the opened reviews say together."""

    proposal: Proposal
    asked: Sequence[Assignment]
    spread: Spread | None

    @property
    def sent(self) -> int:
        """How many reviews are in."""
        return sum(1 for one in self.asked if one.state == Asked.SENT)

    @property
    def live(self) -> int:
        """How many are asked for."""
        return len(live(self.asked))

    @property
    def hoped_by(self) -> date | None:
        """The day by which somebody is hoped to act."""
        return hoped_by(State(self.proposal.state), self.proposal.since)


def narrowed(
    actor: Actor, q: str = "", state: str = "", area: str = "", whose: str = "", order: str = ""
) -> QuerySet[Proposal]:
    """Narrow the proposals that the actor may open to words, a state, an area's public id and to whose they are; words
    are looked for in the name, and in what is proposed where all who find it may read it."""
    found = proposals_for(actor)
    for word in q.split():
        found = found.filter(Q(title__icontains=word) | (Q(what__icontains=word) & _readable(actor)))
    if state:
        found = found.filter(state=state)
    if area:
        found = found.filter(area__public_id=from_text(area))
    if whose == "mine":
        found = found.filter(proposer_id=actor.membership_id or 0)
    if whose == "asked":
        mine = Assignment.objects.filter(reviewer_id=actor.membership_id or 0, state__in=LIVE)
        found = found.filter(pk__in=mine.values("round__proposal_id"))
    return found.order_by(*ORDERS.get(order, ORDERS[""]))


def _readable(actor: Actor) -> Q:
    """The condition under which whoever may open a proposal reads its words too: they have not just been asked."""
    asked = Assignment.objects.filter(reviewer_id=actor.membership_id or 0, state=Asked.ASKED)
    return ~Q(state=State.IN_REVIEW) | ~Q(pk__in=asked.values("round__proposal_id"))


def held_by(keys: Sequence[int]) -> list[Proposal]:
    """Read the proposals of some keys, in their order; the callers have narrowed the keys to what the actor may open.
    Keys are put in order without the words of every proposal, which are long."""
    found = with_names(Proposal.objects.filter(pk__in=keys)).in_bulk()
    return [found[key] for key in keys if key in found]


def rows_of(actor: Actor, proposals: Sequence[Proposal]) -> list[Row]:
    """Give proposals as the list shows them, in their order, in a fixed number of queries."""
    found = readings(actor, proposals)
    return [_row(one, found[one.pk].reader, Seen.PROPOSER in found[one.pk].sees) for one in proposals]


def _row(proposal: Proposal, reader: Reader, knows: bool) -> Row:
    if not knows:
        return Row(proposal, reader, "", "")
    by = "" if reader in {Reader.MEMBER, Reader.CLOSE} else proposal.proposer.person.name
    return Row(proposal, reader, by, proposal.proposer.organisation.name)


def overview(actor: Actor, q: str = "", state: str = "", order: str = "") -> QuerySet[Proposal]:
    """List the proposals that the actor sorts by office, those that wait for somebody unless another state is asked
    for; the callers have asked who may."""
    found = proposals_for(actor)
    found = found.filter(state=state) if state else found.filter(state__in=UNDER_WAY)
    for word in q.split():
        found = found.filter(title__icontains=word)
    if order == "mean":
        own = ProposalRound.objects.filter(proposal=OuterRef("pk"), number=OuterRef("submitted_times"))
        mean = own.annotate(m=Cast(KeyTextTransform("mean", "spread"), FloatField())).values("m")[:1]
        return found.annotate(mean=Subquery(mean)).order_by(F("mean").desc(nulls_last=True), "pk")
    return found.order_by(*ORDERS["name" if order == "name" else "longest"])


def overview_rows(actor: Actor, proposals: Sequence[Proposal]) -> list[Overview]:
    """Give proposals as the overview shows them: nothing about the reviews of one that the actor reads otherwise than
    by office."""
    own = readings(actor, proposals)
    wanted = [one for one in proposals if own[one.pk].reader is Reader.OFFICE]
    asked, rounds = progress_of(wanted), rounds_of(wanted)
    return [_overview(one, asked.get(one.pk, []), rounds.get(one.pk)) for one in proposals]


def _overview(proposal: Proposal, asked: Sequence[Assignment], round_: ProposalRound | None) -> Overview:
    return Overview(proposal, asked, read_spread(round_.spread) if round_ and round_.opened_at else None)


def waiting_for_office(actor: Actor) -> dict[str, int]:
    """Count, by state, the proposals that wait for somebody who sorts them, as far as the actor does."""
    if not may(TABLE, "see_the_reviews_of_all", actor, None):
        return {}
    office = proposals_for(actor).filter(state__in=UNDER_WAY).exclude(proposer_id=actor.membership_id or 0)
    asked = Assignment.objects.filter(reviewer__person_id=actor.myself, state__in=LIVE)
    office = office.exclude(pk__in=asked.values("round__proposal_id"))
    return dict(office.order_by().values_list("state").annotate(n=Count("pk")))
