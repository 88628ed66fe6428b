"""How far has somebody come with signing in, with what do they, and whom may I help with it?

*Source:* bars B5 to B7; settled questions, "Who".
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.adapters import signing_in_factors as factors
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.models import Account, FactorReset, Membership, Person
from commonground.people.permissions import TABLE
from commonground.people.permissions.signing_in import Whose
from commonground.people.queries.acting import current, memberships_of
from commonground.people.rules import sessions as session_rules
from commonground.people.rules.signing_in import Standing, standing


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey as its holder knows it."""

    public_id: uuid.UUID
    name: str
    since: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Session:
    """One session as its holder knows it: the browser in words, since when, last seen, from where."""

    public_id: uuid.UUID
    device: str
    since: datetime
    seen: datetime
    address: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class Means:
    """With what an account signs in."""

    has_password: bool
    telephone_since: datetime | None
    passkeys: list[Passkey]
    codes_left: int

    @property
    def factors(self) -> int:
        """How many second factors there are; codes on paper are none, they stand in for one."""
        return len(self.passkeys) + (self.telephone_since is not None)


def standing_of(request: HttpRequest) -> Standing:
    """Tell how far whoever asks has come; nothing is looked up for a session that has seen a second factor."""
    account: Any = request.user
    if not account.is_authenticated:
        return Standing.SIGNED_OUT
    if marks.has_seen_second_factor(request):
        return Standing.WHOLE
    return standing(
        signed_in=True, seen=False, has_factor=factors.has_factor(account), needs_factor=needs_factor(account)
    )


def needs_factor(account: Account) -> bool:
    """Whether an account must have a second factor: its person is a member of anything, or keeps the installation."""
    return account.person.is_administrator or memberships_of(account.person_id).exists()


def means_of(account: Account) -> Means:
    """Give with what an account signs in."""
    telephone = factors.telephone(account)
    return Means(
        has_password=account.has_usable_password(),
        telephone_since=telephone.created_at if telephone else None,
        passkeys=[
            Passkey(id_of_passkey(each), each.wrap().name, each.created_at, each.last_used_at)
            for each in factors.passkeys(account)
        ],
        codes_left=account.recovery_codes.filter(used_at__isnull=True).count(),
    )


def id_of_passkey(authenticator: Any) -> uuid.UUID:
    """Name a passkey in addresses."""
    return _named(f"passkey {authenticator.pk} {authenticator.data['credential'].get('id')}")


def passkey_of(account: Account, public_id: uuid.UUID) -> Any:
    """Give one passkey of an account, or 404."""
    found = next((each for each in factors.passkeys(account) if id_of_passkey(each) == public_id), None)
    if found is None:
        raise Http404
    return found


def sessions_of(account: Account, this: str | None) -> list[Session]:
    """List the sessions of an account that live; `this` is the key of the one that asks."""
    return [
        Session(
            _named(f"session {each.session_key}"),
            session_rules.device(each.user_agent),
            each.created_at,
            each.last_seen_at,
            each.ip,
            each.session_key == this,
        )
        for each in sessions.sessions_of(account)
    ]


def key_of_session(account: Account, public_id: uuid.UUID) -> str:
    """Give the key of one session of an account, or 404."""
    keys = (str(each.session_key) for each in sessions.sessions_of(account))
    found = next((key for key in keys if _named(f"session {key}") == public_id), None)
    if found is None:
        raise Http404
    return found


def _named(text: str) -> uuid.UUID:
    return uuid.UUID(bytes=sha256(text.encode()).digest()[:16])


def whose(person: Person, asked_by: int | None = None) -> Whose:
    """Say whose sign-in it is, for those who may help with it."""
    organisations = memberships_of(person.pk).values_list("organisation_id", flat=True)
    return Whose(person.pk, frozenset(organisations), person.is_administrator, asked_by)


def account_helped_by(actor: Actor, public_id: uuid.UUID) -> Account:
    """Give the account of a person whom the actor may help with signing in, or 404."""
    account = get_object_or_404(Account.objects.select_related("person"), person__public_id=public_id)
    if not may(TABLE, "help_with_sign_in", actor, whose(account.person)):
        raise Http404
    return account


def open_reset_of(person: Person) -> FactorReset | None:
    """Give the wish that a person's second factor be taken away, while nobody has decided it."""
    return FactorReset.objects.filter(person=person, decided_at__isnull=True).select_related("asked_by").first()


def resets_for(actor: Actor) -> list[FactorReset]:
    """List the wishes that await a decision and that the actor may see, the oldest first."""
    waiting = FactorReset.objects.filter(decided_at__isnull=True).select_related("person", "asked_by")
    return [each for each in waiting.order_by("asked_at") if may(TABLE, "help_with_sign_in", actor, whose(each.person))]


def reset_for(actor: Actor, public_id: uuid.UUID) -> FactorReset:
    """Give one wish that awaits a decision and that the actor may see, or 404."""
    found = next((each for each in resets_for(actor) if each.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def those_helped_by(actor: Actor, search: str = "") -> QuerySet[Account]:
    """List the accounts of the people whom the actor may help with signing in, by name."""
    found = Account.objects.select_related("person").filter(is_active=True).exclude(person_id=actor.person_id or 0)
    for word in search.split():
        found = found.filter(person__name__icontains=word)
    if not actor.is_administrator:
        if "coordinator" not in actor.roles:
            return found.none()
        here, held = Q(organisation_id=actor.organisation_id or 0), Membership.objects.filter(current())
        found = found.filter(person_id__in=held.filter(here).values("person_id"), person__is_administrator=False)
        found = found.exclude(person_id__in=held.exclude(here).values("person_id"))
    return found.order_by("person__name")
