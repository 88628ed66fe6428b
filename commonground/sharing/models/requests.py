"""What is kept of requests for police intelligence and assets? The catalogue, the request with its risks, the grant
with its end, each use, each look at it, and briefings with who was there.

*Source:* R222, R223; design/sharing.md 1 (clearance), 2.1.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation
from commonground.sharing.models.markings import CLEARANCES, TLP
from commonground.sharing.rules.requests import ASSETS, ENTRIES, SCALE, STATES

_OF_FIVE = [MinValueValidator(1), MaxValueValidator(SCALE)]


class Asset(Recorded):
    """Something that an organisation lends or opens to partners who qualify; of a kind that the documents name. `seats`
    is how many there are of what is signed out; with `no_forward` nothing that is heard or seen by it is passed on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ASSETS)
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    clearance = models.PositiveSmallIntegerField(choices=CLEARANCES, default=0)
    accreditation = models.CharField(max_length=200, blank=True)
    conditions = models.TextField(blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    no_forward = models.BooleanField(default=False)
    entered_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organisation__name", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class AssetVersion(Recorded):
    """What an entry of the catalogue said before it was changed, by the names of its fields."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    said = models.JSONField(default=dict)
    until = models.DateTimeField()
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="assets_changed")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["asset", "number"], name="one_asset_version_a_number")]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.asset}"


class AssetRequest(Recorded):
    """One request: for an asset, or without one for intelligence. Likelihood and impact run from 1 to 5; `cell` is its
    place in the requirement matrix."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="assets_asked_for")
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    title = models.CharField(max_length=160)
    what = models.TextField()
    purpose = models.TextField()
    cell = models.CharField(max_length=40, blank=True)
    needed_by = models.DateField()
    wanted_until = models.DateField()
    risks = models.TextField()
    likelihood = models.PositiveSmallIntegerField(validators=_OF_FIVE)
    impact = models.PositiveSmallIntegerField(validators=_OF_FIVE)
    mitigations = models.TextField()
    state = models.CharField(max_length=10, choices=STATES, default="open")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="assets_answered"
    )
    reasons = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, SCALE), impact__range=(1, SCALE)), name="request_risk_is_of_five"
            )
        ]

    def __str__(self) -> str:
        return f"Request {self.ref}"  # by this the record calls it, which holds no words


class Grant(Recorded):
    """What was granted: by which authority, on which conditions, from when until when, and the risk that is left."""

    request = models.OneToOneField(AssetRequest, on_delete=models.PROTECT, related_name="grant")
    authority = models.CharField(max_length=300)
    conditions = models.TextField()
    likelihood = models.PositiveSmallIntegerField(validators=_OF_FIVE)
    impact = models.PositiveSmallIntegerField(validators=_OF_FIVE)
    opens = models.DateField()
    closes = models.DateField()
    review_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.TextField(blank=True)
    revoked_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="grants_revoked"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opens", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(closes__gt=models.F("opens")), name="a_grant_has_an_end")]

    def __str__(self) -> str:
        return f"Grant of {self.request}"


class GrantEntry(Recorded):
    """One line of a grant's log: signed out or back, a use, a look at it, or what came of it."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=ENTRIES)
    words = models.TextField()
    next_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="grant_entries")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.grant}"


class Briefing(Recorded):
    """One session of an asset of the kind briefing: when, where, how it is marked, and how many can come. From
    `attendance_left_on` on only numbers say who had a seat and who came; `were_there` is empty where nobody wrote it
    down."""

    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="briefings")
    title = models.CharField(max_length=160)
    starts = models.DateTimeField()
    place = models.CharField(max_length=200)
    seats = models.PositiveSmallIntegerField()
    tlp = models.PositiveSmallIntegerField(choices=TLP, default=2)
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="briefings_opened")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    attendance_left_on = models.DateField(null=True, blank=True)
    had_seats = models.PositiveSmallIntegerField(null=True, blank=True)
    were_there = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-starts", "-pk"]

    def __str__(self) -> str:
        return self.title


class Attendance(Recorded):
    """One seat at a briefing: by whose grant, who takes it, whether they accepted its conditions, and who was there."""

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="seats_taken")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="briefings")
    taken_at = models.DateTimeField()
    accepted_at = models.DateTimeField()
    was_there = models.BooleanField(null=True)
    recorded_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="attendance_recorded"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["briefing", "membership"], name="one_seat_a_person")]

    def __str__(self) -> str:
        return f"{self.membership.person.name}: {self.briefing}"
