"""How is a running site asked for many pages quickly? Without a browser: sign in, follow links, note what is answered.

*Source:* issue "The house and the first story", acceptance ("Every URL as …").
"""

import html
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, resolve

from tests.journeys.entering import cookie_of
from tests.journeys.site import Site

SIGNS_OUT = "/sign-out/"


@dataclass(frozen=True)
class Answered:
    """What the site answered: the status, where it sends one, and the bytes."""

    status: int
    onward: str
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any) -> None:
        """Do not follow: where one is sent is part of the answer."""


class Asker:
    """Somebody of the example who has signed in, or the public, without a browser."""

    def __init__(self, site: Site, key: str = "") -> None:
        self.site = site
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _Stay())
        if key:
            self._keep(cookie_of(site, key))

    def _keep(self, given: dict[str, str]) -> None:
        """Keep a cookie as if the site had sent it."""
        of_site = {"domain": "localhost.local", "domain_specified": False, "domain_initial_dot": False}
        everywhere = {"port": None, "port_specified": False, "path": "/", "path_specified": True}
        rest = {"secure": False, "expires": None, "discard": True, "comment": None, "comment_url": None, "rest": {}}
        self.cookies.set_cookie(
            http.cookiejar.Cookie(0, given["name"], given["value"], **of_site, **everywhere, **rest)
        )

    def get(self, path: str) -> Answered:
        """Ask for a path."""
        return self._asked(path)

    def _asked(self, path: str, words: bytes | None = None) -> Answered:
        try:
            with self.opener.open(self.site.address + path, words, timeout=60) as answer:
                return Answered(answer.status, "", answer.read())
        except urllib.error.HTTPError as answer:
            return Answered(answer.code, answer.headers.get("Location", ""), answer.read())

    def path_of(self, listed_at: str, name: str) -> str:
        """Give where the link with this name leads, from a page that lists it."""
        page = self.get(listed_at).body.decode()
        return re.findall(rf'<a[^>]+href="([^"]+)"[^>]*>\s*{re.escape(name)}', page)[0]

    def every_path(self) -> dict[tuple[str, ...], str]:
        """Follow every link, and give one path for each kind of page."""
        found: dict[tuple[str, ...], str] = {}
        waiting = ["/", "/collaborations/", "/evidence/", "/outbox/", "/parts/", "/robots.txt", "/healthz"]
        while waiting:
            path = waiting.pop(0)
            kind = _kind(urllib.parse.urlsplit(path).path)
            if not kind or kind in found or path.startswith(SIGNS_OUT):
                continue
            found[kind] = path
            for link in re.findall(r'<a[^>]+href="([^"]+)"', self.get(path).body.decode(errors="replace")):
                target = urllib.parse.urljoin(path, html.unescape(link).partition("#")[0])
                if target.startswith("/"):
                    waiting.append(target)
        return found


def _kind(path: str) -> tuple[str, ...]:
    try:
        found = resolve(path)
    except Resolver404:
        return ()
    about = [str(value) for value in found.kwargs.values() if not isinstance(value, uuid.UUID)]
    return (found.view_name, *about)
