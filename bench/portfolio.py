"""How long do the pages on a thousand collaborations take, and on ten thousand, beside those of another system?

The same person is on the team of every collaboration, and the office sorts every proposal. Pages that are alike are
asked in turn, with an answer that does nothing, so that all are slowed alike by whatever else the machine does: the
list, the review overview and one of them, of our collaborations, of our proposals and of pretalx's submissions, served
by as many processes on the same machine (`bench.peers`).

*Source:* issue "The ten steps in depth", acceptance (portfolio); reference on peers, section 5.
"""

import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from django.db import connection, connections

from bench import pages, peers, portfolio_filling, proposals_filling
from commonground.hosting import databases, postgres
from commonground.projects.models import Proposal
from tests.journeys.entering import cookie_of
from tests.journeys.site import Site

READER, OFFICE, ROUNDS, EVERY = "thornbury", "calder", 24, 4
TRIVIAL = "/healthz"
SIZES = (1_000, 10_000)
BARS = {"the list": (60, 60), "the review overview": (100, 60), "one of them": (60, 60)}
OURS, PROPOSED = "collaborations", "proposals"
HEAD = f"  {'':<46} {'ms':>8} {'processor ms':>13} {'beside healthz':>15}  bar"


@dataclass
class Page:
    """One page that is measured: whose it is, its name and address, where it is asked, and what was found: seconds of
    each answer, processor seconds of the web processes for one, and the largest size."""

    of: str
    name: str
    path: str
    port: int
    cookie: str
    watcher: int
    every: int = 1
    times: list[float] = field(default_factory=list)
    processor: float = 0.0
    size: int = 0

    @property
    def taken(self) -> float:
        """The median seconds of an answer."""
        return median(self.times)


def connect(site: Site) -> None:
    """Let this process write the site's database as its owner."""
    connections.databases["default"] |= databases.settings_of(postgres.Server(site.home).addresses.owner)
    del connections["default"]


def lines(site: Site) -> Iterator[str]:
    """Give what was measured as lines of text, with the bars beside: ours at a thousand beside pretalx's, then ours at
    ten times as many."""
    connect(site)
    first: dict[tuple[str, str], float] = {}
    there = 0
    for size in SIZES:
        if there:
            portfolio_filling.multiply(size // there)
        else:
            portfolio_filling.fill(size)
        proposals_filling.fill(size - there, first=there)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        there = size
        ours = _ours(site, size)
        yield f"\n{size:,} collaborations, all of them the reader's, and {size:,} proposals:"
        if size == SIZES[0]:
            yield from _beside(site, ours, size)
        else:
            yield HEAD
            yield from _measured(site, ours, first)
        first |= {(page.of, page.name): page.taken for page in ours}
    connections["default"].close()


def _beside(site: Site, ours: list[Page], size: int) -> Iterator[str]:
    """Measure ours with what is like it of pretalx, where that is there."""
    with peers.running(site, size) as peer:
        theirs = _theirs(peer) if peer else []
        if peer is None:
            yield f"  {peers.MISSING}"
        yield HEAD
        yield from _measured(site, [*ours, *theirs], {})
        web = {"ours": pages.processes(site.pid, "web")}
        if peer:
            web[f"pretalx {peers.VERSION}"] = pages.processes(peer.pid, "web")
        said = "; ".join(f"{of} {len(held)} processes, {pages.proportional(held):.0f} MB" for of, held in web.items())
    yield f"  Proportional memory (PSS) of the web processes after these pages: {said} (bar of ours: 250 MB)"


def _ours(site: Site, size: int) -> list[Page]:
    """Name our pages, in the reader's and in the office's name."""
    reader, office = ("{name}={value}".format(**cookie_of(site, who)) for who in (READER, OFFICE))
    proposal = Proposal.objects.filter(title__startswith=f"Proposal {SIZES[0] // 2 // 6 * 6 + 4} ").latest("pk")
    found = {
        OURS: (
            reader,
            {
                "the list": "/collaborations/",
                "the review overview": "/collaborations/reviews/",
                "one of them": f"/collaborations/{portfolio_filling.named(SIZES[0] // 2)}/",
                "the list, narrowed to words": "/collaborations/?q=bicycles",
                "what is due": "/collaborations/due/",
                "the calendar": "/collaborations/calendar/",
                "the map": "/collaborations/map/",
            },
        ),
        PROPOSED: (
            office,
            {
                "the list": "/proposals/",
                "the review overview": "/proposals/reviews/",
                "one of them": f"/proposals/{proposal.ref}/",
            },
        ),
    }
    return [
        Page(of, name, path, site.port, cookie, site.pid)
        for of, (cookie, asked) in found.items()
        for name, path in asked.items()
    ]


def _theirs(peer: peers.Peer) -> list[Page]:
    """Name pretalx's pages; they are asked less often, for they take their time."""
    of = f"pretalx {peers.VERSION}, PostgreSQL"
    return [Page(of, name, path, peer.port, peer.cookie, peer.pid, EVERY) for name, path in peer.pages.items()]


def _measured(site: Site, wanted: list[Page], first: dict[tuple[str, str], float]) -> Iterator[str]:
    """Measure pages, those of one name in turn, and give a line for each; `first` has the seconds at a tenth as many,
    by whose it is and its name."""
    for name in dict.fromkeys(page.name for page in wanted):
        alike = [page for page in wanted if page.name == name]
        trivial = Page("ours", "nothing", TRIVIAL, site.port, "", site.pid)
        _ask([*alike, trivial])
        for page in alike:
            yield _line(page, trivial.taken, first.get((page.of, name)))


def _ask(alike: list[Page]) -> None:
    """Ask pages in turn; the first two answers warm what is kept between answers."""
    web = {page.port: pages.processes(page.watcher, "web") for page in alike}
    lines = {page.port: http.client.HTTPConnection("127.0.0.1", page.port, timeout=120) for page in alike}
    for turn in range(-2, ROUNDS):
        for page in alike:
            if turn < 0 or turn % page.every == 0:
                _once(page, lines[page.port], web[page.port], is_counted=turn >= 0)
    for line in lines.values():
        line.close()
    for page in alike:
        page.processor /= len(page.times)


def _once(page: Page, line: http.client.HTTPConnection, web: list[int], *, is_counted: bool) -> None:
    before = pages.processor(web)
    started = time.perf_counter()
    line.request("GET", page.path, headers={"Host": f"localhost:{page.port}", "Cookie": page.cookie})
    answer = line.getresponse()
    page.size = max(page.size, len(answer.read()))
    taken = time.perf_counter() - started
    assert answer.status == 200, f"{page.path} of {page.of} is answered with {answer.status}"
    if is_counted:
        page.times.append(taken)
        page.processor += pages.processor(web) - before


def _line(page: Page, trivial: float, before: float | None) -> str:
    bar = "{} ms, {} kB".format(*BARS[page.name]) if page.of == OURS and page.name in BARS else ""
    if before is not None:
        bar = f"{page.taken / before:.2f}× of a tenth as many (bar 1.5×)"
    said = f"{page.of}: {page.name}, {page.size / 1000:.1f} kB"
    return (
        f"  {said:<46} {page.taken * 1000:>8.1f} {page.processor * 1000:>13.1f} {page.taken / trivial:>14.1f}×  {bar}"
    )
