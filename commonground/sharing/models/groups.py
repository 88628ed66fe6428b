"""What is kept of a group? Its entries: an organisation, or a person as a member of one, each for a time.

*Source:* design/sharing.md 1.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models import Organisation, Person


class Group(Recorded):
    """Several organisations and named persons under one name, kept by one organisation."""

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GroupEntry(Recorded):
    """One line of a group; with a person, that person as a member of the organisation."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="group_entries")
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person or self.organisation} in {self.group}"
