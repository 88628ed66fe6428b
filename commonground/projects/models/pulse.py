"""What is kept of the trust pulse? Rounds, counts of answers, and never who gave which.

An answer is only added to counts, in two rows that were there before anybody answered. That somebody has answered is a
sealed mark, which the database cannot open without the site's key, and which goes when it is no longer needed. Nothing
here has a moment, and no key is given in order, so that a copy of the tables joins nobody to what they said.

*Source:* R54, R78, R247; docs/decisions/0017-trust-is-counted-and-nobodys-answer-is-kept.md.
"""

import uuid

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.groundwork.small_numbers import LEAST
from commonground.people.models import Organisation, Programme
from commonground.places.models import Area
from commonground.projects.models.collaboration import SIDES, Collaboration
from commonground.projects.rules.pulse import BECAUSE, LEVELS


class PulseRound(Recorded):
    """One time that both sides' teams are asked. `asked_on` and `reminded_on` note the mail that was sent."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="pulse_rounds")
    number = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=8, choices=BECAUSE)
    opens_on = models.DateField()
    closes_on = models.DateField()
    asked_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    is_counted = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="one_pulse_a_number"),
            models.CheckConstraint(condition=Q(closes_on__gt=models.F("opens_on")), name="pulse_closes_later"),
        ]
        indexes = [models.Index(fields=["closes_on"], condition=Q(is_counted=False), name="pulses_open")]

    def __str__(self) -> str:
        return f"Trust pulse {self.number}"


class PulseMark(models.Model):
    """Somebody has answered a round: a seal of the person, made with the site's key, and nothing else. It is taken away
    when the round is counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="marks")
    side = models.CharField(max_length=8, choices=SIDES)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "seal"], name="one_answer_a_pulse")]

    def __str__(self) -> str:
        return "Somebody has answered"


class PulseTally(models.Model):
    """What one side has answered in one round, as counts: for each statement, how many chose each word."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="tallies")
    side = models.CharField(max_length=8, choices=SIDES)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "side"], name="one_tally_a_side")]

    def __str__(self) -> str:
        return f"{self.round}, {self.side}"


class PulseSum(models.Model):
    """Answers that are counted together. While fewer than five people are behind it, it waits for more, and holds their
    seals to count nobody twice; then it is shown, and never changes again. Each answer is in one sum only, so that no
    sum can be taken from another to find a smaller one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    level = models.CharField(max_length=13, choices=LEVELS)
    side = models.CharField(max_length=8, choices=SIDES)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    police = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    security = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.CASCADE, related_name="pulse_sums"
    )
    starts = models.DateField()
    ends = models.DateField()
    people = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    seals = models.JSONField(default=list, blank=True)
    is_shown = models.BooleanField(default=False)

    class Meta:
        ordering = ["ends", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_shown=False) | Q(people__gte=LEAST, seals=[]), name="shown_from_five_people_up"
            ),
        ]
        indexes = [models.Index(fields=["programme", "level", "side"], name="pulse_sums_by_level")]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.starts} to {self.ends}"
