"""What is the answer, and from which data by which version? Reads a study, runs it, and keeps what repeats it.

This is what the pages and the command both call.

*Source:* design/outcomes.md 2 and 3.5, "Reproducible".
"""

import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from commonground.groundwork.refusals import Invalid
from commonground.outcomes.adapters.layers import Layer
from commonground.outcomes.adapters.observing import observe
from commonground.outcomes.adapters.store import Store
from commonground.outcomes.rules import evaluation
from commonground.outcomes.rules.study import Study, parse


@dataclass(frozen=True, slots=True)
class Answer:
    """A result and what it takes to repeat it: `result` is the object of the contract, `series` the monthly counts by
    role, `areas` every area of the layer with its role and counts, `fingerprint` the SHA-256 of the crimes
    and areas read."""

    result: dict[str, Any]
    series: dict[str, Any]
    areas: list[dict[str, Any]]
    fingerprint: str
    version: str


def version() -> str:
    """Name the version of this software that answers."""
    try:
        return metadata.version("common-ground")
    except metadata.PackageNotFoundError:
        return "unknown"


def read_study(path: Path) -> Study:
    """Read a study file.

    :raises Invalid: for the first fault, "field: fault".
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise Invalid(f"study: there is no readable file {path}", field="study") from None
    except (ValueError, RecursionError) as fault:
        raise Invalid(f"study: {path.name} is not JSON ({fault})", field="study") from None
    return parse(document, path.parent)


def answer(study: Study, *, layer: Layer | None = None, imported: Store | None = None) -> Answer:
    """Evaluate a study; a layer that is given stands in for its file of areas, and a store for that of this
    installation. Refuses what the data cannot serve."""
    seen = observe(study, layer=layer, imported=imported)
    return Answer(
        result=evaluation.evaluate(study, seen),
        series=evaluation.monthly_series(study, seen),
        areas=evaluation.by_area(study, seen),
        fingerprint=seen.fingerprint,
        version=version(),
    )


def evaluate(study: Study) -> dict[str, Any]:
    """Give the object of the contract for a study."""
    return evaluation.evaluate(study, observe(study))
