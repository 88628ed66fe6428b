"""Whom does a page name that cannot ask the database? The people who run the site, as they were last written down.

The pages that say that something failed are the same bytes for everybody and need nothing, so what they name lies in a
small file of the state folder. It is written from what the installation says of itself (`website/keeping_in_reach.py`).

*Source:* R48; settled questions, "Who" (the 404 page).
"""

import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

NAMED = ("name", "host", "host_line", "telephone", "telephone_hours", "email")


def kept() -> dict[str, str]:
    """Give what was written down of who runs the site, by the names of `NAMED`; nothing where that cannot be read."""
    try:
        found = json.loads(Path(settings.HELP_DESK).read_text())
    except (OSError, ValueError):
        return {}
    return {name: str(found[name]) for name in NAMED if found.get(name)} if isinstance(found, dict) else {}


def keep(said: Mapping[str, object]) -> bool:
    """Write down who runs the site, at once and whole; whether it was written, and not the same before."""
    wanted = {name: str(said[name]) for name in NAMED if said.get(name)}
    if wanted == kept():
        return False
    path = Path(settings.HELP_DESK)
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(wanted, indent=1))
    unfinished.rename(path)
    return True
