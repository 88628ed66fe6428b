"""What is kept of the answers? One row an answer, with every earlier wording, and who confirmed which content.

The guide's questions are data, so their answers share one table; what falls due, is done, or names a person stands in
columns of its own, so that it can be asked across all parts.

*Source:* R52, R58; settled questions ("questions of the guide are data"; "a later edit … keeps history").
"""

from datetime import date

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Person
from commonground.projects.models.collaboration import SIDES, Collaboration, TeamMember
from commonground.projects.rules import books, guide

# What can be done, and has a day by which: a portfolio and its calendar are read by these days
TASKS = Q(removed_at__isnull=True, part__in=sorted(key for key, part in guide.PARTS.items() if part.due and part.done))


class Answer(Recorded):
    """One recorded answer to one part of the guide."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="answers")
    part = models.CharField(max_length=30)
    values = models.JSONField()
    due = models.DateField(null=True, blank=True)
    done = models.DateField(null=True, blank=True)
    member = models.ForeignKey(TeamMember, null=True, blank=True, on_delete=models.PROTECT, related_name="answers_for")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["collaboration", "part"], condition=Q(removed_at__isnull=True), name="answers_in_use"),
            models.Index(fields=["due"], condition=Q(removed_at__isnull=True, done__isnull=True), name="answers_due"),
            models.Index(fields=["due", "id"], condition=TASKS, name="tasks_by_day"),
            models.Index(fields=["due", "id"], condition=TASKS & Q(done__isnull=True), name="open_tasks_by_day"),
        ]

    def __str__(self) -> str:
        part = books.PARTS[self.part]
        return str(self.values.get(part.title_field) or part.noun)[:200]

    def take(self, values: dict[str, object], member: TeamMember | None) -> None:
        """Take over new values, and lift what falls due, is done and names a person into their columns."""
        part = books.PARTS[self.part]
        self.values = values
        self.due = _day(values.get(part.due)) if part.due else None
        self.done = _day(values.get(part.done)) if part.done else None
        self.member = member


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


class AnswerVersion(models.Model):
    """One wording that an answer had; `values` is null where it was taken out."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    values = models.JSONField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="wordings")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="one_wording_a_version")]

    def __str__(self) -> str:
        return f"{self.answer} ({self.version})"


class Confirmation(models.Model):
    """One side's lead confirmed one step as it stood; `content` is the hash of exactly that.

    Never changed: a later edit parts the lines again and leaves this as history.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="confirmations")
    step = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=8, choices=SIDES)
    content = models.CharField(max_length=64)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="confirmations")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=10), name="confirmed_one_of_ten_steps")
        ]

    def __str__(self) -> str:
        return f"step {self.step}, {self.side}"
