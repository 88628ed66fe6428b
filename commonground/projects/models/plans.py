"""What is kept of the plan as a whole? Every version as it was put forward, and which side agreed to it.

A version is a copy of steps 1 to 3 and 6 as they stood; PostgreSQL itself refuses to change it. Who answers for
something is kept as a reference, so that the name of somebody who is erased goes from old versions too.

*Source:* R16, R35.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership
from commonground.projects.models.collaboration import SIDES, Collaboration
from commonground.projects.models.reviews import Review


class PlanVersion(Recorded):
    """The whole plan as it was put forward once: number, content, why, and the review that asked for it, if one did."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    reason = models.TextField(blank=True)
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="plans_put_forward")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="one_plan_a_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="a_changed_plan_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"Plan, version {self.number}"


class PlanAgreement(models.Model):
    """One side agreed to one version of the plan, by whoever speaks for it."""

    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="agreements")
    side = models.CharField(max_length=8, choices=SIDES)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="plans_agreed")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["side"]
        constraints = [models.UniqueConstraint(fields=["plan", "side"], name="a_side_agrees_to_a_plan_once")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_side_display()}"
