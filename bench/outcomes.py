"""How long does counting real crimes take beside the plainest way to count them, and importing beside reading?

The plain way is a loop over the csv module with an index of the areas: it validates nothing, keeps nothing, and leaves
out what the study leaves out. Both must give the same counts.

*Source:* design/outcomes.md 1 and 2; the house, "bench/".
"""

import csv
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import shapely
from shapely.geometry import shape

from commonground.outcomes.adapters.evaluating import evaluate, read_study
from commonground.outcomes.adapters.importing import import_files
from commonground.outcomes.adapters.observing import observe
from commonground.outcomes.adapters.store import Store

ROUNDS = 3
ROLES = ("treated", "control", "displacement", "displacement_control")


def ratios(shared: Path) -> Iterator[tuple[str, float, str, float]]:
    """Give what is done, its seconds, what it is beside, and the seconds of that."""
    file, crimes = shared / "design/studies/soho-burglary.json", shared / "data/police/metropolitan-burglary"
    study, asked = read_study(file), json.loads(file.read_text())
    result = evaluate(study)
    assert plain_counts(asked, file.parent) == result["counts"], "both ways count the same"
    plain = _seconds(lambda: plain_counts(asked, file.parent))
    yield "counting the Soho study from its files", _seconds(lambda: observe(study)), "csv and an index of areas", plain
    yield (
        f"the whole Soho study, with {result['placebo']['areas']:,} placebos",
        _seconds(lambda: evaluate(study)),
        "counting it plainly",
        plain,
    )
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        done = import_files([crimes], Store(Path(folder))).as_json()
        first = time.perf_counter() - started
        again = _seconds(lambda: import_files([crimes], Store(Path(folder))))
    read = _seconds(lambda: subprocess.run(f"cat {crimes}/*.csv > /dev/null", shell=True, check=True))
    yield f"importing {done['read']:,} rows", first, "reading the same bytes", read
    yield "importing them again, which changes nothing", again, "reading the same bytes", read


def _seconds(do: Callable[[], Any]) -> float:
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        do()
        taken.append(time.perf_counter() - started)
    return median(taken)


def plain_counts(asked: dict[str, Any], folder: Path) -> dict[str, dict[str, int]]:
    """Count a study's crimes by role and period, as somebody would in an afternoon."""
    features = json.loads((folder / asked["areas"]).read_text())["features"]
    names = [feature["properties"][asked["area_id"]] for feature in features]
    tree = shapely.STRtree([shape(feature["geometry"]) for feature in features])
    role_of = {area: role for role in ROLES for area in asked[role]}
    found = {role: {"before": 0, "after": 0} for role in ROLES}
    for period, longitude, latitude in _rows(asked, folder):
        inside = tree.query(shapely.Point(longitude, latitude), predicate="intersects")
        if len(inside) and (role := role_of.get(names[inside[0]])):
            found[role][period] += 1
    return found


def _rows(asked: dict[str, Any], folder: Path) -> Iterator[tuple[str, float, float]]:
    types, periods = set(asked["crime_types"]), {name: asked[name] for name in ("before", "after")}
    for source in asked["crimes"]:
        for file in sorted((folder / source).glob("*-street.csv")):
            with file.open(newline="", encoding="utf-8") as rows:
                for row in csv.DictReader(rows):
                    within = [name for name, (first, last) in periods.items() if first <= row["Month"] <= last]
                    if within and row["Crime type"] in types and row["Longitude"]:
                        yield within[0], float(row["Longitude"]), float(row["Latitude"])
