"""How long does the database take to say what somebody may read, of a million renditions, beside not asking at all?

A site of its own is filled (`bench.openings_filling`), and the site's own queries are asked as the application's role,
under row level security: the ring of keys, then the list, one item, a search. Beside each stands the same read without
any policy, by the superuser. Time is what PostgreSQL's process was busy, and what passed; on a machine that does other
things the first holds better. django-guardian and casbin list the same rows (`bench.openings_peers`).

*Source:* issue "Dare to Share", acceptance (`bench/`); design/sharing.md 3.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import psycopg
from django.contrib.postgres.search import SearchQuery
from django.db import connection, connections, transaction
from django.db.models import QuerySet

from bench import openings_filling, openings_peers
from bench.openings_filling import RARE, RINGS, Sizes
from bench.pages import processor
from commonground.groundwork.actors import Actor
from commonground.hosting import databases, postgres
from tests.journeys.entering import cookie_of
from tests.journeys.site import Site, running

ROUNDS, WARMING = 15, 3
READER = "thornbury"
ORGANISATIONS = 300
SIZE = int(os.environ.get("RENDITIONS", "1000000"))
HEAD = f"  {'':<52} {'busy ms':>9} {'passed ms':>10} {'without policy':>15}  bar"
NEWEST = "CREATE INDEX bench_newest ON sharing_item (opens DESC, id DESC)"
Took = tuple[float, float]


def lines() -> Iterator[str]:
    """Give what was measured as lines of text, with the bars beside."""
    with running() as site:
        sizes = Sizes(renditions=SIZE)
        with site.as_superuser() as database:
            database.prepare_threshold = None  # as Django asks: each statement is planned anew
            started = time.monotonic()
            openings_filling.fill(database, sizes)
            database.execute(NEWEST)
            database.execute("ANALYZE sharing_item")
            yield f"\nSharing, filled in {time.monotonic() - started:.0f} s: {_counted(database)}"
            yield HEAD
            readers = {ring: 10_000_000 + sizes.people + place for place, ring in enumerate(RINGS)}
            connections.databases["default"] |= databases.settings_of(postgres.Server(site.home).addresses.app)
            del connections["default"]
            ours: dict[int, float] = {}
            for reader in readers.values():
                yield from _of_a_ring(database, reader, ours)
            yield _released(database, readers[3])
            connections["default"].close()
            for ring in (40, 1_000):
                yield _page(site, database, readers[ring], ring)
            yield from openings_peers.lines(site, database, ours)


def _counted(database: psycopg.Connection[Any]) -> str:
    names = {"rendition": "renditions", "opening": "openings", "key": "keys"}
    found = {name: database.execute(f"SELECT count(*) FROM sharing_{name}").fetchone() for name in names}  # type: ignore[arg-type]
    people = database.execute("SELECT count(*) FROM people_person").fetchone()
    return ", ".join(f"{found[name][0]:,} {said}" for name, said in names.items()) + f", {people[0]:,} people"  # type: ignore[index]


def acting(reader: int) -> Actor:
    """The reader who is numbered so, as a member of their organisation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, organisation_id FROM people_membership WHERE id = %s", [reader])
        person, organisation = cursor.fetchone()
    return Actor(person, "Reader", reader, organisation, "Organisation", roles=frozenset({"custodian"}))


def _of_a_ring(database: psycopg.Connection[Any], reader: int, ours: dict[int, float]) -> Iterator[str]:
    """Ask everything as one reader; what PostgreSQL is busy with for their list is kept in `ours`."""
    from commonground.sharing.queries import visible

    actor = acting(reader)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(sharing_keyring(%s, %s, now()))", [actor.person_id, reader])
        (keys,) = cursor.fetchone()
    with _as(actor):
        shown = visible.latest(actor).rows
    assert len(shown) == 50, f"{keys} keys open {len(shown)} items"
    item = shown[7].item.public_id

    def free(rows: QuerySet[Any]) -> Took:
        query, given = rows.query.sql_with_params()
        return _took(database, lambda: database.execute(query, given).fetchall())  # type: ignore[arg-type]

    def asked(ask: Callable[[], object]) -> Took:
        return _took(None, ask, actor)

    rows, ring = _bodies(), f"{keys:,} keys: "
    listed = asked(lambda: visible.latest(actor))
    ours[reader] = listed[0]
    yield _line(f"{ring}the latest 50", listed, free(rows.order_by("-item__opens", "-item__pk")[:50]), "15 ms")
    yield _line(
        f"{ring}one item",
        asked(lambda: visible.item_for(actor, item)),
        free(rows.filter(item__public_id=item)),
        "1 ms more",
    )
    found = asked(lambda: visible.search(actor, RARE))
    yield _line(
        f"{ring}search for a rare word",
        found,
        free(rows.filter(words=SearchQuery(RARE, config="english", search_type="websearch"))[:50]),
        "50 ms",
    )
    yield _line(f"{ring}the latest 50 alerts", asked(lambda: visible.found(actor, category="alert")), None, "")
    yield _line(f"{ring}how many there are, up to 1,000", asked(lambda: visible.count(actor)), None, "")


