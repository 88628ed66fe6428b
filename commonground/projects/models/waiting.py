"""What is kept of what a collaboration waits for? For whom, what for, and when somebody looks again.

*Source:* R126 ("waiting for" is a valid status with a next-look date).
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.projects.models.collaboration import Collaboration


class Awaited(Recorded):
    """Something that one step, or the whole where `step` is empty, waits for; it is current until `ended_on`."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="awaited")
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    whom = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    said = models.CharField(max_length=300, blank=True)
    look_again = models.DateField()
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["look_again", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__isnull=True) | Q(step__gte=1, step__lte=10), name="waits_in_one_of_ten_steps"
            )
        ]
        indexes = [models.Index(fields=["collaboration", "look_again"], condition=Q(ended_on=None), name="awaited_now")]

    def __str__(self) -> str:
        return f"{self.whom}: {self.what}"
