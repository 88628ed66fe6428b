"""What can be done with evidence of senior backing? Keep a file beside what somebody said, and take it away.

*Source:* R23; D2; bars B2 and B11.
"""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import files
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import Answer, BackingFile, Collaboration
from commonground.projects.queries import backing as queries
from commonground.projects.rules.backing import MOST_FILES


@transaction.atomic
def keep(*, actor: Actor, collaboration: Collaboration, backing: Answer, caption: str, content: bytes) -> BackingFile:
    """Keep a file as evidence beside one record of backing, without what stands beside what it shows.

    :raises Invalid: for a file that is not taken, without words for it, or where there are many already.
    """
    held = permitted("keep_evidence", actor, collaboration)
    beside = queries.backing_of(held, backing.public_id)
    words = " ".join(caption.split())[:200]
    if not words:
        raise Invalid(_("Say in a few words what the file shows"), "caption")
    if beside.evidence.filter(removed_at__isnull=True).count() >= MOST_FILES:
        raise Invalid(_("There are %(n)s files already. Take one away first.") % {"n": MOST_FILES}, "file")
    taken = files.received(content)
    made = BackingFile.objects.create(
        answer=beside,
        caption=words,
        kind=taken.kind.value,
        size=len(taken.content),
        digest=hashlib.sha256(taken.content).hexdigest(),
        content=taken.content,
        by_id=actor.through,
        at=timezone.now(),
    )
    said = _("A file was kept as evidence of senior backing")
    audit.record("projects:backing:evidence_kept", actor=actor, subject=held, summary=said, file=made.ref)
    return made


@transaction.atomic
def take_away(*, actor: Actor, collaboration: Collaboration, file: BackingFile) -> None:
    """Take a file away for good: its bytes go at once; that it was there, and what it was called, stays."""
    held = permitted("keep_evidence", actor, collaboration)
    kept = BackingFile.objects.filter(pk=file.pk, answer__collaboration=held, removed_at__isnull=True)
    if kept.update(removed_at=timezone.now(), content=b""):
        said = _("A file of evidence of senior backing was taken away")
        audit.record("projects:backing:evidence_taken_away", actor=actor, subject=held, summary=said, file=file.ref)
