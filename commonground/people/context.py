"""On whose behalf does the database answer? One transaction per request, with the acting person set inside it.

Here, and nowhere else, it is decided whether somebody counts as signed in: with a second factor that this session has
seen, where one is needed, and in a session that has not ended. Whoever must set one up first is nobody meanwhile, and
is led to it from every page, public ones too.

Everything is rolled back on a status of 500 or more. `set_config(…, true)` ends with the transaction, so a pooled
connection carries nobody into the next request. Refusals are recorded in the outer transaction, after the action's own
savepoint is gone.

*Source:* settled questions, "In Django"; bars B5 and B7; D2.
"""

import uuid
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import logout
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from psycopg.errors import UniqueViolation

from commonground.audit import actions as audit
from commonground.groundwork.actors import ANONYMOUS, Actor
from commonground.groundwork.refusals import Refused
from commonground.pages import views as pages
from commonground.pages.refusing import noted
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.queries import acting, signing_in
from commonground.people.rules.signing_in import PROOF_HOLDS, PROOF_HOLDS_TO_SAVE, Standing

MEMBERSHIP_KEY = "membership"
# What the record says of an address that is answered like one that does not exist
NOT_THERE = "There is nothing at this address for whoever asked."
# What answers to whoever has to set up a second factor first
ENROLLING = frozenset({"people:enrol", "people:add_telephone", "people:add_passkey", "account_logout"})

# The parts of addresses that open something to whoever has them
SECRETS = frozenset({"key", "token"})


def set_context(actor: Actor) -> None:
    """Tell PostgreSQL who acts, until the present transaction ends. What the law of sharing was asked for somebody else
    is forgotten with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('cg.person', %s, true), set_config('cg.organisation', %s, true),"
            " set_config('cg.side', %s, true), set_config('cg.membership', %s, true), set_config('cg.asked', '', true),"
            " set_config('cg.keyring', '', true), set_config('cg.moment', '', true),"
            " set_config('cg.keeping', '', true)",
            [
                str(actor.person_id or ""),
                str(actor.organisation_id or ""),
                actor.side or "",
                str(actor.membership_id or ""),
            ],
        )


def enter(request: HttpRequest) -> HttpResponse | None:
    """Decide who acts, and tell PostgreSQL; answer instead of the page where a second factor has to be set up first."""
    request.actor = ANONYMOUS
    standing = signing_in.standing_of(request)
    if standing is Standing.MUST_PROVE or (standing is not Standing.SIGNED_OUT and sessions.is_over(request)):
        logout(request)
    elif standing is Standing.WHOLE:
        request.actor = acting.actor_of(request.user, request.session.get(MEMBERSHIP_KEY))
    set_context(request.actor)
    must_enrol = standing is Standing.MUST_ENROL and request.user.is_authenticated
    return redirect("people:enrol") if must_enrol and _asked_for(request) not in ENROLLING else None


def to_prove(request: HttpRequest) -> str:
    """Give the address at which somebody proves again that it is they, and from which they come back; empty for whoever
    did so a short while ago. A form that was opened in time may be sent for a while longer."""
    holds = PROOF_HOLDS if request.method in {"GET", "HEAD"} else PROOF_HOLDS_TO_SAVE
    if not request.actor.is_signed_in or marks.seconds_since_proof(request) < holds:
        return ""
    return f"{reverse('people:prove')}?{urlencode({'next': way_back(request)})}"


def way_back(request: HttpRequest) -> str:
    """Give the page that somebody comes back to: this one, or the one on which its button stands."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("referer", ""))
    return came_from.path if came_from.netloc == request.get_host() and came_from.path else "/"


def address_of(request: HttpRequest) -> str:
    """Give the address that was asked for as the record may keep it: without what is a secret in itself."""
    path, match = request.path, request.resolver_match
    for name, value in (match.kwargs if match else {}).items():
        if name in SECRETS:
            path = path.replace(str(value), "...")
    return path


def _was_denied(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether somebody who is signed in asked by its id for what is not there for them, be it anywhere else or not."""
    match = request.resolver_match
    by_id = bool(match) and any(isinstance(value, uuid.UUID) for value in match.kwargs.values())
    return response.status_code == 404 and by_id and request.actor.is_signed_in


def _asked_for(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


class ActingContext:
    """The middleware that makes `request.actor` and holds the transaction of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside one transaction; a database that cannot be reached is said as such, and a session cookie that
        no database can hold is a bad request."""
        try:
            with transaction.atomic(), noted() as said_in_forms:
                response = enter(request) or self.get_response(request)
                if connection.needs_rollback:
                    return response
                for reason in said_in_forms:
                    audit.refused(actor=request.actor, path=address_of(request), reason=reason)
                if _was_denied(request, response):
                    audit.refused(actor=request.actor, path=address_of(request), reason=NOT_THERE)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
                return response
        except OperationalError:
            return pages.unavailable(request)
        except DataError:
            return pages.bad_request(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its own sentence, and record it. Of two who do in the same moment what is done once,
        the second is told so, and nothing of theirs is kept."""
        if isinstance(exception, IntegrityError) and isinstance(exception.__cause__, UniqueViolation):
            transaction.set_rollback(True)
            return pages.done_already(request)
        if not isinstance(exception, Refused):
            return None
        audit.refused(actor=request.actor, path=address_of(request), reason=exception.reason)
        return pages.refused(request, exception)
