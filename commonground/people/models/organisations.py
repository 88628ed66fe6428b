"""What is kept of an organisation? Its card, which is public.

*Source:* R56, R140-R142; reference on the domain, 7(G).
"""

from django.db import models
from django.db.models.functions import Lower

from commonground.audit.models import Recorded
from commonground.groundwork.sides import KIND_LABELS, SIDE_OF_KIND, Kind, Side
from commonground.places.models import Area


class Organisation(Recorded):
    """A body that takes part, or that the landscape is made of. Its card is public."""

    name = models.CharField(max_length=200, unique=True)
    aliases = models.JSONField(default=list, blank=True)
    kind = models.CharField(max_length=12, choices={kind.value: label for kind, label in KIND_LABELS.items()})
    about = models.TextField(blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="units")
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed")
    telephone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in Kind]), name="organisation_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> Side:
        """Which side the organisation stands on; it follows from its kind."""
        return SIDE_OF_KIND[Kind(self.kind)]
