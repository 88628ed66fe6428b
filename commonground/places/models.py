"""What is kept of an area? Its name, code, kind, boundary and the area that holds it.

Boundaries are GeoJSON as it came: the database needs no spatial extension, and geometry is done where it is asked.

*Source:* R187; docs/decisions.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.places.rules import KIND_LABELS, AreaKind


class Area(Recorded):
    """One area. `code` is the publisher's own (such as an ONS code) and says where it came from with `source`."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices={kind.value: label for kind, label in KIND_LABELS.items()})
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    boundary = models.JSONField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[k.value for k in AreaKind]), name="area_kind_is_known")
        ]

    def __str__(self) -> str:
        return self.name
