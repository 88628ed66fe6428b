"""What does every page look like? `make screens` writes a picture of each, at both widths, into build/screens.

The site is started in a state folder of its own, with the worked example. Each person follows every link that they
are shown, and of each page one good example is kept; then come moments that no link leads to: a form with errors, a
draft, a lost race, and the error pages. Every page is looked at by axe and at 320 px on the way; a fault ends with exit
status 1.

*Source:* issue "The house and the first story", acceptance (`make screens`); the look, section 10.
"""

import html
import logging
import os
import re
import sys
import threading
import time
import uuid
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from wsgiref.simple_server import make_server

import django
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from commonground.hosting.state import CLONE
from commonground.website.example.people import PEOPLE
from tests.browser import ARGUMENTS, Visit, executable
from tests.journeys.site import Site, running

BUILD, DOCS = CLONE / "build" / "screens", CLONE / "docs" / "screenshots"
WIDTHS, NARROW = (1280, 375), 320
PUBLIC = ""
# Who looks: the public, both leads, those who take part in little or nothing, and who keeps the installation
READERS = (PUBLIC, "thornbury", "whitlock", "penhallow", "yarrow", "lindqvist", "calder")
# Whose pages add nothing that the two leads' do not show, but for these
ONLY = {
    "penhallow": ("home", "projects:review_answer", "projects:step 7", "projects:collaboration"),
    "lindqvist": ("home", "projects:list", "projects:start", "people:you", "outcomes:evidence", "outcomes:study_new"),
    "calder": ("home", "projects:list", "people:you", "people:invite", "people:organisation", "people:register"),
}
NO_PAGES = re.compile(r"\.(csv|json|md|txt)$|/feed/$|/sign-out/$|/static/|/healthz$")
# Pages that differ with the collaboration that they are about
PER_COLLABORATION = frozenset({"projects:collaboration", "projects:step", "projects:people", "projects:measures",
                               "projects:compare", "projects:statement", "projects:publications"})  # fmt: skip
FOR_README = {"projects-collaboration-castle-parade-mornings-thornbury": "collaboration.png"}
README_HEIGHT = 860


@dataclass
class Shots:
    """The pictures taken so far, and what was found on the pages."""

    folder: Path
    collaborations: dict[uuid.UUID, str]
    names: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, complaints: list[str]) -> None:
        """Look at the page that is open, and keep it at both widths."""
        visit = Visit(page)
        self.faults += [f"{name}: the browser says {said}" for said in complaints]
        complaints.clear()
        self.faults += [f"{name}: {what}" for what in visit.violations()]
        for width in (NARROW, *reversed(WIDTHS)):
            page.set_viewport_size({"width": width, "height": 900})
            self.faults += [f"{name}: sticks out at {width} px: {what}" for what in visit.widest()]
            if width in WIDTHS:
                visit.screenshot(self.folder / f"{name}-{width}.png")
        if name in FOR_README:
            clip = {"x": 0, "y": 0, "width": WIDTHS[0], "height": README_HEIGHT}
            DOCS.mkdir(exist_ok=True)
            page.screenshot(path=str(DOCS / FOR_README[name]), clip=clip, full_page=True)
        self.names.append(name)

    def write_index(self) -> None:
        """Write a page that shows all pictures beside their names."""
        rows = "".join(
            f"<h2>{html.escape(name)}</h2><p>"
            + "".join(f'<a href="{name}-{w}.png"><img src="{name}-{w}.png" width="{w // 3}"></a> ' for w in WIDTHS)
            + "</p>"
            for name in self.names
        )
        top = "<!doctype html><html lang='en'><meta charset='utf-8'><title>Every page</title>"
        (self.folder / "index.html").write_text(f"{top}<h1>{len(self.names)} pages</h1>{rows}", encoding="utf-8")


@dataclass
class Window:
    """A browser window in which one person is signed in."""

    site: Site
    key: str
    context: BrowserContext
    page: Page = field(init=False)
    complaints: list[str] = field(default_factory=list)
    asked_for: str = ""

    def __post_init__(self) -> None:
        """Open the page, listen for complaints, and sign in."""
        self.page = self.context.new_page()
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if self.key:
            self.open("/sign-in/")
            self.page.fill("[name=login]", PEOPLE[self.key].email)
            self.page.fill("[name=password]", self.site.passwords[self.key])
            self.press("Sign in")

    def _listen(self, said: Any) -> None:
        # A page that is answered with 4xx is reported too, and some of these are asked for on purpose.
        if said.type == "error" and said.location.get("url") != self.page.url:
            self.complaints.append(f"{said.text} ({said.location.get('url')})")

    def open(self, path: str) -> int:
        """Open an address and give the status of the answer."""
        response = self.page.goto(urljoin(self.site.address, path))
        return response.status if response else 0

    def press(self, words: str) -> None:
        """Press the button, or follow the link, with these words."""
        with self.page.expect_navigation():
            self.page.locator("main").locator("button, a").filter(has_text=words).first.click()

    def fill(self, **values: str) -> None:
        """Fill fields by name; of a list, the choice whose words begin so."""
        for name, value in values.items():
            control = self.page.locator(f"main [name='{name}']").first
            if control.evaluate("e => e.type") == "select-one":
                pairs = control.evaluate("e => [...e.options].map(o => [o.value, o.text.trim()])")
                control.select_option(value=next(v for v, text in pairs if text.startswith(value)))
            else:
                control.fill(value)


