"""What can be done with a membership? Change its roles and post, suspend and lift, end, confirm, and set a clearance.

Whatever takes effect does so at the next request, because who acts is asked anew at each. Nobody does any of it to
themselves but leave; and nobody's leaving lets a post go dark: what they held passes on, or a handover is asked for.

*Source:* R45, R140-R142, R247; D2, D3; settled questions, "Who".
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import matters, widening
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.people.actions import handovers_passing, posts
from commonground.people.models import Membership, Organisation, Suspension
from commonground.people.permissions import TABLE
from commonground.people.permissions.members import RoleGiven
from commonground.people.queries import handovers, memberships
from commonground.people.rules import roles as rules
from commonground.people.rules.roles import Role

LAST = "%(name)s is the last coordinator of %(organisation)s. Make somebody else a coordinator first."


@transaction.atomic
def change_membership(
    *, actor: Actor, membership: Membership, version: int, post_title: str, roles: Sequence[str]
) -> Membership:
    """Change a member's post and roles, on top of the version that the actor saw. Each role that comes or goes is asked
    about by itself.

    :raises Stale: when somebody else saved first.
    :raises Invalid: when the organisation would be left without a coordinator, or without somebody able to do what the
        role is there for.
    """
    held = _held(membership)
    require(TABLE, "change_membership", actor, held)
    if held.version != version:
        theirs = {"post_title": held.post_title, "roles": held.roles}
        raise Stale(_("Somebody else changed this membership while you were writing."), theirs, held.version)
    before, after = set(held.roles), rules.known(roles)
    for role in sorted(before ^ after):
        require(TABLE, "give_role", actor, _given(role, held))
    if Role.COORDINATOR.value in before - after:
        _refuse_last_coordinator(held, "roles")
    _refuse_to_leave_alone(held, before - after)
    if (held.post_title, sorted(before)) == (post_title, sorted(after)):
        return held
    held.post_title, held.roles, held.version = post_title, sorted(after), held.version + 1
    held.save()
    changed = {"given": sorted(after - before), "taken": sorted(before - after)}
    audit.record("people:membership:changed", actor=actor, subject=held, summary=_("Post or roles changed"), **changed)
    return held


@transaction.atomic
def suspend(*, actor: Actor, membership: Membership, reason: str) -> Suspension:
    """Suspend a member: from the next request on the membership opens nothing, and what they held passes at once to
    those who stand in.

    :raises Invalid: without a reason, or where a coordinator would suspend the last one.
    :raises Refused: when they are suspended already, or have left.
    """
    held = _held(membership)
    require(TABLE, "suspend_membership", actor, held)
    if not reason.strip():
        raise Invalid(_("Give the reason"), "reason")
    if memberships.standing_of(held) == "left" or held.suspended_at is not None:
        raise Refused(_("This membership is suspended already, or has ended."))
    if not actor.is_administrator:
        _refuse_last_coordinator(held, "reason")
    now = timezone.now()
    held.suspended_at, held.version = now, held.version + 1
    held.save()
    made = Suspension.objects.create(membership=held, starts=now, reason=reason.strip(), by_id=actor.person_id)
    audit.record("people:membership:suspended", actor=actor, subject=held, summary=_("Suspended"))
    _pass_on_at_once(actor, held, reason)
    return made


@transaction.atomic
def lift(*, actor: Actor, membership: Membership, confirmed: int | None = None) -> Membership:
    """Lift a suspension: the membership opens again what it did. What passed to others meanwhile stays with them.

    :raises Refused: when there is none.
    :raises Unconfirmed: where that opens something of old, and its number is not confirmed.
    """
    held = _held(membership)
    require(TABLE, "suspend_membership", actor, held)
    if held.suspended_at is None:
        raise Refused(_("This membership is not suspended."))
    with widening.guarded(actor=actor, memberships=[held.pk], confirmed=confirmed):
        held.suspensions.filter(until__isnull=True).update(until=timezone.now())
        held.suspended_at, held.version = None, held.version + 1
        held.save()
    audit.record("people:membership:lifted", actor=actor, subject=held, summary=_("Suspension lifted"))
    return held


@transaction.atomic
def end(
    *, actor: Actor, membership: Membership, leaves_on: date, reason: str = "", at_once: bool = False
) -> Membership:
    """End a membership after its last day; `at_once` from now, when what they held passes to those who stand in.

    :raises Invalid: for a day that has passed, or for the last coordinator (an administrator may, at once).
    :raises Refused: when it has ended, or when they hold something and no handover is under way.
    """
    held = _held(membership)
    require(TABLE, "end_membership", actor, held)
    today = timezone.localdate()
    if memberships.standing_of(held) == "left":
        raise Refused(_("This membership has ended already."))
    if not at_once and leaves_on < today:
        raise Invalid(_("Enter a day that is today or later"), "leaves_on")
    if not (at_once and actor.is_administrator):
        _refuse_last_coordinator(held, "leaves_on")
    if not at_once and needs_handover(held):
        raise Refused(_("They still hold something. Begin a handover first, or let it pass at once."))
    # `until` is the first day on which the membership no longer holds.
    held.until = max(held.starts, today) if at_once else leaves_on + timedelta(days=1)
    held.ended_because, held.version = reason.strip(), held.version + 1
    held.save()
    said = _("Ended at once") if at_once else _("Leaves on a set day")
    audit.record("people:membership:ended", actor=actor, subject=held, summary=said, until=str(held.until))
    if at_once:
        _pass_on_at_once(actor, held, reason)
    return held


@transaction.atomic
def stay(*, actor: Actor, membership: Membership) -> Membership:
    """Take back the last day of somebody who has not left yet.

    :raises Refused: when none is set, or it has passed.
    """
    held = _held(membership)
    require(TABLE, "change_membership", actor, held)
    if held.until is None or memberships.standing_of(held) == "left":
        raise Refused(_("No last day is set, or it has passed. Invite them again."))
    held.until, held.ended_because, held.version = None, "", held.version + 1
    held.save()
    audit.record("people:membership:stays", actor=actor, subject=held, summary=_("Stays after all"))
    return held


@transaction.atomic
def verify(*, actor: Actor, membership: Membership, confirmed: int | None = None) -> Membership:
    """Confirm that a member still works there, in this post: for another year from today, also when it had lapsed.

    :raises Refused: when they have left.
    :raises Unconfirmed: where one that had lapsed opens something again, and its number is not confirmed.
    """
    held = _held(membership)
    require(TABLE, "verify_membership", actor, held)
    if memberships.standing_of(held) == "left":
        raise Refused(_("This membership has ended. Invite them again."))
    today = timezone.localdate()
    with widening.guarded(actor=actor, memberships=[held.pk], confirmed=confirmed):
        held.verified_on, held.verify_by, held.chased_at = today, rules.verify_by(today), None
        held.lapses_on, held.version = rules.lapses_on(held.verify_by), held.version + 1
        held.save()
    audit.record("people:membership:verified", actor=actor, subject=held, summary=_("Confirmed: still works there"))
    return held


def needs_handover(membership: Membership) -> bool:
    """Whether a member holds something that may not be without an owner, and no handover of it all is under way."""
    if handovers.under_way().filter(leaver=membership, post__isnull=True).exists():
        return False
    return any(matter.must_have_owner for matter in matters.open_matters_of(membership.pk))


def _pass_on_at_once(actor: Actor, held: Membership, reason: str) -> None:
    """Let nothing go dark: posts fall to their deputies with the alarm of a vacancy, the rest to those who stand in."""
    posts.vacate(actor=actor, membership=held)
    handovers_passing.pass_at_once(actor=actor, membership=held, reason=reason)


def _given(role: str, held: Membership) -> RoleGiven:
    return RoleGiven(role, held.person_id, held.organisation_id, held.organisation.side is Side.POLICE)


def _held(membership: Membership) -> Membership:
    """Take turns: the coordinators of one organisation change its members one after the other."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    held = Membership.objects.select_for_update(of=("self",)).select_related("person", "organisation")
    return held.get(pk=membership.pk)


def _refuse_to_leave_alone(held: Membership, taken: set[str]) -> None:
    """Refuse to take a role away by which a member alone holds something that may not be without an owner."""
    for matter in matters.open_matters_of(held.pk) if taken else ():
        if matter.by_role in taken and matter.must_have_owner:
            raise Invalid(_("Nobody else here can do this: %(title)s") % {"title": matter.title}, "roles")


def _refuse_last_coordinator(held: Membership, field: str) -> None:
    """Refuse to leave an organisation without anybody who keeps its members; one with a last day set does not count."""
    if Role.COORDINATOR.value not in held.roles or memberships.standing_of(held) != "present":
        return
    if not memberships.coordinators_of(held.organisation, besides=held).filter(until__isnull=True).exists():
        said = {"name": held.person.name, "organisation": held.organisation.name}
        raise Invalid(_(LAST) % said, field)
