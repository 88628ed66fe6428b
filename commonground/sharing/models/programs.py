"""What is kept of the secrets with which programs read in somebody's name? Their hash, what they open, and until when.

*Source:* D2, D8; reference/security.md 3.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Membership
from commonground.sharing.rules.programs import USES


class AccessToken(Recorded):
    """One secret of one membership. It is shown once and kept as a hash; `until` is the day from which it is nothing,
    `used_on` the last day on which a program came with it."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="access_tokens")
    use = models.CharField(max_length=6, choices={use.value: label for use, label in USES.items()})
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(use__in=[use.value for use in USES]), name="access_use_is_known")
        ]

    def __str__(self) -> str:
        return f"Access {self.ref}"
