"""What does every page look like? `make screens` writes a picture of each, at both widths, into build/screens.

The site is started in a state folder of its own, with the worked example. Each person follows every link that they
are shown, and of each page one good example is kept; then come moments that no link leads to: a form with errors, a
draft, a lost race, and the error pages. Every page is looked at by axe, walked through with the tab key and looked at
at 320 px on the way; a fault ends with exit status 1.

*Source:* issue "The house and the first story", acceptance (`make screens`); the look, section 10.
"""

import html
import logging
import os
import re
import shutil
import sys
import threading
import time
import uuid
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from wsgiref.simple_server import make_server

import django
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.urls import Resolver404, get_resolver, resolve
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from commonground.groundwork.ids import to_text
from commonground.hosting.state import CLONE
from tests.browser import ARGUMENTS, Visit, executable
from tests.journeys.site import Site, running
from tests.screens.moments import MOMENTS
from tests.screens.window import PUBLIC, Window

BUILD, DOCS = CLONE / "build" / "screens", CLONE / "docs" / "screenshots"
WIDTHS, NARROW = (1280, 375), 320
# Who looks: the public, both leads, those who take part in little or nothing, and who keeps the installation
READERS = (PUBLIC, "thornbury", "whitlock", "penhallow", "yarrow", "lindqvist", "calder")
# A page is taken once, in the name of the first who sees it; these look different to the next reader too
AGAIN = {
    "whitlock": ("home", "people:you", "projects:list", "projects:collaboration", "projects:step 1 Castle"),
    "penhallow": ("home", "projects:step 7 Castle", "projects:collaboration Castle"),
    "yarrow": ("home", "projects:list", "projects:collaboration", "projects:step", "projects:position"),
    "lindqvist": ("home", "projects:list", "people:you", "outcomes:evidence"),
    "calder": ("home", "projects:list", "people:you", "people:organisation"),
}
NO_PAGES = re.compile(r"\.(csv|json|md|txt)$|/feed/$|/sign-out/$|/static/|/healthz$")
# Pages that differ with the collaboration that they are about
PER_COLLABORATION = frozenset({"projects:collaboration", "projects:step", "projects:people", "projects:measures",
                               "projects:compare", "projects:statement", "projects:publications"})  # fmt: skip
# Parts of an address with which a page differs in words only
ALIKE = frozenset({"verb", "tactic"})
FOR_README = {"projects-collaboration-castle-parade-mornings-thornbury": "collaboration.png"}
README_HEIGHT = 860


@dataclass
class Shots:
    """The pictures taken so far, and what was found on the pages."""

    folder: Path
    collaborations: dict[uuid.UUID, str]
    good_examples: list[str] = field(default_factory=list)
    for_readme: bool = False
    taken: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, complaints: list[str]) -> None:
        """Look at the page that is open, and keep it at both widths."""
        visit = Visit(page)
        self.faults += [f"{name}: the browser says {said}" for said in complaints]
        complaints.clear()
        self.faults += [f"{name}: {what}" for what in visit.violations()]
        self.faults += [f"{name}: with the keyboard {what}" for what in visit.beyond_the_keyboard()]
        for width in (NARROW, *reversed(WIDTHS)):
            page.set_viewport_size({"width": width, "height": 900})
            self.faults += [f"{name}: sticks out at {width} px: {what}" for what in visit.widest()]
            if width in WIDTHS:
                visit.screenshot(self.folder / f"{name}-{width}.png")
        if self.for_readme and name in FOR_README:
            clip = {"x": 0, "y": 0, "width": WIDTHS[0], "height": README_HEIGHT}
            DOCS.mkdir(exist_ok=True)
            page.screenshot(path=str(DOCS / FOR_README[name]), clip=clip, full_page=True)
        self.names.append(name)
        self.taken.add(page_name(urlsplit(page.url).path, self.collaborations))

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


def page_name(path: str, collaborations: dict[uuid.UUID, str]) -> str:
    """Name the page at a path, so that of pages with one name one is kept; empty for what is none."""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    words = [found.view_name, *(str(v) for v in found.kwargs.values() if not isinstance(v, uuid.UUID | str))]
    words += [v for n, v in found.kwargs.items() if isinstance(v, str) and n not in ALIKE]
    name = " ".join(words)
    if found.view_name in PER_COLLABORATION:
        name += f" {collaborations.get(found.kwargs['collaboration'], 'a draft')}"
    return name


