"""How many crimes, where and when? The questions put to the column store, each one Ibis expression.

They know only names of tables and columns: `crimes` and `points` are what is held, `asked_months` and `asked_types`
what a study asks for. Nothing in them depends on a study, so their DuckDB text is written once into `sql/` (by
`write_sql`, kept current by a test) and a command need not spend most of its time on loading a compiler; any other
engine is given the expressions themselves.

*Source:* design/outcomes.md 1, "Engine"; design/scale.md.
"""

from collections.abc import Callable
from pathlib import Path

import ibis
import ibis.expr.types as ir

from commonground.outcomes.adapters.engine import NO_LOCATION, OTHER_TYPE, OUTSIDE, PLACED, SQL

AUTHORITY = r" [0-9]+[A-Z]+$"
"""What police data adds to the name of a local authority to name one of its areas: "Camden 027B"."""

crimes = ibis.table(
    {
        "force": "string",
        "month": "string",
        "crime_type": "string",
        "longitude": "float64",
        "latitude": "float64",
        "lsoa_name": "string",
    },
    name="crimes",
)
points = ibis.table({"longitude": "float64", "latitude": "float64", "area": "int32"}, name="points")
asked_months = ibis.table({"month": "string"}, name="asked_months")
asked_types = ibis.table({"crime_type": "string", "asked": "boolean"}, name="asked_types")


def distinct_points() -> ir.Table:
    """Ask for each distinct point: `longitude, latitude`."""
    return crimes.filter(crimes.longitude.notnull()).select("longitude", "latitude").distinct()


def held() -> ir.Table:
    """Ask for what is held: `force, month, crime_type, n`."""
    return crimes.group_by(["force", "month", "crime_type"]).aggregate(n=lambda rows: rows.count())


def counts_by_area_and_month() -> ir.Table:
    """Ask for the counts of a study: `month, kind, area, n`, where kind says whether the row is of another type, has
    no location, lies outside every area or is placed, in that order, and area is the layer's row or -1."""
    rows = crimes.semi_join(asked_months, "month").left_join(asked_types, "crime_type")
    rows = rows.left_join(points, ["longitude", "latitude"])
    kind = ibis.cases(
        (rows.asked.isnull(), OTHER_TYPE),
        (rows.longitude.isnull(), NO_LOCATION),
        (rows.area < 0, OUTSIDE),
        else_=PLACED,
    )
    rows = rows.select("month", kind=kind, area=ibis.ifelse(kind == PLACED, rows.area, -1))
    return rows.group_by(["month", "kind", "area"]).aggregate(n=lambda group: group.count())


def authorities() -> ir.Table:
    """Ask where each force records: `force, authority, area, n`, over all months and types of placed rows."""
    rows = crimes.inner_join(points, ["longitude", "latitude"])
    rows = rows.select("force", "area", authority=rows.lsoa_name.re_replace(AUTHORITY, ""))
    return rows.group_by(["force", "authority", "area"]).aggregate(n=lambda group: group.count())


QUESTIONS: dict[str, Callable[[], ir.Table]] = {
    question.__name__: question for question in (distinct_points, held, counts_by_area_and_month, authorities)
}


def as_duckdb(name: str) -> str:
    """Write one question as DuckDB's SQL."""
    return str(ibis.to_sql(QUESTIONS[name](), dialect="duckdb")) + "\n"


def write_sql(folder: Path = SQL) -> None:
    """Write every question into the folder, one file each."""
    folder.mkdir(exist_ok=True)
    for name in QUESTIONS:
        (folder / f"{name}.sql").write_text(as_duckdb(name), encoding="utf-8")
