"""What do these tests make for themselves? Street files, layers of squares, and studies made of bare counts.

*Source:* design/outcomes.md.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from commonground.outcomes.adapters.street_files import HEADER
from commonground.outcomes.rules.observed import LeftOut, Observed
from commonground.outcomes.rules.study import Study, parse

HERE = Path("/nowhere")
DOCUMENT = {
    "crimes": ["crimes"],
    "crime_types": ["Shoplifting"],
    "areas": "areas.geojson",
    "area_id": "code",
    "treated": ["T1"],
    "control": ["C1"],
    "displacement": ["D1"],
    "displacement_control": [],
    "before": ["2018-06", "2018-11"],
    "after": ["2019-06", "2019-11"],
    "placebo_pool": "others",
    "alpha": 0.05,
    "seed": 1,
}


def study(**changes: Any) -> Study:
    """Make a study from the usual document with some fields changed."""
    return parse({**DOCUMENT, **changes}, HERE)


def row(
    *,
    month: str = "2018-06",
    kind: str = "Shoplifting",
    longitude: str = "-0.1",
    latitude: str = "51.5",
    identity: str = "a1",
    lsoa: str = "Testham 001A",
) -> str:
    """Write one row of a street file."""
    force = "Testshire Police"
    return f"{identity},{month},{force},{force},{longitude},{latitude},On or near A,E01,{lsoa},{kind},Under way,"


def street_file(folder: Path, *rows: str, month: str = "2018-06", force: str = "testshire", text: str = "") -> Path:
    """Write a street file with the usual header, or with the given text."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{month}-{force}-street.csv"
    path.write_text(text or "\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def squares(path: Path, ids: Sequence[str], *, size: float = 0.01, gap: float = 0.0) -> Path:
    """Write a layer of squares in a row from longitude 0 at latitude 51, in degrees."""
    features = []
    for number, key in enumerate(ids):
        west = number * (size + gap)
        ring = [[west, 51], [west + size, 51], [west + size, 51 + size], [west, 51 + size], [west, 51]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"code": key}, "geometry": geometry})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def observed(asked: Study, before: dict[str, int], after: dict[str, int]) -> Observed:
    """Observe given counts of areas, each spread evenly over the months of its period."""
    ids = tuple(sorted(before))
    counts = np.zeros((len(ids), len(asked.months)), dtype=np.int64)
    cut = len(asked.before)
    for at, area in enumerate(ids):
        counts[at, :cut] = _spread(before[area], cut)
        counts[at, cut:] = _spread(after[area], len(asked.after))
    return Observed(
        areas=ids,
        names={},
        counts=counts,
        left_out=LeftOut(),
        snap_points=np.full(len(ids), 50, dtype=np.int64),
    )


def _spread(total: int, months: int) -> list[int]:
    return [total // months + (month < total % months) for month in range(months)]


def pool(areas: int, *, level: int = 100, wobble: float = 0.05) -> tuple[dict[str, int], dict[str, int]]:
    """Make counts of untreated areas that change by up to `wobble`, evenly to both sides."""
    changes = np.linspace(-wobble, wobble, areas)
    before = {f"P{number:04}": level for number in range(areas)}
    after = {f"P{number:04}": round(level * (1 + change)) for number, change in enumerate(changes)}
    return before, after
