"""Who looks at a page, for a picture of it? One person who is signed in, in a browser window of their own.

*Source:* issue "The house and the first story", acceptance (`make screens`).
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import BrowserContext, Page

from tests.journeys.entering import cookie_of
from tests.journeys.site import Site

PUBLIC = ""


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
        self.page.set_default_timeout(10_000)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if self.key:
            self.context.add_cookies([cookie_of(self.site, self.key)])
            self.open("/")

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
