"""How long does it take to find a place by a misspelt name among fifty thousand, beside the bare query of PostgreSQL?

The areas are written into the site's database and taken back: a nation, its forces, boroughs, wards and small areas,
with names made of the syllables of English places. The bare query asks the same index for the same letters and gives
keys: what is left over is what ranking, ways and objects cost.

*Source:* R115, R187; issue "People who can be found, trusted and replaced" (finder).
"""

import random
import time
from collections.abc import Callable, Iterator
from statistics import median

from django.db import connection, connections, transaction

from commonground.hosting import databases, postgres
from commonground.places import queries
from commonground.places.models import Area
from commonground.places.rules.names import folded
from tests.journeys.site import Site

LAYERS = (("nation", 1), ("force", 43), ("borough", 330), ("ward", 8000), ("lsoa", 41626))
FIRST = (
    "Alder", "Ash", "Barn", "Beck", "Birch", "Black", "Brad", "Brook", "Bur", "Castle", "Chapel", "Cold", "Corn",
    "Dun", "East", "Elm", "Fair", "Fern", "Fox", "Glen", "Grange", "Hale", "Hart", "Haw", "Heath", "Holm", "Kings",
    "Lang", "Long", "Marsh", "Mill", "New", "North", "Oak", "Old", "Pen", "Prior", "Queens", "Red", "Rock", "Rose",
    "Sand", "Shaw", "South", "Stan", "Stone", "Strat", "Sutton", "Thorn", "Upper", "Wal", "Well", "West", "White",
    "Wind", "Wood", "York", "Ald", "Ever", "Gains", "Mort", "Nether", "Pock",
)  # fmt: skip
SECOND = (
    "bury", "by", "combe", "cote", "den", "don", "field", "ford", "gate", "ham", "hurst", "ley", "mere", "mouth",
    "port", "ridge", "ship", "stead", "stoke", "ton", "thorpe", "vale", "wick", "worth", "wood", "borough", "church",
    "minster", "bridge", "haven",
)  # fmt: skip
LAST = ("Green", "Park", "Hill", "St Johns", "Quay", "and Dean", "Central", "on Sea")
ROUNDS = 5
BARE = "SELECT id FROM places_area WHERE sought LIKE %s OR sought %%> %s LIMIT 10"


def fill(share: int = 1, seed: int = 20261122) -> list[str]:
    """Write the areas where none are, one in `share` of each layer, and give the questions: forty names, of which every
    other is misspelt."""
    dice, above = random.Random(seed), []
    for kind, count in LAYERS:
        rows = []
        for number in range(max(1, count // share)):
            within = dice.choice(above) if above else None
            area = Area(code=f"{kind}{number}", name=_name(dice, kind, within, number), kind=kind, within=within)
            area.derive()
            rows.append(area)
        above = Area.objects.bulk_create(rows, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_area")
    names = [area.name for area in dice.sample(list(Area.objects.exclude(kind="lsoa").only("name")), 40)]
    return [_slip(dice, name) if number % 2 else name for number, name in enumerate(names)]


def ratios(asked: list[str]) -> Iterator[tuple[str, float, str, float]]:
    """Give what was measured as rows: name, median seconds of ours, beside what, its median seconds."""
    beside = "PostgreSQL's bare query"
    exact, slips = asked[::2], asked[1::2]
    for what, questions in (("a place by its name", exact), ("a place by a misspelt name", slips)):
        ours = _median(queries.named, questions)
        yield f"{what}, of {Area.objects.count():,}", ours, beside, _median(_bare, questions)
    ward = Area.objects.filter(kind="ward")[7]
    yield "what touches a ward", _median(lambda _: list(queries.touching(ward)), asked), beside, _median(_bare, slips)


def measured(site: Site) -> list[tuple[str, float, str, float]]:
    """Fill a site's database, measure and forget, in one transaction: nothing is left behind."""
    connections.databases["default"] |= databases.settings_of(postgres.Server(site.home).addresses.owner)
    del connections["default"]
    with transaction.atomic():
        found = list(ratios(fill()))
        transaction.set_rollback(True)
    connections["default"].close()
    return found


def _name(dice: random.Random, kind: str, within: Area | None, number: int) -> str:
    if kind == "lsoa" and within and within.within:
        return f"{within.within.name} {number % 60:03d}{dice.choice('ABCDEF')}"
    name = dice.choice(FIRST) + dice.choice(SECOND)
    return f"{name} {dice.choice(LAST)}" if dice.random() < 0.5 else name


def _slip(dice: random.Random, name: str) -> str:
    """Change places of two letters that stand beside each other, or lose one."""
    at = dice.randrange(1, len(name) - 2)
    if dice.random() < 0.5:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + name[at + 1 :]


def _bare(text: str) -> None:
    plain = folded(text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(queries.LIKENESS)])
        cursor.execute(BARE, [f"%| {plain}%", plain])
        cursor.fetchall()


def _median(do: Callable[[str], object], questions: list[str]) -> float:
    times = []
    for _ in range(ROUNDS):
        for text in questions:
            started = time.perf_counter()
            do(text)
            times.append(time.perf_counter() - started)
    return median(times)
