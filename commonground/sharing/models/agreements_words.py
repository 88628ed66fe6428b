"""What is kept of the words of an agreement? Its clauses, version by version, and who signed them or knows them.

*Source:* R212; reference on the domain, 7(A).
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation
from commonground.sharing.models.agreements import Agreement, AgreementVersion
from commonground.sharing.rules.agreements_state import PARTS


class Clause(Recorded):
    """What one clause of one version says; `not_needed` is the reason where the clause is left out. Written while the
    version is a draft, never after."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="clauses")
    key = models.CharField(max_length=20)
    values = models.JSONField(default=dict)
    not_needed = models.CharField(max_length=600, blank=True)
    edit = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="agreement_clauses_written"
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="a_clause_stands_once_in_a_version")]

    def __str__(self) -> str:
        return f"{self.key} of {self.version}"


class AgreementPerson(Recorded):
    """Somebody's part in an agreement for their organisation, for a time: who signs, who answers, who keeps reviews."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="people")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="agreement_parts")
    part = models.CharField(max_length=9, choices={part.value: words for part, words in PARTS.items()})
    opens = models.DateTimeField()
    closes = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.membership}"


class Signature(Recorded):
    """What somebody signed for an organisation: the hash of a version's words, and of its own line of the annex. A
    signature on words that were taken back before all had signed stays, and binds nobody."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="agreements_signed")
    post_title = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    content = models.CharField(max_length=64)
    line = models.CharField(max_length=64)
    void_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organisation} signed {self.version}"


class Acknowledgement(Recorded):
    """Somebody has read a version, and had what training it asks for."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="agreements_acknowledged")
    training = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "membership"], name="a_version_is_acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.membership} knows {self.version}"
