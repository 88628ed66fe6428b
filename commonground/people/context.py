"""On whose behalf does the database answer? One transaction per request, with the acting person set inside it.

Everything is rolled back on a status of 500 or more. `set_config(…, true)` ends with the transaction, so a pooled
connection carries nobody into the next request. Refusals are recorded in the outer transaction, after the action's own
savepoint is gone.

*Source:* settled questions, "In Django"; D2.
"""

from collections.abc import Callable

from django.db import DataError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Refused
from commonground.pages import views as pages
from commonground.people.queries import acting

MEMBERSHIP_KEY = "membership"


def set_context(actor: Actor) -> None:
    """Tell PostgreSQL who acts, until the present transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('cg.person', %s, true), set_config('cg.organisation', %s, true),"
            " set_config('cg.side', %s, true)",
            [str(actor.person_id or ""), str(actor.organisation_id or ""), actor.side or ""],
        )


class ActingContext:
    """The middleware that makes `request.actor` and holds the transaction of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside one transaction; a database that cannot be reached is said as such, and a session cookie that
        no database can hold is a bad request."""
        try:
            with transaction.atomic():
                request.actor = acting.actor_of(request.user, request.session.get(MEMBERSHIP_KEY))
                set_context(request.actor)
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
                return response
        except OperationalError:
            return pages.unavailable(request)
        except DataError:
            return pages.bad_request(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its own sentence, and record it."""
        if not isinstance(exception, Refused):
            return None
        audit.refused(actor=request.actor, path=request.path, reason=exception.reason)
        return pages.refused(request, exception)
