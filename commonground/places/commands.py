"""What can be typed about areas? Bring in a layer of boundaries, list areas, name them otherwise, retire one.

*Source:* R57, R187; settled questions, "Running it" (commands).
"""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from commonground.groundwork.actors import SYSTEM
from commonground.groundwork.commands import Command
from commonground.groundwork.refusals import Invalid
from commonground.places import actions, queries
from commonground.places.adapters import files, postcodes
from commonground.places.models import Area
from commonground.places.rules import AreaKind
from commonground.places.rules.layers import Layer

SHELL = replace(SYSTEM, name="Shell")
KINDS = [kind.value for kind in AreaKind]
LONG = 2000  # areas; a shorter file is through before anybody wonders
FEW = 10


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="GeoJSON with polygons in degrees (WGS84) or British National Grid"
    )
    parser.add_argument("--code", required=True, metavar="PROPERTY", help="the property that holds each area's code")
    parser.add_argument("--name", required=True, metavar="PROPERTY", help="the property that holds each area's name")
    parser.add_argument("--kind", required=True, choices=KINDS, help="how large they are")
    held = parser.add_mutually_exclusive_group()
    held.add_argument("--within", default="", metavar="CODE", help="the code of the area that holds them all")
    held.add_argument(
        "--within-property", default="", metavar="PROPERTY", help="the property that holds the code of the area around"
    )
    held.add_argument(
        "--within-kind", default="", choices=KINDS, help="find the area of this kind that holds most of each"
    )
    parser.add_argument("--other-name", default="", metavar="PROPERTY", help="a property with a name in another tongue")
    parser.add_argument(
        "--replaces", default="", metavar="PROPERTY", help="a property with the codes that each replaces"
    )
    parser.add_argument("--source", default="", metavar="TEXT", help="who published the file, and its licence")
    parser.add_argument(
        "--whole-layer",
        action="store_true",
        help="the file is all of this kind (with --within, all in that area): what it lacks is retired",
    )
    parser.add_argument("--trial", action="store_true", help="say what would change, and change nothing")


def _import(options: Namespace) -> int:
    try:
        read = files.read(_bytes_of(options.file))
        layer = Layer(
            code=options.code,
            name=options.name,
            kind=AreaKind(options.kind),
            within=options.within,
            within_property=options.within_property,
            within_kind=options.within_kind,
            other_name=options.other_name,
            replaces=options.replaces,
            source=options.source,
            is_whole=options.whole_layer,
        )
        summary = actions.bring_in_layer(
            actor=SHELL, features=read.features, layer=layer, is_trial=options.trial, progress=_tell_how_far
        )
    except Invalid as refusal:
        joint = ", " if refusal.reason.startswith("line ") else ": "
        raise Invalid(f"{options.file}{joint}{refusal.reason}") from None
    _tell(summary, read.was_grid, options.trial)
    return 0


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise Invalid(f"{(fault.strerror or 'it cannot be read').lower()}.") from None


def _tell_how_far(done: int, of: int) -> None:
    """Say on the error stream how far a long file is, some hundreds at a time."""
    if of >= LONG and (done % 500 == 0 or done == of):
        print(f"{done} of {of} areas …", file=sys.stderr, flush=True)


def _tell(summary: actions.Summary, was_grid: bool, is_trial: bool) -> None:
    print(f"{summary.read} areas read, {summary.changed} of them new or changed.")
    told = {
        "renamed": summary.renamed,
        "moved to another area": summary.moved,
        "redrawn": summary.redrawn,
        "described otherwise": summary.described,
        "back again": summary.returned,
        "retired": summary.retired,
    }
    for what, codes in told.items():
        if codes:
            few = ", ".join(sorted(set(codes))[:FEW])
            print(f"{len(set(codes))} {what}: {few}{' …' if len(set(codes)) > FEW else ''}.")
    if was_grid:
        print("The file is in British National Grid; the boundaries are kept in degrees, right within three metres.")
    if is_trial:
        print("This was a trial: nothing was changed.")


