"""What is kept of a transfer? Which items one organisation hands to another, why, and what that one answered.

*Source:* design/sharing.md 2.1 ("items by recorded transfer"); R15, R45.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation
from commonground.sharing.models.items import Item
from commonground.sharing.models.markings import TLP

STATES = {"open": "Waits for an answer", "accepted": "Accepted", "declined": "Declined", "taken_back": "Taken back"}


class Transfer(Recorded):
    """One organisation offers to hand items that it keeps to another, which accepts or declines."""

    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=STATES, default="open")
    offered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="transfers_offered")
    offered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="transfers_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-offered_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(giver=models.F("taker")), name="a_transfer_goes_to_another")]

    def __str__(self) -> str:
        return f"Transfer {self.ref}"


class TransferItem(models.Model):
    """One item that a transfer names, with all that the taker is told of it before they accept: what it is, how it is
    marked at most, and when it was written. `is_over` once it has an answer."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="transfers")
    reference = models.CharField(max_length=22)
    category = models.CharField(max_length=40)
    tlp = models.PositiveSmallIntegerField(choices=TLP)
    written_at = models.DateTimeField()
    is_over = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_over=False), name="an_item_is_offered_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.transfer}: {self.item}"
