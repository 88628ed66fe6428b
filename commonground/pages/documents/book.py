"""How does a document stand as an e-book? One chapter for each main heading, with a table of contents that leads there.

*Source:* R71; EPUB 3.3, EPUB Accessibility 1.1.
"""

import hashlib
import io
import uuid
import zipfile
from collections.abc import Sequence
from html import escape

from django.utils.translation import gettext as _

from commonground.groundwork import documents as tree
from commonground.groundwork.documents import Block, Document, Heading
from commonground.pages.documents.web import STYLE, body, front, lines
from commonground.pages.documents.words import HOUSE, cleaned

ALWAYS = (1980, 1, 1, 0, 0, 0)
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
Chapter = tuple[str, Sequence[Block]]


def make(document: Document) -> bytes:
    """Make a document an EPUB 3 file."""
    parts = chapters(document)
    files = {"META-INF/container.xml": CONTAINER, "book/style.css": STYLE, "book/nav.xhtml": _contents(document, parts)}
    for number, (title, blocks) in enumerate(parts):
        first = front(document) if number == 0 else ""
        inside = f"{first}<main>\n{''.join(body(blocks))}</main>"
        files[f"book/part-{number}.xhtml"] = _page(document, title, inside)
    files["book/package.opf"] = _package(document, parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr(zipfile.ZipInfo("mimetype", ALWAYS), "application/epub+zip")
        for name, content in files.items():
            about = zipfile.ZipInfo(name, ALWAYS)
            about.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(about, content)
    return made.getvalue()


def chapters(document: Document) -> list[Chapter]:
    """Part a document at its main headings; what stands before the first is with the title."""
    parts: list[tuple[str, list[Block]]] = [(document.title, [])]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            parts.append((block.words, []))
        if not isinstance(block, tree.NewPage):
            parts[-1][1].append(block)
    return [(cleaned(title).replace("\n", " "), blocks) for title, blocks in parts]


def _page(document: Document, title: str, inside: str) -> str:
    language = escape(document.language)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="{language}" xml:lang="{language}">
<head><title>{escape(title) or HOUSE}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
{inside}
</body>
</html>
"""


def _contents(document: Document, parts: Sequence[Chapter]) -> str:
    items = "".join(
        f'<li><a href="part-{number}.xhtml">{lines(title) or HOUSE}</a></li>\n'
        for number, (title, _b) in enumerate(parts)
    )
    inside = f'<nav epub:type="toc" id="toc">\n<h1>{escape(_("Contents"))}</h1>\n<ol>\n{items}</ol>\n</nav>'
    return _page(document, cleaned(document.title), inside)


def _package(document: Document, parts: Sequence[Chapter]) -> str:
    drawn = any(isinstance(block, tree.Picture) for block in document.blocks)
    manifest = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    for number, (_title, blocks) in enumerate(parts):
        svg = ' properties="svg"' if any(isinstance(block, tree.Picture) for block in blocks) else ""
        manifest.append(
            f'<item id="part-{number}" href="part-{number}.xhtml" media-type="application/xhtml+xml"{svg}/>'
        )
    spine = "".join(f'<itemref idref="part-{number}"/>\n' for number in range(len(parts)))
    manifested, language = "\n".join(manifest), escape(document.language)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{_about(document, drawn)}
</metadata>
<manifest>
{manifested}
</manifest>
<spine>
{spine}</spine>
</package>
"""


def _about(document: Document, drawn: bool) -> str:
    name = uuid.UUID(bytes=hashlib.sha256(repr(document).encode("utf-8", "replace")).digest()[:16], version=5)
    on = document.on.isoformat() if document.on else "1980-01-01"
    told = [
        f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>',
        f"<dc:title>{escape(cleaned(document.title)) or HOUSE}</dc:title>",
        f"<dc:language>{escape(document.language)}</dc:language>",
        f"<dc:date>{on}</dc:date>",
        f'<meta property="dcterms:modified">{on}T00:00:00Z</meta>',
    ]
    if document.author:
        told.append(f"<dc:creator>{escape(cleaned(document.author))}</dc:creator>")
    if document.summary:
        told.append(f"<dc:description>{escape(cleaned(document.summary))}</dc:description>")
    if document.marking:
        told.append(f"<dc:rights>{escape(cleaned(document.marking))}</dc:rights>")
    features = ["structuralNavigation", "tableOfContents", "readingOrder", *(["alternativeText"] if drawn else [])]
    told += [
        f'<meta property="schema:accessMode">{mode}</meta>' for mode in ("textual", *(["visual"] if drawn else []))
    ]
    told += [f'<meta property="schema:accessibilityFeature">{feature}</meta>' for feature in features]
    told += [
        '<meta property="schema:accessModeSufficient">textual</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
        f'<meta property="schema:accessibilitySummary">{escape(_("All pictures are also told in words."))}</meta>',
    ]
    return "\n".join(told)
