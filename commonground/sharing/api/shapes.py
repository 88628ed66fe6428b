"""In which shape does an item leave for a program? Rows of lists, whole items with their versions, addresses of files.

What is left out on purpose: how many versions there are that the reader may not read, when others were written, how
often something was changed, and who else reads it.

*Source:* design/sharing.md 2 ("who reads one rendition learns nothing of … another"); D8.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.urls import reverse
from ninja import Schema
from pydantic import Field, WithJsonSchema

from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.groundwork.markings import STRICTNESS
from commonground.sharing.actions import renditions
from commonground.sharing.models import Attachment, Item, Rendition
from commonground.sharing.queries import attachments, explaining, items_asks, visible
from commonground.sharing.rules.attachments import FileKind
from commonground.sharing.rules.renditions import shown

LABELS = {rank: marking.label for marking, rank in STRICTNESS.items()}
PublicId = Annotated[uuid.UUID, WithJsonSchema({"type": "string", "pattern": f"^{ids.PATTERN}$"})]


class Named(Schema):
    """Something with a name."""

    id: str
    name: str


class Originator(Named):
    """The organisation that an item comes from."""

    side: str


class Part(Schema):
    """What is kept apart from the text: what is fact, what is opinion, who is what."""

    label: str
    words: str


class File(Schema):
    """A file of a version; its address is asked each time."""

    id: str
    caption: str
    media_type: str
    size: int = Field(description="Bytes")
    address: str


class Version(Schema):
    """One version of an item. Where police conditions are to be accepted first, its title and words are left out."""

    id: str
    marking: str
    kind: str
    title: str
    text: str
    parts: list[Part]
    personal: bool
    clearance: int = Field(description="The least clearance: 0 none, 1 checked, 2 vetted, 3 security cleared")
    gsc: str
    grade: str
    conditions: str
    must_accept: bool
    why: str
    files: list[File]


class Row(Schema):
    """One line of a list: an item, by the first of its versions that the reader may read."""

    id: str
    marking: str
    title: str = Field(description="Left out, as on the page, until the police conditions of the version are accepted")
    category: str
    originator: Originator
    area: Named
    opens: datetime | None
    closes: datetime | None
    version: str
    address: str


class Rows(Schema):
    """A page of a list; `next` is asked for with `before`, and empty at the end."""

    items: list[Row]
    count: int = Field(description="How many there are; 1,001 stands for all that are more than 1,000")
    next: str


class Whole(Row):
    """An item with all versions that the reader may read, in the originator's order."""

    versions: list[Version]


class Export(Schema):
    """A page of whole items."""

    items: list[Whole]
    next: str


class Found(Schema):
    """What a search has found."""

    items: list[Row]


def rows(actor: Actor, found: Sequence[Rendition]) -> list[dict[str, Any]]:
    """Give the lines of a list, each with the title that the reader may see."""
    titles = items_asks.titles(actor, found)
    return [_row(one, titles[one.pk]) for one in found]


def _row(rendition: Rendition, title: str) -> dict[str, Any]:
    item = rendition.item
    body = item.originator
    return {
        "id": item.ref,
        "marking": LABELS[rendition.tlp],
        "title": title,
        "category": item.category,
        "originator": {"id": body.ref, "name": body.name, "side": body.side},
        "area": {"id": item.area.ref, "name": item.area.name},
        "opens": item.opens,
        "closes": item.closes,
        "version": rendition.ref,
        "address": settings.PUBLIC_ADDRESS + reverse("sharing:item", args=[item.public_id]),
    }


def whole(actor: Actor, first: Rendition) -> dict[str, Any]:
    """Give an item with its versions, and record that each was read that is not held back by its conditions."""
    found = visible.renditions_for(actor, first.item)
    files = attachments.of_each(found)
    return {**rows(actor, [first])[0], "versions": [_version(actor, first.item, one, files[one.pk]) for one in found]}


def _version(actor: Actor, item: Item, one: Rendition, files: list[Attachment]) -> dict[str, Any]:
    held_back = renditions.must_accept(actor, one)
    if not held_back:
        renditions.read(actor=actor, rendition=one)
    return {
        "id": one.ref,
        "marking": LABELS[one.tlp],
        "kind": one.kind,
        "title": "" if held_back else one.title,
        "text": "" if held_back else one.text,
        "parts": [] if held_back else [{"label": label, "words": words} for label, words in shown(one.fields)],
        "personal": one.personal,
        "clearance": one.clearance,
        "gsc": one.gsc,
        "grade": one.grade,
        "conditions": one.conditions,
        "must_accept": held_back,
        "why": explaining.why(actor, one),
        "files": [] if held_back else [_file(item, one, file) for file in files],
    }


def _file(item: Item, one: Rendition, file: Attachment) -> dict[str, Any]:
    address = reverse("sharing:api:file", args=[item.public_id, one.public_id, file.public_id])
    return {
        "id": file.ref,
        "caption": file.caption,
        "media_type": FileKind(file.kind).media_type,
        "size": file.size,
        "address": settings.PUBLIC_ADDRESS + address,
    }
