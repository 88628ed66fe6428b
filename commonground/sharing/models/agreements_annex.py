"""What is kept of the annex of an agreement and of its life? Lawful bases, changes of the parties, reviews, and what
became of the data.

*Source:* R212-R213; reference on the domain, 7(A).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation
from commonground.sharing.models.agreements import Agreement, AgreementVersion

DIRECTIONS = {"gives": "For what it gives", "gets": "For what it gets"}


def _by(name: str) -> models.ForeignKey:
    return models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name=name)


class PartyBasis(Recorded):
    """On which lawful basis a party gives, or gets, from a day on. A line that held is never changed: it ends, with the
    reason, and another begins. `as_read` is the line of the table as it was shown when it was chosen."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="bases")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=5, choices=DIRECTIONS)
    basis = models.CharField(max_length=40)
    special = models.CharField(max_length=40)
    criminal = models.CharField(max_length=40)
    power = models.CharField(max_length=40)
    exemption = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    as_read = models.JSONField(default=dict)
    opens = models.DateTimeField()
    closes = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=600, blank=True)
    by = _by("agreement_bases_written")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.direction}, {self.agreement.reference}"


class AnnexChange(Recorded):
    """A change of the annex: an organisation that is to join, or a party that is to give or get something else. It is
    put forward, signed by that organisation for itself, and let in by another party, with the number of old items that
    it opens; the body stays signed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="annex_changes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gives = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    gets = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    because = models.CharField(max_length=600, blank=True)
    put_by = _by("annex_changes_put")
    put_at = models.DateTimeField()
    version = models.ForeignKey(AgreementVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    content = models.CharField(max_length=64, blank=True)
    line = models.CharField(max_length=64, blank=True)
    signed_by = _by("annex_changes_signed")
    signed_at = models.DateTimeField(null=True, blank=True)
    let_in_by = _by("annex_changes_let_in")
    let_in_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=models.Q(let_in_at__isnull=True, dropped_at__isnull=True),
                name="one_annex_change_of_an_organisation_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in the annex of {self.agreement.reference}"


class AgreementReview(Recorded):
    """One review of an agreement: who was there, what was found, what follows."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    present = models.CharField(max_length=600)
    findings = models.TextField()
    follows = models.CharField(
        max_length=8, choices={"goes_on": "It goes on as it is", "change": "A new version", "end": "It is to end"}
    )
    changes = models.TextField(blank=True)
    by = _by("agreement_reviews_written")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"Review of {self.agreement.reference}"


class DataReport(Recorded):
    """What one organisation says became of what another gave it, after a party left or the agreement ended."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="data_reports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    done = models.CharField(
        max_length=8, choices={"returned": "Returned", "deleted": "Deleted", "kept": "Kept, for the reason given"}
    )
    words = models.TextField()
    by = _by("agreement_data_reports")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.organisation} on what {self.about} gave"


class Leaving(Recorded):
    """A party's leaving, and its proof: how many items it had given under the agreement, and how many of those open to
    nobody outside it any more."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="leavings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=600)
    given = models.PositiveIntegerField(default=0)
    shut = models.PositiveIntegerField(default=0)
    by = _by("agreements_left")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.organisation} left {self.agreement.reference}"
