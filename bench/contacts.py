"""How long does the finder of contacts take over a whole country's posts, beside the bare query in PostgreSQL?

50,000 posts of 2,000 organisations in 5,000 areas (a nation, 43 forces, 430 boroughs, the rest wards) are written in
bulk beside the worked example. The same questions are then asked through the running site, which connects as the
application's role, and as the one query that ranks the posts, sent by the same role in the same minute.

*Source:* issue on people who can be found, acceptance (finder: median under 60 ms, page under 60 kB); R115.
"""

import http.client
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from urllib.parse import urlencode

from django.db import connections
from django.test.utils import CaptureQueriesContext

from commonground.groundwork.actors import Actor
from commonground.hosting import databases, postgres
from commonground.people.models import Holding, Membership, Organisation, Person, Post
from commonground.people.queries import finding
from commonground.people.rules.finding import Urgency
from commonground.places.models import Area
from tests.journeys.entering import cookie_of
from tests.journeys.site import Site

AREAS, POSTS, ROUNDS = 5_000, 50_000, 60
SOUNDS = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "ru")
READER = "whitlock"
RANKING = 'SELECT "people_post"."id" AS "pk"'

THROUGH = (
    "INSERT INTO people_post_areas (post_id, area_id) SELECT DISTINCT n.id, a.id FROM generate_series(0, 1) k"
    " CROSS JOIN (SELECT id, row_number() OVER (ORDER BY id) AS r FROM people_post WHERE title LIKE 'Post %') n"
    " JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS r, count(*) OVER () AS c FROM places_area"
    " WHERE code LIKE 'Z%') a ON a.r = (n.r * 7919 + k * 131) % 5000",
    "INSERT INTO people_post_topics (post_id, topic_id) SELECT DISTINCT n.id, t.id FROM"
    " (SELECT id, row_number() OVER (ORDER BY id) AS r FROM people_post WHERE title LIKE 'Post %') n"
    " JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS r, count(*) OVER () AS c FROM people_topic) t"
    " ON t.r IN (n.r % t.c, (n.r / 7) % t.c)",
)


def ratios(site: Site) -> Iterator[tuple[str, float, str, float]]:
    """Give each question's name with the median seconds of its page, and of the bare query that ranks the posts; the
    name holds the size of the page."""
    _connect(site)
    areas = _areas()
    _posts(_memberships())
    by_kind = {kind: [area.name for area in areas if area.kind == kind][:ROUNDS] for kind in ("ward", "borough")}
    with site.as_superuser() as database:
        for statement in THROUGH:
            database.execute(statement)
        database.execute("ANALYZE")
        for name, places, about in (
            ("a topic in a ward, misspelt", [_slipped(name) for name in by_kind["ward"]], "shoplifiting"),
            ("a topic in a borough", by_kind["borough"], "shoplifting"),
            ("a topic in the whole country", [areas[0].name] * ROUNDS, "assault"),
        ):
            database.execute("DELETE FROM website_cache")  # the limits of looking up are not what is measured
            page, size, bare = _measured(site, places, about)
            yield f"contacts: {name}, {size / 1000:.0f} kB", page, f"bare query, {POSTS:,} posts", bare


def _name(number: int, of: str) -> str:
    """Invent a name: sounds for the figures of a number, always the same."""
    figures = f"{number * 7919 % 99991:05d}"
    return "".join(f"{SOUNDS[int(each)]}" for each in figures).title() + of


def _areas() -> list[Area]:
    """Write one nation, 43 forces in it, ten boroughs in each, and wards in these; the nation first."""
    made: list[Area] = []
    for number in range(AREAS):
        kind = "nation" if not number else "force" if number < 44 else "borough" if number < 474 else "ward"
        above = {"nation": None, "force": 0, "borough": 1 + number % 43, "ward": 44 + number % 430}[kind]
        name = _name(number, {"force": "shire", "borough": "ton", "ward": "", "nation": "land"}[kind])
        made.append(Area(code=f"Z{number}", name=name, kind=kind, within=made[above] if above is not None else None))
        if number in {0, 43, 473, AREAS - 1}:  # each level needs the keys of the one above
            for area in made[len([area for area in made if area.pk]) :]:
                area.within_id = area.within.pk if area.within else None
                area.derive()
            Area.objects.bulk_create([area for area in made if not area.pk], batch_size=2000)
    return made


