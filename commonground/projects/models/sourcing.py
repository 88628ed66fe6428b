"""What is kept of a resource that is asked of others? The words that they read, who reads them, and what is offered.

*Source:* R17, R61.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation
from commonground.places.models import Area
from commonground.projects.models.answers import Answer
from commonground.projects.models.collaboration import Collaboration
from commonground.projects.rules import sourcing


class WantedResource(Recorded):
    """One resource that a collaboration asks of others, in words meant for them; `row` is the line of its own ledger.

    Those who read it are all members, or only the organisations that the collaboration names.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="wanted")
    row = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="wanted")
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=sourcing.KINDS)
    what = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=18, decimal_places=6)
    until = models.DateField()
    audience = models.CharField(max_length=8, choices=sourcing.AUDIENCES, default=sourcing.MEMBERS)
    named = models.ManyToManyField(Organisation, blank=True, related_name="asked_for_resources")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="resources_wanted")
    at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="something_is_wanted"),
            models.UniqueConstraint(
                fields=["row"], condition=Q(closed_at__isnull=True), name="a_resource_is_asked_for_once"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class ResourceOffer(Recorded):
    """What one organisation offers; the collaboration accepts it, declines it with a reason, or it is taken back."""

    wanted = models.ForeignKey(WantedResource, on_delete=models.CASCADE, related_name="offers")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="resources_offered")
    amount = models.DecimalField(max_digits=18, decimal_places=6)
    words = models.CharField(max_length=1000)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=sourcing.STATES, default=sourcing.OPEN)
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="offers_answered"
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="something_is_offered"),
            models.UniqueConstraint(fields=["wanted", "by"], condition=Q(state="open"), name="one_open_offer_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.by.organisation.name}: {self.wanted}"
