"""What is kept around an item? Earlier words, who read it, what waits for a second person, questions to the originator,
and what is told of a withdrawal.

*Source:* design/sharing.md 2.1, 2.2; R15, R78, R213; D1, D2.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.audit.moments import this_moment
from commonground.people.models import Membership, Organisation
from commonground.sharing.models.items import KINDS, Item, Release, Rendition
from commonground.sharing.models.markings import CLEARANCES, TLP


class RenditionVersion(models.Model):
    """What a rendition said before it was changed, and how it was marked then; never changed itself."""

    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    fields = models.JSONField(default=dict, blank=True)
    tlp = models.PositiveSmallIntegerField(choices=TLP)
    clearance = models.PositiveSmallIntegerField(choices=CLEARANCES)
    personal = models.BooleanField()
    gsc = models.CharField(max_length=20, blank=True)
    grade = models.CharField(max_length=3, blank=True)
    conditions = models.TextField(blank=True)
    until = models.DateTimeField(default=this_moment)
    changed_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["rendition", "number"], name="one_earlier_version_a_number")]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.rendition}"


class Reading(models.Model):
    """That somebody read a rendition through a membership: first, last and how often, and when they accepted the
    conditions that the police set for it."""

    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="readings")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField(default=this_moment)
    last_at = models.DateTimeField(default=this_moment)
    times = models.PositiveIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["first_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["rendition", "membership"], name="one_reading_a_membership")]

    def __str__(self) -> str:
        return f"{self.rendition} read by {self.membership_id}"


class Approval(Recorded):
    """What waits for a second person: a release that weighs more than one may decide, or that something holds no
    personal data. `draft` holds what is done once it is approved, in keys of this installation."""

    WHAT = {"release": "Release", "not_personal": "No personal data"}
    OUTCOMES = {"": "Waiting", "approved": "Approved", "declined": "Declined"}

    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="approvals")
    what = models.CharField(max_length=12, choices=WHAT)
    draft = models.JSONField(default=dict, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=this_moment)
    outcome = models.CharField(max_length=8, choices=OUTCOMES, blank=True, default="")
    because = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    made = models.ForeignKey(Release, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"Approval {self.ref}"


class Ask(Recorded):
    """A question to the originator: for access, to pass something on, or whether a marking is right. The writer's
    organisation and the originator see it, nobody else. `agreed` is the originator's yes or no to passing it on."""

    KINDS = {"access": "Access", "pass_on": "To pass it on", "marking": "Another marking"}

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="asks")
    rendition = models.ForeignKey(Rendition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    onward_to = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=this_moment)
    answer = models.CharField(max_length=500, blank=True)
    agreed = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Question {self.ref}"


class WithdrawalNotice(Recorded):
    """All that somebody who had seen an item is told of its withdrawal; it outlives their access."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=this_moment)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["item", "membership"], name="one_withdrawal_notice_a_reader")]

    def __str__(self) -> str:
        return f"Withdrawal of {self.reference}"
