"""What is kept of when things leave? The day of each item, holds that stop it, reviews that put it off.

*Source:* D4, D5; DPA 2018, section 39.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Organisation
from commonground.sharing.models.items import Item


class KeptUntil(Recorded):
    """The day on which an item leaves, or is reviewed; `line` is its line of the schedule as it was that day.
    `reference` names the item in messages; it is random."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="kept_until")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=20)
    leaves_on = models.DateField(db_index=True)
    awaits_review = models.BooleanField(default=False)
    told_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["leaves_on", "pk"]

    def __str__(self) -> str:
        return f"Kept until {self.leaves_on}"


class ItemHold(Recorded):
    """A court, an inquiry or an investigation needs an item: it does not leave while this lasts."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="holds")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(lifted_at__isnull=True), name="an_item_is_held_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Legal hold {self.ref}"


class RetentionReview(Recorded):
    """Somebody reviewed on its day whether an item is still needed, and why; without a new day it was let go."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="retention_reviews")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    reason = models.CharField(max_length=600)
    keep_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-reviewed_at"]

    def __str__(self) -> str:
        return f"Review {self.ref}"


class RetentionSpan(Recorded):
    """For how many days an organisation keeps one kind of what it shares, where it has chosen that itself, and why. Who
    chose it is in the record."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    line = models.CharField(max_length=20)
    days = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organisation", "line"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "line"], name="an_organisation_has_one_span_for_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.days}"
