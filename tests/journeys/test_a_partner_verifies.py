"""Can a partner find out that the record was rewritten, with nothing but what they took away from the site?

Samir Haddow downloads the program, and a checkpoint that he keeps. Weeks may pass; he takes the log away, runs the
program, and all is well. Then somebody with every right over the database changes what he did, and what a stranger did
so well that the log fits itself again: he takes the log away once more, and the program names the row, and where the
other lies.

*Source:* issue "Dare to Share", acceptance ("Journeys in a real browser"), audit; bar C2 of the reference on security.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.journeys.reader import Looked, Reader, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SECONDS_FOR_A_CHECKPOINT = 20
OWN = """
SELECT l.index, l.entry FROM audit_leaf l JOIN audit_entry e ON e.id = l.entry
WHERE e.actor_name = 'Samir Haddow' AND e.tag LIKE '%:seen' ORDER BY l.index DESC LIMIT 1
"""
REWRITTEN = "UPDATE audit_leaf SET hash = sha256('\\x00'::bytea || hash) WHERE index = %s"


def test_a_partner_checks_the_record_and_finds_the_row_that_was_changed(site, chromium, tmp_path):
    looked = Looked()
    samir = sit_down(chromium, site, looked, "haddow")
    samir.open("/shared/")
    program, checkpoint, key = taken_away(samir, tmp_path)

    log = downloaded(samir, "Download the log", tmp_path)
    assert ran(program, log, key, checkpoint) == (0, f"{rows_in(log)} rows held to 1 checkpoints: nothing was changed")

    with site.as_superuser() as database:
        index, entry = database.execute(OWN).fetchone()
        before = database.execute("SELECT subject_id FROM audit_entry WHERE id = %s", [entry]).fetchone()[0]
        database.execute("UPDATE audit_entry SET subject_id = 'another' WHERE id = %s", [entry])
        log = downloaded(samir, "Download the log", tmp_path)
        code, said = ran(program, log, key, checkpoint)
        assert (code, said.splitlines()[0]) == (3, f"row {index} was changed")
        database.execute("UPDATE audit_entry SET subject_id = %s WHERE id = %s", [before, entry])
        rewritten(database, samir, program, key, checkpoint, tmp_path)

    log = downloaded(samir, "Download the log", tmp_path)
    assert ran(program, log, key, checkpoint)[0] == 0
    assert looked.faults == []


def taken_away(samir: Reader, folder: Path) -> tuple[Path, Path, str]:
    """Samir takes away the program, the key, and a checkpoint that stands for what he just did."""
    samir.open("/record/")
    program = downloaded(samir, "Download the program", folder)
    key = samir.page.get_by_label("The public key").inner_text().strip()
    with samir.site.as_superuser() as database:
        until = time.monotonic() + SECONDS_FOR_A_CHECKPOINT
        asked = "SELECT (SELECT max(size) FROM audit_checkpoint) > (SELECT index FROM (" + OWN + ") l)"
        while not database.execute(asked).fetchone()[0]:
            assert time.monotonic() < until, "no checkpoint was signed"
            time.sleep(0.2)
    samir.open("/record/")
    return program, downloaded(samir, "Download the checkpoint", folder), key


def rewritten(
    database: psycopg.Connection, samir: Reader, program: Path, key: str, checkpoint: Path, folder: Path
) -> None:
    """Somebody rewrites a row of which Samir gets no more than a number; the checkpoint that he kept says so."""
    held = database.execute("SELECT hash FROM audit_leaf WHERE index = 3").fetchone()[0]
    database.execute(REWRITTEN, [3])
    log = downloaded(samir, "Download the log", folder)
    code, said = ran(program, log, key, checkpoint)
    size = int(checkpoint.read_text().splitlines()[1])
    assert (code, said.splitlines()[0]) == (3, f"a row from 0 to {size - 1} is not the one that was signed")
    database.execute("UPDATE audit_leaf SET hash = %s WHERE index = 3", [held])


def downloaded(samir: Reader, words: str, folder: Path) -> Path:
    """Take a file away by its link, and keep it under the name that the site gives it."""
    with samir.page.expect_download() as found:
        samir.page.locator("main a").filter(has_text=words).first.click()
    kept = folder / found.value.suggested_filename
    found.value.save_as(kept)
    return kept


def ran(program: Path, log: Path, key: str, checkpoint: Path) -> tuple[int, str]:
    """Run the program that stands alone, where nothing of the site can be imported."""
    line = [sys.executable, "-I", str(program), str(log), "--key", key, "--checkpoint", str(checkpoint)]
    done = subprocess.run(line, cwd=program.parent, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, re.sub(r"\n$", "", done.stdout)


def rows_in(log: Path) -> int:
    """Count the rows of a log."""
    return len(log.read_text().splitlines())
