"""What is kept of agreeing? The rule set beforehand, each round, who is asked, and what met an objection.

A round that is decided never changes: what was said in it stays; whoever wants another decision opens another round.

*Source:* R43, R67, R235.
"""

from django.db import models
from django.db.models import F, Q

from commonground.audit.models import Recorded
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Membership
from commonground.projects.models.answers import Answer
from commonground.projects.models.collaboration import SIDES, Collaboration
from commonground.projects.rules.consensus import MOTIONS, RULES, SILENCES


class ConsensusRule(Recorded):
    """How stakeholders will agree, said before anybody is asked. In force once both sides have agreed to it; the newest
    such rule counts."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="consensus_rules")
    number = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=12, choices=RULES)
    silence = models.CharField(max_length=12, choices=SILENCES)
    days = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="consensus_rules")
    at = models.DateTimeField(auto_now_add=True)
    police_agreed_at = models.DateTimeField(null=True, blank=True)
    security_agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="one_consensus_rule_a_number"),
            models.CheckConstraint(condition=Q(days__gte=1), name="a_round_lasts_a_day"),
        ]

    def __str__(self) -> str:
        return RULES[self.rule]

    @property
    def agreed(self) -> frozenset[Side]:
        """Which sides have agreed to it."""
        return frozenset(side for side in TWO_SIDES if getattr(self, f"{side.value}_agreed_at"))

    @property
    def is_agreed(self) -> bool:
        """Whether both sides have agreed to it."""
        return len(self.agreed) == len(TWO_SIDES)


class ConsensusRound(Recorded):
    """One time that everybody concerned is asked about one proposal, under one rule; `challenge` is the number of the
    problem round that it belongs to, `decision` the answer that was recorded from it."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="consensus_rounds")
    rule = models.ForeignKey(ConsensusRule, on_delete=models.PROTECT, related_name="rounds")
    challenge = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField()
    motion = models.CharField(max_length=10, choices=MOTIONS)
    words = models.TextField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="decided_in")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="one_consensus_round_a_number"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="a_round_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decision__isnull=False), name="decided_has_its_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"Round {self.number}"


class Asked(models.Model):
    """One who is asked in a round: a side, for which its lead speaks, or an invited stakeholder."""

    round = models.ForeignKey(ConsensusRound, on_delete=models.CASCADE, related_name="asked")
    side = models.CharField(max_length=8, choices=SIDES, blank=True)
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_to_agree"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "side"], condition=~Q(side=""), name="a_side_is_asked_once"),
            models.UniqueConstraint(fields=["round", "membership"], name="a_stakeholder_is_asked_once"),
            models.CheckConstraint(
                condition=Q(side="", membership__isnull=False) | (~Q(side="") & Q(membership__isnull=True)),
                name="a_side_or_a_stakeholder_is_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.side or str(self.membership)


class ObjectionMet(models.Model):
    """What was changed because of one objection, before everybody is asked again."""

    position = models.OneToOneField("projects.Position", on_delete=models.CASCADE, related_name="met")
    changed = models.TextField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="objections_met")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.changed[:60]
