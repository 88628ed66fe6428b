"""What is kept of those who follow a collaboration from outside? An address that was confirmed, until they leave.

*Source:* R27.
"""

from django.db import models
from django.db.models.functions import Lower

from commonground.audit.models import Recorded
from commonground.projects.models.collaboration import Collaboration


class Follower(Recorded):
    """Somebody who wants the notices of one collaboration by mail. The row goes when they leave, and after a week if
    they never confirm the address."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField()
    asked_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("collaboration", Lower("email"), name="an_address_follows_once")]

    def __str__(self) -> str:
        return f"A follower of {self.collaboration}"
