"""Who sits at the browser? A person who opens pages, fills forms by the names of their fields, and presses buttons.

Every page that anybody arrives at is looked at once: axe finds nothing, nothing sticks out sideways at 320 px, and the
browser complains about nothing, the Content-Security-Policy included. What is found is kept until the end, so that one
fault does not hide the next.

*Source:* issue "The house and the first story", acceptance ("Journey in a real browser"); the look, section 10.
"""

import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

from commonground.website.example.people import PEOPLE
from tests.browser import Visit
from tests.journeys.entering import code_of, cookie_of
from tests.journeys.site import Site

NARROW, WIDE = 320, 1280
LOOKED_AT: set[str] = set()  # by all journeys of this process, which meet on many pages
SECONDS_PATIENT = 20


@dataclass
class Looked:
    """Which pages a journey came to, and what was found on those that no other had looked at."""

    pages: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def at(self, visit: Visit, *, with_axe: bool) -> None:
        """Look at the page that is open, unless one like it has been looked at before."""
        page = visit.page
        name = f"{page_name(page.url)}{' with errors' if page.locator('.govuk-error-summary').count() else ''}"
        self.faults += [f"{name}: the browser says {said}" for said in visit.complaints]
        visit.complaints.clear()
        known = f"{name} {'' if with_axe else 'without scripts'}"
        self.pages.add(known)
        if known in LOOKED_AT:
            return
        LOOKED_AT.add(known)
        own = page.viewport_size or {"width": WIDE, "height": 900}
        page.set_viewport_size({"width": NARROW, "height": 800})
        self.faults += [f"{name}: sticks out at {NARROW} px: {what}" for what in visit.widest()]
        page.set_viewport_size(own)
        if with_axe:
            self.faults += [f"{name}: {what}" for what in visit.violations()]


def page_name(address: str) -> str:
    """Give the name of the page at an address, with its step or part of the guide, whatever it is about."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return "not found"
    return " ".join([found.view_name, *(str(v) for v in found.kwargs.values() if not isinstance(v, uuid.UUID))])


@dataclass
class Reader:
    """One person, or the public, at a browser window of their own."""

    site: Site
    page: Page
    looked: Looked
    scripts: bool = True
    heard: Callable[[str, str], None] | None = None
    visit: Visit = field(init=False)
    asked_for: str = ""
    _answers: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to what the browser complains about, and to what the server answers."""
        self.visit = Visit(self.page)
        self.page.set_default_timeout(SECONDS_PATIENT * 1000)
        self.page.on("console", lambda said: self._hear_complaint(said) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.page.on("response", lambda answer: self._answers.append(answer))  # noqa: PLW0108 - the library marks it

    def _hear_complaint(self, said: ConsoleMessage) -> None:
        # The browser also reports a page that is answered with 404, which a reader here asks for on purpose.
        if said.location.get("url") != self.asked_for:
            self._complain(f"{said.text} ({said.location.get('url')})")

    def _complain(self, words: str) -> None:
        self.visit.complaints.append(words)

    @property
    def path(self) -> str:
        """The path of the page that is open."""
        return urlsplit(self.page.url).path

    def words(self) -> str:
        """The words of the page, as they are read."""
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def section(self, name: str) -> str:
        """The words of one section of the page, by the id of its heading."""
        return str(self.page.locator(f"#{name}").locator("xpath=ancestor-or-self::section[1]").inner_text())

    def open(self, path: str, status: int = 200) -> "Reader":
        """Open an address of the site."""
        self.asked_for = f"{self.site.address}{path}"
        response = self.page.goto(self.asked_for)
        assert response is not None and response.status == status, f"{path} is answered with {response}"
        return self._arrived()

    def fetch(self, path: str) -> str:
        """Ask for something that is no page, and give its text."""
        answer = self.page.request.get(f"{self.site.address}{path}")
        assert answer.status < 500, f"{path} is answered with {answer.status}"
        return answer.text()

    def press(self, words: str, within: str = "main") -> "Reader":
        """Press the button, or follow the link, with these words."""
        found = self.page.locator(within).locator("button, a").filter(has_text=words).first
        self.asked_for = ""
        with self.page.expect_navigation(wait_until="load"):
            found.click()
        return self._arrived()

    def send(self, values: Mapping[str, Any], words: str) -> "Reader":
        """Fill the form's fields by their names, and press the button with these words; it must be taken."""
        self.fill(values)
        self.press(words)
        refused = self.page.locator(".govuk-error-summary")
        assert not refused.count(), f"{self.path}: {refused.inner_text()}"
        return self

    def fill(self, values: Mapping[str, Any]) -> "Reader":
        """Fill fields by their names: words, numbers, dates, yes or no, one or several choices by value or words."""
        for name, value in values.items():
            if value is not None:
                self._fill(name, value)
        return self

    def _fill(self, name: str, value: Any) -> None:
        if isinstance(value, date):
            for part in ("day", "month", "year"):
                self.page.locator(f"[name='{name}_{part}']").fill(str(getattr(value, part)))
            return
        controls = self.page.locator(f"main [name='{name}']")
        kind = controls.first.evaluate("e => e.type")
        if kind in {"radio", "checkbox"}:
            self._choose(controls, value)
        elif kind == "select-one":
            controls.first.select_option(value=_option(controls.first, str(value)))
        else:
            controls.first.fill(str(value))

    def _choose(self, controls: Locator, value: Any) -> None:
        chosen = {True: ["yes"], False: ["no"]}.get(value, value) if isinstance(value, bool) else value
        for each in [chosen] if isinstance(chosen, str) else chosen:
            controls.and_(self.page.locator(f"[value='{each}']")).check()

    def _arrived(self) -> "Reader":
        if self.heard is not None:
            for answer in [a for a in self._answers if a.ok and a.request.resource_type in {"document", "fetch"}]:
                self.heard(answer.url, answer.text())
        self._answers.clear()
        self.looked.at(self.visit, with_axe=self.scripts)
        return self


def _option(select: Locator, wanted: str) -> str:
    """Find a choice of a list by its value, or by the beginning of its words."""
    pairs = select.evaluate("e => [...e.options].map(o => [o.value, o.text.trim()])")
    found = [value for value, text in pairs if value == wanted or text.startswith(wanted)]
    assert found, f"{wanted} is not among {[text for _value, text in pairs]}"
    return str(found[0])


def sit_down(browser: Browser, site: Site, looked: Looked, key: str = "", *, scripts: bool = True) -> Reader:
    """Open a window for a person of the example, who is signed in; without a key, for the public."""
    window = browser.new_context(viewport={"width": WIDE, "height": 900}, java_script_enabled=scripts)
    if key:
        window.add_cookies([cookie_of(site, key)])
    reader = Reader(site, window.new_page(), looked, scripts)
    return reader.open("/") if key else reader


def sign_in(reader: Reader, key: str) -> Reader:
    """Sign in through both pages."""
    reader.open("/sign-in/")
    reader.send({"login": PEOPLE[key].email, "password": reader.site.passwords[key]}, "Sign in")
    return reader.send({"code": code_of(reader.site, key)}, "Sign in with this code")


def not_there(words: str, texts: Iterable[tuple[str, str]]) -> None:
    """Fail where words stand in any of the texts, naming where."""
    where = [address for address, text in texts if words in text]
    assert not where, f"“{words}” can be read at {where}"
