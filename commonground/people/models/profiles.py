"""What is kept of an organisation beyond its card? Its profile, what the other side should know, what it can bring,
what it is accredited for, its words, and which organisations were found to be one.

*Source:* R77, R87, R140-R146; reference on the domain, 7(G).
"""

from django.db import models
from django.db.models.functions import Lower

from commonground.audit.models import Recorded
from commonground.people.models.organisations import Organisation
from commonground.people.models.persons import Person
from commonground.people.rules import capabilities, glossary
from commonground.places.models import Area


class Profile(Recorded):
    """What partners check before they rely on an organisation; for members. The two capability questions are those
    asked at joining; empty means that nobody has answered."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="profile")
    address = models.CharField(max_length=300, blank=True)
    manager = models.CharField(max_length=200, blank=True)
    sectors = models.JSONField(default=list, blank=True)
    goals = models.JSONField(default=list, blank=True)
    crimes = models.JSONField(default=list, blank=True)
    legal_status = models.CharField(max_length=200, blank=True)
    governance_document = models.CharField(max_length=300, blank=True)
    board = models.CharField(max_length=300, blank=True)
    annual_meeting_on = models.DateField(null=True, blank=True)
    accounts = models.CharField(max_length=300, blank=True)
    ico_number = models.CharField(max_length=20, blank=True)
    insurance = models.CharField(max_length=300, blank=True)
    controls_capability = models.CharField(max_length=8, blank=True, choices=capabilities.ANSWERS)
    takes_active_part = models.CharField(max_length=8, blank=True, choices=capabilities.ANSWERS)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.organisation.name


class AboutUs(Recorded):
    """What an organisation tells the other side before they first act together."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="about_us")
    what_we_do = models.TextField(blank=True)
    what_we_can = models.TextField(blank=True)
    what_we_cannot = models.TextField(blank=True)
    powers = models.TextField(blank=True)
    hours = models.TextField(blank=True)
    jargon = models.TextField(blank=True)
    constraints = models.TextField(blank=True)
    visits = models.TextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.organisation.name


class Reading(models.Model):
    """A person has read what an organisation tells the other side, as it stood in one version."""

    about = models.ForeignKey(AboutUs, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="readings")
    version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "person", "version"], name="a_version_is_read_once")]

    def __str__(self) -> str:
        return f"{self.person.name} has read {self.about}"


class Capability(Recorded):
    """Something that an organisation has and could bring: licensed staff, cameras, or another kind."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="capabilities")
    kind = models.CharField(max_length=20, choices=capabilities.KINDS)
    name = models.CharField(max_length=200)
    number = models.PositiveIntegerField(null=True, blank=True)
    licence_sectors = models.JSONField(default=list, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="capabilities")
    hours = models.CharField(max_length=200, blank=True)
    coverage = models.CharField(max_length=300, blank=True)
    kept_days = models.PositiveSmallIntegerField(null=True, blank=True)
    how_to_ask = models.CharField(max_length=300, blank=True)
    available = models.CharField(max_length=8, choices=capabilities.ANSWERS, default="ask")
    conditions = models.CharField(max_length=300, blank=True)
    is_listed = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", Lower("name")]

    def __str__(self) -> str:
        return self.name


class Accreditation(Recorded):
    """A standard that an organisation is certified to, by whom, from when until when, and who checked the evidence."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accreditations")
    standard = models.CharField(max_length=200)
    body = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=60, blank=True)
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    verified_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="accreditations_verified"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["standard", "-starts"]

    def __str__(self) -> str:
        return f"{self.standard}, {self.organisation.name}"


class Term(Recorded):
    """A word that one side uses and the other may not know, in plain words."""

    term = models.CharField(max_length=120)
    meaning = models.TextField()
    said_by = models.CharField(max_length=8, choices=glossary.SAID_BY, default="both")
    also = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="terms"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = [Lower("term")]

    def __str__(self) -> str:
        return self.term


class Merge(Recorded):
    """Two organisations were found to be one. `moved` holds every value that changed (model, key, field, before), so
    that the merge can be undone."""

    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges_away")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="merges_made")
    at = models.DateTimeField()
    moved = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="merges_undone")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="nothing_merges_with_itself")
        ]

    def __str__(self) -> str:
        return f"{self.gone.name} is part of {self.kept.name}"
