"""How does somebody take away what is held of them? One zip with a file for programs and a page for people.

*Source:* D5; UK GDPR, article 20 ("structured, commonly used and machine-readable").
"""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from commonground.groundwork.matters import Held

READABLE, FOR_PROGRAMS = "your-data.html", "your-data.json"


def packed(name: str, kinds: Sequence[tuple[str, Sequence[Held]]], made_at: datetime) -> bytes:
    """Write every record, grouped by kind, as one zip."""
    told = {
        "name": name,
        "made_at": made_at.isoformat(timespec="seconds"),
        "records": [_plain(held) for _kind, rows in kinds for held in rows],
    }
    page = render_to_string("people/own_data_export.html", {"name": name, "kinds": kinds, "made_at": made_at})
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(FOR_PROGRAMS, json.dumps(told, ensure_ascii=False, indent=1, default=str))
        file.writestr(READABLE, page)
    return whole.getvalue()


def _plain(held: Held) -> dict[str, Any]:
    return {
        "package": held.package,
        "record": held.relation,
        "kind": held.kind,
        "title": held.title,
        "when": held.when,
        "fields": dict(held.fields),
    }
