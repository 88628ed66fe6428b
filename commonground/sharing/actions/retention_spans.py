"""How does an organisation choose its own span? With a reason, within the limits, and knowing what leaves by it.

*Source:* D4; UK GDPR, article 5(1)(e); DPA 2018, section 39.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.sharing.models import KeptUntil, RetentionSpan
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import retention_spans as queries
from commonground.sharing.rules import retention_spans as rules


@transaction.atomic
def choose(
    *, actor: Actor, kind: str, days: int, reason: str, version: int, leaving: int | None = None
) -> RetentionSpan:
    """Keep one kind for so many days from now on, what is kept already with it; `leaving` is the number that was shown
    of what goes with the next morning by it. What is held by law, or has a day that somebody decided, stays.

    :raises Refused: for a kind whose span is one for all.
    :raises Invalid: outside the limits, without a reason, or when another number would leave than was confirmed.
    :raises Stale: when somebody else has chosen meanwhile.
    """
    require(TABLE, "choose_span", actor, None)
    if rules.line_named(kind) is None:
        raise Refused(_("This span is one for all organisations."))
    ours = actor.organisation_id or 0
    own = RetentionSpan.objects.select_for_update().filter(organisation_id=ours, line=kind).first()
    if version != (own.version if own else 0):
        theirs = {"days": own.days, "reason": own.reason} if own else {}
        raise Stale(_("Somebody else has chosen another span meanwhile."), theirs, own.version if own else 0)
    field, fault = rules.fault_of_span(kind, days, reason)
    if fault:
        raise Invalid(_(fault), field)
    span, effect = (
        queries.span_of(ours, kind),
        queries.effect_of(actor, kind, days, timezone.localdate()),
    )
    if span is None or effect.leaving != (leaving or 0):
        raise Invalid(_("What would leave has changed. Look again at what this does."), "days")
    before = span.days
    _move(actor, kind, days - before)
    made = own or RetentionSpan(organisation_id=ours, line=kind, version=0)
    made.days, made.reason, made.since, made.version = days, reason.strip(), timezone.now(), made.version + 1
    made.save()
    audit.record(
        "sharing:retention:span_chosen", actor=actor, subject=made, line=kind, before=before, after=days,
        moved=effect.moved, leaving=effect.leaving,
    )  # fmt: skip
    return made


def _move(actor: Actor, kind: str, days: int) -> None:
    keys = list(queries.movable(actor, kind).select_for_update(of=("self",)).values_list("pk", flat=True))
    rows = KeptUntil.objects.filter(pk__in=keys)
    rows.update(leaves_on=F("leaves_on") + timedelta(days=days), version=F("version") + 1)
