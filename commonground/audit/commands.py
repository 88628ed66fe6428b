"""What can be typed about the record? Seal it, check it, export it, print its last checkpoint and its key.

*Source:* issue "Dare to Share", audit; settled questions, "Running it" (commands).
"""

import signal
import sys
from argparse import ArgumentParser, FileType, Namespace
from pathlib import Path
from threading import Event

from commonground.audit import notes, verifying
from commonground.audit.models import Checkpoint
from commonground.audit.sealing import Sealer, seed_in
from commonground.groundwork.commands import Command
from commonground.groundwork.refusals import Invalid
from commonground.hosting import state

FOUND_FAULTS = 3


def _seal_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="seal what is there, sign, and end")


def _seal(options: Namespace) -> int:
    sealer = Sealer(seed_in(state.home()))
    over = Event()
    if options.once:
        over.set()
        while sealer.seal():
            continue
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    sealer.run(over.is_set)
    return 0


def _verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--checkpoint", type=FileType("r"), metavar="FILE", help="a signed checkpoint kept elsewhere")


def _verify(options: Namespace) -> int:
    witnessed = options.checkpoint.read() if options.checkpoint else ""
    found = verifying.verify(notes.verification_key(seed_in(state.home())), witnessed)
    for fault in found.faults:
        print(fault)
    print(f"{found.rows} rows and {found.checkpoints} checkpoints were checked; {len(found.faults)} faults were found.")
    return FOUND_FAULTS if found.faults else 0


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write; it is made anew")
    parser.add_argument("--organisation-id", type=int, default=None, metavar="ID", help="rows of its own people only")


def _export(options: Namespace) -> int:
    try:
        with options.file.open("w", encoding="ascii") as file:
            count = sum(1 for line in verifying.exported(options.organisation_id) if file.write(line + "\n"))
    except OSError as fault:
        raise Invalid(f"{options.file} cannot be written ({(fault.strerror or str(fault)).lower()}).") from None
    print(f"{count} rows are in {options.file}.")
    return 0


def _checkpoint(options: Namespace) -> int:
    last = Checkpoint.objects.first()
    if last is None:
        raise Invalid("Nothing is sealed yet.")
    sys.stdout.write(last.note)
    return 0


def _key(options: Namespace) -> int:
    print(notes.verification_key(seed_in(state.home())))
    return 0


COMMANDS = (
    Command(
        "seal",
        "Put new rows of the record into the sealed log each second, and sign checkpoints; the site runs this itself.",
        "commonground audit seal --once",
        _seal,
        _seal_arguments,
        {0: "sealed", 1: "cannot seal on this machine, said in one line"},
    ),
    Command(
        "verify",
        "Hold every row to the sealed log, the log to every checkpoint, and the checkpoints to the key.",
        "commonground audit verify --checkpoint kept-by-a-partner.txt",
        _verify,
        _verify_arguments,
        {0: "nothing was changed", 1: "cannot be checked here", 2: "wrong input", 3: "faults were found, one a line"},
    ),
    Command(
        "export",
        "Write the sealed log as lines of JSON for the stand-alone verifier.",
        "commonground audit export record.jsonl",
        _export,
        _export_arguments,
        {0: "written", 2: "cannot be written, said in one line"},
    ),
    Command(
        "checkpoint",
        "Print the newest signed checkpoint, to be kept away from this machine.",
        "commonground audit checkpoint > checkpoint.txt",
        _checkpoint,
        exit_codes={0: "printed", 2: "nothing is sealed yet"},
    ),
    Command(
        "key",
        "Print the public key with which checkpoints are checked.",
        "commonground audit key",
        _key,
        exit_codes={0: "printed", 1: "there is no key"},
    ),
)
