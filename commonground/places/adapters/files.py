"""What does a file of boundaries say? GeoJSON in the encodings and reference systems that are met in the world.

What cannot be read exactly is refused in one sentence: nothing is guessed but the British National Grid, whose metres
cannot be taken for degrees.

*Source:* R187; RFC 7946, with the `crs` of its predecessor, which Ordnance Survey and ONS files still carry.
"""

import codecs
import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from commonground.groundwork.refusals import Invalid
from commonground.places.adapters import geometry
from commonground.places.rules.boundaries import rings, shape_fault

ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DEGREES = re.compile(r"(CRS84|EPSG:+(\d[\d.]*)?:?4326|WGS ?84)$", re.IGNORECASE)
GRID = re.compile(r"EPSG:+(\d[\d.]*)?:?27700$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layer:
    """The features of a file with their boundaries in degrees; `was_grid` when they came as British National Grid."""

    features: list[dict[str, Any]]
    was_grid: bool = False


def read(raw: bytes) -> Layer:
    """Read a FeatureCollection.

    :raises Invalid: with what is wrong, and the line where it cannot be read as JSON.
    """
    whole = _parsed(_decoded(raw))
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise Invalid("this is not a GeoJSON FeatureCollection.")
    return in_degrees(features, whole)


def read_one(raw: bytes) -> dict[str, Any]:
    """Read one boundary, in degrees: a geometry, a Feature, or a FeatureCollection, whose boundaries become one.

    :raises Invalid: with what is wrong.
    """
    whole = _parsed(_decoded(raw))
    kind = whole.get("type") if isinstance(whole, dict) else None
    if kind == "FeatureCollection":
        features = read(raw).features
    else:
        feature = whole if kind == "Feature" else {"type": "Feature", "geometry": whole}
        features = in_degrees([feature], whole if isinstance(whole, dict) else {}).features
    found = [feature.get("geometry") for feature in features]
    for each in found:
        if fault := geometry.fault_of(each):
            raise Invalid(fault)
    if not found:
        raise Invalid("The boundary is empty.")
    return found[0] if len(found) == 1 else geometry.union(found)


def in_degrees(features: list[dict[str, Any]], whole: dict[str, Any]) -> Layer:
    """Give features with boundaries in degrees, whatever the two systems in which they came.

    :raises Invalid: for a third.
    """
    system = whole.get("crs")
    name = str((system.get("properties") or {}).get("name", "")) if isinstance(system, dict) else ""
    if name and not DEGREES.search(name) and not GRID.search(name):
        raise Invalid(f"the file is in {name[:60]}; save it in degrees (WGS84) or as British National Grid.")
    if not GRID.search(name) and not _look_like_grid(features):
        return Layer(features)
    return Layer([_converted(feature) for feature in features], was_grid=True)


def _converted(feature: dict[str, Any]) -> dict[str, Any]:
    """Convert what can be read; what cannot is left for the reader of features, who names its number."""
    shape = feature.get("geometry")
    return feature if shape_fault(shape) else {**feature, "geometry": geometry.from_grid(shape)}


def _look_like_grid(features: list[dict[str, Any]]) -> bool:
    """Whether every boundary lies on the British National Grid and none of them could be degrees."""
    found = [feature.get("geometry") for feature in features]
    return bool(found) and all(not shape_fault(each) and _is_on_grid(each) for each in found)


def _is_on_grid(shape: Any) -> bool:
    points = [point for ring in rings(shape) for point in ring]
    return all(1_000 <= x <= 700_000 and 1_000 <= y <= 1_300_000 for x, y, *_ in points)


def _decoded(raw: bytes) -> str:
    encoding = next((name for mark, name in ENCODINGS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise Invalid("this is not text in UTF-8.") from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as fault:
        raise Invalid(f"line {fault.lineno}: this is not JSON ({fault.msg}).") from None
    except RecursionError:
        raise Invalid("this is not GeoJSON: its brackets stand too deep in each other.") from None
    except ValueError:
        raise Invalid("this is not GeoJSON: it holds a number that cannot be read.") from None


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)
