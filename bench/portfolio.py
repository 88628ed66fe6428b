"""How long do the pages on a thousand collaborations take, and on ten thousand, beside those of another system?

The same person is on the team of every one of them. Each page is asked in turn with an answer that does nothing, so
that both are slowed by whatever else the machine does. Beside ours stands the list of a thousand proposals, the review
overview and one proposal of pretalx, served by as many processes on the same machine in the same run (`bench.peers`).

*Source:* issue "The ten steps in depth", acceptance (portfolio); reference on peers, section 5.
"""

import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from django.db import connections

from bench import pages, portfolio_filling
from commonground.hosting import databases, postgres
from tests.journeys.entering import cookie_of
from tests.journeys.site import Site

READER, ROUNDS = "thornbury", 25
TRIVIAL = "/healthz"
SIZES = (1_000, 10_000)
BARS = {"the list": (60, 60), "the review overview": (100, 60), "one collaboration": (60, 60)}


@dataclass(frozen=True)
class Page:
    """What was measured of one page: median seconds, processor seconds of the web processes an answer, its size, and
    the median seconds of an answer that does nothing."""

    name: str
    taken: float
    processor: float
    size: int
    trivial: float


def connect(site: Site) -> None:
    """Let this process write the site's database as its owner."""
    connections.databases["default"] |= databases.settings_of(postgres.Server(site.home).addresses.owner)
    del connections["default"]


def measured(site: Site) -> Iterator[tuple[int, list[Page]]]:
    """Give, for each number of collaborations, what was measured of each page."""
    connect(site)
    there = 0
    for size in SIZES:
        portfolio_filling.fill(size - there, first=there)
        there = size
        yield size, [_page(site, name, path) for name, path in _wanted(size).items()]
    connections["default"].close()


def _wanted(size: int) -> dict[str, str]:
    return {
        "the list": "/collaborations/",
        "the list, narrowed to words": "/collaborations/?q=bicycles",
        "the review overview": "/collaborations/reviews/",
        "one collaboration": f"/collaborations/{portfolio_filling.named(size // 2)}/",
        "what is due": "/collaborations/due/",
        "the calendar": "/collaborations/calendar/",
        "the map": "/collaborations/map/",
    }


def _page(site: Site, name: str, path: str) -> Page:
    cookie = cookie_of(site, READER)
    line = http.client.HTTPConnection("localhost", site.port, timeout=120)
    taken: dict[str, list[float]] = {path: [], TRIVIAL: []}
    size, before = 0, 0.0
    for turn in range(-2, ROUNDS):  # the first two warm what is kept between answers
        before = before if turn else _processor(site)
        for asked, times in taken.items():
            started = time.perf_counter()
            line.request("GET", asked, headers={"Cookie": f"{cookie['name']}={cookie['value']}"})
            answer = line.getresponse()
            size = max(size, len(answer.read()))
            assert answer.status == 200, f"{asked} is answered with {answer.status}"
            if turn >= 0:
                times.append(time.perf_counter() - started)
    line.close()
    processor = (_processor(site) - before) / ROUNDS
    return Page(name, median(taken[path]), processor, size, median(taken[TRIVIAL]))


def _processor(site: Site) -> float:
    """Add up the processor time that the web processes have had, in seconds."""
    return pages.processor(site, "web")


def lines(site: Site) -> Iterator[str]:
    """Give what was measured as lines of text, with the bars beside."""
    first: dict[str, Page] = {}
    for size, found in measured(site):
        yield f"\n{size:,} collaborations, all of them the reader's:"
        yield f"  {'':<30} {'ms':>7} {'processor ms':>13} {'kB':>6} {'beside healthz':>15}  bar"
        for page in found:
            yield _line(page, first.get(page.name))
            first.setdefault(page.name, page)


def _line(page: Page, before: Page | None) -> str:
    bar = "{} ms, {} kB".format(*BARS[page.name]) if page.name in BARS else ""
    if before is not None:
        bar = f"{page.taken / before.taken:.2f}× of a tenth as many (bar 1.5×)"
    return (
        f"  {page.name:<30} {page.taken * 1000:>7.1f} {page.processor * 1000:>13.1f} {page.size / 1000:>6.1f}"
        f" {page.taken / page.trivial:>14.1f}×  {bar}"
    )
