"""What is kept of an area? Its names, code, kind, boundary, the area that holds it, and what became of it.

Boundaries are GeoJSON as they came: the database needs no spatial extension, and geometry is done where it is asked.
Three columns are worked out from the others when an area is written (`derive`), so that nobody has to walk or fold:
`above` holds the keys of all areas that hold this one, the largest first; `sought` everything under which it is found;
`west` to `north` the frame of its boundary.

*Source:* R57, R115, R187; docs/decisions.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from commonground.audit.models import Recorded
from commonground.places.rules import KIND_LABELS, AreaKind, frame
from commonground.places.rules.names import sought


class Area(Recorded):
    """One area. `code` is the publisher's own (such as an ONS code) and says where it came from with `source`.

    `aliases` are other names, `former_codes` codes that it had or took over. A shape that members drew (`drawn`)
    belongs to the organisation that drew it, which is a value because areas stand below organisations; `made_of` are
    the areas that it covers, and unless it `is_outlined` it is the sum of them. `boundary` is exact, `display` the
    same with fewer points, for maps. A retired area stays, with those that took its place.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices={kind.value: label for kind, label in KIND_LABELS.items()})
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    aliases = models.JSONField(default=list, blank=True)
    former_codes = models.JSONField(default=list, blank=True)
    boundary = models.JSONField(null=True, blank=True)
    display = models.JSONField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    made_of = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="shapes")
    drawn_by = models.BigIntegerField(null=True, blank=True, db_index=True)
    is_outlined = models.BooleanField(default=False)
    drawn_by_name = models.CharField(max_length=200, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.CharField(max_length=300, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="predecessors")
    version = models.PositiveIntegerField(default=1)

    above = ArrayField(models.BigIntegerField(), default=list, editable=False)
    sought = models.TextField(blank=True, editable=False)
    west = models.FloatField(null=True, editable=False)
    south = models.FloatField(null=True, editable=False)
    east = models.FloatField(null=True, editable=False)
    north = models.FloatField(null=True, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[k.value for k in AreaKind]), name="area_kind_is_known")
        ]
        indexes = [
            GinIndex(fields=["above"], name="area_above"),
            GinIndex(fields=["sought"], name="area_sought", opclasses=["gin_trgm_ops"], fastupdate=False),
            models.Index(fields=["west", "east"], name="area_frame"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_retired(self) -> bool:
        """Whether other areas took its place, or it is no more."""
        return self.retired_on is not None

    def derive(self) -> None:
        """Work out `above`, `sought` and the frame from the other columns."""
        self.above = [*self.within.above, self.within.pk] if self.within else []
        self.sought = sought([self.name, *self.aliases, self.code, *self.former_codes])
        ends = frame(self.boundary) if self.boundary else (None, None, None, None)
        self.west, self.south, self.east, self.north = ends

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the area with what is worked out from it; `update_fields` keeps only what it names."""
        if kwargs.get("update_fields") is None:
            self.derive()
        super().save(*args, **kwargs)


class Postcode(models.Model):
    """One postcode, as it is written ("SW1A 1AA"), and the smallest area of this installation in which it lies."""

    postcode = models.CharField(max_length=8, primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.postcode
