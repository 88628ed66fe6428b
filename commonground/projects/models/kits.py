"""What is kept of a collaboration that began from a template or a case study? What it took, how far it keeps to it.

The kit is kept as it stood on the day it was taken, so that a later version of the template changes nothing here. A
check of one component is never changed: what was seen later is another row, and the latest counts.

*Source:* R116, R125.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership
from commonground.projects.models.collaboration import Collaboration
from commonground.projects.models.finishing import Publication
from commonground.projects.rules.kits import FIDELITY


class Origin(Recorded):
    """Where a collaboration began: a template of the site, or a published case study of another collaboration.

    `prefilled` are the public ids of the answers that were written on the first day.
    """

    collaboration = models.OneToOneField(Collaboration, on_delete=models.CASCADE, related_name="origin")
    kind = models.CharField(max_length=8, choices={"template": "Template", "case": "Case study"})
    key = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    kit = models.JSONField()
    prefilled = models.JSONField(default=list)
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="replications"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="template", publication__isnull=True) | Q(kind="case", publication__isnull=False),
                name="origin_is_a_template_or_a_case",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kit.get('name', self.key)}, version {self.number}"


class FidelityCheck(models.Model):
    """How one component of the kit stood in this collaboration, as somebody on the team saw it on a day."""

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="checks")
    component = models.CharField(max_length=40)
    standing = models.CharField(max_length=8, choices=FIDELITY)
    words = models.TextField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="fidelity_checks")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.component}: {self.get_standing_display()}"