def every_page(window: Window, collaborations: dict[uuid.UUID, str], first: list[str]) -> dict[str, str]:
    """Follow every link that a person is shown, from some good examples on, and give one path for each name of a
    page."""
    found: dict[str, str] = {}
    waiting, seen = ["/", *first, "/collaborations/", "/evidence/", "/outbox/", "/parts/"], set()
    while waiting:
        path = waiting.pop(0)
        name = page_name(urlsplit(path).path, collaborations)
        if path in seen or name in found or (not name and path != "/"):
            continue
        seen.add(path)
        answer = window.context.request.get(urljoin(window.site.address, path))
        kept_as_file = "attachment" in answer.headers.get("content-disposition", "")
        if answer.status != 200 or kept_as_file or "text/html" not in answer.headers.get("content-type", ""):
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
    """Take every page that anybody is shown, once, and again for those to whom it looks different."""
    for key in READERS:
        with window(site, browser, key) as here:
            for name, path in every_page(here, shots.collaborations, shots.good_examples).items():
                if only in slug(name, key) and (name not in shots.taken or name.startswith(AGAIN.get(key, ("-",)))):
                    shots.taken.add(name)
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


DARK_CORNERS = ("400", "403", "409", "500", "503", "csrf", "refused", "confirm", "done", "answer")


def moments(site: Site, browser: Browser, shots: Shots, only: str) -> Iterator[None]:
    """Take what no link leads to."""
    for key, moment in MOMENTS:
        name = slug(f"moment {moment.__name__}", key)
        if only in name:
            with window(site, browser, key) as here:
                try:
                    moment(here)
                except (AssertionError, PlaywrightError) as fault:
                    shots.faults.append(f"{name}: cannot be reached: {str(fault).partition(chr(10))[0]}")
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


def take_all(playwright: Playwright, site: Site, only: str, for_readme: bool) -> Shots:
    """Take every picture, and say how far it is."""
    with site.as_superuser() as database:
        named = database.execute("SELECT public_id, name FROM projects_collaboration").fetchall()
        town = database.execute("SELECT public_id FROM places_area WHERE name = 'Aldermouth'").fetchone()
    shots = Shots(BUILD, dict(named), [f"/places/{to_text(town[0])}/"] if town else [], for_readme)
    if not only:
        shutil.rmtree(BUILD, ignore_errors=True)
    browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
    try:
        for some in (pages(site, browser, shots, only), moments(site, browser, shots, only),
                     dark_corners(browser, shots, only)):  # fmt: skip
            for _ in some:
                print(".", end="", flush=True)
    finally:
        browser.close()
    shots.write_index()
    if not only:
        missing = every_name() - {name.split()[0] for name in shots.taken if name}
        print(f"\nWithout a picture: {', '.join(sorted(missing)) or 'none'}")
    return shots


def every_name() -> set[str]:
    """Give the names of all pages of the site."""
    found = set()
    for name, (routes, *_rest) in get_resolver().reverse_dict.items():
        if isinstance(name, str) and not NO_PAGES.search(f"/{routes[0][0]}"):
            found.add(name)
    for namespace, (_prefix, resolver) in get_resolver().namespace_dict.items():
        for name, (routes, *_rest) in resolver.reverse_dict.items():
            if isinstance(name, str) and not NO_PAGES.search(f"/{routes[0][0]}"):
                found.add(f"{namespace}:{name}")
    return found


def main() -> int:
    """Start the site, take every picture, and say what was found."""
    parser = ArgumentParser(prog="python -m tests.screens", description="Write a picture of every page.")
    parser.add_argument("only", nargs="?", default="", help="only pictures whose name holds this")
    parser.add_argument("--readme", action="store_true", help="write the picture of README.md anew, too")
    given = parser.parse_args()
    if executable() is None:
        print("Chromium is not installed; pictures need it.", file=sys.stderr)
        return 2
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonground.website.settings"
    django.setup()
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # some pages fail on purpose
    started = time.monotonic()
    with running() as site, sync_playwright() as playwright:
        shots = take_all(playwright, site, given.only, given.readme)
    print(f"\n{len(shots.names)} pages at {' and '.join(map(str, WIDTHS))} px in {time.monotonic() - started:.0f} s: "
          f"{BUILD / 'index.html'}")  # fmt: skip
    print(
        *(shots.faults or ["axe, keyboard, sideways scroll at 320 px and the browser's complaints: 0 faults."]),
        sep="\n",
    )
    return 1 if shots.faults else 0


if __name__ == "__main__":
    sys.exit(main())
