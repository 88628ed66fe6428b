"""What can be asked in a shell about crimes and outcomes? Import, list, evaluate, calculate; no database is needed.

Exit status 0 for every verdict; 2 for wrong input, with one line that names the field and the fault.

*Source:* design/outcomes.md 1 and 2, the command-line contract.
"""

import json
import math
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from commonground.groundwork.commands import Command
from commonground.groundwork.refusals import Refused

WRONG_INPUT = 2
EXITS = {0: "done, whatever the verdict", WRONG_INPUT: "wrong input, said in one line"}


def _says_refusals(run: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """Turn a refusal into its one line on the error stream and exit status 2."""

    @wraps(run)
    def guarded(arguments: Namespace) -> int:
        try:
            return run(arguments)
        except Refused as refusal:
            print(refusal.reason.replace("\n", " "), file=sys.stderr)
            return WRONG_INPUT

    return guarded


def _show(arguments: Namespace, value: Any, in_words: Callable[[], str]) -> None:
    if arguments.json:
        print(json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False))
    else:
        print(in_words())


def _takes_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of words")


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE-OR-FOLDER", help="data.police.uk street files")
    parser.add_argument("--force", metavar="NAME", help="the police force, where the file's name does not say it")
    parser.add_argument(
        "--columns",
        nargs="+",
        metavar="FIELD=COLUMN",
        help="read members' own logs, kept under the name given by --force: date, longitude, latitude, crime_type, "
        "and if wanted crime_id and location",
    )
    _takes_json(parser)


@_says_refusals
def _import(arguments: Namespace) -> int:
    from commonground.outcomes.adapters import printing
    from commonground.outcomes.adapters.importing import import_files
    from commonground.outcomes.adapters.own_logs import mapping_of
    from commonground.outcomes.adapters.store import Store

    def progress(number: int, total: int, name: str) -> None:
        print(f"{number} of {total}: {name}", file=sys.stderr)

    columns = mapping_of(arguments.columns) if arguments.columns else None
    store = Store.of_this_installation()
    done = import_files(arguments.paths, store, force=arguments.force, columns=columns, progress=progress).as_json()
    _show(arguments, done, lambda: printing.imported(done))
    for file in done["refused"]:
        print(f"Refused: {file['file']}, line {file['line']}: {file['reason']}", file=sys.stderr)
    return WRONG_INPUT if done["refused"] else 0


@_says_refusals
def _data(arguments: Namespace) -> int:
    from commonground.outcomes.adapters import printing
    from commonground.outcomes.adapters.store import Store

    months = list(Store.of_this_installation().months())
    held = [
        {
            "force": month.force,
            "month": month.month,
            "source": month.source,
            "sha256": month.sha256,
            "read": month.read,
            "kept": month.kept,
            "set_aside": len(month.set_aside),
            "no_location": month.no_location,
        }
        for month in months
    ]
    _show(arguments, {"held": held}, lambda: printing.held(months))
    return 0


def _evaluate_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("study", type=Path, metavar="STUDY.json", help="the study file")
    _takes_json(parser)


@_says_refusals
def _evaluate(arguments: Namespace) -> int:
    from commonground.outcomes.adapters import printing
    from commonground.outcomes.adapters.evaluating import evaluate, read_study

    result = evaluate(read_study(arguments.study))
    _show(arguments, result, lambda: printing.evaluation(result))
    return 0


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"{text} is not a count: use whole numbers, 0 or above")
    return int(text)


def _weight(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        raise ArgumentTypeError(f"{text} is not a weight: use numbers above 0")
    return value


def _alpha(text: str) -> float:
    value = _weight(text)
    if value >= 1:
        raise ArgumentTypeError(f"{text} is not a level: use a number above 0 and below 1")
    return value


def _wdd_arguments(parser: ArgumentParser) -> None:
    def pair(flag: str, what: str, *, required: bool = False) -> None:
        parser.add_argument(
            flag, nargs=2, type=_count, required=required, metavar=("BEFORE", "AFTER"), help=f"crimes {what}"
        )

    pair("--treated", "where you worked", required=True)
    pair("--control", "in the comparison areas", required=True)
    pair("--displacement", "next door")
    pair("--displacement-control", "in the comparison areas for next door")
    parser.add_argument("--time-weights", nargs=2, type=_weight, metavar=("PRE", "POST"), help="lengths of the periods")
    parser.add_argument(
        "--area-weights",
        nargs="+",
        type=_weight,
        metavar="WEIGHT",
        help="sizes: CONTROL TREATED [DISPLACEMENT_CONTROL DISPLACEMENT]",
    )
    parser.add_argument("--alpha", type=_alpha, default=0.05, help="one less the coverage of the interval (0.05)")
    _takes_json(parser)


def _weights(arguments: Namespace) -> Any:
    from commonground.groundwork.refusals import Invalid
    from commonground.outcomes.rules.wdd import Weights

    before, after = arguments.time_weights or (1.0, 1.0)
    areas = arguments.area_weights or []
    if len(areas) not in (0, 2, 4):
        raise Invalid("area-weights: give two numbers or four", field="area-weights")
    names = ("control", "treated", "displacement_control", "displacement")
    return Weights(before=before, after=after, **dict(zip(names, areas, strict=False)))


@_says_refusals
def _wdd(arguments: Namespace) -> int:
    from commonground.outcomes.rules.arithmetic import tidy
    from commonground.outcomes.rules.counts import Cells, Counts
    from commonground.outcomes.rules.displacement import displacement
    from commonground.outcomes.rules.wdd import wdd

    roles = ("treated", "control", "displacement", "displacement_control")
    cells = Cells(**{role: Counts(*(getattr(arguments, role) or (0, 0))) for role in roles})
    result = wdd(cells, _weights(arguments), arguments.alpha)
    if arguments.displacement:
        result["displacement"] = displacement(cells)
    result = tidy(result)

    def in_words() -> str:
        from commonground.outcomes.adapters import printing

        return printing.difference(result, arguments.alpha)

    _show(arguments, result, in_words)
    return 0


COMMANDS: tuple[Command, ...] = (
    Command(
        verb="import",
        summary="Take recorded crimes from data.police.uk street files; the same file twice changes nothing.",
        example="commonground outcomes import ~/Downloads/2018-06 --json",
        run=_import,
        add_arguments=_import_arguments,
        exit_codes={0: "done", WRONG_INPUT: "at least one file or path was refused, each said in one line"},
        needs_database=False,
    ),
    Command(
        verb="data",
        summary="List the crimes that are held, by police force and month.",
        example="commonground outcomes data",
        run=_data,
        add_arguments=_takes_json,
        exit_codes={0: "done"},
        needs_database=False,
    ),
    Command(
        verb="evaluate",
        summary="Say what a study shows: counts, differences, how often chance does as much, and a verdict in words.",
        example="commonground outcomes evaluate studies/city-theft.json --json",
        run=_evaluate,
        add_arguments=_evaluate_arguments,
        exit_codes=EXITS,
        needs_database=False,
    ),
    Command(
        verb="wdd",
        summary="Compute the weighted displacement difference and quotient of counts typed in.",
        example="commonground outcomes wdd --control 308 318 --treated 207 110 --displacement 178 157",
        run=_wdd,
        add_arguments=_wdd_arguments,
        exit_codes=EXITS,
        needs_database=False,
    ),
)
