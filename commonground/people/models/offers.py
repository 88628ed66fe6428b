"""What is kept of a membership that somebody with an account was offered, until they say yes or no?

*Source:* R56; D2; settled questions, "Who".
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models.organisations import Organisation
from commonground.people.models.persons import Person


class MembershipOffer(Recorded):
    """A membership that a coordinator offers to somebody who signs in here already. It opens nothing until they accept
    it; `until` is the first day on which they no longer can."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offers")
    post_title = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="offers_made")
    at = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True), name="an_offer_has_one_answer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} for {self.person}"
