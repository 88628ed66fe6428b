"""What is kept of a decision on its way? One proposal, what both sides say to it, and each side's answer.

*Source:* R90 (one idea at a time), R91 (what was not decided).
"""

from django.db import models
from django.db.models import F, Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership
from commonground.projects.models.collaboration import SIDES, Collaboration


class DecisionItem(Recorded):
    """One proposal in one sentence. Comments come in until `comment_until`; nothing is decided before `earliest_on`.

    `started_on` is the day on which it got its present words: a new wording begins the time for comments anew.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="decision_items")
    number = models.PositiveIntegerField()
    proposal = models.CharField(max_length=300)
    because = models.TextField()
    not_decided = models.TextField()
    started_on = models.DateField()
    comment_until = models.DateField()
    earliest_on = models.DateField()
    put_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="decision_items")
    decided_on = models.DateField(null=True, blank=True)
    laid_aside_on = models.DateField(null=True, blank=True)
    laid_aside_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="one_decision_item_a_number"),
            models.CheckConstraint(
                condition=Q(comment_until__gt=F("started_on"), earliest_on__gte=F("comment_until")),
                name="a_decision_takes_its_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("earliest_on")), name="decided_in_its_time"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(laid_aside_on__isnull=True), name="decided_or_laid_aside"
            ),
        ]

    def __str__(self) -> str:
        return self.proposal


class DecisionStage(Recorded):
    """One stage in which a proposal would be rolled out: from when, what, and what must be seen before the next."""

    item = models.ForeignKey(DecisionItem, on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    starts = models.DateField(null=True, blank=True)
    done = models.DateField(null=True, blank=True)
    done_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["item", "order"], name="one_decision_stage_a_place")]

    def __str__(self) -> str:
        return self.what


class DecisionComment(Recorded):
    """What somebody on the team says to a proposal."""

    item = models.ForeignKey(DecisionItem, on_delete=models.CASCADE, related_name="comments")
    words = models.TextField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="decision_comments")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words[:80]


class DecisionVoice(models.Model):
    """What one side's lead says to the proposal as it stood in one version; the newest of each side counts."""

    item = models.ForeignKey(DecisionItem, on_delete=models.CASCADE, related_name="voices")
    version = models.PositiveIntegerField()
    side = models.CharField(max_length=8, choices=SIDES)
    agrees = models.BooleanField()
    because = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="decision_voices")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(because=""), name="a_side_says_why_not_now")
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.side}"
