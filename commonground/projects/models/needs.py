"""What is kept of a need? The words of those who have it, apart from any solution, and who else has confirmed it.

*Source:* R103.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Programme
from commonground.places.models import Area
from commonground.projects.rules import needs


class Need(Recorded):
    """Something that some need, in their own words; every member may read it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="needs")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="needs")
    title = models.CharField(max_length=120)
    had_by = models.CharField(max_length=12, choices=needs.HAD_BY)
    who = models.CharField(max_length=300)
    what = models.TextField()
    where = models.CharField(max_length=300)
    how_known = models.TextField()
    must_do = models.TextField()
    stated_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="needs")
    stated_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-stated_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class NeedConfirmation(Recorded):
    """Somebody else who has the need says that these words of it are right, and how it shows with them."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="confirmations")
    of_version = models.PositiveIntegerField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="needs_confirmed")
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["need", "of_version", "by"], name="a_need_is_confirmed_once_by_each")
        ]

    def __str__(self) -> str:
        return f"{self.need}, version {self.of_version}"
