"""What is kept of a study? The question as it was put, the result as it was computed, and what it was computed from.

The result is kept as the very text that the engine gave, so that running it again can be compared byte for byte. A
study is never edited: to run it again makes another, which names the first in `repeats`. `series` holds the crimes of
each month by role and, under `areas`, every area with its part and its counts.

*Source:* R42; the outcomes contract, section 3.5.
"""

import json
from typing import Any

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Membership
from commonground.places.models import Area

STATES = {"waiting": "Waiting", "done": "Done", "failed": "Could not be computed"}


class Study(Recorded):
    """One evaluation. Seen by its maker and whoever keeps it after them; by the team of a collaboration that took it
    on; by everybody once it is published."""

    title = models.CharField(max_length=200)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="studies")
    kept_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="studies_kept"
    )
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    specification = models.JSONField()
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    result_text = models.TextField(blank=True)
    series = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)
    failure = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    computed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    repeats = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="runs")

    class Meta:
        ordering = ["-made_at"]
        verbose_name_plural = "studies"

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be computed."""
        return self.state == "waiting"

    @property
    def result(self) -> dict[str, Any]:
        """The result as a value; empty until it is computed."""
        return json.loads(self.result_text) if self.result_text else {}
