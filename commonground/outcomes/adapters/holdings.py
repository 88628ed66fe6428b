"""What crime data is held? By force and month, and which crime types; read from the store, once for each state of it.

*Source:* R42; design/outcomes.md 1, "`outcomes data` lists what is held".
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from commonground.outcomes.adapters.store import Month, Store
from commonground.outcomes.rules.months import in_words

Stamp = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Force:
    """What is held of one force: its months in order, and rows by what became of them."""

    name: str
    months: tuple[str, ...]
    crimes: int
    no_location: int
    set_aside: int

    @property
    def first_in_words(self) -> str:
        """The first month that is held."""
        return in_words(self.months[0])

    @property
    def last_in_words(self) -> str:
        """The last month that is held."""
        return in_words(self.months[-1])


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything that is held: forces, all months in order, and crimes by type, the commonest first."""

    forces: tuple[Force, ...] = ()
    months: tuple[str, ...] = ()
    crime_types: tuple[tuple[str, int], ...] = ()


def holdings(store: Store | None = None) -> Holdings:
    """Tell what a store holds; without one, that of this installation. An unchanged store is not read again."""
    root = (store or Store.of_this_installation()).root
    files = sorted(root.glob("force=*/month=*/crimes.parquet"))
    return _read(root, tuple((str(file), file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=4)
def _read(root: Path, stamp: Stamp) -> Holdings:
    if not stamp:
        return Holdings()
    store = Store(root)
    months = list(store.months())
    forces = tuple(_force(name, list(held)) for name, held in groupby(months, key=lambda month: month.force))
    return Holdings(forces, tuple(sorted({month.month for month in months})), _crime_types(store))


def _force(name: str, held: list[Month]) -> Force:
    return Force(
        name=name,
        months=tuple(month.month for month in held),
        crimes=sum(month.kept for month in held),
        no_location=sum(month.no_location for month in held),
        set_aside=sum(len(month.set_aside) for month in held),
    )


def _crime_types(store: Store) -> tuple[tuple[str, int], ...]:
    from commonground.outcomes.adapters.engine import DuckDB

    database, found = DuckDB(store.pattern), Counter[str]()
    try:
        for _, _, kind, number in database.ask("held"):
            found[kind] += number
    finally:
        database.close()
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
