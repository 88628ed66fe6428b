"""What can be taken away from a collaboration? Its papers, each in several forms, and everything as one folder.

*Source:* R13, R16, R29, R39, R52; D1; settled questions, "Who" (blind texts).
"""

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.documents import Block, Document, Heading, NewPage, Note, Table
from commonground.groundwork.refusals import Refused
from commonground.pages import documents
from commonground.pages.downloads import csv_file, guarded
from commonground.projects.actions.permitting import permit
from commonground.projects.models import Collaboration
from commonground.projects.queries import backing, visible
from commonground.projects.queries import everything as asking
from commonground.projects.queries.everything import Held
from commonground.projects.rules import guide
from commonground.projects.rules.papers import PAPERS, Paper
from commonground.projects.views.framing import frame


@require_safe
def papers(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    audit.seen(actor=request.actor, subject=held, page="papers")
    changed = asking.changed_on(held)
    rows = [
        {"paper": paper, "forms": forms, "step": paper.step, "changed": changed.get(paper.step) or changed.get(0)}
        for paper in PAPERS
        if (forms := _forms(held, paper))
    ]
    rows.sort(key=lambda row: row["step"])
    context = frame(request.actor, held, "papers", page_name=_("Papers"), rows=rows)
    return render(request, "projects/papers.html", context)


def _forms(held: Collaboration, paper: Paper) -> list[dict[str, Any]]:
    """Give the forms of one paper with their addresses."""
    try:
        return [
            {"label": documents.FORMS[form].label, "url": reverse(paper.address, args=[held.public_id, form])}
            for form in paper.forms
        ]
    except NoReverseMatch:
        return []


@require_safe
def history_csv(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    audit.seen(actor=request.actor, subject=held, page="history_csv")
    search, side = request.GET.get("q", "").replace("\x00", "")[:200], request.GET.get("side", "")
    rows = asking.history_rows(held, search, side if side in {"police", "security"} else "")
    return csv_file("history", (_("When"), _("What"), _("Who"), _("Organisation")), rows)


@require_POST
def everything(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Make the folder for whoever asks, in the same request, and record that it was taken away."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("take_away", request.actor, held)
    tables = asking.everything(request.actor, held)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for path, content in _files(request, held, tables):
            folder.writestr(path, content)
    parts = [table.name for table in tables]
    audit.seen(actor=request.actor, subject=held, page="everything", parts=parts)
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    name = slugify(held.name)[:60] or "collaboration"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.zip"'
    return response


def _files(request: HttpRequest, held: Collaboration, tables: list[Held]) -> Iterator[tuple[str, bytes]]:
    """Give each file of the folder: a page to read offline, the same as data, a table a part, files, papers."""
    document = _document(request, held, tables)
    yield "index.html", documents.render(document, "html")
    yield "everything.md", documents.render(document, "md")
    yield "everything.json", json.dumps(_as_data(held, tables), ensure_ascii=False, indent=1).encode()
    for table in tables:
        yield f"tables/{table.step:02d}-{table.name}.csv", _csv(table)
    for kept in backing.files_of(held).defer(None):
        yield f"evidence/{kept.name}", bytes(kept.content)
    for paper in PAPERS:
        if (content := _paper(request, held, paper)) is not None:
            yield f"papers/{paper.key}.pdf", content


def _document(request: HttpRequest, held: Collaboration, tables: list[Held]) -> Document:
    blocks: list[Block] = [
        Note(_("Taken away by %(name)s. It holds what they could read on that day, and no more.")
             % {"name": request.actor.name}),
    ]  # fmt: skip
    step = -1
    for table in tables:
        if table.step != step:
            step = table.step
            title = f"{step}. {_(guide.step(step).title)}" if step else _("The whole")
            blocks += [*([NewPage()] if len(blocks) > 1 else []), Heading(title)]
        blocks.append(Table(table.title, table.heading, table.rows))
    return Document(
        held.name,
        blocks,
        summary=held.about,
        author=request.actor.organisation_name,
        on=timezone.localdate(),
        reference=held.ref,
        marking=_("For the team of this collaboration"),
    )


def _as_data(held: Collaboration, tables: list[Held]) -> dict[str, Any]:
    return {
        "id": held.ref,
        "name": held.name,
        "about": held.about,
        "area": held.area.name,
        "state": held.state,
        "on": timezone.localdate().isoformat(),
        "parts": {
            table.name: {
                "title": table.title,
                "step": table.step or None,
                "rows": [dict(zip(table.heading, row, strict=True)) for row in table.rows],
            }
            for table in tables
        },
    }


def _csv(table: Held) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([guarded(cell) for cell in table.heading])
    writer.writerows([guarded(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _paper(request: HttpRequest, held: Collaboration, paper: Paper) -> bytes | None:
    """Make one paper as its own page makes it for the same reader; nothing where that page has nothing for them yet."""
    if "pdf" not in paper.forms:
        return None
    try:
        found = resolve(reverse(paper.address, args=[held.public_id, "pdf"]))
        asked = HttpRequest()
        asked.method, asked.actor, asked.user, asked.META = "GET", request.actor, request.user, request.META
        asked.session = request.session
        response = found.func(asked, **found.kwargs)
    except (NoReverseMatch, Http404, Refused):
        return None
    is_pdf = response.status_code == 200 and response.headers["Content-Type"] == "application/pdf"
    return response.content if is_pdf else None
