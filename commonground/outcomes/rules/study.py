"""What is being asked? A study file, read strictly: every fault names its field and what is wrong, in one line.

*Source:* R19, R42; design/outcomes.md 2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from commonground.groundwork.refusals import Invalid
from commonground.outcomes.rules.counts import Role
from commonground.outcomes.rules.months import Months

IMPORTED = "imported"
OTHERS = "others"
REQUIRED = ("crimes", "crime_types", "areas", "area_id", "treated", "before", "after")
OPTIONAL: Mapping[str, Any] = {
    "control": [],
    "displacement": [],
    "displacement_control": [],
    "placebo_pool": OTHERS,
    "alpha": 0.05,
    "seed": 1,
    "drawn_by_lot": False,
}


@dataclass(frozen=True, slots=True)
class Study:
    """One question to the data. `crimes` is empty where the imported data is meant; `pool` is the list of area ids,
    "others" or None."""

    crimes: tuple[Path, ...]
    crime_types: tuple[str, ...]
    areas: Path
    area_id: str
    roles: Mapping[Role, tuple[str, ...]]
    before: Months
    after: Months
    pool: tuple[str, ...] | str | None
    alpha: float = 0.05
    seed: int = 1
    drawn_by_lot: bool = False

    @property
    def months(self) -> tuple[str, ...]:
        """All months of the two periods, those before first."""
        return self.before.each() + self.after.each()

    @property
    def named(self) -> frozenset[str]:
        """Every area that has a role."""
        return frozenset(area for areas in self.roles.values() for area in areas)


def _refuse(field: str, fault: str) -> NoReturn:
    raise Invalid(f"{field}: {fault}", field=field)


def _texts(document: Mapping[str, Any], field: str, *, least: int = 0) -> tuple[str, ...]:
    value = document[field]
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        _refuse(field, "must be a list of texts")
    if len(value) < least:
        _refuse(field, "must name at least one")
    if twice := next((item for item in value if value.count(item) > 1), None):
        _refuse(field, f"names {twice} twice")
    return tuple(value)


def _text(document: Mapping[str, Any], field: str) -> str:
    value = document[field]
    if not isinstance(value, str) or not value:
        _refuse(field, "must be a text")
    return value


def _period(document: Mapping[str, Any], field: str) -> Months:
    value = document[field]
    if not isinstance(value, list) or len(value) != 2:
        _refuse(field, 'must be a first and a last month, such as ["2018-06", "2018-11"]')
    try:
        return Months.of(*value)
    except ValueError as fault:
        _refuse(field, str(fault))


def _crimes(document: Mapping[str, Any], base: Path) -> tuple[Path, ...]:
    if document["crimes"] == IMPORTED:
        return ()
    if not isinstance(document["crimes"], list):
        _refuse("crimes", f'must be a list of files and folders, or "{IMPORTED}"')
    return tuple(base / path for path in _texts(document, "crimes", least=1))


def _pool(document: Mapping[str, Any], named: frozenset[str]) -> tuple[str, ...] | str | None:
    value = document["placebo_pool"]
    if value is None:
        return None
    if value == OTHERS:
        return OTHERS
    if not isinstance(value, list):
        _refuse("placebo_pool", f'must be "{OTHERS}", a list of areas, or null')
    pool = _texts(document, "placebo_pool")
    if both := sorted(named.intersection(pool)):
        _refuse("placebo_pool", f"names {both[0]}, which has a role in the study")
    return pool


def _roles(document: Mapping[str, Any]) -> dict[Role, tuple[str, ...]]:
    roles = {role: _texts(document, role.value, least=int(role is Role.TREATED)) for role in Role}
    seen: dict[str, Role] = {}
    for role, areas in roles.items():
        for area in areas:
            if area in seen:
                _refuse(role.value, f"names {area}, which is in {seen[area].value} too")
            seen[area] = role
    return roles


def _numbers(document: Mapping[str, Any]) -> tuple[float, int, bool]:
    alpha, seed, lot = document["alpha"], document["seed"], document["drawn_by_lot"]
    if isinstance(alpha, bool) or not isinstance(alpha, int | float) or not 0 < alpha < 0.5:
        _refuse("alpha", "must be a number above 0 and below 0.5")
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        _refuse("seed", "must be a whole number, 0 or above")
    if not isinstance(lot, bool):
        _refuse("drawn_by_lot", "must be true or false")
    return float(alpha), seed, lot


def parse(document: object, base: Path) -> Study:
    """Read a study from parsed JSON; relative paths are relative to `base`, the study file's folder.

    :raises Invalid: for the first fault found, "field: fault".
    """
    if not isinstance(document, Mapping):
        _refuse("study", "must be one JSON object")
    if unknown := sorted(set(document) - {*REQUIRED, *OPTIONAL}):
        _refuse(str(unknown[0]), "is not a field of a study")
    if missing := next((field for field in REQUIRED if field not in document), None):
        _refuse(missing, "is missing")
    full = {**OPTIONAL, **document}
    roles = _roles(full)
    before, after = _period(full, "before"), _period(full, "after")
    if after.first <= before.last:
        _refuse("after", f"starts in {after.first}, not after the period before ends in {before.last}")
    alpha, seed, lot = _numbers(full)
    return Study(
        crimes=_crimes(full, base),
        crime_types=_texts(full, "crime_types", least=1),
        areas=base / _text(full, "areas"),
        area_id=_text(full, "area_id"),
        roles=roles,
        before=before,
        after=after,
        pool=_pool(full, frozenset(area for areas in roles.values() for area in areas)),
        alpha=alpha,
        seed=seed,
        drawn_by_lot=lot,
    )
