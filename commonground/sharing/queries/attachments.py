"""Which files hang on a rendition, and what is in one of them? Whoever may read the rendition may know.

Everything is asked through the rendition, which `visible` or `keeping` has given before; there is no way to a file by
its own id.

*Source:* R213; D2; design/sharing.md 2.2 ("an attachment belongs to one rendition, and its link is asked each time").
"""

import uuid
from collections.abc import Iterable

from django.http import Http404

from commonground.sharing.models import Attachment, AttachmentContent, Rendition


def of(rendition: Rendition) -> list[Attachment]:
    """List the files of a rendition that was given to the reader, without their bytes."""
    return list(rendition.attachments.filter(removed_at=None))


def of_each(renditions: Iterable[Rendition]) -> dict[int, list[Attachment]]:
    """Give the files of several renditions, by the key of the rendition, in one query."""
    found: dict[int, list[Attachment]] = {rendition.pk: [] for rendition in renditions}
    for one in Attachment.objects.filter(rendition_id__in=found, removed_at=None):
        found[one.rendition_id].append(one)
    return found


def one_of(rendition: Rendition, public_id: uuid.UUID) -> Attachment:
    """Give one file of this rendition and no other; 404 for any other, and for one that was taken away."""
    found = rendition.attachments.filter(public_id=public_id, removed_at=None).first()
    if found is None:
        raise Http404
    return found


def content_of(attachment: Attachment) -> bytes:
    """Give the bytes of a file; 404 where they were taken away meanwhile."""
    held = AttachmentContent.objects.filter(attachment=attachment).first()
    if held is None:
        raise Http404
    return bytes(held.content)
