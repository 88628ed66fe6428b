"""What is kept of each side's own words? Blind until both are sent; row level security keeps them so.

The moments of sending stand on the round, without the words, so that one side can know that the other has sent without
being able to read it.

*Source:* R8; settled questions, "Who" (blind texts) and "In Django".
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.groundwork.sides import Side
from commonground.people.models import Person
from commonground.projects.models.collaboration import SIDES, Collaboration
from commonground.projects.rules.comparing import ASKED, Mark


class ProblemRound(models.Model):
    """One time that both sides wrote about the problem; a reopened collaboration may have another."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    police_sent_at = models.DateTimeField(null=True, blank=True)
    security_sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="one_round_a_number"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(police_sent_at__isnull=False, security_sent_at__isnull=False),
                name="opened_only_when_both_are_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration}, round {self.number}"

    def sent_at(self, side: Side):
        """When a side sent its words, or None."""
        return getattr(self, f"{side.value}_sent_at")


class SideStatement(Recorded):
    """One side's own words on the five questions; opened words never change."""

    round = models.ForeignKey(ProblemRound, on_delete=models.CASCADE, related_name="statements")
    side = models.CharField(max_length=8, choices=SIDES)
    words = models.JSONField(default=dict)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "side"], name="one_statement_a_side")]

    def __str__(self) -> str:
        return f"The {self.side} side's words"


class StatementMark(models.Model):
    """How near one side finds one answer of the other: same, close or apart, with a line on how both can be right."""

    round = models.ForeignKey(ProblemRound, on_delete=models.CASCADE, related_name="marks")
    side = models.CharField(max_length=8, choices=SIDES)
    asked = models.CharField(max_length=12, choices=ASKED)
    mark = models.CharField(max_length=5, choices={mark.value: mark.label for mark in Mark})
    line = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="marks")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "side", "asked"], name="one_mark_a_question_and_side")]

    def __str__(self) -> str:
        return f"{self.asked}: {self.mark}"
