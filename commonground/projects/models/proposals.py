"""What is kept of a proposal? Its words, what exists already, each submission, what was decided, its support.

*Source:* R93, R104, R108-R109; D12.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation, Person, Programme
from commonground.places.models import Area
from commonground.projects.models.collaboration import SIDES, Collaboration
from commonground.projects.models.needs import Need
from commonground.projects.rules import proposals, reusing


class Proposal(Recorded):
    """Somebody proposes something to both sides. `close_to` holds the keys of the organisations that stand close to it:
    the one that proposes it, and those that it names; they are found anew each time that it is submitted."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="proposals")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="proposals")
    proposer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="proposals")
    side = models.CharField(max_length=8, choices=SIDES)
    hides_proposer = models.BooleanField(default=False)
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    title = models.CharField(max_length=120)
    what = models.TextField(blank=True)
    benefit_police = models.TextField(blank=True)
    benefit_security = models.TextField(blank=True)
    success_police = models.TextField(blank=True)
    success_security = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    cell = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=proposals.STATES, default=proposals.State.DRAFT.value)
    since = models.DateField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_times = models.PositiveSmallIntegerField(default=0)
    close_to = models.JSONField(default=list, blank=True)
    collaboration = models.OneToOneField(
        Collaboration, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposal"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in proposals.State]), name="proposal_state_is_known"
            ),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="a_side_proposes"),
        ]
        indexes = [
            models.Index(fields=["state", "-since", "-id"], name="proposals_by_state"),
            models.Index(fields=["-since", "-id"], name="proposals_newest_first"),
            GinIndex(fields=["title"], name="proposals_by_title", opclasses=["gin_trgm_ops"], fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title


class Reuse(Recorded):
    """Something that exists already, and why it cannot deliver what is proposed, or that it is extended. The name is
    what it was called when it was found; `of` is its public id, and empty for what the proposer names."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reuses")
    kind = models.CharField(max_length=14, choices=reusing.KINDS)
    of = models.CharField(max_length=22, blank=True)
    name = models.CharField(max_length=200)
    because = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=8, choices=reusing.WAYS, blank=True)
    why = models.TextField(blank=True)
    found_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind", "of"], condition=~Q(of=""), name="found_once"),
            models.CheckConstraint(condition=Q(way="") | ~Q(why=""), name="a_way_has_its_reason"),
        ]

    def __str__(self) -> str:
        return self.name


class ProposalRound(Recorded):
    """One time that a proposal was submitted: its words as they were then, who sorted it, and its reviews together once
    they were opened. The words never change."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    values = models.JSONField(default=dict)
    submitted_at = models.DateTimeField()
    taken_up_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals_sorted"
    )
    review_until = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_because = models.CharField(max_length=300, blank=True)
    spread = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="one_submission_a_number")]

    def __str__(self) -> str:
        return f"{self.proposal}, version {self.number}"


class ProposalDecision(Recorded):
    """What was decided of one version, by whom, and the reasons, which whoever proposed reads."""

    round = models.ForeignKey(ProposalRound, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=proposals.OUTCOMES)
    reasons = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals_decided")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_outcome_display()}"


class Support(Recorded):
    """One time for which a proposal is supported: its sponsor, its conditions; how it ended, and what came of what each
    side had named as success. `until` is the first day without it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="supports")
    sponsor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sponsors_proposals")
    starts = models.DateField()
    until = models.DateField()
    conditions = models.TextField(blank=True)
    shown_police = models.TextField(blank=True)
    shown_security = models.TextField(blank=True)
    shown_on = models.DateField(null=True, blank=True)
    taken_away_at = models.DateTimeField(null=True, blank=True)
    taken_away_because = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supports_given")
    at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("starts")), name="support_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"Support for {self.proposal}"
