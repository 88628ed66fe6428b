"""What is kept after the end? Checks of what should last, the months of watched figures, and the way of case studies.

Case studies are called for, offered, and read by somebody of neither organisation before everybody does.

*Source:* R46-R47, R69.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.groundwork.sides import TWO_SIDES
from commonground.people.models import Membership, Programme
from commonground.projects.models.answers import Answer
from commonground.projects.models.collaboration import Collaboration
from commonground.projects.models.finishing import Publication
from commonground.projects.rules.lasting import CHECKED_AFTER, OFFERS
from commonground.projects.rules.peer_reading import VERDICTS


class LastingCheck(Recorded):
    """What the owner of something that should last said, so many months after the end: it still holds, or what is
    wrong. `since` is the day of the end that it is counted from."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="checks")
    since = models.DateField()
    months = models.PositiveSmallIntegerField(choices={months: f"{months} months" for months in CHECKED_AFTER})
    holds = models.BooleanField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="lasting_checks")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["since", "months"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "since", "months"], name="one_check_a_time"),
            models.CheckConstraint(condition=Q(holds=True) | ~Q(words=""), name="what_fails_is_said"),
        ]

    def __str__(self) -> str:
        return f"Check after {self.months} months"


class WatchedMonth(Recorded):
    """The count of one month of a figure that is watched after the end, and the limit that was agreed then."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="watched")
    month = models.CharField(max_length=7)
    counted = models.PositiveIntegerField()
    limit = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["answer", "month"], name="one_watch_a_month")]

    def __str__(self) -> str:
        return f"{self.month}: {self.counted}"


class PeerReading(Recorded):
    """Somebody of neither organisation reads one version of a case study before everybody does; its team answers."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="peer_readings")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="peer_readings_asked")
    asked_at = models.DateTimeField(auto_now_add=True)
    verdict = models.CharField(max_length=8, choices=VERDICTS, blank=True)
    words = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    answered = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "reader"], name="one_reading_a_reader"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | ~Q(verdict="", words=""), name="a_reading_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication}: {self.reader}"


class CaseCall(Recorded):
    """A call for case studies: what is asked for, and until when."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="case_calls")
    title = models.CharField(max_length=120)
    asks = models.TextField()
    closes_on = models.DateField()
    # Empty for an administrator who acts for no organisation; the history says who it was
    by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="case_calls")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["closes_on", "pk"]

    def __str__(self) -> str:
        return self.title


class CaseOffer(Recorded):
    """A case study that a member offers in answer to a call. With its collaboration here, its team writes it and both
    sides approve it; without, the editor says how it comes in."""

    call = models.ForeignKey(CaseCall, on_delete=models.CASCADE, related_name="offers")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="case_offers")
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.SET_NULL, related_name="case_offers"
    )
    title = models.CharField(max_length=120)
    about = models.TextField()
    partner = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=OFFERS, default="sent")
    edited = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title


class CasePermission(Recorded):
    """The word of whoever speaks for one side that its collaboration may be told of in answer to a call."""

    offer = models.ForeignKey(CaseOffer, on_delete=models.CASCADE, related_name="permissions")
    side = models.CharField(max_length=8, choices=[(side.value, side.label) for side in TWO_SIDES])
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="case_permissions")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["offer", "side"], name="one_case_permission_a_side")]

    def __str__(self) -> str:
        return f"{self.offer}: {self.get_side_display()}"