def _postcodes_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV with a row of headings, such as the office's own")
    parser.add_argument("--postcode", default="pcds", metavar="COLUMN", help="the column of the postcode (pcds)")
    parser.add_argument("--area", default="lsoa21cd", metavar="COLUMN", help="the column of the area's code (lsoa21cd)")
    parser.add_argument("--ended", default="", metavar="COLUMN", help="a column that is filled where one has ended")
    parser.add_argument("--whole", action="store_true", help="the file is all there are: others go")


def _postcodes(options: Namespace) -> int:
    rows = postcodes.rows(options.file, options.postcode, options.area, options.ended)
    try:
        kept, lost = actions.bring_in_postcodes(actor=SHELL, rows=rows, is_whole=options.whole)
    except Invalid as refusal:
        raise Invalid(f"{options.file}: {refusal.reason}") from None
    print(f"{kept} postcodes are kept; {lost} lie in areas that are not here.")
    return 0


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="a name or code, however it is spelt")
    parser.add_argument("--kind", default="", choices=KINDS, help="only areas of this kind")
    parser.add_argument("--retired", action="store_true", help="those that are no more, and what took their place")


def _list(options: Namespace) -> int:
    if options.retired:
        for area in queries.retired(options.kind):
            after = ", ".join(one.code for one in area.successors.all()) or "nothing"
            print(f"{area.code}\t{area.kind}\t{area.name}\tsince {area.retired_on:%Y-%m-%d}\tnow {after}")
        return 0
    for area in queries.found(options.name, options.kind).iterator(chunk_size=2000):
        print(f"{area.code}\t{area.kind}\t{area.name}\t{f'in {area.within.name}' if area.within else ''}".rstrip())
    return 0


def _retire_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="the area that is no more")
    parser.add_argument("--successor", action="append", default=[], metavar="CODE", help="what took its place; repeat")
    parser.add_argument("--because", default="", metavar="TEXT", help="why, in a few words")


def _retire(options: Namespace) -> int:
    successors = [_area(code) for code in options.successor]
    area = actions.retire(actor=SHELL, area=_area(options.code), successors=successors, because=options.because)
    print(f"{area.name} ({area.code}) is retired.")
    return 0


def _name_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="the area")
    parser.add_argument("names", nargs="+", metavar="NAME", help="what people call it too")


def _name(options: Namespace) -> int:
    area = actions.name_also(actor=SHELL, area=_area(options.code), names=options.names)
    print(f"{area.name} is also found as {', '.join(area.aliases)}.")
    return 0


def _area(code: str) -> Area:
    area = queries.area_with_code(code)
    if area is None:
        raise Invalid(f"No area has the code {code}.")
    return area


COMMANDS = (
    Command(
        "import",
        "Bring in the areas of a GeoJSON file, all or none; the same file twice changes nothing.",
        "commonground places import lsoa.geojson --code LSOA21CD --name LSOA21NM --kind lsoa --within-property LAD22CD",
        _import,
        _import_arguments,
        {0: "all areas are there", 2: "nothing was changed; the file, the feature and its fault in one line"},
    ),
    Command(
        "postcodes",
        "Bring in postcodes with their areas, so that places are found by them; all of the file or nothing.",
        "commonground places postcodes ONSPD.csv --postcode pcds --area lsoa21cd --ended doterm",
        _postcodes,
        _postcodes_arguments,
        {0: "they are kept", 2: "nothing was changed; the file, the line and its fault in one line"},
    ),
    Command(
        "list",
        "List areas: code, kind, name and the area around, parted by tabs; a name may be misspelt.",
        "commonground places list “St Johns” --kind ward",
        _list,
        _list_arguments,
        {0: "listed, even if there are none", 2: "wrong input, said in one line"},
    ),
    Command(
        "retire",
        "Retire an area in favour of those that took its place; everything that names it stays.",
        "commonground places retire E05000128 --successor E05013652 --because “Wards of 2022”",
        _retire,
        _retire_arguments,
        {0: "it is retired", 2: "nothing was changed; the reason in one line"},
    ),
    Command(
        "name",
        "Keep other names of an area, under which people find it too.",
        "commonground places name E09000001 “The Square Mile”",
        _name,
        _name_arguments,
        {0: "they are kept", 2: "nothing was changed; the reason in one line"},
    ),
)