def _bodies() -> QuerySet[Any]:
    """The very statement by which the site reads bodies, of the first renditions, whoever they are for."""
    from commonground.sharing.models import Rendition
    from commonground.sharing.queries.openings import NOT_SHOWN

    rows = Rendition.objects.select_related("item__originator", "item__area", "item__author")
    return rows.defer(*NOT_SHOWN).filter(place=1)


@contextmanager
def _as(actor: Actor) -> Iterator[None]:
    """One request of somebody: a transaction in which the database knows who acts, and that leaves nothing."""
    from commonground.people.context import set_context

    with transaction.atomic():
        set_context(actor)
        yield
        transaction.set_rollback(True)


def _took(database: psycopg.Connection[Any] | None, ask: Callable[[], object], actor: Actor | None = None) -> Took:
    """Ask some times, and give the median seconds that PostgreSQL's process was busy, and that it was waited for."""
    busy, passed = [], []
    for turn in range(-WARMING, ROUNDS):
        if database is not None:
            one = _busy(database.info.backend_pid, ask)
        else:
            assert actor is not None
            with _as(actor):
                one = _queried(ask)
        if turn >= 0:
            busy.append(one[0])
            passed.append(one[1])
    return median(busy), median(passed)


def _busy(pid: int, ask: Callable[[], object]) -> Took:
    before, started = processor([pid]), time.perf_counter()
    ask()
    return processor([pid]) - before, time.perf_counter() - started


def _queried(ask: Callable[[], object]) -> Took:
    """Ask through Django, and count only the time in which its statements are with PostgreSQL."""
    waited = 0.0

    def timed(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal waited
        started = time.perf_counter()
        try:
            return execute(*given)
        finally:
            waited += time.perf_counter() - started

    with connection.execute_wrapper(timed):
        busy, _ = _busy(connection.connection.info.backend_pid, ask)
    return busy, waited


def _line(name: str, took: Took, free: Took | None, bar: str) -> str:
    beside = f"{free[0] * 1000:.1f} ({took[0] / free[0]:.1f}×)" if free else ""
    return f"  {name:<52} {took[0] * 1000:>9.1f} {took[1] * 1000:>10.1f} {beside:>15}  {bar}"


def _released(database: psycopg.Connection[Any], reader: int) -> str:
    """Release one item of the reader's to 300 organisations, through the site's own action."""
    from commonground.people.models import Programme
    from commonground.places.models import Area
    from commonground.sharing.actions import items
    from commonground.sharing.rules.drafts import ReleaseDraft, RenditionDraft

    actor = acting(reader)
    to = tuple(ReleaseDraft(organisation_id=10_000_000 + n, purpose="To be warned") for n in range(ORGANISATIONS))
    draft = RenditionDraft(title="Forged notes", text="Notes of 20.", tlp=2, personal=False, releases=to)
    programme, area = Programme.objects.order_by("pk")[0], Area.objects.order_by("pk")[0]

    def write() -> None:
        items.write(actor=actor, programme=programme, area=area, category="alert", renditions=[draft])

    with _as(actor):
        started = time.perf_counter()
        database_took = _queried(write)
        whole = time.perf_counter() - started
    return _line(f"releasing to {ORGANISATIONS} organisations ({whole:.2f} s in all)", database_took, None, "1 s")


def _page(site: Site, database: psycopg.Connection[Any], reader: int, ring: int) -> str:
    """Ask for the page of what is shared, as somebody of the example who acts for the reader's organisation."""
    from bench.portfolio import Page, _ask

    database.execute(
        "UPDATE people_membership m SET person_id = a.person_id, starts = '2001-01-01'::date - %s::int"
        " FROM people_account a WHERE m.id = %s AND a.email = (SELECT email FROM people_account WHERE person_id ="
        " (SELECT person_id FROM people_account a JOIN people_person p ON p.id = a.person_id WHERE p.name = %s))",
        [ring, reader, "Maya Thornbury"],
    )
    cookie = "{name}={value}".format(**cookie_of(site, READER))
    page = Page("ours", "shared", "/shared/", site.port, cookie, site.pid)
    _ask([page])
    database.execute("UPDATE people_membership SET person_id = id WHERE id = %s", [reader])
    return (
        f"  the page itself, ring of {ring:,} keys, {page.size / 1000:.0f} kB: {page.taken * 1000:.1f} ms, web process"
        f" busy {page.processor * 1000:.1f} ms (bar 60 ms)"
    )
