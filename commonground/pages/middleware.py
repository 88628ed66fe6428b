"""What does every answer carry? The headers that tell a browser what this site never does.

Stands first in the list, so that static files, refusals and errors carry them too.

*Source:* settled questions, "Running it" (the policy, word for word); bars B4 and B5.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'none'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
NEVER = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi")
NEVER_EITHER = ("payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking")
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in (*NEVER, *NEVER_EITHER)),
}
ONE_YEAR = 365 * 24 * 60 * 60


class SecurityHeaders:
    """Adds the headers to every response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the headers; what a signed-in person reads is kept by no cache."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if request.is_secure():
            response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
        # Whoever sends or gets a session cookie may be signed in; asking the cookie costs no query.
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
        if signed_in and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
        return response
