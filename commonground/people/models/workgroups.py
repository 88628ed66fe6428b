"""What is kept of a workgroup? What it is for, who sits in it, what it answers for, when it met; and who supports what.

*Source:* R2, R5, R55; the initiative's documents on its three workgroups.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from commonground.audit.models import Recorded
from commonground.people.models.organisations import Organisation
from commonground.people.models.persons import Membership, Person
from commonground.people.models.programmes import Programme
from commonground.people.rules import workgroups


class Workgroup(Recorded):
    """A group that a programme has set up: its terms of reference, the public reads them too."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="workgroups")
    name = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)
    terms = models.TextField(blank=True)
    mailbox = models.EmailField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    founded = models.CharField(max_length=40, blank=True)
    review_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="a_workgroups_name_is_its_own")]

    def __str__(self) -> str:
        return self.name


class Seat(Recorded):
    """A seat of an organisation in a workgroup, with its person once somebody holds it. `holder_name` and `holder_post`
    are words of a document about somebody who has no membership here."""

    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    membership = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    part = models.CharField(max_length=8, choices=workgroups.PARTS, default=workgroups.Part.MEMBER.value)
    holder_name = models.CharField(max_length=200, blank=True)
    holder_post = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["part", "organisation__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("starts")), name="a_seat_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["workgroup", "membership"],
                condition=Q(until__isnull=True, membership__isnull=False),
                name="a_member_sits_once_in_a_workgroup",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name} in {self.workgroup.name}"


class Charge(Recorded):
    """What a workgroup answers for: a register, guidance or another output, with the day on which it looks at it again.
    `address` is its page here, as a path."""

    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="charges")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=workgroups.CHARGES)
    address = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = [models.F("review_on").asc(nulls_last=True), Lower("name")]

    def __str__(self) -> str:
        return self.name


class Meeting(Recorded):
    """A meeting of a workgroup: its day and what was said. What follows are its next steps, or the reason why nothing
    does; `actions` is how notes said it before there were steps, one a line."""

    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    note = models.TextField()
    actions = models.TextField(blank=True)
    nothing_because = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="meetings_noted")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.workgroup.name}, {self.on:%-d %B %Y}"


class NextStep(Recorded):
    """What somebody who sits in a workgroup does next, by when, and what came of it. Where whoever had it left,
    nobody has it, and the leads see to it."""

    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="steps")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=300)
    membership = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="steps")
    due = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=workgroups.ENDINGS, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="a_step_has_ended_or_not",
            )
        ]

    def __str__(self) -> str:
        return self.what


class Supporter(Recorded):
    """An organisation that supports a programme or its guide; it is named only with its own consent."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="supporters")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="supports")
    what = models.CharField(max_length=12, choices=workgroups.SUPPORTED)
    words = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    consent_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="supports_consented")
    consent_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["what", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "what"],
                condition=Q(until__isnull=True),
                name="an_organisation_supports_a_thing_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name} for {self.programme.short_name}"
