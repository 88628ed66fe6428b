"""What is kept around the action plan? Who signed it and who has read it, who does what, reminders and calendars.

That a plan is agreed, written down and shared are three facts, kept apart.

*Source:* R29-R31, R126.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation
from commonground.projects.models.answers import Answer
from commonground.projects.models.collaboration import Collaboration
from commonground.projects.rules.duties import LETTERS


class PlanSignature(models.Model):
    """An organisation agreed to the plan as it stood; `content` is the hash of exactly that. Never changed: a later
    edit of the plan leaves it as history."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="plan_signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    content = models.CharField(max_length=64)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="plan_signatures")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.collaboration}"


class PlanReader(Recorded):
    """Somebody has the plan: a member of the team who says that they have read it, or somebody outside to whom it was
    sent by a link. `content` is the hash of what they read last."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="plan_readers")
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="plans_read"
    )
    name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    shared_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="plans_shared"
    )
    shared_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    content = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "membership"],
                condition=Q(membership__isnull=False),
                name="one_reader_a_member",
            ),
            models.UniqueConstraint(
                fields=["collaboration", "email"],
                condition=Q(ended_at__isnull=True) & ~Q(email=""),
                name="one_reader_an_address",
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=False) | ~Q(name="") & ~Q(email=""), name="a_reader_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"A reader of the plan of {self.collaboration}"


class DutyCell(models.Model):
    """What one organisation has to do with one activity: it does it, is asked first, or is told.

    There is no letter for the one who is accountable, and the database refuses it: that is the one person whom the
    activity itself names, so that a second can't be written, by any hand.
    """

    activity = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="duties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=1, choices=LETTERS)

    class Meta:
        ordering = ["activity", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "organisation"], name="one_duty_a_party_and_activity"),
            models.CheckConstraint(condition=Q(letter__in=list(LETTERS)), name="accountable_is_no_duty_of_a_party"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_letter_display()}"


class Reminder(models.Model):
    """When somebody was last reminded of one answer, and until when they want to hear nothing of it."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="reminders")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="reminders")
    reminded_on = models.DateField(null=True, blank=True)
    quiet_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "membership"], name="one_reminder_a_member")]

    def __str__(self) -> str:
        return f"Reminder of {self.answer}"


class CalendarFeed(Recorded):
    """A calendar that one member subscribes to: their own days, or those of one collaboration. The secret in its
    address is signed, not kept; `generation` is counted up to end every earlier address."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="calendar_feeds")
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    generation = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "collaboration"], nulls_distinct=False, name="one_calendar_a_member"
            )
        ]

    def __str__(self) -> str:
        return "A calendar"
