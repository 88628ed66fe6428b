"""What is kept of a programme? An initiative that runs here.

*Source:* R1; settled questions, "Who".
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.places.models import Area


class Programme(Recorded):
    """An initiative that runs on this installation; the Police and Security initiative is the worked example."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=40)
    strapline = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(blank=True)
    strategy = models.TextField(blank=True)
    sponsor = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    host = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    telephone_hours = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    timeline = models.JSONField(default=list, blank=True)
    figures = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name
