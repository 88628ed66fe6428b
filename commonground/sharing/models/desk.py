"""What is kept of the desk? Only what somebody wanted kept: their answers, what the desk said, and whom they asked.

*Source:* R184, R211; design/sharing.md 5.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation, Post
from commonground.sharing.rules.desk_outcomes import KINDS


class DeskQuestion(Recorded):
    """A question that was kept. `said` is what the desk said then, word for word, so that a later table of lawful bases
    does not change it. With `to_organisation` somebody there is asked to decide, and `asked_at` starts the clock."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="desk_questions")
    answers = models.JSONField(default=dict)
    kind = models.CharField(max_length=10, choices={key.value: words for key, words in KINDS.items()})
    said = models.JSONField(default=dict)
    about = models.CharField(max_length=200)
    what = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    needed_by = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField()
    to_organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    review_asked_at = models.DateTimeField(null=True, blank=True)
    review_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-kept_at", "-pk"]
        indexes = [
            models.Index(fields=["to_organisation", "answered_at"], name="desk_questions_to_answer"),
            models.Index(fields=["organisation", "-kept_at"], name="desk_questions_kept"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_organisation__isnull=True, asked_at__isnull=True)
                | Q(to_organisation__isnull=False, asked_at__isnull=False),
                name="a_desk_question_that_is_asked_has_its_moment",
            )
        ]

    def __str__(self) -> str:
        return f"Question {self.ref}"  # by this the record calls it, which holds no words


class Pledge(Recorded):
    """An organisation says in public that it dares to share, for a time; ended, it is shown no more."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="pledges_made")
    made_on = models.DateField()
    until = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_on__isnull=True), name="an_organisation_pledges_once"
            ),
            models.CheckConstraint(condition=Q(until__gt=models.F("made_on")), name="a_pledge_ends_after_it_is_made"),
        ]

    def __str__(self) -> str:
        return f"Pledge of {self.organisation.name}"
