"""What can be done with the record? Add to it, in the transaction of the deed itself.

*Source:* D1.
"""

from typing import Any

from django.utils import timezone

from commonground.audit.models import Entry, Recorded
from commonground.groundwork.actors import Actor


def record(tag: str, *, actor: Actor, subject: Recorded, summary: str = "", **details: Any) -> Entry:
    """Add one row about a deed; call it inside the deed's transaction. `summary` is a short phrase for a timeline,
    without what the subject itself holds."""
    return Entry.objects.create(
        at=timezone.now(),
        tag=tag,
        actor_id=actor.person_id,
        actor_name=actor.name,
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        side=actor.side or "",
        summary=summary,
        details=details,
        **subject.audit_subject(),
    )


def refused(*, actor: Actor, path: str, reason: str) -> Entry:
    """Add one row about something that was refused, after the deed's own savepoint is gone."""
    return Entry.objects.create(
        at=timezone.now(),
        tag="website:request:refused",
        actor_id=actor.person_id,
        actor_name=actor.name,
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        side=actor.side or "",
        subject_type="address",
        subject_id=path[:40],
        outcome="refused",
        summary=reason[:300],
    )


def seen(*, actor: Actor, subject: Recorded, page: str) -> Entry:
    """Add one row about a reading; `page` names what was shown."""
    return record(f"{subject.audit_subject()['subject_type']}:{page}:seen", actor=actor, subject=subject)
