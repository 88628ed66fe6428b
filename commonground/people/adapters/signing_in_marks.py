"""What has a session seen? The sign-in library keeps a list of proofs in it; this reads the list, and adds to it.

*Source:* bars B5 and B7; settled questions, "In Django" (allauth).
"""

import time
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as PROOFS,
)
from allauth.account.internal.flows.login import (
    get_authentication_records,
)
from allauth.account.internal.userkit import user_id_to_str
from django.http import HttpRequest

from commonground.people.models import Account
from commonground.people.rules.signing_in import Factor

SECOND = "mfa"
PASSWORD = "password"
MOST_KEPT = 5


def proof_of(account: Account, factor: str) -> dict[str, Any]:
    """Write what a session holds once an account has proved a factor: what the library would write."""
    method = SECOND if factor in set(Factor) else PASSWORD
    return {PROOFS: [{"method": method, "type": str(factor), "at": time.time()}], WHOSE: user_id_to_str(account)}


def note(request: HttpRequest, account: Account, factor: str) -> None:
    """Note that an account has just proved a factor in this session; the oldest notes go."""
    fresh = proof_of(account, factor)
    every = [*get_authentication_records(request, account), *fresh[PROOFS]]
    second = [each for each in every if each["method"] == SECOND][-1:]
    kept = every[-MOST_KEPT:]
    request.session[PROOFS] = kept if second and second[0] in kept else [*second, *kept]
    request.session[WHOSE] = fresh[WHOSE]


def has_seen_second_factor(request: HttpRequest) -> bool:
    """Whether a second factor of the signed-in account was proved in this session."""
    return any(each.get("method") == SECOND for each in get_authentication_records(request, request.user))


def seconds_since_proof(request: HttpRequest) -> float:
    """Give how long ago the signed-in account last proved anything here; for ever, where it has not."""
    at = [each["at"] for each in get_authentication_records(request, request.user)]
    return time.time() - max(at) if at else float("inf")
