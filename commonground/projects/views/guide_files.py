"""How is the guide taken away? Whole, on one sheet, for a wallet, and as sheets to fill in; made once for each version.

*Source:* R3, R51, R71-R72.
"""

import io
import zipfile
from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.pages import documents
from commonground.pages.documents import steps as sheets
from commonground.people.queries import programmes
from commonground.projects.models import GuideVersion
from commonground.projects.queries import editions_read
from commonground.projects.queries import guide as queries
from commonground.projects.rules import editions, guide_papers
from commonground.projects.rules import guide as the_guide
from commonground.projects.rules.guide_papers import Provenance

Texts = tuple[tuple[str, str], ...]
ALWAYS = (1980, 1, 1, 0, 0, 0)
SIZE_NAMES = {"a4": "overview", "a3": "poster", "card": "wallet-card"}
KEPT_FILES = 48


@login_not_required
@require_safe
def whole(request: HttpRequest, form: str) -> HttpResponse:
    """Give the whole guide in one form."""
    if form not in documents.FORMS:
        raise Http404
    found = queries.in_force()
    return _kept(documents.as_file(_of(found, "guide", form), form, f"{_('guide')}-{_number(found)}"))


@login_not_required
@require_safe
def markdown(request: HttpRequest) -> HttpResponse:
    """Give the whole guide as Markdown, to read in the browser."""
    return HttpResponse(_of(queries.in_force(), "guide", "md"), content_type="text/markdown; charset=utf-8")


@login_not_required
@require_safe
def worksheets(request: HttpRequest, form: str, number: int = 0) -> HttpResponse:
    """Give the sheets to fill in, of one step or of all."""
    if form not in documents.FORMS or number not in range(len(the_guide.STEPS) + 1):
        raise Http404
    what = f"worksheet-{number}" if number else "worksheets"
    return _kept(documents.as_file(_of(queries.in_force(), what, form), form, what))


@login_not_required
@require_safe
def sheet(request: HttpRequest, size: str) -> HttpResponse:
    """Give the ten steps on one sheet: for a desk, a wall or a wallet."""
    if size not in sheets.SIZES:
        raise Http404
    return _kept(documents.as_file(_of(queries.in_force(), size, "pdf"), "pdf", f"ten-steps-{SIZE_NAMES[size]}"))


@login_not_required
@require_safe
def pack(request: HttpRequest, number: int) -> HttpResponse:
    """Give what a launch needs in one folder: the announcement, the guide and its sheets."""
    version = next(iter(queries.launched().filter(number=number)), None)
    if version is None:
        raise Http404
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in _pack_of(version):
            folder.writestr(zipfile.ZipInfo(name, ALWAYS), content, zipfile.ZIP_DEFLATED)
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="guide-{number}-launch.zip"'
    return response


def _pack_of(version: GuideVersion) -> list[tuple[str, bytes]]:
    announced = "\n\n".join(text for text in (str(version), version.announcement, version.change_log) if text)
    files = [("announcement.txt", f"{announced}\n".encode())]
    files += [(f"guide.{form}", _of(version, "guide", form)) for form in ("pdf", "epub", "docx")]
    return [*files, *((f"ten-steps-{SIZE_NAMES[size]}.pdf", _of(version, size, "pdf")) for size in sheets.SIZES)]


def _number(version: GuideVersion | None) -> int:
    return version.number if version else 1


def _kept(response: HttpResponse) -> HttpResponse:
    # A copy may be kept for a while, so that a launch does not bring every reader back for the same file.
    response.headers["Cache-Control"] = "public, max-age=600"
    return response


def _of(version: GuideVersion | None, what: str, form: str) -> bytes:
    texts: Texts = tuple(sorted(version.texts.items())) if version else ()
    programme = programmes.programme()
    call = programme.telephone if programme else ""
    return _made(what, form, get_language() or "en-GB", texts, editions_read.provenance(version), call)


@lru_cache(maxsize=KEPT_FILES)
def _made(what: str, form: str, language: str, texts: Texts, whose: Provenance, call: str) -> bytes:
    """Make one file; the arguments are all that it depends on, so that it is made once."""
    told = editions.told(dict(texts))
    spoken = "en-GB" if language.startswith("en") else language
    if what in sheets.SIZES:
        return sheets.make(_sheet(told, whose, spoken, what, call), what)
    if what.startswith("worksheet"):
        number = int(what.partition("-")[2] or 0)
        chosen = [told[number - 1]] if number else told
        return documents.render(guide_papers.worksheets(chosen, whose, gettext, spoken), form)
    return documents.render(guide_papers.whole(told, whose, gettext, spoken), form)


def _sheet(told: list[editions.Told], whose: Provenance, language: str, size: str, call: str) -> sheets.Sheet:
    rows = [
        sheets.Step(
            one.step.number,
            _(one.step.title),
            _(one.step.what),
            [(question.code, _(question.asks)) for question in one.step.questions],
        )
        for one in told
    ]
    reference = ", ".join(filter(None, (whose.reference(gettext), whose.on_said)))
    note = _("In an emergency call 999. Partnership office: %(call)s") % {"call": call} if call else ""
    if size != "card":
        note = _("The steps are those of the guide launched on 27 September 2016; the wording is our own.")
    lead = _(guide_papers.LEAD)
    return sheets.Sheet(_("Ten steps to work together"), lead, rows, note, reference, whose.owner, whose.on, language)
