"""What can be done about when things leave? Review what waits for it, hold what the law needs, and every morning let go
what has come to its day.

*Source:* D4, D5; DPA 2018, section 39.
"""

import json
from collections import Counter
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Organisation
from commonground.sharing.models import ItemHold, KeptUntil, RetentionReview
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import retention as queries
from commonground.sharing.rules import retention as rules


@transaction.atomic
def review(*, actor: Actor, kept: KeptUntil, reason: str, keep_until: date | None = None) -> RetentionReview:
    """Decide on its day, or before, whether something is still needed: keep it until a day, or without one let it go
    with the next morning.

    :raises Invalid: without a reason, or for a day that is past or too far off.
    :raises Refused: when it should go and a legal hold is on it.
    """
    require(TABLE, "review_kept", actor, None)
    held = queries.days_of(actor).select_for_update(of=("self",)).get(pk=kept.pk)
    today = timezone.localdate()
    if keep_until is not None and (fault := rules.fault_of_keeping(keep_until, today, reason)):
        raise Invalid(_(fault), "keep_until" if reason.strip() else "reason")
    if not reason.strip():
        raise Invalid(_("Say why it is not needed any longer."), "reason")
    if keep_until is None and queries.hold_on(held):
        raise Refused(_("A legal hold is on it. It stays until the hold is lifted."))
    made = RetentionReview(item_id=held.item_id, originator_id=held.originator_id, reason=reason.strip())
    made.reviewed_at, made.keep_until = timezone.now(), keep_until
    made.save()
    held.leaves_on, held.awaits_review = keep_until or today, keep_until is not None and held.awaits_review
    held.version += 1
    held.save()
    audit.record("sharing:retention:reviewed", actor=actor, subject=held, until=str(keep_until or ""), review=made.ref)
    return made


@transaction.atomic
def hold(*, actor: Actor, kept: KeptUntil, reason: str) -> ItemHold:
    """Stop something from leaving until the hold is lifted.

    :raises Invalid: without a reason.
    :raises Refused: when it is held already.
    """
    require(TABLE, "hold_kept", actor, None)
    day = queries.days_of(actor).select_for_update(of=("self",)).get(pk=kept.pk)
    if not reason.strip():
        raise Invalid(_("Say who needs it, and what for."), "reason")
    if queries.hold_on(day):
        raise Refused(_("It is held already."))
    made = ItemHold(item_id=day.item_id, originator_id=day.originator_id, reason=reason.strip(), since=timezone.now())
    made.save()
    audit.record("sharing:retention:held", actor=actor, subject=day, hold=made.ref)
    return made


@transaction.atomic
def lift(*, actor: Actor, kept: KeptUntil) -> ItemHold:
    """Lift a legal hold; what has come to its day meanwhile leaves with the next morning.

    :raises Refused: when nothing holds it.
    """
    require(TABLE, "hold_kept", actor, None)
    day = queries.days_of(actor).select_for_update(of=("self",)).get(pk=kept.pk)
    held = queries.hold_on(day)
    if held is None:
        raise Refused(_("Nothing holds it."))
    held.lifted_at = timezone.now()
    held.save(update_fields=["lifted_at"])
    audit.record("sharing:retention:hold_lifted", actor=actor, subject=day, hold=held.ref)
    return held


def let_go(*, today: date) -> int:
    """Give every item its day, and let what has come to its day leave, with a row of the record for each; for the
    worker. Gives how many items left. Nothing leaves that is held or waits for a review."""
    with transaction.atomic():
        schedule = {line.kind: [line.kind, line.days, line.reviewed] for line in rules.SCHEDULE.values()}
        schedule[""] = [rules.OTHER.kind, rules.OTHER.days, rules.OTHER.reviewed]
        apart = {name: rules.SCHEDULE[name].days for name in ("draft", "reporter", "receipt")}
        with connection.cursor() as cursor:
            cursor.execute("SELECT sharing_give_days(%s::jsonb)", [json.dumps(schedule)])
            cursor.execute("SELECT originator, kind FROM sharing_leave(%s)", [today])
            gone = Counter(cursor.fetchall())
            cursor.execute("SELECT sharing_forget(%s, %s, %s)", [apart["draft"], apart["reporter"], apart["receipt"]])
        bodies = Organisation.objects.in_bulk({originator for originator, _kind in gone})
        for (originator, kind), count in sorted(gone.items()):
            audit.record("sharing:retention:left", actor=SYSTEM, subject=bodies[originator], kind=kind, count=count)
        return gone.total()
