"""What was recorded in Aldermouth? Street crime files in the form of data.police.uk, with a truth built in.

`TRUTH` states what really happens, so that an evaluation can be held against it: shop theft at Minster Gate falls by
two fifths when the work begins, and 15 in 100 of the thefts prevented turn up in the eight areas next door; at
Castle Parade shop theft falls by 15 in 100, too little for three months to show; nowhere else is anything done.
The rest is noise as real counts have it: a season, a slow rise, areas that drift, and a variance 1.4 times the mean.
Every count hangs on its place in the sequence of months, not on the calendar, so that the example says the same
whichever day it is loaded. The months, the noise and the files are the same for the same seed and the same `today`.

*Source:* design/outcomes.md sections 1-3; data/NOTE.md (columns, rows without a location, repeated ids);
reference/outcomes.md 1.9 (dispersion of real monthly counts).
"""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random

from commonground.website.example import town
from commonground.website.example.dates import MONTHS_HELD, TODAY_OF_THE_MOCK_UPS, Months, Timeline
from commonground.website.example.places import BESIDE_MINSTER_GATE, CASTLE_PARADE, CODES, MINSTER_GATE, PLACES, Place

COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type", "Last outcome category", "Context",
)  # fmt: skip
FORCE = "Aldermouth Police"
SEED = 4
SHOP_THEFT = "Shoplifting"
ANTISOCIAL = "Anti-social behaviour"


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happens in the invented town: shares of the expected number of shop thefts."""

    minster_gate_fall: float = 0.40
    moved_next_door: float = 0.15
    castle_parade_fall: float = 0.15
    dispersion: float = 1.4
    drift: float = 0.03
    rise_a_month: float = 0.002
    without_location: float = 0.009
    repeated_ids: float = 0.006


TRUTH = Truth()
MINSTER_FROM = MONTHS_HELD - 6
CASTLE_FROM = MONTHS_HELD - 3

# Expected recorded crimes a month in an area: always, for each shop theft expected there, for each step of night life.
LEVELS: Mapping[str, tuple[float, float, float]] = {
    ANTISOCIAL: (3.0, 0.04, 2.6),
    "Bicycle theft": (0.5, 0.03, 0.3),
    "Burglary": (1.3, 0.03, 0.2),
    "Criminal damage and arson": (1.6, 0.03, 0.7),
    "Drugs": (0.5, 0.01, 0.7),
    "Other crime": (0.4, 0.01, 0.1),
    "Other theft": (0.9, 0.09, 0.9),
    "Possession of weapons": (0.15, 0.005, 0.2),
    "Public order": (0.8, 0.06, 1.2),
    "Robbery": (0.15, 0.01, 0.35),
    SHOP_THEFT: (0.0, 1.0, 0.0),
    "Theft from the person": (0.2, 0.03, 0.7),
    "Vehicle crime": (2.1, 0.01, 0.1),
    "Violence and sexual offences": (3.6, 0.09, 2.4),
}
SUMMER = (0.88, 0.9, 0.95, 1.02, 1.08, 1.1, 1.12, 1.08, 1.02, 1.0, 0.94, 0.91)
WINTER = (1.1, 1.06, 1.03, 0.97, 0.93, 0.9, 0.9, 0.92, 0.97, 1.03, 1.08, 1.11)
SHOPS = (0.93, 0.92, 0.98, 0.99, 1.01, 1.0, 1.0, 0.99, 0.98, 1.02, 1.08, 1.1)
SEASONS = {SHOP_THEFT: SHOPS, "Burglary": WINTER, "Vehicle crime": WINTER, ANTISOCIAL: SUMMER, "Bicycle theft": SUMMER}

OUTCOMES = (
    ("Investigation complete; no suspect identified", 46),
    ("Unable to prosecute suspect", 22),
    ("Awaiting court outcome", 9),
    ("Local resolution", 8),
    ("Offender given a caution", 4),
    ("Status update unavailable", 5),
    ("Action to be taken by another organisation", 3),
    ("Further investigation is not in the public interest", 3),
)
OPEN_OUTCOMES = (("Under investigation", 71), *OUTCOMES[:4])

Counts = Mapping[tuple[str, str, int], int]


def draw(mean: float, dispersion: float, chance: float) -> int:
    """Find the count at a quantile `chance` (0 to 1) of a negative binomial with variance dispersion x mean."""
    if mean <= 0:
        return 0
    size = mean / (dispersion - 1)
    share = 1 - 1 / dispersion
    term = math.exp(-size * math.log(dispersion))
    count, reached = 0, term
    while reached < chance and count < 2000:
        term *= share * (count + size) / (count + 1)
        count += 1
        reached += term
    return count


def season(crime_type: str, calendar_month: int) -> float:
    """How much more than the yearly mean a calendar month (1 to 12) has, as a factor."""
    return SEASONS.get(crime_type, (1.0,) * 12)[calendar_month - 1]


def expected(place: Place, crime_type: str, position: int) -> float:
    """How many crimes of a type an area would have in the month at a position if nothing were done, season apart."""
    base, a_theft, a_night = LEVELS[crime_type]
    level = base + a_theft * place.thefts + a_night * place.night
    return level * (1 + TRUTH.rise_a_month * position)


def with_truth(place: Place, crime_type: str, position: int) -> float:
    """How many crimes of a type an area has on average in the month at a position, what was done included."""
    usual = expected(place, crime_type, position)
    if crime_type != SHOP_THEFT:
        return usual
    if place.name in MINSTER_GATE and position >= MINSTER_FROM:
        return usual * (1 - TRUTH.minster_gate_fall)
    if place.name in CASTLE_PARADE and position >= CASTLE_FROM:
        return usual * (1 - TRUTH.castle_parade_fall)
    if place.name in BESIDE_MINSTER_GATE and position >= MINSTER_FROM:
        prevented = sum(expected(p, crime_type, position) for p in PLACES if p.name in MINSTER_GATE)
        moved = prevented * TRUTH.minster_gate_fall * TRUTH.moved_next_door
        return usual + moved / len(BESIDE_MINSTER_GATE)
    return usual


@lru_cache(maxsize=4)
def counts(today: date = TODAY_OF_THE_MOCK_UPS, seed: int = SEED) -> Counts:
    """Count recorded crimes with a location: (area code, crime type, position of the month) -> number."""
    rng = Random(f"aldermouth counts {seed}")
    calendar = [int(month[5:]) for month in Timeline(today).months]
    found = {}
    for place in PLACES:
        for crime_type in LEVELS:
            drift = 0.0
            for position in range(MONTHS_HELD):
                if position % 3 == 0:
                    drift += rng.gauss(0, TRUTH.drift)
                chance = rng.random()
                mean = with_truth(place, crime_type, position) * season(crime_type, calendar[position])
                number = draw(mean * math.exp(drift), TRUTH.dispersion, chance)
                found[CODES[place.name], crime_type, position] = number
    return found


def total(names: Sequence[str], crime_type: str, window: Months, today: date, seed: int = SEED) -> int:
    """Count the crimes of a type recorded in areas given by name, from the first to the last month of a window."""
    months = Timeline(today).months
    inside = range(months.index(window[0]), months.index(window[1]) + 1)
    table = counts(today, seed)
    return sum(table[CODES[name], crime_type, position] for name in names for position in inside)


def outcome(crime_type: str, months_old: int, rng: Random) -> str:
    """The last outcome category: none for anti-social behaviour, often still open for a recent crime."""
    if crime_type == ANTISOCIAL:
        return ""
    words, weights = zip(*(OPEN_OUTCOMES if months_old < 3 else OUTCOMES), strict=True)
    return rng.choices(words, weights)[0]


def rows(today: date, position: int, seed: int = SEED) -> Iterator[tuple[str, ...]]:
    """All rows of the month at a position, in the columns of data.police.uk; hangs on no other month."""
    rng = Random(f"aldermouth rows {seed} {position}")
    month = Timeline(today).months[position]
    points: dict[str, list[town.SnapPoint]] = {}
    for point in town.snap_points():
        points.setdefault(point.area, []).append(point)
    weights = {area: list(accumulate(p.weight for p in points[area])) for area in points}
    names = {area.code: area.lsoa_name for area in town.areas()}
    last_id = ""
    for (area, crime_type, when), number in counts(today, seed).items():
        if when != position:
            continue
        for _ in range(number):
            where = rng.choices(points[area], cum_weights=weights[area])[0]
            place = (f"{where.longitude:.6f}", f"{where.latitude:.6f}", where.location, area, names[area])
            last_id = identity(crime_type, last_id, rng)
            yield row(last_id, month, place, crime_type, outcome(crime_type, MONTHS_HELD - 1 - position, rng))
            if rng.random() < TRUTH.without_location:
                lost = ("", "", "No Location", "", "")
                lost_id = identity(crime_type, "", rng)
                yield row(lost_id, month, lost, crime_type, outcome(crime_type, MONTHS_HELD - 1 - position, rng))


def row(crime_id: str, month: str, place: tuple[str, ...], crime_type: str, result: str) -> tuple[str, ...]:
    """Put one recorded crime into the columns; anti-social behaviour carries no id."""
    shown = "" if crime_type == ANTISOCIAL else crime_id
    return (shown, month, FORCE, FORCE, *place, crime_type, result, "")


def identity(crime_type: str, last_id: str, rng: Random) -> str:
    """A crime id of 64 hexadecimal digits; now and then that of the row before, as in the published files."""
    if last_id and crime_type != ANTISOCIAL and rng.random() < TRUTH.repeated_ids:
        return last_id
    return f"{rng.getrandbits(256):064x}"


def write(folder: Path, *, today: date = TODAY_OF_THE_MOCK_UPS, seed: int = SEED) -> list[Path]:
    """Write one file a month (`YYYY-MM-aldermouth-street.csv`) into a folder and return their paths, oldest first."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for position, month in enumerate(Timeline(today).months):
        path = folder / f"{month}-aldermouth-street.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows(today, position, seed))
        paths.append(path)
    return paths
