"""What can a program ask of what is shared? A list, a search, one item, a file, and an export, for reading alone.

Every answer comes from the policy's one query. What may not be read is answered with the very bytes of what does not
exist.

*Source:* R213; D2, D8; design/sharing.md 2, 2.2; bars A2, A4 and B1.
"""

import re
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field, StringConstraints

from commonground.audit.actions import listed, seen
from commonground.groundwork.ids import LENGTH
from commonground.groundwork.permissions import require
from commonground.sharing.actions import harvest, renditions
from commonground.sharing.api.entering import Entering
from commonground.sharing.api.shapes import Export, Found, PublicId, Rows, Whole, rows, whole
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import attachments, programs, visible
from commonground.sharing.rules.attachments import FileKind
from commonground.sharing.rules.programs import ASKS, EXPORTS, Use

TOO_MANY = "Many items were opened in a short time. Say on the site what it is for, and go on, or wait a while."
A_PAGE, MOST, MOST_WHOLE = 50, 200, 100
reading, exporting = Entering(Use.READ, ASKS), Entering(Use.EXPORT, EXPORTS)
router = Router(tags=["Shared"], auth=reading)

# What no database can hold is no word that anybody looks for
Words = Annotated[str, StringConstraints(max_length=200, pattern=re.compile(r"^[^\x00]*$"))]
Ref = Annotated[str, StringConstraints(max_length=LENGTH, pattern=re.compile(r"^[0-9A-Za-z]*$"))]


class Asked(Schema):
    """How a list is narrowed; what is left out asks nothing."""

    q: Words = Field("", description="Words that stand in what you may read")
    category: Words = ""
    originator: Ref = Field("", description="The id of an organisation")
    area: Ref = Field("", description="The id of an area")
    own: bool | None = Field(None, description="True: what your organisation wrote. False: what others did.")


def _narrowed(asked: Asked) -> dict[str, Any]:
    return {
        "words": asked.q,
        "category": asked.category,
        "originator_id": programs.organisation_key(asked.originator),
        "area_id": programs.area_key(asked.area),
        "own": asked.own,
    }


@router.get("/items", response=Rows, url_name="items", summary="List what you may read")
def items(
    request: HttpRequest,
    asked: Query[Asked],
    before: Annotated[Ref, Field(description="The `next` of the page before")] = "",
    size: Annotated[int, Field(ge=1, le=MOST)] = A_PAGE,
) -> dict[str, Any]:
    """The newest first, each item once, by the first of its versions that you may read."""
    actor, narrowed = request.actor, _narrowed(asked)
    page = visible.found(actor, **narrowed, before=before, size=size)
    if before and not harvest.may_go_through(actor=actor, items=[one.item for one in page.rows]):
        raise HttpError(429, TOO_MANY)
    listed(actor=actor, subjects=[one.item for one in page.rows], page="program_list")
    return {"items": rows(actor, page.rows), "count": visible.count(actor, **narrowed), "next": page.next}


@router.get("/search", response=Found, url_name="search", summary="Search what you may read")
def search(
    request: HttpRequest,
    q: Annotated[Words, Field(min_length=1)],
    size: Annotated[int, Field(ge=1, le=MOST)] = A_PAGE,
) -> dict[str, Any]:
    """The newest items in which the words stand, in a version that you may read."""
    found = visible.search(request.actor, q, size=size)
    listed(actor=request.actor, subjects=[one.item for one in found], page="program_search")
    return {"items": rows(request.actor, found)}


@router.get("/items/{id:shared}", response=Whole, url_name="item", summary="Read one item")
def item(request: HttpRequest, shared: PublicId) -> dict[str, Any]:
    """All versions of an item that you may read. Reading is recorded, and the originator can see it."""
    first = visible.item_for(request.actor, shared)
    if not harvest.may_open(actor=request.actor, item=first.item):
        raise HttpError(429, TOO_MANY)
    return whole(request.actor, first)


@router.get("/items/{id:shared}/{id:rendition}/files/{id:file}", url_name="file", summary="Fetch a file")
def file(request: HttpRequest, shared: PublicId, rendition: PublicId, file: PublicId) -> HttpResponse:
    """A file of a version that you may read, as a download."""
    version = visible.rendition_for(request.actor, rendition)
    if version.item.public_id != shared:
        raise Http404
    found = attachments.one_of(version, file)
    if renditions.must_accept(request.actor, version):
        raise HttpError(403, "Accept the conditions of this version on its page first.")
    if not harvest.may_open(actor=request.actor, item=version.item):
        raise HttpError(429, TOO_MANY)
    seen(actor=request.actor, subject=version.item, page="file", rendition=version.ref, file=found.ref)
    response = HttpResponse(attachments.content_of(found), content_type=FileKind(found.kind).media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


@router.get("/export", response=Export, url_name="export", auth=exporting, summary="Export whole items")
def export(
    request: HttpRequest,
    asked: Query[Asked],
    before: Annotated[Ref, Field(description="The `next` of the page before")] = "",
    size: Annotated[int, Field(ge=1, le=MOST_WHOLE)] = MOST_WHOLE,
) -> dict[str, Any]:
    """Whole items by the page, to those who have the right to export. Each page asks anew what may be read."""
    actor = request.actor
    require(TABLE, "export_items", actor, None)
    page = visible.found(actor, **_narrowed(asked), before=before, size=size)
    if not harvest.may_take(actor=actor, items=[one.item for one in page.rows]):
        raise HttpError(429, TOO_MANY)
    listed(actor=actor, subjects=[one.item for one in page.rows], page="program_export")
    return {"items": [whole(actor, one) for one in page.rows], "next": page.next}
