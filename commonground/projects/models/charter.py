"""What is kept of the working charter? Each wording that the team gave it, who adopted which, and how each side rates.

A wording is never changed: whoever adds words makes a new one, which both sides adopt again. Ratings are blind until
both sides have given theirs; row level security keeps them so. The moments of rating stand on the round, without marks.

*Source:* R85; settled questions, "Who" (blind texts).
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Membership, Person
from commonground.projects.models.collaboration import SIDES, Collaboration
from commonground.projects.models.reviews import Review


class CharterWording(Recorded):
    """One wording of a collaboration's charter: what the team adds to each behaviour, by the behaviour's key."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="charter")
    number = models.PositiveIntegerField()
    words = models.JSONField(default=dict)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="charter_wordings")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "number"], name="one_charter_wording_a_number")]

    def __str__(self) -> str:
        return f"Working charter, wording {self.number}"


class CharterAdoption(models.Model):
    """One side's lead has adopted one wording."""

    wording = models.ForeignKey(CharterWording, on_delete=models.CASCADE, related_name="adoptions")
    side = models.CharField(max_length=8, choices=SIDES)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="charter_adoptions")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wording", "side"], name="one_charter_adoption_a_side")]

    def __str__(self) -> str:
        return f"{self.wording}, {self.side}"


class CharterRound(Recorded):
    """One review after which both sides say how they kept to the charter; it opens when both have."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="charter_round")
    police_rated_at = models.DateTimeField(null=True, blank=True)
    security_rated_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Working charter at {self.review}"

    @property
    def rated(self) -> frozenset[Side]:
        """Which sides have rated."""
        return frozenset(side for side in TWO_SIDES if getattr(self, f"{side.value}_rated_at"))

    @property
    def is_open(self) -> bool:
        """Whether each side may read what the other has rated."""
        return len(self.rated) == len(TWO_SIDES)


class CharterRating(models.Model):
    """How often one side finds each behaviour kept, from 1 to 5, with a result that shows it; never changed."""

    round = models.ForeignKey(CharterRound, on_delete=models.CASCADE, related_name="ratings")
    side = models.CharField(max_length=8, choices=SIDES)
    marks = models.JSONField()
    examples = models.JSONField(default=dict)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="charter_ratings")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "side"], name="one_charter_rating_a_side")]

    def __str__(self) -> str:
        return f"{self.round}, {self.side}"