def kept(path: str, key: str, collaborations: dict[uuid.UUID, str]) -> str:
    """Name the page at a path, so that of pages with one name one is kept; empty for what is none."""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    words = [found.view_name, *(str(v) for v in found.kwargs.values() if not isinstance(v, uuid.UUID | str))]
    words += [v for n, v in found.kwargs.items() if isinstance(v, str) and n != "verb"]
    name = " ".join(words)
    if key in ONLY and name not in ONLY[key] and found.view_name not in ONLY[key]:
        return ""
    if found.view_name in PER_COLLABORATION:
        name += f" {collaborations[found.kwargs['collaboration']]}"
    return name


def every_page(window: Window, collaborations: dict[uuid.UUID, str]) -> dict[str, str]:
    """Follow every link that a person is shown, and give one path for each name of a page."""
    found: dict[str, str] = {}
    waiting, seen = ["/", "/collaborations/", "/evidence/", "/outbox/", "/parts/"], set()
    while waiting:
        path = waiting.pop(0)
        name = kept(urlsplit(path).path, window.key, collaborations)
        if path in seen or name in found or (not name and path != "/"):
            continue
        seen.add(path)
        answer = window.context.request.get(urljoin(window.site.address, path))
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        if name and urlsplit(answer.url).path == urlsplit(path).path:  # what leads on elsewhere is found there
            found[name] = path
        for link in re.findall(r'<a[^>]+href="([^"]+)"', answer.text()):
            target = urljoin(path, html.unescape(link).partition("#")[0])
            if target.startswith("/") and not NO_PAGES.search(urlsplit(target).path):
                waiting.append(target)
    return found


def slug(name: str, key: str) -> str:
    """Write the name of a picture's file."""
    return re.sub(r"[^a-z0-9]+", "-", f"{name} {key}".casefold()).strip("-")


def pages(site: Site, browser: Browser, shots: Shots, only: str) -> Iterator[None]:
    """Take every page of every reader; what one of the first two has been seen with is not taken again for others."""
    for key in READERS:
        with window(site, browser, key) as here:
            for name, path in every_page(here, shots.collaborations).items():
                if only in slug(name, key):
                    here.open(path)
                    shots.take(here.page, slug(name, key), here.complaints)
                    yield


@contextmanager
def window(site: Site, browser: Browser, key: str) -> Iterator[Window]:
    """Open a window in a person's name."""
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, reduced_motion="reduce")
    try:
        yield Window(site, key, context)
    finally:
        context.close()


Moment = Callable[[Window], None]


def wrong_password(here: Window) -> None:
    """Sign in with a password that is not one's own."""
    here.open("/sign-in/")
    here.fill(login="maya.thornbury@police.example.org", password="not this one")
    here.press("Sign in")


def not_found(here: Window) -> None:
    """Open an address that is none."""
    here.open("/nowhere/")


def not_allowed(here: Window) -> None:
    """Ask for a page that is for members of one of the sides."""
    here.open("/collaborations/new/")


def without_a_token(here: Window) -> None:
    """Send a form that has lost its token."""
    here.open("/sign-in/")
    here.page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').remove()")
    here.press("Sign in")


def empty_proposal(here: Window) -> None:
    """Propose nothing at all."""
    here.open("/collaborations/new/")
    here.press("Make the draft")


def draft(here: Window) -> None:
    """Make a draft."""
    here.open("/collaborations/new/")
    here.fill(name="Quayside Saturdays", about="Fewer fights at closing time", area="A", other_lead="Maya")
    here.press("Make the draft")


def step_of_a_draft(here: Window) -> None:
    """Open the first step of the draft, where nothing is written yet."""
    draft(here)
    here.open(f"{here.page.url}steps/1/")


def proposing(here: Window) -> None:
    """Be asked once more before proposing."""
    draft(here)
    here.press("Propose it")


def withdrawing(here: Window) -> None:
    """Be asked once more before withdrawing."""
    draft(here)
    here.press("Withdraw it")


