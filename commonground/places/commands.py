"""What can be typed about areas? Bring in a file of boundaries.

*Source:* R187; settled questions, "Running it" (commands).
"""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from commonground.groundwork.actors import SYSTEM
from commonground.groundwork.commands import Command
from commonground.groundwork.refusals import Invalid
from commonground.places import actions
from commonground.places.rules import AreaKind


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="GeoJSON with polygons in degrees (WGS84)")
    parser.add_argument("--code", required=True, metavar="PROPERTY", help="the property that holds each area's code")
    parser.add_argument("--name", required=True, metavar="PROPERTY", help="the property that holds each area's name")
    parser.add_argument("--kind", required=True, choices=[kind.value for kind in AreaKind], help="how large they are")
    parser.add_argument("--within", default="", metavar="CODE", help="the code of the area that holds them")
    parser.add_argument("--source", default="", metavar="TEXT", help="who published the file, and its licence")


def features_in(file: Path) -> list[dict[str, Any]]:
    """Read the features of a GeoJSON file.

    :raises Invalid: with the file's name, and the line where it cannot be read as JSON.
    """
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise Invalid(f"{file}: this is not text in UTF-8.") from None
    except json.JSONDecodeError as fault:
        raise Invalid(f"{file}, line {fault.lineno}: this is not JSON ({fault.msg}).") from None
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise Invalid(f"{file}: this is not a GeoJSON FeatureCollection.")
    return features


def _bring_in(options: Namespace) -> int:
    features = features_in(options.file)
    try:
        changed = actions.bring_in(
            actor=replace(SYSTEM, name="Shell"),
            features=features,
            code=options.code,
            name=options.name,
            kind=AreaKind(options.kind),
            within=options.within,
            source=options.source,
        )
    except Invalid as refusal:
        raise Invalid(f"{options.file}: {refusal.reason}") from None
    print(f"{len(features)} areas read, {changed} of them new or changed.")
    return 0


COMMANDS = (
    Command(
        "import",
        "Bring in the areas of a GeoJSON file, all or none; the same file twice changes nothing.",
        "commonground places import lsoa.geojson --code LSOA21CD --name LSOA21NM --kind lsoa --source “ONS, OGL 3.0”",
        _bring_in,
        _arguments,
        {0: "all areas are there", 2: "nothing was changed; the file, the feature and its fault in one line"},
    ),
)
