"""What is kept of the ethics of a collaboration? Each side's answers, and advice from somebody who belongs to neither.

Answers are never changed: whoever answers again writes another row, and the latest of each side counts.

*Source:* R120.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Membership
from commonground.projects.models.collaboration import SIDES, Collaboration
from commonground.projects.rules.ethics import ANSWERS, ASKED, VERDICTS


class EthicsAnswer(models.Model):
    """One side's answer to one question of the checklist."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="ethics_answers")
    question = models.CharField(max_length=16, choices={key: one.title for key, one in ASKED.items()})
    side = models.CharField(max_length=8, choices=SIDES)
    answer = models.CharField(max_length=8, choices=ANSWERS)
    words = models.TextField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="ethics_answers")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_question_display()}, {self.side}: {self.get_answer_display()}"


class EthicsAdvice(Recorded):
    """One request for advice to somebody who belongs to no organisation on the team, and what they said.

    `interest` is what the adviser declared as a conflict of interest; whoever has one gives no advice.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="ethics_advice")
    adviser = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="ethics_advice")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="ethics_advice_asked")
    asks = models.TextField()
    asked_at = models.DateTimeField(auto_now_add=True)
    has_interest = models.BooleanField(null=True)
    interest = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, choices=VERDICTS, blank=True)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Advice of {self.adviser.person.name}"
