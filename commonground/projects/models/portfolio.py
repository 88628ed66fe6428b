"""What is kept so that many collaborations can be asked at once? How each stands, what it reports, who was written to.

A line holds nothing of its own: it is made from the collaboration, again and again, so that a list of thousands can be
narrowed and put in order by the database. `of_change` tells from which change of the collaboration it was made.

*Source:* R52, R102, R196; docs/decisions/0018-a-portfolio-is-read-from-kept-lines.md.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership
from commonground.projects.models.collaboration import SIDES, Collaboration


class PortfolioLine(models.Model):
    """How one collaboration stood on a day. `rank_…` is where it comes for a reader of that side when what is due comes
    first, `due_…` how many things are due from that side, `turns_on` the first day on which it may read differently.
    `sought` is what a search looks through, in small letters; `shown` is what a row of the list says
    (`rules.portfolio.Summary.shown`), `able` who of the team could act then."""

    collaboration = models.OneToOneField(
        Collaboration, primary_key=True, on_delete=models.CASCADE, related_name="kept_line"
    )
    of_change = models.PositiveIntegerField()
    kept_on = models.DateField()
    turns_on = models.DateField(null=True)
    here = models.PositiveSmallIntegerField(default=0)
    complete = models.PositiveSmallIntegerField(default=0)
    rank_police = models.PositiveSmallIntegerField(default=0)
    rank_security = models.PositiveSmallIntegerField(default=0)
    rank_none = models.PositiveSmallIntegerField(default=0)
    due_police = models.PositiveSmallIntegerField(default=0)
    due_security = models.PositiveSmallIntegerField(default=0)
    due_none = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)
    review_last = models.DateField(null=True)
    review_next = models.DateField(null=True)
    sought = models.TextField(default="")
    shown = models.JSONField(default=dict)
    able = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["turns_on"], name="lines_that_turn"),
            models.Index(fields=["review_next"], name="lines_by_next_review"),
            # What orders and counts, apart from the words beside it, which are many times as long
            models.Index(
                fields=["collaboration"],
                include=[
                    "of_change",
                    "turns_on",
                    "kept_on",
                    "review_next",
                    "here",
                    "rank_police",
                    "rank_security",
                    "rank_none",
                    "due_police",
                    "due_security",
                    "due_none",
                ],
                name="what_orders_lines",
            ),
        ]

    def __str__(self) -> str:
        return f"Line of {self.collaboration_id}"


class Reporting(Recorded):
    """One side's word that the collaboration reports to its programme, and since when; it does while both sides' words
    stand."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="reporting")
    side = models.CharField(max_length=8, choices=SIDES)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="reporting")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "side"], condition=Q(ended_at__isnull=True), name="one_word_a_side_to_report"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collaboration} reports, {self.side}"


class CoordinationNote(Recorded):
    """A note from one collaboration to the leads of another that works at the same place or on the same thing."""

    sender = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="coordination_sent")
    receiver = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="coordination_received")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="coordination_notes")
    words = models.CharField(max_length=600)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.sender} to {self.receiver}"
