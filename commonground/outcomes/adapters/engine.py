"""Who answers? DuckDB in this process, over Parquet files, asked by the name of a question.

The questions are Ibis expressions (`questions`); what runs here is their DuckDB text in `sql/`.

*Source:* design/outcomes.md 1, "Engine".
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

OTHER_TYPE, NO_LOCATION, OUTSIDE, PLACED = range(4)
SQL = Path(__file__).with_name("sql")


class DuckDB:
    """A database in memory whose tables are views of files."""

    def __init__(self, pattern: str) -> None:
        self._connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        options = "hive_partitioning = true, hive_types_autocast = false"
        self._view("crimes", f"{_quoted(pattern)}, {options}")

    def _view(self, name: str, source: str) -> None:
        self._connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet({source})")

    def set_points(self, file: Path) -> None:
        """Name the Parquet file that says in which area each point lies."""
        self._view("points", _quoted(str(file)))

    def set_asked(self, months: Sequence[str], crime_types: Sequence[str]) -> None:
        """Say which months and crime types a study asks for."""
        run = self._connection
        run.execute("CREATE OR REPLACE TABLE asked_months (month VARCHAR)")
        run.execute("CREATE OR REPLACE TABLE asked_types (crime_type VARCHAR, asked BOOLEAN)")
        run.executemany("INSERT INTO asked_months VALUES (?)", [[month] for month in months])
        run.executemany("INSERT INTO asked_types VALUES (?, true)", [[kind] for kind in crime_types])

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """Answer a question with its rows, in no particular order."""
        return self._connection.execute((SQL / f"{question}.sql").read_text(encoding="utf-8")).fetchall()

    def close(self) -> None:
        """Let the files go."""
        self._connection.close()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
