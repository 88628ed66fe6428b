"""Is it still the same person at the desk? A view that matters asks for it again.

`@recently_proved` stands above such a view: whoever signed in, or proved it, a few minutes ago goes on; everybody else
proves it first, and comes back. A form that was opened in time may be sent for a while longer, so that nothing typed is
lost.

*Source:* ASVS 5.0, V7.5.1; bars B5 and B7; docs/reference/signing-in.md.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonground.people.adapters import signing_in_marks as marks
from commonground.people.rules import signing_in as rules

View = Callable[..., HttpResponse]


def recently_proved(view: View) -> View:
    """Let a view answer only to somebody who proved a short while ago that it is they."""

    @wraps(view)
    def asks_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        holds = rules.PROOF_HOLDS if request.method in {"GET", "HEAD"} else rules.PROOF_HOLDS_TO_SAVE
        if not request.actor.is_signed_in or marks.seconds_since_proof(request) < holds:
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('people:prove')}?{urlencode({'next': way_back(request)})}")

    return asks_first


def way_back(request: HttpRequest) -> str:
    """Give the page that somebody comes back to: this one, or the one on which its button stands."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("referer", ""))
    return came_from.path if came_from.netloc == request.get_host() and came_from.path else "/"
