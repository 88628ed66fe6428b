"""What hangs on a person in proposals? What they propose, are asked to review, decided; and what of it is open.

Titles stay out of what passes on: who reviews, and who proposes without being shown, is known to nobody by a handover.

*Source:* R45, R93, R247; D5, D12.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.people.models import Membership
from commonground.people.rules.matters import RECORD, WORK, Tie, stays
from commonground.projects.models import Assignment, Proposal
from commonground.projects.queries import proposals as queries
from commonground.projects.queries import proposals_listed as listing
from commonground.projects.rules.assessing import OPEN, Asked
from commonground.projects.rules.proposals import UNDER_WAY, WITH_SUPPORT, WRITABLE, State, hoped_by
from commonground.projects.rules.supporting import RENEW_WITHIN

PACKAGE = "projects"
_JUDGED = "A review is part of what was decided; the name is gone, which side it was is not."

TIES: tuple[Tie, ...] = (
    stays("projects.need.stated_by", "Need that you stated", ("title", "who", "what", "where", "how_known", "must_do"),
          "stated_at", WORK),
    stays("projects.needconfirmation.by", "Need that you confirmed", ("words",), "at", WORK),
    stays("projects.proposal.proposer", "Proposal that you made", ("title", "what", "benefit_police",
          "benefit_security", "success_police", "success_security", "resources", "state"), "created_at", WORK),
    stays("projects.proposalround.taken_up_by", "Proposal that you sorted", (), "submitted_at", RECORD),
    stays("projects.proposaldecision.by", "Decision about a proposal", ("outcome", "reasons"), "at", RECORD),
    stays("projects.support.by", "Support that you gave for the programme", ("starts", "until"), "at", RECORD),
    stays("projects.assignment.reviewer", "Request to review a proposal", ("state", "words", "asked_on", "wrote"),
          "declared_at", _JUDGED),
    stays("projects.assignment.asked_by", "Request to review that you made", ("asked_on",), "declared_at", RECORD),
)  # fmt: skip


def proposals_open() -> QuerySet[Proposal]:
    """List the proposals that somebody answers for: drafts, those under way, and those with support."""
    found = Proposal.objects.filter(state__in=[*WRITABLE, *UNDER_WAY, State.SUPPORTED])
    return found.select_related("proposer__organisation", "proposer__person")


def reviews_open() -> QuerySet[Assignment]:
    """List the requests to review that wait for an answer or a review."""
    found = Assignment.objects.filter(state__in=OPEN, round__proposal__state__in=[State.TRIAGE, State.IN_REVIEW])
    return found.select_related("round__proposal", "reviewer__person")


def holders() -> frozenset[int]:
    """Give every membership that holds a proposal or a request to review."""
    proposers = proposals_open().values_list("proposer_id", flat=True)
    return frozenset((*proposers, *reviews_open().values_list("reviewer_id", flat=True)))


def open_matters_of(membership: Membership) -> Iterator[Matter]:
    """List what one membership holds open; no title stands in it, because others read it at a handover."""
    url = reverse("projects:proposals")
    for one in proposals_open().filter(proposer=membership):
        sees = _("The proposal, what is answered to it, and its reviews as whoever proposes it sees them.")
        title = _("A proposal that you made")
        yield Matter(PACKAGE, f"proposal:{one.pk}", "proposal", title, url, must_have_owner=False, sees=sees)
    for row in reviews_open().filter(reviewer=membership):
        note = _("It does not pass on: somebody who stands apart asks another reviewer.")
        title = _("A review that you were asked for")
        yield Matter(PACKAGE, f"assessment:{row.pk}", "assessment", title, url, note, must_have_owner=False)


def due_for(actor: Actor, today: date) -> Iterator[Matter]:
    """List what proposals ask of the acting person today, and for what they wait."""
    if not actor.is_signed_in:
        return
    for row in queries.asked_of(actor):
        yield _asked(row)
    for one in queries.own_proposals(actor).filter(state__in=[State.REVISE, *UNDER_WAY, *WITH_SUPPORT]):
        yield from _own(one, today)
    counts = listing.waiting_for_office(actor)
    for key, state, title in (
        ("sort", State.SUBMITTED, _("Take up new proposals")),
        ("ask", State.TRIAGE, _("Find reviewers, or answer at once")),
        ("decide", State.DECIDING, _("Decide about proposals whose reviews are in")),
    ):
        if n := counts.get(state.value, 0):
            note = ngettext("%(n)s proposal waits.", "%(n)s proposals wait.", n) % {"n": n}
            url = f"{reverse('projects:proposal_reviews')}?state={state.value}"
            yield Matter(PACKAGE, f"proposals:{key}", "proposals", title, url, note, heading="hoping")


def _asked(row: Assignment) -> Matter:
    proposal = row.round.proposal
    name = {"name": proposal.title}
    if row.state == Asked.ASKED:
        title, heading = _("Say whether you can review %(name)s") % name, "hoping"
        url = reverse("projects:proposal", args=[proposal.public_id])
    else:
        title, heading = _("Review %(name)s") % name, "due"
        url = reverse("projects:proposal_review", args=[proposal.public_id])
    return Matter(PACKAGE, url, "assessment", title, url, due=row.round.review_until, heading=heading)


def _own(one: Proposal, today: date) -> Iterator[Matter]:
    url, name = reverse("projects:proposal", args=[one.public_id]), {"name": one.title}
    state = State(one.state)
    if state is State.REVISE:
        note = _("You are asked for another version, with reasons.")
        yield Matter(PACKAGE, url, "proposal", _("Revise %(name)s") % name, url, note)
    elif state in UNDER_WAY:
        title = _("An answer to your proposal %(name)s") % name
        yield Matter(PACKAGE, url, "proposal", title, url, due=hoped_by(state, one.since), heading="waiting")
    elif state is State.SUPPORTED:
        last = one.supports.last()
        if last and last.until - today <= RENEW_WITHIN and not last.shown_on:
            title = _("Tell what came of %(name)s, so that support can be renewed") % name
            yield Matter(PACKAGE, url, "proposal", title, url, due=last.until - timedelta(days=1))
