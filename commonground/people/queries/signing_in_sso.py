"""Through which organisation's sign-in may somebody come, and whom does an answer mean?

*Source:* issue "People who can be found, trusted and replaced", item 3; settled questions, "Who".
"""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404

from commonground.people.adapters.signing_in_sso import Said
from commonground.people.models import Account, Organisation, SignOnLink, SingleSignOn
from commonground.people.queries.acting import memberships_of
from commonground.people.rules import signing_in as rules


def sign_on_of(organisation: Organisation) -> SingleSignOn | None:
    """Give how an organisation's own sign-in is reached, where it was set up."""
    return SingleSignOn.objects.filter(organisation=organisation).first()


def sign_on(public_id: uuid.UUID) -> SingleSignOn:
    """Give one that is switched on, or 404."""
    found = SingleSignOn.objects.select_related("organisation")
    return get_object_or_404(found, public_id=public_id, is_on=True, organisation__is_active=True)


def sign_on_for(email: str) -> SingleSignOn | None:
    """Find the organisation whose sign-in is for addresses like this, whether or not anybody here has it."""
    domain = rules.plain_address(email).rpartition("@")[2]
    found = SingleSignOn.objects.filter(is_on=True, organisation__is_active=True, domains__contains=[domain])
    return found.select_related("organisation").order_by("pk").first() if domain else None


def account_meant(sign_on: SingleSignOn, said: Said) -> Account | None:
    """Find the account that an answer means: the one linked before, else the one with the verified address; only with
    an address in the organisation's domains and a membership there that holds today."""
    linked = SignOnLink.objects.filter(sign_on=sign_on, subject=said.subject).select_related("account__person").first()
    account = linked.account if linked else _by_address(sign_on, said)
    if account is None or not (account.is_active and account.person.is_active):
        return None
    domain = account.email.rpartition("@")[2]
    is_member = memberships_of(account.person_id).filter(organisation_id=sign_on.organisation_id).exists()
    return account if is_member and domain in sign_on.domains else None


def _by_address(sign_on: SingleSignOn, said: Said) -> Account | None:
    if not said.is_verified:
        return None
    plain = rules.plain_address(said.email)
    account = Account.objects.select_related("person").filter(email=plain).first()
    # Whom another name of that server means already is not meant by this one, too.
    return None if account and account.sign_on_links.filter(sign_on=sign_on).exists() else account


def organisation_to_connect(public_id: uuid.UUID) -> Organisation:
    """Give an active organisation, or 404."""
    found = Organisation.objects.filter(public_id=public_id, is_active=True).first()
    if found is None:
        raise Http404
    return found
