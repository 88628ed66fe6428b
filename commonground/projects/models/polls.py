"""What is kept of asking the community? A poll, whom it was sent to, answers that name nobody, and what was done.

No address of a machine, no time of day and no name stands beside an answer; a sitting only ties together what one
reader said of each objective.

*Source:* R25.
"""

from django.db import models
from django.db.models import F, Q

from commonground.audit.models import Recorded
from commonground.projects.models.collaboration import Collaboration
from commonground.projects.rules.polling import GROUP_KINDS, SHARES


class Poll(Recorded):
    """One round of asking. `objectives` holds the words that were asked about, by the outcome's public id, as they
    stood when it opened; `generation` is counted up to end an open link."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="polls")
    number = models.PositiveSmallIntegerField()
    about = models.TextField()
    objectives = models.JSONField(default=list)
    opens_on = models.DateField()
    closes_on = models.DateField()
    is_open_to_all = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    generation = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="one_poll_a_number"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="a_poll_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration}: poll {self.number}"


class PollGroup(Recorded):
    """A group or a stakeholder to whom a poll is sent by a link of its own. Without an address the team hands the link
    over. `left_at` is when they asked for no more mail."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=GROUP_KINDS)
    email = models.EmailField(blank=True)
    sent_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "name"], name="a_group_is_asked_once_a_poll")]

    def __str__(self) -> str:
        return self.name


class PollAnswer(models.Model):
    """What one sitting said of one objective; `group` is empty for the open link."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="answers")
    group = models.ForeignKey(PollGroup, null=True, blank=True, on_delete=models.CASCADE, related_name="answers")
    sitting = models.UUIDField()
    objective = models.CharField(max_length=22)
    share = models.CharField(max_length=8, choices=SHARES)
    why = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["sitting", "objective"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "sitting", "objective"], name="a_sitting_answers_once"),
            models.CheckConstraint(condition=Q(share__in=list(SHARES)), name="poll_answer_is_known"),
        ]

    def __str__(self) -> str:
        return self.get_share_display()


class PollResponse(Recorded):
    """What the team heard about one objective, and what it did because of it."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="responses")
    objective = models.CharField(max_length=22)
    said = models.TextField()
    did = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "objective"], name="an_objective_is_responded_to_once")]

    def __str__(self) -> str:
        return f"{self.poll}: what we did"
