"""What does somebody hold open among people, posts and organisations, and who works with them?

Lists are of what is open on a day, so that the same lists tell what a membership holds and who holds anything at all.

*Source:* R45, R115, R247; settled questions, "In Django" (a person's matters).
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.people.models import Handover, Holding, Membership, Sponsor, Workgroup
from commonground.people.queries import joining, memberships, offices_due, posts_due, workgroups
from commonground.people.queries.acting import current
from commonground.people.rules.handovers import UNDER_WAY, State
from commonground.people.rules.posts import PARTS
from commonground.people.rules.roles import ROLE_LABELS, Role
from commonground.people.rules.workgroups import Part

PACKAGE = "people"
PASSED_ON = (Role.COORDINATOR.value,)


def holdings_open(day: date | None = None) -> QuerySet[Holding]:
    """List who holds or stands in for a post that is not closed, on a day or from then on."""
    day = day or timezone.localdate()
    still = Q(until__isnull=True) | Q(until__gt=day)
    return Holding.objects.filter(still, post__closed_on__isnull=True).select_related("post__organisation")


def sponsorships_open() -> QuerySet[Sponsor]:
    """List who is asked to vouch for an application that is still being checked."""
    return Sponsor.objects.filter(state="asked", application__state__in=["unconfirmed", "sent"])


def handovers_open_to() -> QuerySet[Handover]:
    """List the handovers that are under way and have a successor."""
    return Handover.objects.filter(state__in=[s.value for s in UNDER_WAY], successor__isnull=False)


def open_matters_of(membership: Membership) -> Iterator[Matter]:
    """List what one membership holds open among people and posts."""
    for holding in holdings_open().filter(membership=membership):
        yield _post(holding)
    for sponsor in sponsorships_open().filter(membership=membership).select_related("application"):
        title = _("Say whether you can vouch for %(name)s") % {"name": sponsor.application.name}
        yield Matter(PACKAGE, f"sponsor:{sponsor.pk}", "sponsor", title, must_have_owner=False)
    for handover in handovers_open_to().filter(successor=membership):
        title = _("The handover of %(what)s") % {"what": handover}
        yield Matter(PACKAGE, f"handover:{handover.pk}", "handover", title, handover_url(handover))
    for step in workgroups.steps_open().filter(membership=membership):
        yield Matter(PACKAGE, f"step:{step.pk}", "step", step.what, workgroup_url(step.workgroup), step.workgroup.name,
                     step.due, must_have_owner=False)  # fmt: skip
    for seat in workgroups.seats_held().filter(membership=membership).select_related("workgroup"):
        title = _("Seat in the workgroup “%(name)s”") % {"name": seat.workgroup.name}
        yield Matter(PACKAGE, f"seat:{seat.pk}", "seat", title, workgroup_url(seat.workgroup), must_have_owner=False,
                     sees=_("The notes of its meetings."))  # fmt: skip
    yield from _roles(membership)


def _post(holding: Holding) -> Matter:
    part = _(PARTS[holding.part])
    deputy = holdings_open().filter(
        post=holding.post, part="deputy", membership__in=Membership.objects.filter(current())
    )
    stand_in = deputy.exclude(membership=holding.membership).values_list("membership_id", flat=True).first()
    title = _("%(part)s: %(post)s") % {"part": part, "post": holding.post}
    sees = _("What is sent to %(post)s.") % {"post": holding.post}
    return Matter(
        PACKAGE,
        f"holding:{holding.pk}",
        "holding",
        title,
        must_have_owner=True,
        stand_in=stand_in if holding.part == "holder" else None,
        sees=sees,
    )


def _roles(membership: Membership) -> Iterator[Matter]:
    for role in membership.roles:
        if role == Role.GUEST or role not in ROLE_LABELS:
            continue
        others = Membership.objects.filter(current(), organisation=membership.organisation, roles__contains=[role])
        passes = role in PASSED_ON
        yield Matter(
            PACKAGE,
            f"role:{role}",
            "role",
            _("Role in %(name)s: %(role)s")
            % {"name": membership.organisation.name, "role": _(ROLE_LABELS[Role(role)])},
            note="" if passes else _("This role does not pass by itself. Whoever gives it decides who has it."),
            must_have_owner=passes and not others.exclude(pk=membership.pk).exists(),
        )


def holders() -> frozenset[int]:
    """Give every membership that holds something open here. A role is left out: it opens nothing once its membership
    has ended, and what it would do the administrators can."""
    return frozenset(
        (
            *holdings_open().values_list("membership_id", flat=True),
            *sponsorships_open().values_list("membership_id", flat=True),
            *handovers_open_to().values_list("successor_id", flat=True),
            *workgroups.seats_held().values_list("membership_id", flat=True),
            *workgroups.steps_open().filter(membership__isnull=False).values_list("membership_id", flat=True),
        )
    )


def due_for(actor: Actor, today: date) -> Iterator[Matter]:
    """List what offices, joining, posts and handovers ask of the acting person today."""
    yield from offices_due.due_for(actor)
    if not actor.is_member:
        return
    yield from _joining(actor, today)
    yield from posts_due.due_for(actor, today)
    yield from _steps(actor)
    mine = Q(successor_id=actor.through, state=State.OFFERED.value) | Q(
        leaver_id=actor.through, state__in=[State.DRAFT.value, State.DECLINED.value]
    )
    for handover in Handover.objects.filter(mine).select_related(
        "leaver__person", "leaver__organisation", "post__organisation"
    ):
        offered = handover.successor_id == actor.membership_id
        title = _("Accept the handover of %(what)s") if offered else _("Prepare the handover of %(what)s")
        heading = "hoping" if offered else "due"
        note = _("From %(name)s.") % {"name": handover.leaver.person.name} if offered else ""
        due = handover.starts_on if offered else handover.leaves_on
        what = title % {"what": handover_name(handover)}
        yield Matter(
            PACKAGE, f"handover:{handover.pk}", heading, what, handover_url(handover), note, due, heading=heading
        )


def _steps(actor: Actor) -> Iterator[Matter]:
    """List what one does next in workgroups, and what nobody does in those that one leads."""
    led = workgroups.seats_held().filter(membership=actor.through, part=Part.LEAD.value).order_by()
    asked = Q(membership_id=actor.through) | Q(membership__isnull=True, workgroup__in=led.values("workgroup"))
    for step in workgroups.steps_open().filter(asked):
        title = step.what if step.membership_id else _("Say who does “%(what)s”") % {"what": step.what}
        yield Matter(PACKAGE, f"step:{step.pk}", "step", title, workgroup_url(step.workgroup), step.workgroup.name,
                     step.due)  # fmt: skip


def _joining(actor: Actor, today: date) -> Iterator[Matter]:
    """List whom one is asked to vouch for, and which members of one's organisation are to be confirmed."""
    for sponsor in joining.still_asked_of(actor):
        title = _("Say whether you can vouch for %(name)s") % {"name": sponsor.application.name}
        url = reverse("people:vouch", args=[sponsor.public_id])
        yield Matter(PACKAGE, f"sponsor:{sponsor.pk}", "sponsor", title, url, sponsor.application.organisation_name,
                     heading="hoping")  # fmt: skip
    for held in memberships.to_be_confirmed(actor):
        title = _("Confirm that %(name)s still works there") % {"name": held.person.name}
        url = reverse("people:member", args=[held.organisation.public_id, held.public_id])
        yield Matter(PACKAGE, f"membership:{held.pk}", "membership", title, url, held.post_title, held.verify_by)


def workgroup_url(workgroup: Workgroup) -> str:
    """Give the address of what a workgroup does next."""
    return reverse("people:workgroup", args=[workgroup.public_id]) + "#next"


def handover_name(handover: Handover) -> str:
    """Name a handover by its post, or by all that one membership holds."""
    if handover.post is not None:
        return str(handover.post)
    who = {"name": handover.leaver.person.name, "organisation": handover.leaver.organisation.name}
    return _("everything that %(name)s holds for %(organisation)s") % who


def handover_url(handover: Handover) -> str:
    """Give the address of a handover's page."""
    return reverse("people:handover", args=[handover.public_id])
