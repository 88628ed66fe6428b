"""How does a document stand in a word processor? With styles, not with looks: headings, lists and tables that say so.

*Source:* R71; ECMA-376 (what Word and LibreOffice read).
"""

import io
import zipfile
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _
from docx import Document as Word
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from commonground.groundwork import documents as tree
from commonground.groundwork.documents import Document, Link, Strong, Text
from commonground.pages.documents import pictures
from commonground.pages.documents.words import HOUSE, cleaned, facts, pieces, printed, signatures, signing

GROUND, QUIET = RGBColor(0x14, 0x46, 0x3D), RGBColor(0x52, 0x5C, 0x66)
# The first moment that a zip file can hold: the same tree gives the same bytes.
ALWAYS = (1980, 1, 1, 0, 0, 0)
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def make(document: Document) -> bytes:
    """Make a document a DOCX file."""
    word = Word()
    _prepare(word, document)
    word.add_heading(cleaned(document.title), 0)
    if document.summary:
        word.add_paragraph(cleaned(document.summary), style="Subtitle")
    if told := " · ".join(facts(document)):
        word.add_paragraph(told, style="Caption")
    page = False
    for block in document.blocks:
        if isinstance(block, tree.NewPage):
            page = True
            continue
        if page:
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        page = False
        _add(word, block)
    kept = io.BytesIO()
    word.save(kept)
    return _settled(kept.getvalue())


def _settled(content: bytes) -> bytes:
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as file:
        for name in made.namelist():
            about = zipfile.ZipInfo(name, ALWAYS)
            about.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(about, made.read(name))
    return settled.getvalue()


def _element(name: str, **values: object) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _prepare(word: WordDocument, document: Document) -> None:
    about = word.core_properties
    about.title, about.author, about.subject = cleaned(document.title)[:255], cleaned(document.author)[:255], ""
    about.comments, about.language, about.keywords = "", document.language, ""
    made = datetime.combine(document.on, time(), UTC) if document.on else datetime(*ALWAYS, tzinfo=UTC)
    about.created = about.modified = made.replace(tzinfo=None)
    about.last_modified_by, about.revision, about.version = HOUSE, 1, cleaned(document.reference)[:255]
    _style(word, document.language)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    head = f"{HOUSE}\t\t{cleaned(document.marking) or cleaned(document.title)[:60]}"
    section.header.paragraphs[0].text = head
    foot = section.footer.paragraphs[0]
    foot.text = f"{cleaned(document.reference)}\t{cleaned(document.marking)}\t"
    before, _page, after = _("Page {page} of {pages}").partition("{page}")
    _field(foot, before, "PAGE")
    _field(foot, after.partition("{pages}")[0], "NUMPAGES")


def _style(word: WordDocument, language: str) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(_element("lang", val=language, eastAsia=language, bidi="ar-SA"))
    faces = {"Normal": ("Arial", 11), "Title": ("Georgia", 26), "Subtitle": ("Arial", 13)}
    faces |= {f"Heading {level}": ("Georgia", size) for level, size in ((1, 18), (2, 14), (3, 12))}
    for name, (face, size) in faces.items():
        style = word.styles[name]
        style.font.name, style.font.size = face, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name != "Normal":
            style.font.color.rgb = QUIET if name == "Subtitle" else GROUND
            style.font.italic = False
    asks = word.styles.add_style("Question", WD_STYLE_TYPE.PARAGRAPH)
    asks.base_style, asks.font.bold = word.styles["Normal"], True
    asks.paragraph_format.keep_with_next, asks.paragraph_format.space_after = True, Pt(2)


def _field(paragraph: Paragraph, before: str, code: str) -> None:
    paragraph.add_run(before)
    field = _element("fldSimple", instr=code)
    paragraph._p.append(field)


def _fill(paragraph: Paragraph, text: Text) -> Paragraph:
    for piece in pieces(text):
        if isinstance(piece, Link):
            _link(paragraph, piece)
        elif isinstance(piece, Strong):
            paragraph.add_run(piece.words).bold = True
        else:
            paragraph.add_run(piece)
    return paragraph


