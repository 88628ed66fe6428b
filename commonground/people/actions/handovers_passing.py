"""What happens on the day of a handover, and when somebody is gone at once? Nothing is left with nobody.

What was accepted passes to whoever accepted it. What nobody accepted, or nobody could, goes to whoever stands in for
it; then to a coordinator of the organisation as caretaker. Where there is no coordinator either, it is vacant, which is
noted, and the people who keep the installation are told.

*Source:* R45, R115, R247; D3.
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import matters
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.matters import Matter
from commonground.groundwork.refusals import Refused
from commonground.people.actions import handovers_telling as telling
from commonground.people.models import Handover, HandoverMatter, Holding, Membership, Organisation
from commonground.people.queries import handovers as queries
from commonground.people.queries.acting import current
from commonground.people.rules import handovers as rules
from commonground.people.rules.handovers import State
from commonground.people.rules.roles import Role


@transaction.atomic
def pass_at_once(*, actor: Actor, membership: Membership, reason: str) -> Handover | None:
    """Let everything pass that somebody holds who is gone at once: suspended, ended, or not coming back. Callers have
    asked who may. Gives the handover that was made, or None where nothing was open.

    :raises Refused: where something may not be vacant and nobody can take it, unless an administrator or the day does
        it. Everything else that nobody can take is vacant, and said so.
    """
    leaver = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("person", "organisation")
        .get(pk=membership.pk)
    )
    today = timezone.localdate()
    under_way = queries.under_way().filter(leaver=leaver)
    for handover in list(under_way):
        _close(handover, _("Overtaken: %(name)s is gone.") % {"name": leaver.person.name}, State.CANCELLED)
    open_now = matters.open_matters_of(leaver.pk)
    if not open_now:
        return None
    now = timezone.now()
    made = Handover.objects.create(
        leaver=leaver, reason="leaves", state=State.DONE.value, leaves_on=today, starts_on=today, begun_at=now,
        done_at=now, answered_because=reason.strip()[:300],
    )  # fmt: skip
    for matter in open_now:
        _pass_to_who_stands_in(made, matter, _row(made, matter), actor, today)
    audit.record("people:handover:passed_at_once", actor=actor, subject=made, summary=_("Passed at once"))
    telling.taken(made)
    return made


@transaction.atomic
def pass_accepted(*, actor: Actor, handover: Handover) -> bool:
    """Let what was accepted pass: each matter to whom it was meant for, and both hold it until the leaver's last day is
    over; tell whether it did, which it does not where it was taken back or cancelled meanwhile. Callers have asked who
    may."""
    held = _still_under_way(handover)
    if held is None or held.state != State.ACCEPTED.value:
        return False
    handover = held
    ends = queries.first_day_without(handover)
    # Asked before anything passes: who has gone already works with nobody any more.
    partners = list(queries.counterparts_of(handover))
    wanted = {(row.package, row.key): row for row in handover.matters.select_related("to")}
    for matter in matters_in(handover):
        row = wanted.get((matter.package, matter.key)) or _row(handover, matter)
        to = _meant_for(handover, row, matter)
        if not _try(actor, matter, handover.leaver_id, to, ends) or (to is None and matter.must_have_owner):
            _pass_to_who_stands_in(handover, matter, row, actor, ends)
            continue
        _passed(row, to)
    handover.done_at = timezone.now()
    _close(handover, "", State.DONE)
    audit.record("people:handover:passed", actor=actor, subject=handover, summary=_("Handed over"))
    telling.passed(handover, partners)
    return True


@transaction.atomic
def pass_unaccepted(*, actor: Actor, handover: Handover) -> bool:
    """Let what nobody accepted by the leaver's last day go to those who stand in; tell whether it did, which it does
    not where it was accepted or cancelled meanwhile."""
    held = _still_under_way(handover)
    if held is None or held.state == State.ACCEPTED.value:
        return False
    handover = held
    today = timezone.localdate()
    rows = {(row.package, row.key): row for row in handover.matters.all()}
    for matter in matters_in(handover):
        row = rows.get((matter.package, matter.key)) or _row(handover, matter)
        _pass_to_who_stands_in(handover, matter, row, actor, today)
    handover.done_at = timezone.now()
    _close(handover, _("Nobody had accepted it by the last day."), State.DONE)
    audit.record("people:handover:stood_in", actor=actor, subject=handover, summary=_("Passed to those who stand in"))
    telling.taken(handover)
    return True


def the_day_comes(today: date) -> int:
    """Do what a day brings: what was accepted and begins passes; what nobody accepted in time goes to those who stand
    in; and whatever is still with a membership that does not hold passes at once. Gives how many handovers it did."""
    done = 0
    for handover in list(queries.under_way()):
        if handover.state == State.ACCEPTED.value and rules.has_come(handover.starts_on, handover.leaves_on, today):
            done += pass_accepted(actor=SYSTEM, handover=handover)
        elif handover.state != State.ACCEPTED.value and rules.is_past(handover.leaves_on, today):
            done += pass_unaccepted(actor=SYSTEM, handover=handover)
    for membership in queries.left_behind():
        done += pass_at_once(actor=SYSTEM, membership=membership, reason=_("The membership does not hold")) is not None
    return done


def _still_under_way(handover: Handover) -> Handover | None:
    """Hold a handover as it is now, if nobody has ended it meanwhile."""
    return queries.under_way().select_for_update(of=("self",)).filter(pk=handover.pk).first()


def matters_in(handover: Handover) -> list[Matter]:
    """List what is open now of what a handover is about: everything, or what belongs to its post."""
    found = matters.open_matters_of(handover.leaver_id)
    if handover.post_id is None:
        return found
    of_post = Holding.objects.filter(post_id=handover.post_id, membership_id=handover.leaver_id)
    keys = {f"holding:{key}" for key in of_post.values_list("pk", flat=True)}
    return [matter for matter in found if matter.package == "people" and matter.key in keys]


def _meant_for(handover: Handover, row: HandoverMatter, matter: Matter) -> int | None:
    if row.choice == "closed":
        return None
    if row.choice == "other" and row.to_id is not None:
        return row.to_id
    return handover.successor_id if rules.may_pass(matter.key, matter.must_have_owner) else None


def _pass_to_who_stands_in(handover: Handover, matter: Matter, row: HandoverMatter, actor: Actor, ends: date) -> None:
    """Give one matter to the first who can take it; where it needs nobody and nobody stands in, it is closed."""
    for to in _who_stands_in(handover.leaver, matter):
        if _try(actor, matter, handover.leaver_id, to, ends):
            _passed(row, to)
            return
    if not (matter.may_be_vacant or actor.is_administrator or actor.person_id is None):
        raise Refused(
            _("Nobody else here can take this: %(title)s. Name somebody who can first.") % {"title": matter.title}
        )
    _try(actor, matter, handover.leaver_id, None, ends)
    _passed(row, None)
    if matter.must_have_owner:
        audit.record("people:matter:vacant", actor=actor, subject=handover, package=matter.package, key=matter.key)


def _who_stands_in(leaver: Membership, matter: Matter) -> Iterator[int]:
    """Give who may take a matter that nobody accepted: its own stand-in; then the coordinators, the oldest first."""
    if matter.stand_in is not None and matter.stand_in != leaver.pk:
        yield matter.stand_in
    if matter.must_have_owner:
        yield from caretakers(leaver.organisation, besides=leaver)


def caretakers(organisation: Organisation, besides: Membership) -> list[int]:
    """List the present coordinators of an organisation, the oldest first."""
    found = Membership.objects.filter(current(), organisation=organisation, roles__contains=[Role.COORDINATOR.value])
    return list(found.exclude(pk=besides.pk).order_by("starts", "pk").values_list("pk", flat=True))


def _try(actor: Actor, matter: Matter, leaver: int, to: int | None, ends: date) -> bool:
    """Pass one matter on, or tell that it was refused, with nothing changed."""
    try:
        with transaction.atomic():
            matters.hand_over(
                actor=actor, package=matter.package, key=matter.key, from_membership=leaver, to_membership=to, ends=ends
            )
    except Refused:
        return False
    return True


def _row(handover: Handover, matter: Matter) -> HandoverMatter:
    return HandoverMatter.objects.create(
        handover=handover,
        package=matter.package,
        key=matter.key,
        title=matter.title[:300],
        url=matter.url,
        due=matter.due,
    )


def _passed(row: HandoverMatter, to: int | None) -> None:
    row.to_id, row.passed_at = to, timezone.now()
    row.choice = "closed" if to is None else "successor" if to == row.handover.successor_id else "other"
    row.save(update_fields=["to", "passed_at", "choice"])


def _close(handover: Handover, because: str, state: State) -> None:
    handover.state, handover.version = state.value, handover.version + 1
    handover.answered_because = because or handover.answered_because
    handover.save()
