"""What can be done with the sign-in of an organisation? Connect it, try it out, and let its people come through it.

It never makes an account and never makes a member: it only finds who is known.

*Source:* issue "People who can be found, trusted and replaced", item 3; OpenID Connect Core 1.0.
"""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Stale
from commonground.people.actions.turns import one_at_a_time
from commonground.people.adapters import signing_in_secrets as sealing
from commonground.people.adapters import signing_in_sso as sso
from commonground.people.models import Account, Organisation, SignOnLink, SingleSignOn
from commonground.people.permissions import TABLE
from commonground.people.queries import signing_in_sso as queries

KEPT = ("name", "server", "client_id", "domains", "is_on", "trusts_second_factor")
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


@transaction.atomic
def set_up(*, actor: Actor, organisation: Organisation, version: int, secret: str = "", **values: Any) -> SingleSignOn:
    """Connect an organisation's sign-in, or change how (`KEPT`), on top of the version that the actor saw; an empty
    secret leaves the one that is kept.

    :raises Invalid: for a server that does not answer as one, a domain that is none, or is another organisation's.
    :raises Stale: when somebody else saved first.
    """
    require(TABLE, "set_up_single_sign_on", actor, organisation)
    one_at_a_time("single sign-on")
    held = SingleSignOn.objects.filter(organisation=organisation).first() or SingleSignOn(organisation=organisation)
    if (held.version if held.pk else 0) != version:
        theirs = {name: getattr(held, name) for name in KEPT}
        raise Stale(_("Somebody else changed this while you were writing."), theirs, held.version if held.pk else 0)
    _refuse_wrong(organisation, values)
    moved = held.pk and (held.server, held.client_id) != (values["server"], values["client_id"])
    if moved:
        held.links.all().delete()  # another server means others by the same names
    for name in KEPT:
        setattr(held, name, values[name])
    if secret:
        held.secret = sealing.sealed(secret, sealing.SIGN_ON)
    held.version = version + 1
    held.save()
    audit.record("people:single_sign_on:set_up", actor=actor, subject=held, is_on=held.is_on)
    return held


def _refuse_wrong(organisation: Organisation, values: dict[str, Any]) -> None:
    for domain in values["domains"]:
        if not DOMAIN.fullmatch(domain):
            raise Invalid(_("“%(domain)s” is not the end of an e-mail address") % {"domain": domain}, "domains")
        others = SingleSignOn.objects.filter(domains__contains=[domain]).exclude(organisation=organisation)
        if others.exists():
            raise Invalid(_("“%(domain)s” belongs to another organisation’s sign-in") % {"domain": domain}, "domains")
    try:
        sso.refuse_unless_safe(values["server"])
        if values["is_on"]:
            sso.described(values["server"])
    except sso.SignOnFailed as fault:
        raise Invalid(fault.reason, "server") from None


@transaction.atomic
def come_through(*, actor: Actor, sign_on: SingleSignOn, said: sso.Said) -> Account | None:
    """Let somebody in whom an organisation's sign-in means, and link them from now on; None for whoever is not known
    here as its member."""
    one_at_a_time(f"single sign-on {sign_on.pk} {said.subject}")
    account = queries.account_meant(sign_on, said)
    if account is None:
        audit.record("people:single_sign_on:refused", actor=actor, subject=sign_on)
        return None
    _link, is_new = SignOnLink.objects.get_or_create(sign_on=sign_on, subject=said.subject, account=account)
    audit.record("people:single_sign_on:used", actor=actor, subject=account.person, sign_on=sign_on.ref, first=is_new)
    return account
