"""What is kept of the end: studies, positions on stopping, and what is published when both sides approve.

*Source:* R27, R37, R43, R46, R69-R70; settled questions ("the public page … once both leads approved that version").
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.outcomes.models import Study
from commonground.people.models import Membership
from commonground.projects.models.answers import Answer
from commonground.projects.models.collaboration import SIDES, Collaboration
from commonground.projects.rules.announcing import TEXTS
from commonground.projects.rules.consensus import POSITIONS

# What both sides approve before it leaves; the texts of rules/announcing are sent out, the others everybody may read
PUBLISHED = {
    "page": "Public page",
    "case": "Case study",
    "ethics": "Ethics note",
    "notice": "Notice",
    "poll": "What the community said",
    **TEXTS,
}


class CollaborationStudy(models.Model):
    """A study that measures this collaboration; its team may see it."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="studies")
    study = models.OneToOneField(Study, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return str(self.study)


class Position(Recorded):
    """Where one side or one invited stakeholder stands on stopping, in one round; the latest of each counts.

    `side` is the side that a lead spoke for, and empty where an invited stakeholder spoke for themselves.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="positions")
    round = models.PositiveSmallIntegerField(default=1)
    poll = models.ForeignKey(
        "projects.ConsensusRound", null=True, blank=True, on_delete=models.CASCADE, related_name="positions"
    )
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="positions")
    side = models.CharField(max_length=8, choices=SIDES, blank=True)
    position = models.CharField(max_length=10, choices=POSITIONS)
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.by}: {self.get_position_display()}"


class Publication(Recorded):
    """One version of what the public may read. It is public from the moment when both sides have approved exactly this
    version. `about` is the public id of what it is a version of, where a collaboration has several of a kind (notices,
    polls); `told_on` is when those who follow it were written to."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="publications")
    kind = models.CharField(max_length=10, choices=PUBLISHED)
    about = models.CharField(max_length=22, blank=True)
    number = models.PositiveSmallIntegerField()
    values = models.JSONField()
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "kind", "about", "number"], name="one_publication_of_one_thing_a_number"
            )
        ]
        indexes = [
            models.Index(
                fields=["kind", "collaboration", "-number"],
                condition=models.Q(published_at__isnull=False, withdrawn_at__isnull=True),
                name="publications_in_public",
            )
        ]

    def __str__(self) -> str:
        return f"{self.collaboration}: {self.get_kind_display().lower()}, version {self.number}"


class Approval(models.Model):
    """One side's approval of one version."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="approvals")
    side = models.CharField(max_length=8, choices=SIDES)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="approvals")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "side"], name="one_approval_a_side")]

    def __str__(self) -> str:
        return f"{self.publication}, {self.side}"
