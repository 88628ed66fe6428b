"""What is kept of when agreements, decisions, requests, questions, collaborations and attendance leave? A day for each
organisation that has a part in one, what holds it, and what was decided about it.

*Source:* D4; DPA 2018, section 39; UK GDPR, article 5(1)(e).
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Organisation
from commonground.sharing.rules.retention_records import RECORDS


class RecordKept(Recorded):
    """The day on which the words of a record may leave, for one of the organisations that have a part in it; they leave
    when it has come for all of them. `key` and `subject` name the record's row. `label` is its number or reference, the
    title of a briefing, or who is on the other side; `made_at` is when it was made, or when the briefing was."""

    kind = models.CharField(max_length=13, choices={key: one.what for key, one in RECORDS.items()})
    key = models.BigIntegerField()
    subject = models.UUIDField()
    label = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    leaves_on = models.DateField(db_index=True)
    awaits_review = models.BooleanField(default=False)
    held_since = models.DateTimeField(null=True, blank=True)
    held_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["leaves_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "organisation"], name="a_record_has_one_day_for_each_side")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} kept until {self.leaves_on}"

    @property
    def is_held(self) -> bool:
        """Whether a legal hold is on it."""
        return self.held_since is not None


class RecordReview(Recorded):
    """Somebody reviewed whether a record is still needed, and why; without a new day it was let go."""

    kept = models.ForeignKey(RecordKept, on_delete=models.CASCADE, related_name="reviews")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    reviewed_at = models.DateTimeField()
    reason = models.CharField(max_length=600)
    keep_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-reviewed_at"]

    def __str__(self) -> str:
        return f"Review {self.ref}"
