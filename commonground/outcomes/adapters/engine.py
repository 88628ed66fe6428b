"""How many crimes, where and when? The questions put to the column store, each one Ibis expression.

The expressions know only column names; `DuckDB` answers them in process from Parquet files. A cluster that holds the
same columns can answer the same expressions.

*Source:* design/outcomes.md 1, "Engine"; design/scale.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir

CRIMES = {
    "force": "string",
    "month": "string",
    "crime_type": "string",
    "longitude": "float64",
    "latitude": "float64",
    "lsoa_name": "string",
}
POINTS = {"longitude": "float64", "latitude": "float64", "area": "int32"}
OTHER_TYPE, NO_LOCATION, OUTSIDE, PLACED = range(4)
AUTHORITY = r" [0-9]+[A-Z]+$"
"""What police data adds to the name of a local authority to name one of its areas: "Camden 027B"."""


def _tables() -> tuple[ir.Table, ir.Table]:
    import ibis

    return ibis.table(CRIMES, name="crimes"), ibis.table(POINTS, name="points")


def distinct_points() -> ir.Table:
    """Ask for each distinct point: `longitude, latitude`."""
    crimes, _ = _tables()
    return crimes.filter(crimes.longitude.notnull()).select("longitude", "latitude").distinct()


def held() -> ir.Table:
    """Ask for what is held: `force, month, crime_type, n`."""
    crimes, _ = _tables()
    return crimes.group_by(["force", "month", "crime_type"]).aggregate(n=lambda rows: rows.count())


def counts_by_area_and_month(crime_types: Sequence[str], months: Sequence[str]) -> ir.Table:
    """Ask for the counts of a study: `month, kind, area, n`, where kind says whether the row is of another type, has
    no location, lies outside every area or is placed, in that order, and area is the layer's row."""
    import ibis

    crimes, points = _tables()
    rows = crimes.filter(crimes.month.isin(list(months))).left_join(points, ["longitude", "latitude"])
    kind = ibis.cases(
        (~rows.crime_type.isin(list(crime_types)), OTHER_TYPE),
        (rows.longitude.isnull(), NO_LOCATION),
        (rows.area < 0, OUTSIDE),
        else_=PLACED,
    )
    rows = rows.select("month", kind=kind, area=ibis.ifelse(kind == PLACED, rows.area, -1))
    return rows.group_by(["month", "kind", "area"]).aggregate(n=lambda group: group.count())


def authorities() -> ir.Table:
    """Ask where each force records: `force, authority, area, n`, over all months and types of placed rows."""
    crimes, points = _tables()
    rows = crimes.inner_join(points, ["longitude", "latitude"])
    rows = rows.select("force", "area", authority=rows.lsoa_name.re_replace(AUTHORITY, ""))
    return rows.group_by(["force", "authority", "area"]).aggregate(n=lambda group: group.count())


class DuckDB:
    """DuckDB in this process, over a folder of Parquet files."""

    def __init__(self, pattern: str) -> None:
        import duckdb

        self._connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        self._connection.execute(
            f"CREATE VIEW crimes AS SELECT * FROM read_parquet({_quoted(pattern)}, "
            "hive_partitioning = true, hive_types_autocast = false)"
        )

    def set_points(self, file: Path) -> None:
        """Name the Parquet file that says in which area each point lies."""
        self._connection.execute(f"CREATE OR REPLACE VIEW points AS SELECT * FROM read_parquet({_quoted(str(file))})")

    def ask(self, question: ir.Table) -> list[tuple[Any, ...]]:
        """Answer an expression with its rows, in no particular order."""
        import ibis

        return self._connection.execute(str(ibis.to_sql(question, dialect="duckdb"))).fetchall()

    def close(self) -> None:
        """Let the files go."""
        self._connection.close()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
