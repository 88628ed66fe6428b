"""What is kept of a review? Its day, the next day, the figures as they stood, and each side's answers.

The answers are blind until both sides have given theirs; row level security keeps them so. The moments of answering
stand on the review, without the words.

*Source:* R32-R35, R88; settled questions, "Who" (blind texts).
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Membership
from commonground.projects.models.collaboration import SIDES, Collaboration


class Review(Recorded):
    """One look again, with the milestones and outcomes as they stood that day; once both answered it never changes."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    next_on = models.DateField()
    present = models.TextField()
    figures = models.JSONField(default=dict)
    police_answered_at = models.DateTimeField(null=True, blank=True)
    security_answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="one_review_a_number"),
            models.CheckConstraint(condition=models.Q(next_on__gt=models.F("held_on")), name="next_review_is_later"),
        ]

    def __str__(self) -> str:
        return f"Review {self.number}"

    @property
    def answered(self) -> frozenset[Side]:
        """Which sides have answered; what they answered opens when both have."""
        return frozenset(side for side in TWO_SIDES if getattr(self, f"{side.value}_answered_at"))

    @property
    def is_open(self) -> bool:
        """Whether each side may read what the other has answered."""
        return len(self.answered) == len(TWO_SIDES)


class ReviewAnswer(models.Model):
    """One side's answers to a review, and its look back: what was expected, what happened, why, what to change.
    `comments` holds its words on single objectives by their public id, `keeps_because` why the plan stays."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    side = models.CharField(max_length=8, choices=SIDES)
    relevant = models.BooleanField()
    on_course = models.BooleanField(null=True)
    change = models.BooleanField(null=True)
    expected = models.TextField(blank=True)
    happened = models.TextField(blank=True)
    why = models.TextField()
    comments = models.JSONField(default=dict, blank=True)
    keeps_because = models.TextField(blank=True)
    differently = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="review_answers")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "side"], name="one_answer_a_side")]

    def __str__(self) -> str:
        return f"{self.review}, {self.side}"
