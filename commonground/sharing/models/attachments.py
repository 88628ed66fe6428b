"""What is kept of an attached file? What it shows, in words, its kind and size; its bytes in a table of their own.

A file belongs to one rendition and is asked for through it each time. Neither its name nor the type that a browser gave
is kept. What is taken away loses its bytes at once; that it was there stays.

*Source:* R213; D2; design/sharing.md 2.2; bars B2 and B11.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.sharing.models.items import Rendition
from commonground.sharing.rules.attachments import LABELS, LARGEST, name_of
from commonground.sharing.rules.attachments import FileKind as Kind


class Attachment(Recorded):
    """One file of one rendition; `removed_at` is when its bytes were taken away."""

    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="attachments")
    caption = models.CharField(max_length=200)
    kind = models.CharField(max_length=4, choices={kind.value: label for kind, label in LABELS.items()})
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind]), name="attachment_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(size__gt=0, size__lte=LARGEST), name="attachment_size_can_be_read_through"
            ),
        ]

    def __str__(self) -> str:
        return f"Attachment {self.ref}"

    @property
    def name(self) -> str:
        """The name under which it is taken away."""
        return name_of(self.ref, Kind(self.kind))

    @property
    def is_picture(self) -> bool:
        """Whether it shows something."""
        return Kind(self.kind).is_picture


class AttachmentContent(models.Model):
    """The bytes of one file, without what was left out."""

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="held")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"Bytes of {self.attachment_id}"
