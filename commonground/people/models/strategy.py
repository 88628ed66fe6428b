"""What is kept of a common strategy? What each organisation says of the need for it, and how far it goes with it.

*Source:* R99-R100.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models.organisations import Organisation
from commonground.people.models.persons import Membership
from commonground.people.models.programmes import Programme
from commonground.people.rules import strategy


class Stance(Recorded):
    """What one organisation says: whether it agrees to the need for a strategy, in which words, signed by the holder of
    which post (in words, never a name), and how far it is. `need` is what it was asked; the public reads it only with
    its consent."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="stances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="stances")
    need = models.CharField(max_length=300)
    agrees = models.BooleanField()
    statement = models.CharField(max_length=600, blank=True)
    signatory = models.CharField(max_length=120)
    signed_on = models.DateField()
    is_public = models.BooleanField(default=False)
    stage = models.CharField(max_length=12, choices=strategy.STAGES, blank=True, default="")
    stage_on = models.DateField(null=True, blank=True)
    plan_url = models.URLField(blank=True)
    mark = models.PositiveSmallIntegerField(null=True, blank=True)
    mark_words = models.CharField(max_length=600, blank=True)
    marked_on = models.DateField(null=True, blank=True)
    said_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="stances_said")
    until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation"],
                condition=Q(until__isnull=True),
                name="an_organisation_has_one_word_on_the_strategy",
            ),
            models.CheckConstraint(
                condition=Q(agrees=True, stage__in=list(strategy.STAGES)) | Q(agrees=False, stage=""),
                name="only_who_agrees_is_on_the_way",
            ),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(mark__gte=1, mark__lte=4), name="a_mark_is_one_to_four"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name} on the strategy"
