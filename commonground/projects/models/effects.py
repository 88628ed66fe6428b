"""What is kept of each side's own view of the effect?

It is blind until both have given theirs; row level security keeps it so.

*Source:* R37; settled questions, "Who" (blind texts).
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Membership
from commonground.projects.models.collaboration import SIDES, Collaboration
from commonground.projects.rules.claims import EFFECTS


class EffectRound(Recorded):
    """One time that both sides say what difference the work made. The moments stand here, without the words."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="effect_rounds")
    number = models.PositiveSmallIntegerField()
    police_given_at = models.DateTimeField(null=True, blank=True)
    security_given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "number"], name="one_effect_round_a_number")]

    def __str__(self) -> str:
        return f"Views of the effect {self.number}"

    @property
    def given(self) -> frozenset[Side]:
        """Which sides have given their view."""
        return frozenset(side for side in TWO_SIDES if getattr(self, f"{side.value}_given_at"))

    @property
    def is_open(self) -> bool:
        """Whether each side may read the other's."""
        return len(self.given) == len(TWO_SIDES)


class EffectView(models.Model):
    """What difference one side says that the work made, and why it says so; never changed."""

    round = models.ForeignKey(EffectRound, on_delete=models.CASCADE, related_name="views")
    side = models.CharField(max_length=8, choices=SIDES)
    effect = models.CharField(max_length=10, choices=EFFECTS)
    words = models.TextField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="effect_views")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "side"], name="one_view_a_side")]

    def __str__(self) -> str:
        return f"{self.round}, {self.side}"
