"""What is kept of the whole: its name, place, state, and the people on it.

*Source:* R1, R6, R21, R56; settled questions, "Who sees a collaboration".
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.groundwork.matrix import CELLS
from commonground.groundwork.sides import LABELS, TWO_SIDES
from commonground.people.models import Membership, Programme
from commonground.places.models import Area
from commonground.projects.rules import lifecycle, steps

STATES = {state.value: label for state, label in lifecycle.LABELS.items()}
SIDES = {side.value: LABELS[side] for side in TWO_SIDES}


class Collaboration(Recorded):
    """Police and security working to one purpose in one area. `started_by_side` wrote first; the other side accepts.
    `changes` counts the deeds done to it or to anything in it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=STATES, default=lifecycle.State.DRAFT.value)
    state_reason = models.TextField(blank=True)
    cell = models.CharField(max_length=40, blank=True, default="")
    started_by_side = models.CharField(max_length=8, choices=SIDES)
    created_at = models.DateTimeField(auto_now_add=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    alive_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in lifecycle.State]), name="state_is_known"),
            models.CheckConstraint(condition=Q(cell__in=["", *map(str, CELLS)]), name="cell_is_known"),
            models.CheckConstraint(condition=Q(started_by_side__in=SIDES), name="a_side_started_it"),
            models.CheckConstraint(
                condition=~Q(state__in=["alive", "stopped"]) | Q(alive_at__isnull=False), name="alive_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(Recorded):
    """A named person, as a member of one organisation, on the team or invited as a stakeholder. This row is what opens
    a collaboration to them; with another employer it is not that person."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="team")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="takes_part")
    part = models.CharField(max_length=12, choices={"team": "Team", "stakeholder": "Stakeholder"}, default="team")
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["membership__person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "membership"], condition=Q(until__isnull=True), name="on_the_team_once"
            )
        ]
        indexes = [
            # All that a list asks of a row, so that somebody's thousands are read from the index alone
            models.Index(
                fields=["membership", "part"], include=["collaboration", "starts", "until"], name="teams_of_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.membership.person.name


class LeadershipPost(Recorded):
    """One of the four posts, held by a person for a time. A post that ended or was declined stays as history."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="posts")
    side = models.CharField(max_length=8, choices=SIDES)
    role = models.CharField(max_length=10, choices=steps.LEADING_LABELS)
    holder = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="leads")
    deputy = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="deputises")
    asked_on = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(max_length=300, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["side", "role", "-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "side", "role"],
                condition=Q(until__isnull=True, declined_at__isnull=True),
                name="one_holder_a_post",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True), name="accepted_or_declined"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.get_role_display().lower()}: {self.holder.person.name}"
