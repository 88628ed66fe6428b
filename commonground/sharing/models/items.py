"""What is kept of what is shared? Items, their renditions for different readers, and the releases of each.

*Source:* design/sharing.md 1; R15; D2.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.audit.moments import this_moment
from commonground.groundwork.matrix import read_cell
from commonground.people.models import Membership, Organisation, Person, Programme
from commonground.places.models import Area
from commonground.sharing.models.agreements import Agreement
from commonground.sharing.models.groups import Group
from commonground.sharing.models.markings import CLEARANCES, TLP

TO = {"person": "A named person", "organisation": "An organisation", "group": "A group", "public": "The public"}
KINDS = {"full": "Full", "sanitised": "Sanitised", "awareness": "Awareness", "other": "Other"}


class Item(Recorded):
    """What one organisation knows. It is live in its time unless it is withdrawn before. With a `known_title`, members
    of the organisations `known_to` are told that it exists, by that title and nothing else. `cell` is its place in the
    requirement matrix, which is for its originator to see; `feedback_wanted` is what every reader is asked to say."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="items_written")
    category = models.CharField(max_length=40)
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    end_told_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)
    withdrawn_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cell = models.CharField(max_length=40, blank=True)
    feedback_wanted = models.CharField(max_length=300, blank=True)
    known_title = models.CharField(max_length=200, blank=True)
    known_to = models.ManyToManyField(Organisation, blank=True, related_name="+")
    written_at = models.DateTimeField(default=this_moment)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Item {self.ref}"

    @property
    def cell_label(self) -> str:
        """The three levels of its place in the requirement matrix, in words; empty where it has none."""
        return read_cell(self.cell).label if self.cell else ""


class Rendition(Recorded):
    """One version of an item, fit for one kind of reader; `place` is its place in the originator's order. `version`
    counts its changes; what it said before is kept. Police intelligence staff grade it, as 3x5x2. What is drawn from
    another keeps which it was, of whom, and how that was marked: it is never less marked itself."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="renditions")
    place = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=KINDS, default="full")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    tlp = models.PositiveSmallIntegerField(choices=TLP)
    clearance = models.PositiveSmallIntegerField(choices=CLEARANCES, default=0)
    personal = models.BooleanField(default=True)
    not_personal_because = models.CharField(max_length=500, blank=True)
    children = models.BooleanField(default=False)
    offences = models.BooleanField(default=False)
    fields = models.JSONField(default=dict, blank=True)
    gsc = models.CharField(max_length=20, blank=True)
    grade = models.CharField(max_length=3, blank=True)
    conditions = models.TextField(blank=True)
    source = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source_of = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source_tlp = models.PositiveSmallIntegerField(null=True, blank=True, choices=TLP)
    source_clearance = models.PositiveSmallIntegerField(null=True, blank=True, choices=CLEARANCES)
    written_at = models.DateTimeField(default=this_moment)
    version = models.PositiveIntegerField(default=1)
    words = models.GeneratedField(
        expression=SearchVector("title", "text", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering = ["item", "place"]
        indexes = [GinIndex(fields=["words"], name="renditions_by_words")]
        constraints = [
            models.UniqueConstraint(fields=["item", "place"], name="one_rendition_a_place"),
            models.CheckConstraint(condition=Q(tlp__lte=4), name="rendition_tlp_is_known"),
            models.CheckConstraint(condition=Q(clearance__lte=3), name="rendition_clearance_is_known"),
        ]

    def __str__(self) -> str:
        return f"Rendition {self.ref}"


class Release(Recorded):
    """One rendition opened to one audience, for a time, under an agreement, a decision or nothing. A person is always
    named as a member of the organisation. `place` is its place among those of the rendition."""

    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="releases")
    place = models.PositiveSmallIntegerField(default=1)
    to = models.CharField(max_length=12, choices=TO)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="releases_to")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    clearance = models.PositiveSmallIntegerField(choices=CLEARANCES, default=0)
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(max_length=500, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    basis_of_giver = models.CharField(max_length=300, blank=True)
    basis_of_getter = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    review_by = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["rendition", "place"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to="person", person__isnull=False, organisation__isnull=False, group__isnull=True)
                | Q(to="organisation", person__isnull=True, organisation__isnull=False, group__isnull=True)
                | Q(to="group", person__isnull=True, organisation__isnull=True, group__isnull=False)
                | Q(to="public", person__isnull=True, organisation__isnull=True, group__isnull=True),
                name="a_release_has_one_audience",
            ),
            models.CheckConstraint(
                condition=Q(agreement__isnull=True) | Q(decision__isnull=True), name="a_release_has_one_basis_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rendition}, released to {self.to}"
