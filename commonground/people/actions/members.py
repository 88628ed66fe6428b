"""What can be done with members? Invite somebody, and act for another organisation.

*Source:* R56; D1-D3; settled questions, "Who".
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import widening
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, NotAllowed
from commonground.groundwork.sides import Side
from commonground.people.actions.turns import one_at_a_time
from commonground.people.adapters import mail
from commonground.people.models import Account, Membership, MembershipOffer, Organisation, Person
from commonground.people.permissions import TABLE
from commonground.people.permissions.members import RoleGiven
from commonground.people.queries import acting, offers
from commonground.people.rules import roles as rules

OFFERED_FOR = timedelta(days=30)


@transaction.atomic
def invite_person(
    *,
    actor: Actor,
    organisation: Organisation | None,
    name: str,
    email: str,
    post_title: str = "",
    roles: Sequence[str] = (),
    administrator: bool = False,
    confirmed: int | None = None,
) -> Account:
    """Make somebody known as a member of an organisation, and send them a link at which they set a password. Who signs
    in here already is offered a membership under their own name, and is none before they accept it. What a membership
    opens of old items is confirmed by its number.

    :raises NotAllowed: also where a coordinator would make an administrator, or somebody without an organisation; for a
        role that the actor may not give; and for whoever would make themselves a member.
    :raises Invalid: when they are a member already, or their account is closed.
    :raises Unconfirmed: where it opens something, and the number is not confirmed.
    :raises Refused: when the mail server does not take the message; nothing is kept then.
    """
    if administrator or organisation is None:
        require(TABLE, "make_administrator", actor, None)
    one_at_a_time(email)
    known = Account.objects.select_related("person").filter(email__iexact=email).first()
    _refuse_powers(actor, organisation, known, roles)
    account, is_new, offer = _known_or_new(known, name, email, administrator=administrator), known is None, None
    if organisation is not None:
        offer = _offer_or_join(actor, account.person, organisation, post_title, roles, is_new, confirmed)
    audit.record(
        "people:person:invited", actor=actor, subject=account.person, organisation=organisation and organisation.ref
    )
    _tell(account, organisation, actor, is_new, offer)
    return account


def _known_or_new(account: Account | None, name: str, email: str, *, administrator: bool) -> Account:
    """Give the account that there is, made an administrator's where it is to be one, or make a new one."""
    if account is None:
        person = Person.objects.create(name=name, is_administrator=administrator)
        return Account.objects.create_user(email, person=person)
    if not (account.is_active and account.person.is_active):
        raise Invalid(_("The account with this address is closed. Ask the people who run this site."), "email")
    if administrator and not account.person.is_administrator:
        account.person.is_administrator = True
        account.person.save(update_fields=["is_administrator"])
    return account


@transaction.atomic
def act_through(*, actor: Actor, membership: Membership) -> Membership:
    """Act for another organisation from the next request on; the caller keeps the choice in the session.

    :raises NotAllowed: unless the membership is the person's own and holds today.
    """
    if actor.person_id is None or not acting.memberships_of(actor.person_id).filter(pk=membership.pk).exists():
        raise NotAllowed(_("You can only act for an organisation of which you are a member."))
    audit.record("people:membership:acted_through", actor=actor, subject=membership.person, membership=membership.ref)
    return membership


def _refuse_powers(
    actor: Actor, organisation: Organisation | None, account: Account | None, roles: Sequence[str]
) -> None:
    """Refuse to invite for another organisation, to make oneself a member, and to give a role that is not the
    actor's to give."""
    if organisation is not None:
        require(TABLE, "invite_person", actor, organisation)
    if account is not None and account.person_id == actor.person_id:
        raise NotAllowed(_("Nobody makes themselves a member. Ask another coordinator or administrator."))
    for role in roles if organisation is not None else ():
        is_police = organisation is not None and organisation.side is Side.POLICE
        person = account.person_id if account else None
        require(TABLE, "give_role", actor, RoleGiven(role, person, organisation.pk if organisation else 0, is_police))


def _offer_or_join(
    actor: Actor,
    person: Person,
    organisation: Organisation,
    post_title: str,
    roles: Sequence[str],
    is_new: bool,
    confirmed: int | None,
) -> MembershipOffer | None:
    """Make somebody new a member; offer a membership to everybody else, in the place of what they were offered there
    before, once the number of what it would open now is confirmed."""
    if is_new:
        with widening.guarded(actor=actor, confirmed=confirmed) as made:
            made.append(join(person, organisation, post_title, roles).pk)
        return None
    _try(actor, person, organisation, confirmed)
    offers.waiting().filter(person=person, organisation=organisation).delete()
    return MembershipOffer.objects.create(
        person=person,
        organisation=organisation,
        post_title=post_title,
        roles=sorted(rules.known(roles)),
        by_id=actor.person_id,
        until=timezone.localdate() + OFFERED_FOR,
    )


class _Undone(Exception):
    """Takes a trial back."""


def _try(actor: Actor, person: Person, organisation: Organisation, confirmed: int | None) -> None:
    """Make somebody a member and undo it, to see whether the number of what that opens is confirmed."""
    with suppress(_Undone), transaction.atomic():
        with widening.guarded(actor=actor, confirmed=confirmed, tells=False) as made:
            made.append(join(person, organisation, "", ()).pk)
        raise _Undone


def join(person: Person, organisation: Organisation, post_title: str, roles: Sequence[str]) -> Membership:
    """Make a person a member from today; whoever invites them vouches for it, for a year. Callers have asked who may.

    :raises Invalid: for a member.
    """
    if acting.memberships_of(person.pk).filter(organisation=organisation).exists():
        raise Invalid(_("%(name)s is a member already") % {"name": person.name}, "email")
    today = timezone.localdate()
    by = rules.verify_by(today)
    return Membership.objects.create(
        person=person,
        organisation=organisation,
        post_title=post_title,
        roles=sorted(rules.known(roles)),
        starts=today,
        verified_on=today,
        verify_by=by,
        lapses_on=rules.lapses_on(by),
    )


def _tell(
    account: Account, organisation: Organisation | None, actor: Actor, is_new: bool, offer: MembershipOffer | None
) -> None:
    template = "invitation" if is_new else "offered" if offer else "joined"
    page = settings.PUBLIC_ADDRESS + reverse("people:offer", args=[offer.public_id]) if offer else ""
    mail.send(
        f"people/email/{template}.txt",
        account.email,
        {
            "name": account.person.name,
            "organisation": organisation.name if organisation else "",
            "by": actor.name,
            "link": mail.link_to_set_password(account) if is_new else page,
        },
    )
