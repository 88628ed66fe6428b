"""What came in? Takes street files into the store, one after another, and counts what it did.

*Source:* design/outcomes.md 1, "Ingest".
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from commonground.groundwork.refusals import Refused
from commonground.outcomes.adapters.own_logs import read_own_log
from commonground.outcomes.adapters.store import Store
from commonground.outcomes.adapters.street_files import FORCE, FileRefused, StreetFile, read_street_file, street_files

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Imported:
    """What an import did: files by what became of them, rows, and every row set aside and file refused."""

    files: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    no_location: int = 0
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    repeated_ids: int = 0

    def as_json(self) -> dict[str, Any]:
        """The counts and lists, ready for JSON; `read` is kept and set aside together."""
        return {
            "files": {state: self.files[state] for state in ("added", "replaced", "unchanged", "refused")},
            "read": self.kept + len(self.set_aside),
            "kept": self.kept,
            "no_location": self.no_location,
            "repeated_ids": self.repeated_ids,
            "set_aside": self.set_aside,
            "refused": self.refused,
        }


def _count(done: Imported, file: StreetFile, ids: Counter[str]) -> None:
    done.kept += file.kept
    done.set_aside += [{"file": row.file, "line": row.line, "reason": row.reason} for row in file.set_aside]
    for rows in file.months.values():
        done.no_location += rows.no_location
        ids.update(rows.ids)


def _accept(
    path: Path, read: Callable[[Path], StreetFile], seen: dict[tuple[str, str], tuple[Path, str]]
) -> StreetFile:
    """Read a file and refuse it when another file of the same run already gave one of its months differently."""
    file = read(path)
    for month in file.months:
        other, digest = seen.setdefault((file.force, month), (path, file.sha256))
        if digest != file.sha256:
            raise FileRefused(path, 1, f"{other} gives {month} of {file.force} too, with other rows; give one of them.")
    return file


def import_files(
    paths: list[Path] | tuple[Path, ...],
    store: Store,
    *,
    force: str | None = None,
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Import files and folders into the store; a refused file leaves the store as it was and the others go on.
    With `columns` they are members' own logs, kept under the name given as `force`. `progress` is told number, total
    and file name."""
    if force is not None and not FORCE.fullmatch(force):
        raise Refused(f'"{force}" is not a name for a force: use small letters, figures and hyphens.')
    read = partial(read_street_file, force=force)
    if columns is not None:
        read = partial(read_own_log, name=force or "", columns=columns)
    done, ids = Imported(), Counter[str]()
    seen: dict[tuple[str, str], tuple[Path, str]] = {}
    files = street_files(paths)
    for number, path in enumerate(files, start=1):
        if progress:
            progress(number, len(files), path.name)
        try:
            file = _accept(path, read, seen)
        except FileRefused as refusal:
            done.files["refused"] += 1
            done.refused.append({"file": str(path), "line": refusal.line, "reason": refusal.fault})
            continue
        done.files[store.put(file)] += 1
        _count(done, file, ids)
    done.repeated_ids = sum(times for times in ids.values() if times > 1)
    return done


def read_directly(paths: tuple[Path, ...], store: Store) -> None:
    """Read files into an empty store for one study.

    :raises FileRefused: for the first file that must not be used: a study never rests on part of what it names.
    """
    seen: dict[tuple[str, str], tuple[Path, str]] = {}
    for path in street_files(paths):
        store.put(_accept(path, read_street_file, seen))
