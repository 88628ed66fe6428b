"""Which studies does the example hold? Three, in the form that `commonground outcomes evaluate` reads.

The study of Minster Gate compares half a year with the same half-year before; that of Castle Parade has only a quarter
and small counts, so that an honest engine cannot tell. Areas where something was done, and their neighbours, are kept
out of the places that the result is held against.

*Source:* design/outcomes.md section 2.
"""

from datetime import date
from typing import Any

from commonground.website.example.crimes import SHOP_THEFT
from commonground.website.example.dates import Timeline
from commonground.website.example.places import (
    BESIDE_CASTLE_PARADE,
    BESIDE_MINSTER_GATE,
    CASTLE_PARADE,
    LIKE_BESIDE_CASTLE_PARADE,
    LIKE_BESIDE_MINSTER_GATE,
    LIKE_CASTLE_PARADE,
    LIKE_MINSTER_GATE,
    MINSTER_GATE,
    PLACES,
    codes,
)

Study = dict[str, Any]


def pool(*without: tuple[str, ...]) -> list[str]:
    """The codes of all areas except those named, in the order of the table."""
    named = {name for names in without for name in names}
    return codes(tuple(place.name for place in PLACES if place.name not in named))


def minster_gate(today: date) -> Study:
    """The study of Minster Gate evenings: shop theft, half a year against the same half-year before."""
    times = Timeline(today)
    roles = (MINSTER_GATE, LIKE_MINSTER_GATE, BESIDE_MINSTER_GATE, LIKE_BESIDE_MINSTER_GATE)
    return {
        "crimes": "imported",
        "crime_types": [SHOP_THEFT],
        "areas": "aldermouth.geojson",
        "area_id": "code",
        "treated": codes(MINSTER_GATE),
        "control": codes(LIKE_MINSTER_GATE),
        "displacement": codes(BESIDE_MINSTER_GATE),
        "displacement_control": codes(LIKE_BESIDE_MINSTER_GATE),
        "before": list(times.minster_before),
        "after": list(times.minster_after),
        "placebo_pool": pool(*roles, CASTLE_PARADE, BESIDE_CASTLE_PARADE),
        "alpha": 0.05,
        "seed": 1,
    }


def other_theft(today: date) -> Study:
    """The same places and months for theft other than from shops: did the offence change?"""
    return minster_gate(today) | {"crime_types": ["Other theft"]}


def castle_parade(today: date) -> Study:
    """The interim study of Castle Parade mornings: shop theft, one quarter against the same quarter before."""
    times = Timeline(today)
    roles = (CASTLE_PARADE, LIKE_CASTLE_PARADE, BESIDE_CASTLE_PARADE, LIKE_BESIDE_CASTLE_PARADE)
    return minster_gate(today) | {
        "treated": codes(CASTLE_PARADE),
        "control": codes(LIKE_CASTLE_PARADE),
        "displacement": codes(BESIDE_CASTLE_PARADE),
        "displacement_control": codes(LIKE_BESIDE_CASTLE_PARADE),
        "before": list(times.castle_before),
        "after": list(times.castle_after),
        "placebo_pool": pool(*roles, MINSTER_GATE, BESIDE_MINSTER_GATE),
    }
