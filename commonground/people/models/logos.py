"""What is kept of a logo? The picture as it was drawn anew, its words for those who do not see it, who put it there.

*Source:* R1, R5.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models.organisations import Organisation
from commonground.people.models.persons import Person
from commonground.people.models.programmes import Programme


class Logo(Recorded):
    """The logo of an organisation or of a programme, for everybody; `picture` is a PNG that this site has drawn. A new
    one takes the place of the old, with an address of its own."""

    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="logo"
    )
    programme = models.OneToOneField(Programme, null=True, blank=True, on_delete=models.CASCADE, related_name="logo")
    picture = models.BinaryField(max_length=500_000)
    wide = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="logos")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(programme__isnull=True), name="a_logo_belongs_to_one_of_both"
            )
        ]

    def __str__(self) -> str:
        return f"Logo of {self.organisation or self.programme}"
