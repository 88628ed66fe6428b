"""What is typed of an item before it is one? Renditions with their releases; the audience comes with the first words.

*Source:* design/sharing.md 1, 2.1; R15; D2.
"""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

CATEGORIES = {
    "intelligence": "Intelligence",
    "incident": "Incident",
    "alert": "Alert",
    "briefing": "Briefing",
    "document": "Document",
}


@dataclass(frozen=True, slots=True)
class ReleaseDraft:
    """One rendition to be opened to one audience. Everything is named by its key; a named person by a membership."""

    to: str = "organisation"
    organisation_id: int | None = None
    membership_id: int | None = None
    group_id: int | None = None
    agreement_id: int | None = None
    decision_id: int | None = None
    clearance: int = 0
    purpose: str = ""
    basis_of_giver: str = ""
    basis_of_getter: str = ""
    opens: datetime | None = None
    closes: datetime | None = None

    def kept(self) -> dict[str, Any]:
        """Write it as it waits for a second person."""
        values = asdict(self)
        for name in ("opens", "closes"):
            values[name] = values[name].isoformat() if values[name] else None
        return values


def release_draft(kept: Mapping[str, Any]) -> ReleaseDraft:
    """Read a release that waited."""
    moments = {name: datetime.fromisoformat(kept[name]) if kept.get(name) else None for name in ("opens", "closes")}
    return ReleaseDraft(**{**kept, **moments})


@dataclass(frozen=True, slots=True)
class RenditionDraft:
    """One version of an item as it is typed. `tlp` is the marking's rank, 0 CLEAR to 4 RED; `clearance` is 0 to 3.
    `source` is the public id of the version that it is drawn from, where it is drawn from one."""

    kind: str = "full"
    title: str = ""
    text: str = ""
    tlp: int = 2
    clearance: int = 0
    personal: bool = True
    not_personal_because: str = ""
    children: bool = False
    offences: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)
    gsc: str = ""
    grade: str = ""
    conditions: str = ""
    releases: tuple[ReleaseDraft, ...] = ()
    source: uuid.UUID | None = None
