"""What is kept of an incident report? Its fields beside the full version of the item, and apart from it who said so.

An incident is an item of its category: the words of each version stand in its renditions, and who reads them is the
policy's. What is here hangs on the full rendition, so that whoever may read that reads the fields, and nobody else.

*Source:* reference on the domain, 7(C); R184, R213; D2, D4.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation, Person
from commonground.places.models import Area
from commonground.sharing.models.items import Rendition
from commonground.sharing.rules.incidents import KINDS
from commonground.sharing.rules.triage import LOSS_ORDER, NEVER, THREAT_ORDER

KIND_LABELS = {kind: words for kind, (words, _) in KINDS.items()}
EVER = ((NEVER, "Never for this reason"),)


class Incident(Recorded):
    """The fields of one report, under a random reference; `values` holds the answers by name, as they were given.
    `originator` is the item's, said again so that the database need not look further."""

    rendition = models.OneToOneField(Rendition, on_delete=models.CASCADE, related_name="incident")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=KIND_LABELS)
    place = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    spot = models.CharField(max_length=200, blank=True)
    occurred_at = models.DateTimeField(db_index=True)
    until = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField()
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("occurred_at")),
                name="incident_does_not_end_before_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"Incident {self.reference}"


class IncidentReporter(Recorded):
    """Who reported it, and how to reach them: apart from everything else, and in no file or export."""

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="reporter")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents_reported"
    )
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return "Who reported an incident"


class IncidentDraft(Recorded):
    """A report that somebody writes: theirs alone until it is sent. Then the words are gone from here, and what stays
    is their receipt: the reference and how far it came."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="incident_drafts")
    values = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=20, blank=True)
    rendition = models.ForeignKey(Rendition, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return f"Report {self.reference or self.ref}"


class TriageLine(Recorded):
    """What an organisation that gets reports says of one kind: from when on it is told at once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="triage_lines")
    kind = models.CharField(max_length=20, choices=KIND_LABELS)
    threat = models.CharField(max_length=10, choices=[(one, one) for one in THREAT_ORDER] + list(EVER))
    loss = models.CharField(max_length=12, choices=[(one, one) for one in LOSS_ORDER] + list(EVER))
    alike = models.PositiveSmallIntegerField(default=0)
    changed_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="one_threshold_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.organisation}"
