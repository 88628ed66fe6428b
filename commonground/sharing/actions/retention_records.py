"""What can be done about when agreements, decisions, requests, collaborations and attendance leave? Review them, hold
them, let go.

*Source:* D4; DPA 2018, section 39; UK GDPR, article 5(1)(e).
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Organisation
from commonground.sharing.models import RecordKept, RecordReview
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import retention_records as queries
from commonground.sharing.rules.retention import fault_of_keeping
from commonground.sharing.rules.retention_records import LEFT, RECORDS


def _locked(actor: Actor, kept: RecordKept) -> RecordKept:
    return queries.records_of(actor).select_for_update().get(pk=kept.pk)


@transaction.atomic
def review(*, actor: Actor, kept: RecordKept, reason: str, keep_until: date | None = None) -> RecordReview:
    """Decide whether one's organisation still needs a record: keep it until a day, or without one let it go. Its words
    leave when the day of every organisation that has a part in it has come.

    :raises Invalid: without a reason, or for a day that is past or too far off.
    :raises Refused: when it should go and a legal hold is on it.
    """
    require(TABLE, "review_kept", actor, None)
    held, today = _locked(actor, kept), timezone.localdate()
    if keep_until is not None and (fault := fault_of_keeping(keep_until, today, reason)):
        raise Invalid(_(fault), "keep_until" if reason.strip() else "reason")
    if not reason.strip():
        raise Invalid(_("Say why it is not needed any longer."), "reason")
    if keep_until is None and held.is_held:
        raise Refused(_("A legal hold is on it. It stays until the hold is lifted."))
    made = RecordReview.objects.create(
        kept=held, organisation_id=held.organisation_id, reason=reason.strip(), reviewed_at=timezone.now(),
        keep_until=keep_until,
    )  # fmt: skip
    held.leaves_on, held.awaits_review = keep_until or today, keep_until is not None and held.awaits_review
    held.version += 1
    held.save(update_fields=["leaves_on", "awaits_review", "version"])
    until = str(keep_until or "")
    audit.record("sharing:kept_record:reviewed", actor=actor, subject=held, until=until, review=made.ref)
    return made


@transaction.atomic
def hold(*, actor: Actor, kept: RecordKept, reason: str) -> RecordKept:
    """Stop a record from leaving until the hold is lifted, whatever others who have a part in it decide.

    :raises Invalid: without a reason.
    :raises Refused: when it is held already.
    """
    require(TABLE, "hold_kept", actor, None)
    held = _locked(actor, kept)
    if not reason.strip():
        raise Invalid(_("Say who needs it, and what for."), "reason")
    if held.is_held:
        raise Refused(_("It is held already."))
    return _set_hold(actor, held, reason.strip(), "sharing:kept_record:held")


@transaction.atomic
def lift(*, actor: Actor, kept: RecordKept) -> RecordKept:
    """Lift a legal hold; what has come to its day meanwhile leaves with the next morning.

    :raises Refused: when nothing holds it.
    """
    require(TABLE, "hold_kept", actor, None)
    held = _locked(actor, kept)
    if not held.is_held:
        raise Refused(_("Nothing holds it."))
    return _set_hold(actor, held, "", "sharing:kept_record:hold_lifted")


def _set_hold(actor: Actor, held: RecordKept, reason: str, tag: str) -> RecordKept:
    held.held_since, held.held_because = timezone.now() if reason else None, reason
    held.version += 1
    held.save(update_fields=["held_since", "held_because", "version"])
    audit.record(tag, actor=actor, subject=held)
    return held


def let_go(*, today: date) -> int:
    """Give every record that has ended its day, and let the words of what has come to it leave; for the worker. Gives
    how many days of organisations are over."""
    schedule = {kind: [line.days, line.reviewed] for kind, line in RECORDS.items()}
    with transaction.atomic(), connection.cursor() as cursor:
        given = [json.dumps(schedule), settings.TIME_ZONE]
        cursor.execute("SELECT sharing_give_record_days(%s::jsonb, %s)", given)
        cursor.execute("SELECT organisation, kind FROM sharing_leave_records(%s, %s)", [today, LEFT])
        return note_left(cursor.fetchall())


def note_left(rows: Iterable[tuple[int, str]]) -> int:
    """Record for each organisation how many of a kind have left; a row is an organisation, by its key, and a kind."""
    gone = Counter(rows)
    bodies = Organisation.objects.in_bulk({key for key, _kind in gone})
    for (key, kind), count in sorted(gone.items()):
        audit.record("sharing:kept_record:left", actor=SYSTEM, subject=bodies[key], kind=kind, count=count)
    return gone.total()
