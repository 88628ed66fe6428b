"""How does a page behave in a real browser? One helper for every test that opens one.

`chromium` is the fixture; `visit` opens an address and keeps what the browser complained about; `Visit` then answers:
`violations()` (axe-core, WCAG 2.0 to 2.2 A and AA and best practice), `widest()` (what sticks out sideways),
`complaints` (console errors, Content-Security-Policy among them), `small_targets()`, `beyond_the_keyboard()`,
`screenshot(path)`.

*Source:* the look, section 10; reference pages on browser tests.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from commonground.hosting import assets

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 375, 320)
# The browser library runs an event loop in this thread; the tests stay synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# What can be done something with, how each looks before it is reached, and which are reached; of radio buttons with one
# name the tab key reaches one, and the arrows the others. GOV.UK draws the mark of some beside them.
BEFORE_WALKING = """() => {
  document.activeElement.blur(); window.scrollTo(0, 0)
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(e => !e.disabled && e.checkVisibility({visibilityProperty: true}) && !e.closest('[inert]'))
  const looks = e => [[e], [e, '::before'], [e, '::after'], [e.nextElementSibling, '::before'], [e.nextElementSibling]]
    .filter(of => of[0]).map(of => getComputedStyle(...of))
    .map(s => [s.outline, s.boxShadow, s.backgroundColor, s.border, s.textDecoration, s.clipPath].join()).join('|')
  const walk = window.walk = {all, before: new Map(all.map(e => [e, looks(e)])), reached: new Set(), plain: []}
  document.addEventListener('focusin', event => {
    walk.reached.add(event.target)
    if (walk.before.get(event.target) === looks(event.target)) walk.plain.push(event.target)
  })
  // The browser's own field for a day and an hour is left after each of its parts
  return all.length + 6 * all.filter(e => ['date', 'time', 'datetime-local', 'month', 'week'].includes(e.type)).length
}"""
AFTER_WALKING = """() => {
  const {all, reached, plain} = window.walk, one = e => e.outerHTML.slice(0, 160)
  const group = e => [...reached].some(r => r.type === 'radio' && r.name === e.name && r.form === e.form)
  document.activeElement.blur(); window.scrollTo(0, 0)
  return [...all.filter(e => !reached.has(e) && !(e.type === 'radio' && group(e))).map(e => 'not reached: ' + one(e)),
          ...plain.map(e => 'reached without a mark: ' + one(e))].slice(0, 5)
}"""


def executable() -> str | None:
    """Find Chromium on this machine: where there is one without windows, that one, which shows the same pages in half
    the processor's time (measured: 12 s for 90 pages, not 23)."""
    named = ("chromium-headless-shell", "chromium", "chromium-browser")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, named)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of the session; skips where there is none, fails where the build must have it."""
    found = executable()
    if found is None:
        message = "Chromium is not installed."
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@cache
def axe_source() -> str:
    """Read axe-core from where `make setup` puts it."""
    if not assets.axe().is_file():
        raise FileNotFoundError(f"There is no {assets.axe()}; run make setup.")
    return assets.axe().read_text(encoding="utf-8")


@dataclass
class Visit:
    """One page as the browser has it."""

    page: Page
    status: int = 0
    complaints: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """Run axe-core; each violation as one line with its rule and the first elements."""
        self.page.evaluate(axe_source() + "; undefined")
        result = self.page.evaluate("(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
        return [
            f"{found['id']}: {found['help']} at {[node['html'][:160] for node in found['nodes'][:3]]}"
            for found in result["violations"]
        ]

    def widest(self) -> list[str]:
        """Name what sticks out to the right of the window; empty when the page needs no sideways scroll."""
        return self.page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth
              if (document.documentElement.scrollWidth <= width) return []
              return [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > width + 0.5)
                .slice(0, 5).map(e => e.outerHTML.slice(0, 160))
            }"""
        )

    def small_targets(self, least: int = 24) -> list[str]:
        """Name the buttons, fields and links outside sentences that are lower than `least` px."""
        return self.page.evaluate(
            """(least) => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
              .filter(e => !e.closest('p, dd, .govuk-hint') && !e.matches('.cg-steps__link') && e.checkVisibility())
              .filter(e => { const b = e.getBoundingClientRect(); return b.width > 1 && b.height < least })
              .map(e => e.outerHTML.slice(0, 160))""",
            least,
        )

    def beyond_the_keyboard(self) -> list[str]:
        """Walk through the page with the tab key alone; name what it does not reach, and what it reaches without a mark
        that shows where one is."""
        stops = self.page.evaluate(BEFORE_WALKING)
        for _ in range(stops + 2):
            self.page.keyboard.press("Tab")
        return self.page.evaluate(AFTER_WALKING)

    def screenshot(self, path: str | Path) -> None:
        """Keep the whole page as a picture."""
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(path), full_page=True)


@contextmanager
def visit(browser: Browser, address: str, width: int = 1280, **context: Any) -> Iterator[Visit]:
    """Open an address at a width, in a window of its own; `context` goes to Playwright's `new_context`."""
    with browser.new_context(viewport={"width": width, "height": 900}, **context) as window:
        page = window.new_page()
        visited = Visit(page)
        page.on("console", lambda said: visited.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: visited.complaints.append(str(error)))
        response = page.goto(address)
        visited.status = response.status if response else 0
        yield visited


def assert_page_passes(visited: Visit, status: int = 200) -> None:
    """Fail with every reason why a page may not go out: its status, axe, sideways scroll, the browser's complaints."""
    assert visited.status == status
    assert visited.widest() == []
    assert visited.violations() == []
    # A page of 4xx or 5xx is told to the console as a failed resource; everything else is a fault.
    assert [c for c in visited.complaints if "Failed to load resource" not in c or visited.status < 400] == []
