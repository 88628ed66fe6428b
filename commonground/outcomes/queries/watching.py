"""How many crimes of a kind were recorded in a place, month by month? For whoever keeps watch after the work has ended.

*Source:* R47; design/outcomes.md 3 (6, "Watched").
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from commonground.outcomes.adapters.store import Store
from commonground.outcomes.queries.choosing import held, layer_of_place
from commonground.places.models import Area


def months_held() -> tuple[str, ...]:
    """List the months of which crimes are held, as YYYY-MM, the oldest first."""
    return held().months


def counted_in(place: Area, crime_type: str, months: Sequence[str], store: Store | None = None) -> dict[str, int]:
    """Count the recorded crimes of one kind in a place for each of some months that are held; a month of which nothing
    is held is left out. Rows without a location count nowhere.

    :raises Invalid: with field "areas" for a place of which no boundary is kept.
    """
    from commonground.outcomes.adapters import engine
    from commonground.outcomes.adapters.observing import place_points

    layer, source = layer_of_place(place), store or Store.of_this_installation()
    known = {month.month for month in source.months()}
    asked = [month for month in months if month in known]
    if not asked:
        return {}
    found = dict.fromkeys(asked, 0)
    with tempfile.TemporaryDirectory(prefix="commonground-watch-") as folder:
        database = engine.DuckDB(source.pattern)
        try:
            place_points(database, layer, Path(folder) / "points.parquet")
            database.set_asked(asked, [crime_type])
            for month, kind, _area, number in database.ask("counts_by_area_and_month"):
                if kind == engine.PLACED:
                    found[month] += number
        finally:
            database.close()
    return found
