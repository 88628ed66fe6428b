"""What is kept of a decision on sharing? A record that never changes, and what was added to it since.

The application may add rows to these tables and read them, nothing else (`hosting.roles`). What a policy's decision is
made from, when a record is used for an item, is an addition too.

*Source:* R184; reference on the domain, 7(B); design/sharing.md 1, 2.1.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation
from commonground.sharing.models.decisions import Decision
from commonground.sharing.models.desk import DeskQuestion
from commonground.sharing.models.items import Item
from commonground.sharing.rules.decisions_recording import DIRECTIONS, NOTES, OUTCOMES


class SharingRecord(Recorded):
    """One decision with everything that was weighed (`values`, by the keys of `rules.decisions_recording.FIELDS`).
    Numbers run per organisation. `asked_at` to `decided_at` is the time that it took."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    question = models.ForeignKey(DeskQuestion, null=True, on_delete=models.PROTECT, related_name="records")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    direction = models.CharField(max_length=10, choices={key.value: words for key, words in DIRECTIONS.items()})
    outcome = models.CharField(max_length=6, choices={key.value: words for key, words in OUTCOMES.items()})
    asking_organisation = models.CharField(max_length=200)
    values = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    is_public = models.BooleanField(default=False)
    closes = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="sharing_decided")
    decided_as = models.CharField(max_length=200, blank=True)
    second = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="sharing_to_approve")
    needs_second = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_sharing_record_a_number"),
            models.CheckConstraint(
                condition=models.Q(needs_second=False) | models.Q(second__isnull=False),
                name="a_weighty_record_names_its_second",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.number}"

    @property
    def is_emergency(self) -> bool:
        """Whether it works at once and is reviewed afterwards."""
        return self.direction == "emergency"


class RecordRecipient(models.Model):
    """One organisation that gets what a record shares."""

    record = models.ForeignKey(SharingRecord, on_delete=models.PROTECT, related_name="recipients")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "organisation"], name="a_record_names_a_recipient_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class RecordNote(Recorded):
    """Something added to a record later: an approval, a review, what came of it, or the item that it was used for."""

    record = models.ForeignKey(SharingRecord, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, choices={key.value: words for key, words in NOTES.items()})
    words = models.TextField(blank=True)
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="recorded_in")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="sharing_noted")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(kind__in=["approved", "not_approved"]),
                name="a_second_person_answers_once",
            ),
            models.UniqueConstraint(
                fields=["record"], condition=models.Q(kind="reviewed"), name="an_emergency_is_reviewed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.record}"
