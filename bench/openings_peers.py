"""How long do others take over the same list of the same rows? django-guardian, and casbin at a size that it can bear.

`python -m bench.openings_peers` fetches both once, into an environment of their own under build/peers; without it one
line says so. Guardian keeps a row for each object and group, in a schema beside the site's: each key becomes a group,
each opening that is open now a row, each reader a user in the groups of their ring. Neither is asked about time,
agreements or levels: that was worked out for them. Casbin keeps its policy in memory; it gets the newest rows alone.

*Source:* issue "Dare to Share", acceptance (`bench/`); reference on security, section 6.
"""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg

from commonground.hosting import postgres
from tests.journeys.site import CLONE, Site

FOLDER = CLONE / "build" / "peers" / "sharing"
NEEDED = ("django==5.2.19", "django-guardian==3.5.2", "casbin==1.43.0", "psycopg[binary]")
SCHEMA = "bench_guardian"
FOR_CASBIN = 2_000
MISSING = "  django-guardian and casbin are not there; `python -m bench.openings_peers` fetches them once."


def main() -> int:
    """Make the environment, unless it is whole."""
    if not _is_there():
        venv.create(FOLDER, with_pip=True)
        subprocess.run([str(_python()), "-m", "pip", "install", "--quiet", *NEEDED], check=True)
    print(f"{', '.join(NEEDED)} are in {FOLDER.relative_to(CLONE)}.")
    return 0


def lines(site: Site, database: psycopg.Connection[Any], ours: Mapping[int, float]) -> Iterator[str]:
    """Give what each takes for the latest 50 of each reader, as lines of text, beside the busy seconds of ours."""
    if not _is_there():
        yield MISSING
        return
    database.execute(f"CREATE SCHEMA {SCHEMA}")
    given = {
        "host": str(postgres.Server(site.home).socket_folder),
        "user": postgres.SUPERUSER,
        "name": postgres.DATABASE,
        "schema": SCHEMA,
        "readers": dict(ours),
        "casbin": FOR_CASBIN,
    }
    script = str(Path(__file__).with_name("openings_peers_asking.py"))
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    ran = subprocess.run(
        [str(_python()), script, json.dumps(given)], env=kept, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    for line in ran.stdout.splitlines():
        yield f"  {line}"


def _is_there() -> bool:
    return next(FOLDER.glob("lib/*/site-packages/casbin"), None) is not None


def _python() -> Path:
    return FOLDER / "bin" / "python"


if __name__ == "__main__":
    sys.exit(main())
