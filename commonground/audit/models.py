"""What is kept of a deed? One row that names everything as text and never changes.

Ids and labels are values, not foreign keys: nothing that is recorded may hinder the removal of what it speaks of,
and the lowest floor may not know the upper ones. The application's role may insert and read, nothing else
(`hosting.roles.grant`).

*Source:* D1; DPA 2018 s.62 asks for collection, alteration, consultation, disclosure, combination and erasure.
"""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonground.audit.moments import this_moment
from commonground.groundwork import ids


class Recorded(models.Model):
    """Anything that deeds are done to: it has a random public id and can be named in the record."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def ref(self) -> str:
        """The public id as it stands in addresses: 22 characters."""
        return ids.to_text(self.public_id)

    def audit_subject(self) -> dict[str, Any]:
        """Name this thing for a row of the record."""
        return {
            "subject_type": self._meta.model_name,
            "subject_id": self.ref,
            "subject_name": str(self)[:300],
            "area_id": getattr(self, "area_id", None),
            "programme_id": getattr(self, "programme_id", None),
        }


class Entry(models.Model):
    """One deed, refusal or reading. `tag` is `package:subject:verb`; `details` holds ids and reasons, never content."""

    at = models.DateTimeField(default=this_moment, db_index=True)
    tag = models.CharField(max_length=80)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    organisation_id = models.BigIntegerField(null=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=12, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=300, blank=True)
    area_id = models.BigIntegerField(null=True)
    programme_id = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=10, default="done", choices={"done": _("done"), "refused": _("refused")})
    summary = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)
    # What stands for the names in the sealed bytes; without salt the names were taken away.
    actor_salt = models.BinaryField(null=True)
    actor_commitment = models.CharField(max_length=64, blank=True)
    subject_salt = models.BinaryField(null=True)
    subject_commitment = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "-at"], name="audit_by_subject")]
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.tag} {self.subject_name}"


class Leaf(models.Model):
    """The place of one row in the sealed log, and its hash. Written by the one sealer, never changed."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["index"]

    def __str__(self) -> str:
        return f"Leaf {self.index}"


class Checkpoint(models.Model):
    """The whole log up to a size in one signed note. `peaks` are the hashes of its perfect parts, 32 bytes each, from
    which the sealer goes on."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    peaks = models.BinaryField()
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        ordering = ["-size"]

    def __str__(self) -> str:
        return f"The first {self.size} rows"


class Was(models.Model):
    """What one row of another table said, from when until when, of the columns that a law asks; triggers keep it, so
    that it can be said later what somebody could see at a moment. It holds keys, days and levels, never words."""

    kind = models.CharField(max_length=63)
    key = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    says = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["kind", "since"], name="was_since")]
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=models.Q(until__isnull=True), name="one_row_says_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