def _memberships() -> list[tuple[Organisation, Membership, Membership]]:
    """Write 2,000 organisations with two members each."""
    kinds, began = ("police", "manager", "provider", "association"), date.today() - timedelta(days=400)
    bodies = [Organisation(name=f"Organisation {_name(n, '')} {n}", kind=kinds[n % 4]) for n in range(2000)]
    Organisation.objects.bulk_create(bodies)
    persons = Person.objects.bulk_create([Person(name=f"Person {_name(n, '')}") for n in range(4000)])
    members = [Membership(person=one, organisation=bodies[n // 2], starts=began) for n, one in enumerate(persons)]
    Membership.objects.bulk_create(members)
    return [(body, members[2 * n], members[2 * n + 1]) for n, body in enumerate(bodies)]


def _posts(held_by: list[tuple[Organisation, Membership, Membership]]) -> None:
    """Write the posts, each with holder, deputy and a week of nine-hour turns."""
    day, shown = date.today() - timedelta(days=30), ("public", "members", "members", "named")
    made = [
        Post(
            organisation=held_by[n % 2000][0],
            title=f"Post {_name(n, '')}",
            hours=[[weekday, f"{n % 24:02d}:00", f"{(n + 9) % 24:02d}:00"] for weekday in range(7)],
            telephone=f"01632 960{n % 1000:03d}",
            mailbox=f"post{n}@example.org",
            visibility=shown[n % 4],
            created_on=day,
            confirmed_on=day,
            confirm_by=day + timedelta(days=90),
        )
        for n in range(POSTS)
    ]
    Post.objects.bulk_create(made, batch_size=5000)
    Holding.objects.bulk_create(
        [
            Holding(post=post, membership=held_by[n % 2000][which], part=part, starts=day)
            for n, post in enumerate(made)
            for which, part in ((1, "holder"), (2, "deputy"))
        ],
        batch_size=5000,
    )


def _slipped(words: str) -> str:
    """Misspell a name: the last letter but one is left out."""
    return words[:-2] + words[-1]


def _connect(site: Site) -> None:
    """Let this process ask the site's database, as the role that the site has."""
    address = databases.settings_of(postgres.Server(site.home).addresses.app)
    connections.databases["default"] |= address
    del connections["default"]


def _measured(site: Site, places: list[str], about: str) -> tuple[float, int, float]:
    """Ask each question once through the site and once as the bare query; median seconds and the largest page."""
    random.Random(1).shuffle(places)
    cookie = cookie_of(site, READER)
    line = http.client.HTTPConnection("localhost", site.port, timeout=60)
    pages, sizes, bare = [], [], []
    for where in places:
        path = f"/contacts/?{urlencode({'where': where, 'about': about, 'when': 'now'})}"
        started = time.perf_counter()
        line.request("GET", path, headers={"Cookie": f"{cookie['name']}={cookie['value']}"})
        answer = line.getresponse()
        sizes.append(len(answer.read()))
        pages.append(time.perf_counter() - started)
        assert answer.status == 200, f"{path} is answered with {answer.status}"
        bare.append(_bare(where, about))
    line.close()
    return median(pages), max(sizes), median(bare)


def _bare(where: str, about: str) -> float:
    """Time what ranks the posts, sent as it is: one query, or for the whole country those of whoever can come first."""
    actor = Actor(person_id=1, membership_id=1, organisation_id=1, name="bench")
    with CaptureQueriesContext(connections["default"]) as asked:
        answer = finding.ask(actor, finding.Question(where=where, about=about, when=Urgency.NOW))
    assert answer.count, f"nothing is found for {where}"
    ranking = [each["sql"] for each in asked if each["sql"].startswith(RANKING)]
    assert ranking, "nothing was ranked"
    with connections["default"].cursor() as cursor:
        started = time.perf_counter()
        for each in ranking:
            cursor.execute(each)
            cursor.fetchall()
        return time.perf_counter() - started
