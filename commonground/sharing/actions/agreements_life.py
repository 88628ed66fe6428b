"""What can be done while an agreement runs, and at its end? Suspend it, let it go on, leave it, review it, say what
became of the data.

Leaving takes out what one gave from that moment on, for everybody else; the proof says how many items that were. An
agreement with fewer than two parties has ended.

*Source:* R212-R213; design/sharing.md 5; reference on the domain, 7(A).
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Organisation
from commonground.sharing.actions import agreements_telling as telling
from commonground.sharing.actions import widening
from commonground.sharing.actions.agreements import permitted
from commonground.sharing.models import Agreement, AgreementReview, DataReport, Leaving, Party, TimeInForce
from commonground.sharing.queries import agreements_shared as shared
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.queries.agreements_moment import law_moment


def _close_times(agreement: Agreement, at: object) -> None:
    TimeInForce.objects.filter(version__agreement=agreement, closes__isnull=True).update(closes=at)


@transaction.atomic
def suspend(*, actor: Actor, agreement: Agreement, because: str) -> None:
    """Suspend an agreement at once; nothing is opened under it until the same party lets it go on.

    :raises Invalid: without a reason.
    """
    held = permitted("suspend_agreement", actor, agreement)
    if not because.strip():
        raise Invalid(_("Say why, so that the others can put it right"), "because")
    _close_times(agreement, law_moment())
    row = held.agreement
    row.suspended_at, row.suspended_because, row.suspended_by_id = timezone.now(), because.strip(), actor.through
    row.save(update_fields=["suspended_at", "suspended_because", "suspended_by"])
    said = _("Suspended by %(name)s") % {"name": actor.organisation_name}
    audit.record("sharing:agreement:suspended", actor=actor, subject=agreement, summary=said)
    telling.people(held, besides=actor)


@transaction.atomic
def resume(*, actor: Actor, agreement: Agreement, confirmed: int | None) -> None:
    """Let a suspended agreement go on, in its newest signed version.

    :raises Invalid: when it opens another number of old items than was confirmed.
    """
    held = permitted("resume_agreement", actor, agreement)
    with widening.guarded(actor, _bodies(held), confirmed=confirmed):
        _go_on(held)
    said = _("In force again")
    audit.record("sharing:agreement:resumed", actor=actor, subject=agreement, summary=said)
    telling.people(held, besides=actor)


def opened_by_resuming(held: Reading) -> int:
    """Count the old items that somebody could read again, and cannot read now."""
    return widening.would_open(_bodies(held), lambda: _go_on(held))


def _bodies(held: Reading) -> list[int]:
    return [one.organisation_id for one in held.parties]


def _go_on(held: Reading) -> None:
    if held.signed is not None:
        TimeInForce.objects.create(version=held.signed, opens=law_moment())
    Agreement.objects.filter(pk=held.agreement.pk).update(suspended_at=None, suspended_because="", suspended_by=None)


@transaction.atomic
def leave(*, actor: Actor, agreement: Agreement, because: str) -> Leaving:
    """Take the actor's organisation out of an agreement: what it gave closes at once, and what it got. With fewer than
    two parties left the agreement ends.

    :raises Invalid: without a reason.
    """
    held = permitted("leave_agreement", actor, agreement)
    if not because.strip():
        raise Invalid(_("Say why you leave"), "because")
    body, at = actor.organisation_id or 0, law_moment()
    others = [one.organisation_id for one in held.parties if one.organisation_id != body]
    before = shared.read_by(others, body)
    Party.objects.filter(agreement=agreement, organisation_id=body, closes__isnull=True).update(closes=at)
    if len(others) < 2:
        _end(held, at, because)
    still = shared.read_by(others, body)
    made = Leaving.objects.create(
        agreement=agreement, organisation_id=body, because=because.strip(), given=len(before),
        shut=len(before - still), by_id=actor.through, at=timezone.now(),
    )  # fmt: skip
    said = _("%(name)s has left") % {"name": actor.organisation_name}
    details = {"given": made.given, "shut": made.shut}
    audit.record("sharing:agreement:left", actor=actor, subject=agreement, summary=said, **details)
    telling.people(held, besides=actor)
    return made


def _end(held: Reading, at: object, because: str) -> None:
    _close_times(held.agreement, at)
    row = held.agreement
    row.ended_at, row.ended_because = timezone.now(), because.strip()
    row.save(update_fields=["ended_at", "ended_because"])


@transaction.atomic
def review(
    *,
    actor: Actor,
    agreement: Agreement,
    held_on: date,
    present: str,
    findings: str,
    follows: str,
    changes: str = "",
) -> AgreementReview:
    """Record a review: when it was held, who was there, what was found and what follows.

    :raises Invalid: for a day that has not come.
    """
    held = permitted("review_agreement", actor, agreement)
    if held_on > timezone.localdate():
        raise Invalid(_("Enter the day on which the review was held; it has not come yet"), "held_on")
    made = AgreementReview.objects.create(
        agreement=held.agreement, held_on=held_on, present=present, findings=findings, follows=follows,
        changes=changes, by_id=actor.through, at=timezone.now(),
    )  # fmt: skip
    audit.record("sharing:agreement:reviewed", actor=actor, subject=agreement, summary=_("Reviewed"), review=made.ref)
    return made


@transaction.atomic
def report_on_data(*, actor: Actor, agreement: Agreement, about: Organisation, done: str, words: str) -> DataReport:
    """Say what became of what another organisation gave, after one of the two left or the agreement ended.

    :raises Refused: where nothing of that organisation is held, or it is said already.
    """
    held = permitted("report_on_data", actor, agreement)
    body = actor.organisation_id or 0
    if (body, about.pk) not in held.reports_due:
        raise Refused(_("It is said already what became of that, or nothing of it is held."))
    made = DataReport.objects.create(
        agreement=agreement, organisation_id=body, about=about, done=done, words=words.strip(),
        by_id=actor.through, at=timezone.now(),
    )  # fmt: skip
    said = _("%(name)s said what became of the data") % {"name": actor.organisation_name}
    audit.record("sharing:agreement:data_reported", actor=actor, subject=agreement, summary=said, report=made.ref)
    return made
