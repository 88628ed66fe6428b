"""Whom does a page name that cannot ask the database? The people who run the site, as they were last written down.

The pages that say that something failed are the same bytes for everybody and need nothing, so what they name lies in a
small file of the state folder. It is written from what the installation says of itself (`website/keeping_in_reach.py`).

*Source:* R48; settled questions, "Who" (the 404 page).
"""

import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

NAMED = ("name", "host", "telephone", "telephone_hours", "email")


def kept() -> dict[str, str]:
    """Give who runs the site as it was written down, by the names of `NAMED`, and `host_line`, the sentence at the foot
    of each page; nothing where that cannot be read."""
    found = _written()
    if host := found.get("host"):
        found["host_line"] = _("Run by %(host)s for its members and the public.") % {"host": host}
    return found


def _written() -> dict[str, str]:
    try:
        found = json.loads(Path(settings.HELP_DESK).read_text())
    except (OSError, ValueError):
        return {}
    return {name: str(found[name]) for name in NAMED if found.get(name)} if isinstance(found, dict) else {}


def keep(said: Mapping[str, object]) -> bool:
    """Write down who runs the site, at once and whole; whether it was written, and not the same before."""
    wanted = {name: str(said[name]) for name in NAMED if said.get(name)}
    if wanted == _written():
        return False
    path = Path(settings.HELP_DESK)
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(wanted, indent=1))
    unfinished.rename(path)
    return True
