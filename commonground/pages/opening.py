"""How is somebody asked whether an act may open what is there already? On a page that says how much, with what they
typed kept in it: the same form is sent to the same address once more, with the number confirmed.

*Source:* design/sharing.md 2.1 (no silent widening); the look, section 11.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.groundwork.widening import Unconfirmed

View = Callable[..., HttpResponse]
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "confirmed"})


def says_what_it_opens(view: View) -> View:
    """Let a view ask for the number of what its act opens, where that is more than nothing."""

    @wraps(view)
    def asks(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Unconfirmed as unconfirmed:
            context = {
                "number": unconfirmed.number,
                "kept": [
                    (name, value)
                    for name in request.POST
                    if name not in NOT_KEPT
                    for value in request.POST.getlist(name)
                ],
                "cancel_url": _way_back(request),
            }
            return render(request, "pages/opening.html", context)

    return asks


def confirmed_in(request: HttpRequest) -> int | None:
    """Give the number that was confirmed, or None where there is none."""
    typed = request.POST.get("confirmed", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _way_back(request: HttpRequest) -> str:
    """The page from which the form was sent."""
    came_from = urlsplit(request.headers.get("referer", ""))
    return came_from.path if came_from.netloc == request.get_host() and came_from.path else "/"
