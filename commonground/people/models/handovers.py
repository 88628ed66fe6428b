"""What is kept of a handover? Who leaves, who follows, from when; the note, the questions, the matters.

*Source:* R45, R115, R247; D3.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models.persons import Membership
from commonground.people.models.posts import Post
from commonground.people.rules import handovers


class Handover(Recorded):
    """A member's work passes on: one post of theirs, or (without a post) everything they hold through a membership.
    Both hold it from `starts_on` of the successor until `leaves_on` of the leaver: the overlap."""

    leaver = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="handovers_from")
    successor = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers_to"
    )
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers")
    reason = models.CharField(max_length=12, choices=handovers.REASONS)
    state = models.CharField(max_length=10, choices=handovers.STATES, default=handovers.State.DRAFT.value)
    leaves_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_because = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("leaver")),
                name="nobody_succeeds_themselves",
            )
        ]

    def __str__(self) -> str:
        return str(self.post) if self.post else str(self.leaver)


class HandoverMatter(Recorded):
    """One open matter of the leaver, as a package named it, and to whom it passes."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="matters")
    package = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True, blank=True)
    choice = models.CharField(max_length=10, choices=handovers.CHOICES, default="successor")
    to = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="matters_to")
    passed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["package", "title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "package", "key"], name="a_matter_is_handed_over_once")
        ]

    def __str__(self) -> str:
        return self.title


class HandoverMessage(Recorded):
    """A question about a handover, or the answer to one."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="handover_messages")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.by.person.name} about {self.handover}"
