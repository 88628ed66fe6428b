"""How is a document taken away? As a tagged PDF, a word processor's file, an e-book, Markdown or a page of its own.

Whoever has a `groundwork.documents.Document` calls `respond`; every form is made from the same tree, on this machine,
without the network and without a system library.

*Source:* R3, R13, R16, R29, R39, R71-R72; the look, section 9.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.documents import Document
from commonground.pages.documents import book, markdown, paper, web, word


@dataclass(frozen=True, slots=True)
class Form:
    """One form that a document comes in: its suffix, its media type, what a reader knows it by, and its maker."""

    suffix: str
    media_type: str
    label: str | Promise
    make: Callable[[Document], bytes]


FORMS: dict[str, Form] = {
    form.suffix: form
    for form in (
        Form("pdf", "application/pdf", _("PDF"), paper.make),
        Form(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _("Word processor"),
            word.make,
        ),
        Form("epub", "application/epub+zip", _("E-book"), book.make),
        Form("md", "text/markdown; charset=utf-8", _("Markdown"), markdown.make),
        Form("html", "text/html; charset=utf-8", _("Page to keep"), web.make),
    )
}


def render(document: Document, form: str) -> bytes:
    """Make a document in one of the `FORMS`; the same tree always gives the same bytes. Another form is a KeyError."""
    return FORMS[form].make(document)


def respond(document: Document, form: str, name: str) -> HttpResponse:
    """Answer with the document as a file of that name to keep; a form that there is not is a page not found."""
    if form not in FORMS:
        raise Http404
    return as_file(render(document, form), form, name)


def as_file(content: bytes, form: str, name: str) -> HttpResponse:
    """Answer with what `render` made as a file to keep; letters that a file's name can't hold are left out."""
    response = HttpResponse(content, content_type=FORMS[form].media_type)
    safe = slugify(name)[:80].strip("-_") or "document"
    response.headers["Content-Disposition"] = f'attachment; filename="{safe}.{form}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
