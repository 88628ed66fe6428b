"""What is kept of a sharing decision? Its outcome, its recipients and its time; it never changes.

*Source:* design/sharing.md 1; R184.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Organisation
from commonground.sharing.models.items import Item
from commonground.sharing.rules.decisions import Outcome


class Decision(Recorded):
    """What the originator decided about one item; a correction is a new decision."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=6, choices={one.value: one.value for one in Outcome})
    is_public = models.BooleanField(default=False)
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Decision on {self.item_id}"


class DecisionRecipient(models.Model):
    """One organisation that a decision names."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="recipients")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "organisation"], name="a_decision_names_a_recipient_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)