def _link(paragraph: Paragraph, link: Link) -> None:
    run = paragraph.add_run(printed(link))
    run.font.underline, run.font.color.rgb = True, RGBColor(0x14, 0x56, 0x6B)
    around = OxmlElement("w:hyperlink")
    around.set(qn("r:id"), paragraph.part.relate_to(link.address, LINKS, is_external=True))
    paragraph._p.append(around)
    around.append(run._r)


def _add(word: WordDocument, block: tree.Block) -> None:
    match block:
        case tree.Heading():
            word.add_heading(cleaned(block.words), block.level)
        case tree.Paragraph():
            _fill(word.add_paragraph(), block.words)
        case tree.Note():
            _fill(word.add_paragraph(style="Intense Quote"), block.words)
        case tree.Bullets():
            _bullets(word, block)
        case tree.Pairs():
            for asks, answer in block.rows:
                word.add_paragraph(cleaned(asks), style="Question")
                _fill(word.add_paragraph(), answer)
        case tree.Table():
            _table(word, block)
        case tree.Picture():
            _picture(word, block)
        case tree.Blank():
            word.add_paragraph(cleaned(block.asks), style="Question")
            _rules(word, block.lines)
        case tree.Signatures():
            for name, person in signatures(block):
                _signature(word, name, person)


def _bullets(word: WordDocument, block: tree.Bullets) -> None:
    numbering = _numbers_from_one(word) if block.numbered else None
    for item in block.items:
        paragraph = word.add_paragraph(style="List Number" if block.numbered else "List Bullet")
        if numbering is not None:
            number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_ilvl().val, number.get_or_add_numId().val = 0, numbering
        _fill(paragraph, item)


def _numbers_from_one(word: WordDocument) -> int:
    # All lists of one style count on; each list of ours gets a counter of its own.
    kept = word.part.numbering_part.element
    style = word.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(num for num in kept.num_lst if num.numId == style).abstractNumId.val
    counter = kept.add_num(abstract)
    counter.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(counter.numId)


def _table(word: WordDocument, block: tree.Table) -> None:
    caption = word.add_paragraph(cleaned(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=max(1, len(block.head)), style="Table Grid")
    table._tbl.tblPr.append(_element("tblCaption", val=cleaned(block.caption)[:255]))
    for cell, words in zip(table.rows[0].cells, block.head, strict=False):
        cell.paragraphs[0].add_run(cleaned(words)).bold = True
    heading = table.rows[0]._tr.get_or_add_trPr()
    heading.append(_element("cantSplit"))
    heading.append(_element("tblHeader"))
    for row in block.rows:
        cells = table.add_row().cells
        for column, (cell, words) in enumerate(zip(cells, row, strict=False)):
            cell.paragraphs[0].add_run(cleaned(words)).bold = (column == 0 and block.row_headings) or None
    word.add_paragraph()


def _picture(word: WordDocument, block: tree.Picture) -> None:
    svg = pictures.clean(block.svg)
    paragraph = word.add_paragraph()
    drawn = paragraph.add_run().add_picture(io.BytesIO(pictures.as_png(svg)), width=Mm(166 * pictures.share(svg) / 100))
    said = drawn._inline.docPr
    said.set("descr", cleaned(block.alternative))
    said.set("name", f"Picture {said.get('id')}")
    if block.caption:
        word.add_paragraph(cleaned(block.caption), style="Caption")


def _rules(word: WordDocument, count: int) -> None:
    for _line in range(count):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(16), Pt(0)
        borders = _element("pBdr")
        # Lines between neighbours with the same border are drawn only with `between`.
        for side in ("bottom", "between"):
            borders.append(_element(side, val="single", sz=4, space=1, color="757A7E"))
        paragraph._p.get_or_add_pPr().append(borders)


def _signature(word: WordDocument, name: str, person: str) -> None:
    word.add_paragraph(name, style="Question")
    if person:
        word.add_paragraph(person)
    _rules(word, 1)
    word.add_paragraph("\t\t\t\t\t\t".join(signing()), style="Caption")
