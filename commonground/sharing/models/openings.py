"""What opens a rendition? Keys, which hold law and no date, and openings, which hold dates and no law.

Both are made by the database (`sql/openings.sql`). The moments of an opening are never missing, they may be infinite,
which Python cannot hold: they are compared in the database and not read from it.

*Source:* design/sharing.md 3.
"""

from django.db import models
from django.db.models import Q

from commonground.people.models import Organisation, Person
from commonground.sharing.models.agreements import Agreement
from commonground.sharing.models.groups import Group
from commonground.sharing.models.items import TO, Item, Rendition


class Key(models.Model):
    """Who turns it, through which organisation or any, from which level, and on which terms or none. The terms are what
    the law is asked about an agreement: whose category, at which marking, with personal data or without."""

    to = models.CharField(max_length=12, choices=TO)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="keys")
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="+")
    through = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    need = models.PositiveSmallIntegerField()
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="+")
    originator = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=40, null=True)  # noqa: DJ001 - a key without terms has none
    tlp = models.PositiveSmallIntegerField(null=True)
    personal = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "to", "organisation", "person", "group", "through", "need",
                    "agreement", "originator", "category", "tlp", "personal",
                ],
                nulls_distinct=False,
                name="one_key_of_a_kind",
            )
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["organisation", "person"], name="keys_by_organisation"),
            models.Index(fields=["group"], condition=Q(group__isnull=False), name="keys_by_group"),
        ]

    def __str__(self) -> str:
        return f"Key {self.pk}"


class Opening(models.Model):
    """A rendition is open to a key from one moment to another: when its item is live, its release and the decision.
    `moment` is the item's own time, by which lists are ordered, and `place` that of the rendition in the item. No
    index begins as another does."""

    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="openings", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False)
    place = models.PositiveSmallIntegerField()
    rendition = models.ForeignKey(Rendition, on_delete=models.CASCADE, related_name="openings", db_index=False)
    originator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    moment = models.DateTimeField()
    opens = models.DateTimeField()
    closes = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["key", "-moment", "-item", "place"],
                include=["rendition", "opens", "closes", "originator"],
                name="openings_of_a_key",
            ),
            models.Index(fields=["rendition", "key"], name="openings_by_rendition"),
            models.Index(fields=["item", "key"], name="openings_by_item"),
        ]

    def __str__(self) -> str:
        return f"Opening {self.pk}"
