"""What can be done with files? Attach one to a rendition, and take one away.

A picture shows somebody until somebody has looked, so it makes its rendition personal.

*Source:* R213; D2, D7; design/sharing.md 2.1, 2.2; bars B2 and B11.
"""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import files
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.sharing.actions import renditions
from commonground.sharing.models import Attachment, AttachmentContent, Rendition
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking, visible
from commonground.sharing.rules.attachments import require_room


@transaction.atomic
def attach(*, actor: Actor, rendition: Rendition, caption: str, content: bytes) -> Attachment:
    """Attach a file to a rendition of one's own organisation, without what stands beside it; a picture makes the
    rendition personal.

    :raises Invalid: for a file that is not taken, without words for it, or where there are many already.
    """
    require(TABLE, "change_item", actor, visible.holding_of(actor, rendition.item))
    if not caption.strip():
        raise Invalid(_("Say in a few words what the file shows"), field="caption")
    taken = files.received(content)
    with asking.at_work(actor):
        require_room(rendition.attachments.filter(removed_at=None).count())
        if taken.kind.is_picture and not rendition.personal:
            rendition = renditions.mark_personal(actor=actor, rendition=rendition)
            renditions.in_reach(actor, rendition, 1, "file")
        made = Attachment.objects.create(
            rendition=rendition,
            caption=" ".join(caption.split())[:200],
            kind=taken.kind.value,
            size=len(taken.content),
            digest=hashlib.sha256(taken.content).hexdigest(),
            added_at=asking.moment(),
        )
        AttachmentContent.objects.create(attachment=made, content=taken.content)
    audit.record(
        "sharing:attachment:added", actor=actor, subject=rendition.item, rendition=rendition.ref, file=made.ref
    )
    return made


@transaction.atomic
def remove(*, actor: Actor, attachment: Attachment) -> Attachment:
    """Take a file away for good; its bytes go at once, and nobody can fetch it from the next request on."""
    rendition = attachment.rendition
    require(TABLE, "change_item", actor, visible.holding_of(actor, rendition.item))
    with asking.at_work(actor):
        held = Attachment.objects.select_for_update().get(pk=attachment.pk)
        if held.removed_at is None:
            AttachmentContent.objects.filter(attachment=held).delete()
            held.removed_at = asking.moment()
            held.save(update_fields=["removed_at"])
            more = {"rendition": rendition.ref, "file": held.ref}
            audit.record("sharing:attachment:removed", actor=actor, subject=rendition.item, **more)
    return held
