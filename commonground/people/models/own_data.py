"""What is kept of people's rights over what is held of them? Their requests, legal holds, and the log
of breaches.

*Source:* D5.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models.persons import Person
from commonground.people.rules import own_data


class DataRequest(Recorded):
    """Somebody asks for a correction, an erasure, or objects; due within one month."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=10, choices=own_data.KINDS)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=own_data.STATES, default="open")
    asked_at = models.DateTimeField()
    due = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="data_requests_answered"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person.name}"


class LegalHold(Recorded):
    """What is held of somebody must not be erased while it lasts: a court, an inquiry or an investigation needs it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_holds")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="legal_holds_set")
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="legal_holds_lifted"
    )

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(lifted_at__isnull=True), name="held_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Legal hold on what is kept of {self.person.name}"


class Breach(Recorded):
    """Personal data went where it should not: what, when noticed, how many people, who was told, what was done."""

    what = models.TextField()
    happened_at = models.DateTimeField(null=True, blank=True)
    noticed_at = models.DateTimeField()
    people_affected = models.PositiveIntegerField(null=True, blank=True)
    risk = models.TextField(blank=True)
    regulator_told_at = models.DateTimeField(null=True, blank=True)
    regulator_not_told_because = models.TextField(blank=True)
    people_told_at = models.DateTimeField(null=True, blank=True)
    done_about_it = models.TextField(blank=True)
    entered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="breaches_entered")
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-noticed_at"]
        verbose_name_plural = "breaches"

    def __str__(self) -> str:
        return self.what[:80]
