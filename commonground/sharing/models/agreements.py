"""What is kept of an agreement? Its versions, when each was in force, and its parties with what they give and get.

A signed version never changes; parties stand in an annex that changes without it, and so do the times in force, which
a suspension interrupts. A release is under the agreement, and the version in force at the moment judges it.

*Source:* design/sharing.md 1, 6; R211-R213.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation, Programme
from commonground.places.models import Area
from commonground.sharing.models.markings import TLP
from commonground.sharing.rules.agreements_clauses import KINDS
from commonground.sharing.rules.agreements_state import VERSION_STATES, VersionState

STATES_OF_A_VERSION = {state.value: words for state, words in VERSION_STATES.items()}


class Agreement(Recorded):
    """An information sharing agreement, under a reference that its parties know it by. `collaboration` is the public id
    of the collaboration that asked for it, if one did; `suspended_at` is the present suspension."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=KINDS, default="isa")
    collaboration = models.CharField(max_length=22, blank=True)
    begun_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements_begun"
    )
    begun_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_because = models.CharField(max_length=600, blank=True)
    suspended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements_suspended"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["reference"]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"


class AgreementVersion(Recorded):
    """One version: how long it is to hold, up to which marking, whether personal data may pass, and one of which
    accreditations is asked of whoever gets something (none is asked where there are none). `content` is the hash of its
    words from the moment it is offered for signature; `because` says why there is another version."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    ceiling = models.PositiveSmallIntegerField(choices=TLP)
    personal = models.BooleanField(default=False)
    accreditation_any_of = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    state = models.CharField(
        max_length=7,
        choices={one.value: words for one, words in VERSION_STATES.items()},
        default=VersionState.DRAFT.value,
    )
    because = models.CharField(max_length=600, blank=True)
    made_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="agreement_versions_made"
    )
    made_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    content = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="one_agreement_version_a_number")]

    def __str__(self) -> str:
        return f"{self.agreement.reference}, version {self.number}"


class TimeInForce(Recorded):
    """A time in which a version is in force; a suspension or a newer version ends it."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="times_in_force")
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.version}, in force"


class Party(Recorded):
    """An organisation's time in an agreement, with the categories that it gives and gets."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gives = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    gets = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.agreement.reference}"
