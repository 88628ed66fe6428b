"""What is kept of reviewing a proposal? Who was asked and what they declared, and each review, which is blind.

Row level security keeps a review from everybody but its reviewer until the reviews of that version are opened.

*Source:* R93; D12.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Person
from commonground.projects.models.collaboration import SIDES
from commonground.projects.models.proposals import ProposalRound
from commonground.projects.rules import assessing


class Assignment(Recorded):
    """Somebody is asked to review one version of a proposal, and says first whether they stand close to it."""

    round = models.ForeignKey(ProposalRound, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="reviews_asked")
    side = models.CharField(max_length=8, choices=SIDES)
    state = models.CharField(max_length=8, choices=assessing.ASKED_STATES, default=assessing.Asked.ASKED.value)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviewers_asked")
    asked_on = models.DateField()
    declared_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["public_id"]  # at random, so that the order of asking says nothing about who is who
        constraints = [models.UniqueConstraint(fields=["round", "reviewer"], name="asked_once_for_each_version")]

    def __str__(self) -> str:
        return f"Review of {self.round}"

    @property
    def wrote(self) -> str:
        """What the reviewer wrote, as far as whoever asks may read it: the database keeps it closed until then."""
        found = Assessment.objects.filter(assignment=self).first()
        return "\n".join(filter(None, [*found.comments.values(), found.overall])) if found else ""


class Assessment(Recorded):
    """One review: a score and a comment for each criterion. Once it is sent it never changes."""

    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="assessment")
    scores = models.JSONField(default=dict)
    comments = models.JSONField(default=dict)
    overall = models.TextField(blank=True)
    recommends = models.CharField(max_length=8, choices=assessing.RECOMMENDS, blank=True)
    signs = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["public_id"]
        constraints = [
            models.CheckConstraint(condition=Q(sent_at__isnull=True) | ~Q(recommends=""), name="sent_with_an_answer")
        ]

    def __str__(self) -> str:
        return "A review"
