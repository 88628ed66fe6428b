"""Where do the crimes lie? A folder of Parquet files, one for each force and month.

A month is written beside its place and moved into it in one step, so a reader sees the old month or the new one and
never half of one. What was counted at reading travels inside the file. The same source file twice changes nothing.

*Source:* design/outcomes.md 1; design/scale.md, "Crime data".
"""

import hashlib
import io
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from commonground.groundwork.refusals import Refused
from commonground.hosting import state
from commonground.outcomes.adapters.street_files import COLUMNS, FORCE, Rows, SetAside, StreetFile

READER = 1
"""Raised when the same source file would be read differently, so that it is read again."""

NOTE = b"commonground"


@dataclass(frozen=True, slots=True)
class Month:
    """What is held of one force and month."""

    force: str
    month: str
    source: str
    sha256: str
    kept: int
    no_location: int
    set_aside: tuple[SetAside, ...]

    @property
    def read(self) -> int:
        """Rows that were read: those kept and those set aside."""
        return self.kept + len(self.set_aside)


class Store:
    """The months that are held in one folder; one that is thrown away after use need not survive a power cut."""

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        self.root, self.durable = root, durable

    @classmethod
    def of_this_installation(cls) -> "Store":
        """The store of imported crimes, in the state folder."""
        return cls(state.home() / "crimes")

    @property
    def pattern(self) -> str:
        """The glob of every Parquet file held."""
        return str(self.root / "force=*" / "month=*" / "crimes.parquet")

    def _path(self, force: str, month: str) -> Path:
        return self.root / f"force={force}" / f"month={month}" / "crimes.parquet"

    def put(self, file: StreetFile) -> str:
        """Keep the months of an accepted file; tells "added", "replaced" or "unchanged". A month is replaced whole."""
        if not FORCE.fullmatch(file.force):
            raise Refused(f'"{file.force}" is not a name for a force: use small letters, figures and hyphens.')
        states = [self._put_month(file, month, rows) for month, rows in sorted(file.months.items())]
        return next((one for one in ("replaced", "added") if one in states), "unchanged")

    def _put_month(self, file: StreetFile, month: str, rows: Rows) -> str:
        path = self._path(file.force, month)
        held = _note(path) if path.exists() else None
        if held and held["sha256"] == file.sha256 and held["reader"] == READER:
            return "unchanged"
        first = month == min(file.months)
        note = {
            "reader": READER,
            "source": file.name,
            "sha256": file.sha256,
            "kept": len(rows.lines),
            "no_location": rows.no_location,
            "set_aside": [asdict(row) for row in file.set_aside] if first else [],
        }
        _write(path, rows, note, durable=self.durable)
        return "replaced" if held else "added"

    def months(self) -> Iterator[Month]:
        """Go through what is held, by force and month."""
        for path in sorted(self.root.glob("force=*/month=*/crimes.parquet")):
            note = _note(path)
            yield Month(
                force=path.parts[-3].removeprefix("force="),
                month=path.parts[-2].removeprefix("month="),
                source=note["source"],
                sha256=note["sha256"],
                kept=note["kept"],
                no_location=note["no_location"],
                set_aside=tuple(SetAside(**row) for row in note["set_aside"]),
            )

    def fingerprint(self) -> str:
        """Give the SHA-256 over force, month and source digest of everything held: equal data, equal fingerprint,
        whether imported or read directly."""
        digest = hashlib.sha256()
        for held in self.months():
            digest.update(f"{held.force} {held.month} {held.sha256}\n".encode())
        return digest.hexdigest()


def _note(path: Path) -> dict[str, Any]:
    from pyarrow import parquet

    return json.loads(parquet.read_schema(path).metadata[NOTE])


def _write(path: Path, rows: Rows, note: dict[str, Any], *, durable: bool) -> None:
    import pyarrow
    from pyarrow import csv as arrow_csv
    from pyarrow import parquet

    types = {name: pyarrow.string() for name in COLUMNS}
    types["longitude"] = types["latitude"] = pyarrow.float64()
    if rows.lines:
        table = arrow_csv.read_csv(
            io.BytesIO(rows.as_csv()),
            read_options=arrow_csv.ReadOptions(column_names=list(COLUMNS)),
            convert_options=arrow_csv.ConvertOptions(column_types=types, null_values=[""]),
        )
    else:
        table = pyarrow.schema(list(types.items())).empty_table()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        parquet.write_table(
            table.replace_schema_metadata({NOTE: json.dumps(note, sort_keys=True).encode()}), beside, compression="zstd"
        )
        if durable:
            _settle(beside)
        beside.replace(path)
        if durable:
            _settle(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Wait until a file or folder is on the disk, so that a power cut leaves the old month or the new one."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
