"""What can be done with a group? Begin one, let an organisation or a named person in, and let them go.

Whoever comes in gets what was released to the group before: how much that is, is said first.

*Source:* design/sharing.md 1, 2.1; R15; D2.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Membership, Organisation
from commonground.sharing.actions import widening
from commonground.sharing.models import Group, GroupEntry
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.groups import Keeping
from commonground.sharing.queries import asking


@transaction.atomic
def begin(*, actor: Actor, name: str) -> Group:
    """Begin a group that the actor's organisation keeps, under a name that it has not used."""
    require(TABLE, "begin_group", actor, None)
    words = " ".join(name.split())
    if not words or len(words) > 200:
        raise Invalid(_("Enter a name of up to 200 characters"), "name")
    if Group.objects.filter(organisation_id=actor.organisation_id or 0, name__iexact=words).exists():
        raise Invalid(_("Your organisation has a group of that name"), "name")
    made = Group.objects.create(organisation_id=actor.organisation_id, name=words)
    audit.record("sharing:group:begun", actor=actor, subject=made)
    return made


@transaction.atomic
def add(
    *,
    actor: Actor,
    group: Group,
    organisation: Organisation,
    membership: Membership | None = None,
    confirmed: int | None = None,
) -> GroupEntry:
    """Let an organisation in, or with a membership that person as a member of it. What they gain of old items is
    confirmed by its number, and the originators are told.

    :raises Invalid: for one that is in already, or beside the field "confirmed".
    """
    require(TABLE, "change_group", actor, Keeping(group.organisation_id == actor.organisation_id))
    _check(group, organisation, membership)
    with widening.guarded(actor, [organisation.pk], confirmed=confirmed):
        made = _entered(group, organisation, membership)
        audit.record("sharing:group:joined", actor=actor, subject=group, entry=made.ref)
    return made


@transaction.atomic
def would_open(*, actor: Actor, group: Group, organisation: Organisation, membership: Membership | None = None) -> int:
    """Give how many old items somebody would gain by coming in: the number to confirm."""
    require(TABLE, "change_group", actor, Keeping(group.organisation_id == actor.organisation_id))

    def change() -> None:
        _entered(group, organisation, membership)

    return widening.would_open([organisation.pk], change)


@transaction.atomic
def end(*, actor: Actor, entry: GroupEntry) -> GroupEntry:
    """Let an organisation or a person go; what was released to the group is closed to them at the next request."""
    require(TABLE, "change_group", actor, Keeping(entry.group.organisation_id == actor.organisation_id))
    held = GroupEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if held.closes is not None:
        raise Refused(_("They are not in the group any more."))
    held.closes = asking.now()
    held.save(update_fields=["closes"])
    audit.record("sharing:group:left", actor=actor, subject=entry.group, entry=held.ref)
    asking.forget()
    return held


def _entered(group: Group, organisation: Organisation, membership: Membership | None) -> GroupEntry:
    return GroupEntry.objects.create(
        group=group,
        organisation=organisation,
        person_id=membership.person_id if membership else None,
        opens=asking.now(),
    )


def _check(group: Group, organisation: Organisation, membership: Membership | None) -> None:
    if membership is not None and membership.organisation_id != organisation.pk:
        raise Invalid(_("Choose a member of that organisation"), "membership")
    there = group.entries.filter(organisation=organisation, closes__isnull=True)
    same = there.filter(person_id=membership.person_id) if membership else there.filter(person__isnull=True)
    if same.exists():
        raise Invalid(_("They are in the group already"), "organisation")
