"""For whom does a program ask? For whoever is signed in, or for the owner of the secret that it brings.

A secret that is wrong, ended, past its day or of somebody who has left is answered alike. How often a person asks is
counted whichever of their programs it is.

*Source:* D2, D8; bars B1 and B6; design/sharing.md 2 (one membership at a time), 2.2.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from commonground.groundwork.actors import Actor
from commonground.pages.limits import counters, within
from commonground.people.context import set_context
from commonground.sharing.actions import programs as actions
from commonground.sharing.queries import programs as queries
from commonground.sharing.rules import programs as rules
from commonground.sharing.rules.programs import Use

TOO_OFTEN = "Too many requests. Wait a while, and ask for less at a time."


class Entering(HttpBearer):
    """Who asks: whoever the secret stands for, and without one whoever is signed in here."""

    def __init__(self, use: Use, limits: Iterable[tuple[int, int]]) -> None:
        super().__init__()
        self.use, self.limits = use, tuple(limits)

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Give who acts, or nobody; a secret that is brought counts, even where somebody is signed in as well."""
        actor: Any = super().__call__(request) if "Authorization" in request.headers else request.actor
        if actor is None or not actor.is_signed_in:
            return None
        if not within(counters(f"program:{self.use}:{actor.person_id}", self.limits)):
            raise HttpError(429, TOO_OFTEN)
        return actor  # type: ignore[no-any-return]

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Let the database answer for the owner of a secret from here on."""
        access = queries.access_behind(token[:200], self.use)
        if access is None:
            if not within(counters(f"secret:{get_adapter().get_client_ip(request)}", rules.WRONG_SECRETS)):
                raise HttpError(429, TOO_OFTEN)
            return None
        actions.used(access)
        request.actor = queries.actor_of(access)
        set_context(request.actor)
        return request.actor  # type: ignore[no-any-return]
