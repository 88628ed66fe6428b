"""What can be done with the record? Add to it, in the transaction of the deed itself; and take the names of somebody
who is erased out of it, which leaves every row and the log verifiable.

*Source:* D1, D5.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from commonground.audit import canonical
from commonground.audit.models import Entry, Recorded
from commonground.groundwork.actors import Actor


def record(tag: str, *, actor: Actor, subject: Recorded, summary: str = "", **details: Any) -> Entry:
    """Add one row about a deed; call it inside the deed's transaction. `summary` is a short phrase for a timeline,
    without what the subject itself holds."""
    return _add(tag, actor, summary, details=details, **subject.audit_subject())


def record_each(
    tag: str, *, actor: Actor, subject: Recorded, summary: str = "", each: Iterable[Mapping[str, Any]]
) -> None:
    """Add a row for each of many deeds of one kind on one subject, in one statement; `each` gives their details."""
    named = subject.audit_subject()
    Entry.objects.bulk_create([_entry(tag, actor, summary, details=dict(one), **named) for one in each])


def refused(*, actor: Actor, path: str, reason: str) -> Entry:
    """Add one row about something that was refused, after the deed's own savepoint is gone."""
    return _add(
        "website:request:refused",
        actor,
        reason[:300],
        subject_type="address",
        subject_id=path[:40],
        outcome="refused",
    )


def seen(*, actor: Actor, subject: Recorded, page: str, **details: Any) -> Entry:
    """Add one row about a reading; `page` names what was shown, and `details` the ids of what a list showed."""
    return record(f"{subject.audit_subject()['subject_type']}:{page}:seen", actor=actor, subject=subject, **details)


def listed(*, actor: Actor, subjects: Sequence[Recorded], page: str) -> Entry | None:
    """Add one row about the reading of a list, with the ids of what it showed; none for an empty list."""
    refs = [subject.audit_subject()["subject_id"] for subject in subjects]
    return seen(actor=actor, subject=subjects[0], page=page, listed=refs) if subjects else None


def take_names_away(*, person_id: int, subjects: list[tuple[str, str]], rows: Sequence[int] = ()) -> None:
    """Take the name of an actor, the names of some subjects (type and public id as the record has them), and the words
    of some rows (by key) out of the record, together with the salts under which they were sealed. Rows stay, and the
    log still verifies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_take_actor_away(%s)", [person_id])
        for kind, ref in subjects:
            cursor.execute("SELECT audit_take_subject_away(%s, %s)", [kind, ref])
        cursor.execute("SELECT audit_take_words_away(%s::bigint[])", [list(rows)])


def _add(tag: str, actor: Actor, summary: str, **fields: Any) -> Entry:
    made = _entry(tag, actor, summary, **fields)
    made.save(force_insert=True)
    return made


def _entry(tag: str, actor: Actor, summary: str, *, subject_name: str = "", **fields: Any) -> Entry:
    actor_salt, subject_salt = canonical.new_salt(), canonical.new_salt()
    return Entry(
        at=timezone.now(),
        tag=tag,
        actor_id=actor.person_id,
        actor_name=actor.name,
        actor_salt=actor_salt,
        actor_commitment=canonical.commitment(actor_salt, actor.name),
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        side=actor.side or "",
        subject_name=subject_name,
        summary=summary,
        subject_salt=subject_salt,
        subject_commitment=canonical.commitment(subject_salt, subject_name, summary),
        **fields,
    )
