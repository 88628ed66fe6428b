"""Where do programs ask, and how is a refusal said to them? One description of it all stands at its head, as OpenAPI.

*Source:* D2, D8; bars A4 and B1.
"""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from commonground.audit import actions as audit
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.people.context import address_of
from commonground.sharing.api import items

api = NinjaAPI(
    title="Common Ground",
    version="1",
    description="What is shared with you, for programs that you let in. It reads, and changes nothing.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="sharing:api",
)
api.add_router("", items.router)


@api.exception_handler(Http404)
def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing, in the same bytes whatever the reason."""
    return api.create_response(request, {"detail": "Not found"}, status=404)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Ask for a secret, in the same bytes whether there was none or one that is nothing."""
    response = api.create_response(request, {"detail": "Sign in, or bring a secret that holds"}, status=401)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def refused_here(request: HttpRequest, exception: HttpError) -> HttpResponse:
    """Say why something is not done; whoever asks too often is told when to come back."""
    response = api.create_response(request, {"detail": str(exception)}, status=exception.status_code)
    if exception.status_code == 429:
        response.headers["Retry-After"] = "60"
    return response


@api.exception_handler(Refused)
def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """Say the sentence of a refusal, and record it, as a page does."""
    audit.refused(actor=request.actor, path=address_of(request), reason=exception.reason)
    status = 403 if isinstance(exception, NotAllowed) else 409
    return api.create_response(request, {"detail": exception.reason}, status=status)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """Name what was asked wrongly, without repeating it."""
    wrong = sorted({str(each["loc"][-1]) for each in exception.errors if each.get("loc")})
    return api.create_response(request, {"detail": f"Not understood: {', '.join(wrong)}"}, status=422)


def _alone(view: Any) -> Any:
    """Let a view decide itself who asks, answer to reading alone, and let no cache keep what it answers."""

    @require_safe
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    asked.login_required = False  # type: ignore[attr-defined]
    asked.csrf_exempt = True  # type: ignore[attr-defined]
    return asked


def addresses() -> list[URLPattern]:
    """Give the addresses at which programs ask."""
    found: list[URLPattern] = [each for each in api.urls[0] if isinstance(each, URLPattern)]
    for each in found:
        each.callback = _alone(each.callback)
    return found
