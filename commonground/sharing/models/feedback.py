"""What is kept of what came of a thing? That it went to an organisation, and what that organisation said of it.

Both are between two: the organisation that wrote and the originator. Recipients compete with each other, and none
learns what another got or said.

*Source:* design/sharing.md 2.2 and 5; R78, R248.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation
from commonground.sharing.models.items import Rendition
from commonground.sharing.rules.feedback import RESULTS, SAID, USEFULNESS, Said
from commonground.sharing.rules.triage import WAYS

ONCE = (Said.ACKNOWLEDGED.value, Said.USEFUL.value, Said.TOO.value)


class Receipt(Recorded):
    """That something went to an organisation, and when it was answered; nothing of what it was, so that it outlives it.

    `reference` is random: it stands in messages where the title may not."""

    rendition = models.ForeignKey(Rendition, null=True, on_delete=models.SET_NULL, related_name="receipts")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20)
    sent_at = models.DateTimeField()
    way = models.CharField(max_length=8, choices={way.value: words for way, words in WAYS.items()}, blank=True)
    because = models.CharField(max_length=200, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rendition", "organisation"], name="one_receipt_a_recipient"),
            models.CheckConstraint(
                condition=~Q(originator=models.F("organisation")), name="a_receipt_is_between_two_organisations"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "answered_at"], name="receipts_by_recipient"),
            models.Index(fields=["originator", "sent_at"], name="receipts_by_originator"),
        ]

    def __str__(self) -> str:
        return f"Receipt {self.reference}"


class Feedback(Recorded):
    """One thing that a recipient said of a rendition, or that they have seen this too, which carries no words."""

    rendition = models.ForeignKey(Rendition, on_delete=models.CASCADE, related_name="feedback")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback_given")
    said = models.CharField(max_length=12, choices={said.value: words for said, words in SAID.items()})
    words = models.TextField(blank=True)
    result = models.CharField(max_length=8, choices=RESULTS, blank=True)
    useful = models.CharField(max_length=6, choices=USEFULNESS, blank=True)
    police_reference = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(
                fields=["rendition", "organisation", "said"], condition=Q(said__in=ONCE), name="said_once"
            ),
            models.CheckConstraint(
                condition=~Q(said=Said.TOO.value) | Q(words="", police_reference=""), name="seen_too_names_nothing_more"
            ),
        ]

    def __str__(self) -> str:
        return f"Feedback {self.ref}"
