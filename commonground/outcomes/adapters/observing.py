"""What do the files say about this study? Reads crimes and areas and fills `rules.observed.Observed`.

*Source:* design/outcomes.md 1 and 2.
"""

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonground.groundwork.refusals import Invalid, Refused
from commonground.outcomes.adapters import engine, layers
from commonground.outcomes.adapters.importing import read_directly
from commonground.outcomes.adapters.store import Store
from commonground.outcomes.rules.counts import Counts, Role
from commonground.outcomes.rules.observed import LeftOut, Observed, pool_ids
from commonground.outcomes.rules.study import Study

HOME_SHARE = 0.05
"""A force's own local authorities each hold at least this share of what its busiest one holds; those that it records
in by the way hold far less (City of London files: Tower Hamlets 3%; Metropolitan burglary: the smallest borough 24%,
the City 1%)."""


@contextmanager
def crimes_of(study: Study, imported: Store | None = None) -> Iterator[Store]:
    """Give the store that a study asks: the imported one, or one made for it from its files and dropped after."""
    if not study.crimes:
        store = imported or Store.of_this_installation()
        if next(store.months(), None) is None:
            raise Invalid("crimes: nothing has been imported yet", field="crimes")
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="commonground-study-") as folder:
        store = Store(Path(folder), durable=False)
        try:
            read_directly(study.crimes, store)
        except Refused as refusal:
            raise Invalid(f"crimes: {refusal.reason}", field="crimes") from None
        yield store


@dataclass(frozen=True, slots=True)
class Placed:
    """The distinct points and the rows of their areas, each array shaped (points,)."""

    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    area: NDArray[np.int32]


def observe(study: Study, *, layer: layers.Layer | None = None, imported: Store | None = None) -> Observed:
    """Read what a study needs; a layer that is given stands in for the study's file of areas, and a store for that of
    this installation.

    :raises Invalid: for the first field of the study that the data cannot serve.
    """
    layer = layer or layers.read_layer(study.areas, study.area_id)
    _check_areas(study, layer)
    with crimes_of(study, imported) as store, tempfile.TemporaryDirectory(prefix="commonground-points-") as folder:
        database = engine.DuckDB(store.pattern)
        try:
            by_type = _check_held(study, database.ask("held"))
            placed = place_points(database, layer, Path(folder) / "points.parquet")
            counts, left_out = _counts(study, layer, database)
            outside = _outside_force(study, layer, database.ask("authorities"))
        finally:
            database.close()
        return _observed(study, layer, counts, left_out, placed, outside, by_type, _fingerprint(store, layer))


def _fingerprint(store: Store, layer: layers.Layer) -> str:
    return hashlib.sha256(f"{store.fingerprint()} {layer.fingerprint()}".encode()).hexdigest()


def _observed(
    study: Study,
    layer: layers.Layer,
    counts: NDArray[np.int64],
    left_out: LeftOut,
    placed: Placed,
    outside: tuple[str, ...],
    by_type: dict[str, Counts],
    fingerprint: str,
) -> Observed:
    treated = study.roles[Role.TREATED]
    return Observed(
        areas=layer.ids,
        names=layer.names,
        counts=counts,
        left_out=left_out,
        snap_points=np.bincount(placed.area[placed.area >= 0], minlength=len(layer.ids)).astype(np.int64),
        control_touching=layers.touching(layer, treated, study.roles[Role.CONTROL]),
        pool_touching=layers.touching(layer, treated, pool_ids(study, layer.ids)),
        outside_force=outside,
        by_type=by_type,
        fingerprint=fingerprint,
    )


def _check_areas(study: Study, layer: layers.Layer) -> None:
    known = frozenset(layer.ids)
    fields = {role.value: ids for role, ids in study.roles.items()}
    if isinstance(study.pool, tuple):
        fields["placebo_pool"] = study.pool
    for field, ids in fields.items():
        if missing := next((area for area in ids if area not in known), None):
            raise Invalid(f"{field}: {missing} is not an area of the layer", field=field)


def _check_held(study: Study, rows: list[tuple[Any, ...]]) -> dict[str, Counts]:
    months = {month for _, month, _, _ in rows}
    for field, period in (("before", study.before), ("after", study.after)):
        if missing := next((month for month in period.each() if month not in months), None):
            raise Invalid(f"{field}: no crimes of {missing} were read", field=field)
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for _, month, kind, number in rows:
        totals[kind, month] += number
    kinds = {kind for kind, _ in totals}
    if unknown := next((kind for kind in study.crime_types if kind not in kinds), None):
        raise Invalid(f'crime_types: no crime of type "{unknown}" was read', field="crime_types")
    return {
        kind: Counts(
            sum(totals[kind, month] for month in study.before.each()),
            sum(totals[kind, month] for month in study.after.each()),
        )
        for kind in study.crime_types
    }


def place_points(database: engine.DuckDB, layer: layers.Layer, file: Path) -> Placed:
    """Place every distinct point that is held in an area of a layer, and let the engine know; the file is written."""
    points = np.array(sorted(database.ask("distinct_points")), dtype=float).reshape(-1, 2)
    longitude, latitude = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    placed = Placed(longitude, latitude, layers.place(layer, longitude, latitude))
    _write_points(placed, file)
    database.set_points(file)
    return placed


def _write_points(placed: Placed, file: Path) -> None:
    """Write the points from their buffers, which spares the import of a data frame library."""
    import pyarrow
    from pyarrow import parquet

    arrays = [
        pyarrow.Array.from_buffers(kind, column.size, [None, pyarrow.py_buffer(column)])
        for kind, column in (
            (pyarrow.float64(), placed.longitude),
            (pyarrow.float64(), placed.latitude),
            (pyarrow.int32(), placed.area),
        )
    ]
    parquet.write_table(pyarrow.Table.from_arrays(arrays, names=["longitude", "latitude", "area"]), file)


def _counts(study: Study, layer: layers.Layer, database: engine.DuckDB) -> tuple[NDArray[np.int64], LeftOut]:
    column = {month: index for index, month in enumerate(study.months)}
    counts = np.zeros((len(layer.ids), len(column)), dtype=np.int64)
    left = [0, 0, 0]
    database.set_asked(study.months, study.crime_types)
    for month, kind, area, number in database.ask("counts_by_area_and_month"):
        if kind == engine.PLACED:
            counts[area, column[month]] += number
        else:
            left[kind] += number
    return counts, LeftOut(*left)


def _outside_force(study: Study, layer: layers.Layer, rows: list[tuple[Any, ...]]) -> tuple[str, ...]:
    """Name the areas with a role where most crimes lie in a local authority that is not a home of any force read."""
    by_force: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_area: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for force, authority, area, number in rows:
        if authority:
            by_force[force][authority] += number
            by_area[area][authority] += number
    homes = {
        authority
        for held in by_force.values()
        for authority, number in held.items()
        if number >= HOME_SHARE * max(held.values())
    }
    found = []
    for area in sorted(study.named):
        here = by_area.get(int(layer.rows([area])[0]), {})
        if here and sum(n for name, n in here.items() if name not in homes) * 2 > sum(here.values()):
            found.append(area)
    return tuple(found)
