"""What can be done with people and organisations? Add and change an organisation, invite somebody, act for another.

*Source:* R56, R140-R142; D1-D3; settled questions, "Who".
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, NotAllowed, Stale
from commonground.groundwork.sides import SIDE_OF_KIND, Kind
from commonground.people import adapters, queries
from commonground.people.models import Account, Membership, Organisation, Person
from commonground.people.permissions import TABLE

CARD = ("name", "kind", "aliases", "about", "area", "telephone", "website", "source")


@transaction.atomic
def register_organisation(*, actor: Actor, **card: Any) -> Organisation:
    """Add an organisation with the values of its card (`CARD`; name and kind are needed).

    :raises Invalid: when another organisation has the name.
    """
    require(TABLE, "register_organisation", actor, None)
    _refuse_a_taken_name(card["name"])
    organisation = Organisation.objects.create(**{key: card[key] for key in CARD if key in card})
    audit.record("people:organisation:registered", actor=actor, subject=organisation, summary=_("Added"))
    return organisation


@transaction.atomic
def change_card(*, actor: Actor, organisation: Organisation, version: int, **card: Any) -> Organisation:
    """Change what everybody reads about an organisation, on top of the version that the actor saw.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: when another organisation has the name, or when its members would change sides.
    """
    require(TABLE, "change_card", actor, organisation)
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if held.version != version:
        raise Stale(_("Somebody else changed this card while you were writing."), card_of(held), held.version)
    _refuse_a_taken_name(card["name"], besides=held)
    if "kind" in card and SIDE_OF_KIND[Kind(card["kind"])] is not held.side and held.memberships.exists():
        raise Invalid(_("Choose a kind on the same side: its members take part for that side"), "kind")
    changed = [key for key in CARD if key in card and getattr(held, key) != card[key]]
    for key in changed:
        setattr(held, key, card[key])
    if changed:
        held.version += 1
        held.save()
        audit.record("people:organisation:changed", actor=actor, subject=held, summary=_("Card changed"), what=changed)
    return held


def card_of(organisation: Organisation) -> dict[str, Any]:
    """Give the values of a card, and its version."""
    return {key: getattr(organisation, key) for key in (*CARD, "version")}


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
) -> Account:
    """Make somebody known as a member of an organisation, and send them a link at which they set a password. Who signs
    in here already becomes a member under their own name, and is told so.

    :raises NotAllowed: also where a coordinator would make an administrator, or somebody without an organisation.
    :raises Invalid: when they are a member already, or their account is closed.
    :raises Refused: when the mail server does not take the message; nothing is kept then.
    """
    if administrator or organisation is None:
        require(TABLE, "make_administrator", actor, None)
    if organisation is not None:
        require(TABLE, "invite_person", actor, organisation)
    _one_at_a_time(email)
    account = Account.objects.select_related("person").filter(email__iexact=email).first()
    is_new = account is None
    if account is None:
        person = Person.objects.create(name=name, is_administrator=administrator)
        account = Account.objects.create_user(email, person=person)
    elif not (account.is_active and account.person.is_active):
        raise Invalid(_("The account with this address is closed. Ask the people who run this site."), "email")
    elif administrator and not account.person.is_administrator:
        account.person.is_administrator = True
        account.person.save(update_fields=["is_administrator"])
    if organisation is not None:
        _join(account.person, organisation, post_title, roles)
    audit.record(
        "people:person:invited", actor=actor, subject=account.person, organisation=organisation and organisation.ref
    )
    _tell(account, organisation, actor, is_new)
    return account


@transaction.atomic
def act_through(*, actor: Actor, membership: Membership) -> Membership:
    """Act for another organisation from the next request on; the caller keeps the choice in the session.

    :raises NotAllowed: unless the membership is the person's own and holds today.
    """
    if actor.person_id is None or not queries.memberships_of(actor.person_id).filter(pk=membership.pk).exists():
        raise NotAllowed(_("You can only act for an organisation of which you are a member."))
    audit.record("people:membership:acted_through", actor=actor, subject=membership.person, membership=membership.ref)
    return membership


def _one_at_a_time(name: str) -> None:
    """Wait until nobody else adds something of this name, which there may be once, so that the second is told so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(lower(%s), 0))", [name])


def _refuse_a_taken_name(name: str, besides: Organisation | None = None) -> None:
    _one_at_a_time(name)
    others = Organisation.objects.filter(name__iexact=name)
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise Invalid(_("There is an organisation called “%(name)s” already") % {"name": name}, "name")


def _join(person: Person, organisation: Organisation, post_title: str, roles: Sequence[str]) -> Membership:
    """Make a person a member from today."""
    if queries.memberships_of(person.pk).filter(organisation=organisation).exists():
        raise Invalid(_("%(name)s is a member already") % {"name": person.name}, "email")
    return Membership.objects.create(
        person=person,
        organisation=organisation,
        post_title=post_title,
        roles=list(roles),
        starts=timezone.localdate(),
    )


def _tell(account: Account, organisation: Organisation | None, actor: Actor, is_new: bool) -> None:
    adapters.send(
        "people/email/invitation.txt" if is_new else "people/email/joined.txt",
        account.email,
        {
            "name": account.person.name,
            "organisation": organisation.name if organisation else "",
            "by": actor.name,
            "link": adapters.link_to_set_password(account) if is_new else "",
        },
    )