def empty_answer(here: Window) -> None:
    """Answer a question with nothing."""
    draft(here)
    here.open(f"{here.page.url}answers/outcomes/add/")
    here.press("Save")


def suggestion(here: Window) -> None:
    """See what the answers point to."""
    draft(here)
    here.open(f"{here.page.url}answers/formality/add/")
    for name in ("money", "powers", "staff", "long", "liability"):
        here.page.locator(f"main [name={name}][value=no]").check()
    here.page.locator("main [name=personal][value=yes]").check()
    here.press("See what the answers point to")


def lost_race(here: Window) -> None:
    """Save what a colleague has saved first."""
    draft(here)
    here.open(f"{here.page.url}answers/joint/add/")
    here.fill(purpose="Calm Saturdays", statement="Fights at closing time.", goals="Nobody hurt.",
              police_benefit="Fewer calls", security_benefit="Staff who stay")  # fmt: skip
    here.press("Save")
    here.press("Change")
    other = here.context.new_page()
    other.goto(here.page.url)
    other.fill("main [name=purpose]", "Saturdays without a fight")
    other.locator("main button").filter(has_text="Save").first.click()
    other.wait_for_url(lambda url: "change" not in url)
    other.close()
    here.fill(purpose="Calmer Saturdays")
    here.press("Save")


MOMENTS: tuple[tuple[str, Moment], ...] = (
    (PUBLIC, wrong_password), (PUBLIC, not_found), (PUBLIC, without_a_token), ("calder", not_allowed),
    ("whitlock", empty_proposal), ("whitlock", draft), ("whitlock", step_of_a_draft), ("whitlock", proposing),
    ("whitlock", withdrawing), ("whitlock", empty_answer), ("whitlock", suggestion), ("whitlock", lost_race),
)  # fmt: skip
DARK_CORNERS = ("400", "403", "500", "503", "csrf", "refused", "confirm", "done", "answer")


def moments(site: Site, browser: Browser, shots: Shots, only: str) -> Iterator[None]:
    """Take what no link leads to."""
    for key, moment in MOMENTS:
        name = slug(f"moment {moment.__name__}", key)
        if only in name:
            with window(site, browser, key) as here:
                moment(here)
                shots.take(here.page, name, here.complaints)
            yield


@contextmanager
def small_site() -> Iterator[str]:
    """Serve the small site of the tests of the look, which can fail on purpose."""
    from tests.pages.conftest import BARE, QuietHandler, ThreadedServer

    with override_settings(**BARE):
        handler = StaticFilesHandler(WSGIHandler())
        server = make_server("127.0.0.1", 0, handler, server_class=ThreadedServer, handler_class=QuietHandler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()


def dark_corners(browser: Browser, shots: Shots, only: str) -> Iterator[None]:
    """Take the error pages, from the small site of the tests of the look, which can fail on purpose."""
    with small_site() as address, browser.new_context() as context:
        page = context.new_page()
        for name in DARK_CORNERS:
            if only in f"corner-{name}":
                page.goto(f"{address}/{name}")
                shots.take(page, f"corner-{name}", [])
                yield


def take_all(playwright: Playwright, site: Site, only: str) -> Shots:
    """Take every picture, and say how far it is."""
    with site.as_superuser() as database:
        named = database.execute("SELECT public_id, name FROM projects_collaboration").fetchall()
    shots = Shots(BUILD, dict(named))
    browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
    try:
        for some in (pages(site, browser, shots, only), moments(site, browser, shots, only),
                     dark_corners(browser, shots, only)):  # fmt: skip
            for _ in some:
                print(".", end="", flush=True)
    finally:
        browser.close()
    shots.write_index()
    return shots


def main() -> int:
    """Start the site, take every picture, and say what was found."""
    parser = ArgumentParser(prog="python -m tests.screens", description="Write a picture of every page.")
    parser.add_argument("only", nargs="?", default="", help="only pictures whose name holds this")
    only = parser.parse_args().only
    if executable() is None:
        print("Chromium is not installed; pictures need it.", file=sys.stderr)
        return 2
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonground.website.settings"
    django.setup()
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # some pages fail on purpose
    started = time.monotonic()
    with running() as site, sync_playwright() as playwright:
        shots = take_all(playwright, site, only)
    print(f"\n{len(shots.names)} pages at {' and '.join(map(str, WIDTHS))} px in {time.monotonic() - started:.0f} s: "
          f"{BUILD / 'index.html'}")  # fmt: skip
    print(*(shots.faults or ["axe, sideways scroll at 320 px and the browser's complaints: 0 faults."]), sep="\n")
    return 1 if shots.faults else 0


if __name__ == "__main__":
    sys.exit(main())
