"""What is shown when a page cannot be? The error pages, and the sheet of parts for developers.

The pages of 400, 404, 409, 500 and 503 are made without the request: no form, token, path, time or database is in
them, so that what may not be seen and what does not exist are the same bytes. Whom to call lies in a file (`reaching`).

*Source:* R48; settled questions, "Who" (the 404 page); bars B4 and B12; the look, section 11.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from commonground.groundwork.refusals import Refused
from commonground.pages import reaching, sample


def _plain(name: str, status: int) -> HttpResponse:
    around = {"instance": reaching.kept()}
    response = HttpResponse(render_to_string(f"pages/errors/{name}.html", around), status=status)
    if status == 503:
        response.headers["Retry-After"] = "60"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain("400", 400)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain("404", 404)


def done_already(request: HttpRequest) -> HttpResponse:
    return _plain("409", 409)


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain("500", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    return _plain("503", 503)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _plain("csrf", 403)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Refuse with the reason when there is one; the page around it is the person's own."""
    reason = exception.reason if isinstance(exception, Refused) else ""
    return render(request, "pages/errors/403.html", {"reason": reason}, status=403)


def refused(request: HttpRequest, refusal: Refused, status: int = 403) -> HttpResponse:
    """Show why something may not or cannot be done, in the refusal's own sentence."""
    return render(request, "pages/errors/403.html", {"reason": refusal.reason}, status=status)


def parts(request: HttpRequest) -> HttpResponse:
    """Show every part once, for developers to copy."""
    context: dict[str, Any] = sample.context(request.POST or None)
    return render(request, "pages/parts.html", context)
