"""Does every form of a document say the same, in the same order, and open where people open it?"""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.http import Http404
from docx import Document as Word
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt
from pypdf import PdfReader

from commonground.groundwork.documents import Bullets, Document, Paragraph
from commonground.pages import documents
from tests.pages.documenting import HOSTILE, every_block, follow, of
from tests.pages.reading_pdf import Read, flat


class Words(HTMLParser):
    """The words of a page, and the names of its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.said.append("" if tag in ("strong", "em", "a") else " ")

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.said.append(data)


def words_of(document: Document, form: str) -> str:
    """Give the words of a document in one form, as somebody else's reader gives them."""
    made = documents.render(document, form)
    if form == "pdf":
        return Read(made).words()
    if form == "docx":
        body = Word(io.BytesIO(made)).element.body
        return flat(" ".join("".join(run.text or "" for run in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))))
    if form == "epub":
        with zipfile.ZipFile(io.BytesIO(made)) as book:
            parts = sorted(name for name in book.namelist() if "/part-" in name)
            roots = [etree.fromstring(book.read(name)) for name in parts]
        return flat(" ".join(text for root in roots for text in root.itertext()))
    page = made.decode()
    return flat("".join(Words(MarkdownIt().enable("table").render(page) if form == "md" else page).said))


def test_every_form_says_the_same_in_the_same_order() -> None:
    for form in documents.FORMS:
        assert follow(words_of(every_block(), form)) == [], form


def test_every_form_of_the_same_document_is_the_same_bytes() -> None:
    for form in documents.FORMS:
        assert documents.render(every_block(), form) == documents.render(every_block(), form), form


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("form", ["docx", "epub", "md", "html"])
def test_no_form_obeys_what_people_typed_nor_loses_a_word_of_it(form: str, words: str) -> None:
    document = of(words)
    said = words_of(document, form)
    for word in words.split():
        if word.isprintable() and not word.startswith("\u202e"):
            assert said.count(word) >= 12, word
    if form in ("html", "md"):
        page = documents.render(document, form).decode()
        tags = Words(MarkdownIt().enable("table").render(page) if form == "md" else page).tags
        assert not {"script", "b", "img", "iframe", "blockquote" if form == "html" else "script"} & set(tags)
        assert not re.search(r'(?:href="|\()<?javascript:', page)


def test_markdown_keeps_lists_and_headings_to_those_of_the_document() -> None:
    page = MarkdownIt().render(documents.render(Document("T", [Paragraph(HOSTILE[5])]), "md").decode())
    assert not {"ul", "ol", "blockquote", "h2", "hr", "pre", "code"} & set(Words(page).tags)


def test_a_word_processors_file_has_styles_a_language_a_header_row_and_pictures_in_words() -> None:
    word = Word(io.BytesIO(documents.render(every_block(), "docx")))
    styles = {p.style.name for p in word.paragraphs if p.style}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "List Number"} <= styles
    about = word.core_properties
    assert (about.title, about.language, about.author) == ("A plan for Tannery Lane", "en-GB", "Aldermouth workgroup")
    assert about.created is not None and about.created.date() == date(2026, 11, 20)
    assert word.tables[0].rows[0]._tr.trPr is not None
    assert word.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [one.get("descr") for one in word.element.iter(qn("wp:docPr"))] == ["A circle beside the word drawn"]
    assert "OFFICIAL" in word.sections[0].header.paragraphs[0].text


def test_each_numbered_list_of_a_word_processors_file_begins_at_one() -> None:
    document = Document("T", [Bullets(["a", "b"], numbered=True), Paragraph("-"), Bullets(["c"], numbered=True)])
    word = Word(io.BytesIO(documents.render(document, "docx")))
    numbers = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert len(numbers) == 3 and numbers[0] == numbers[1] != numbers[2]


def test_a_page_to_keep_fetches_nothing() -> None:
    page = documents.render(every_block(), "html").decode()
    assert not re.search(r"(?:src|srcset)=|<link|url\(|@import", page)
    assert "default-src 'none'" in page
    assert page.count("<h1>") == 1


@pytest.mark.slow
def test_an_e_book_passes_the_checker_of_those_who_wrote_the_standard(tmp_path: Path) -> None:
    jar = Path("/usr/bin/epubcheck")
    if not jar.exists():
        pytest.skip("epubcheck is not installed (Debian: apt-get install epubcheck)")
    blocks = [*every_block().blocks, *(block for words in HOSTILE for block in of(words).blocks)]
    book = tmp_path / "plan.epub"
    book.write_bytes(documents.render(replace(every_block(), blocks=blocks, title=HOSTILE[0]), "epub"))
    asked = subprocess.run(["java", "-jar", str(jar), str(book)], capture_output=True, text=True, check=False)
    assert "No errors or warnings detected" in asked.stdout, asked.stdout + asked.stderr


@pytest.mark.slow
def test_libreoffice_opens_what_the_word_processor_gets_and_prints_every_word(tmp_path: Path) -> None:
    office = Path("/usr/bin/soffice")
    if not office.exists():
        pytest.skip("LibreOffice is not installed (Debian: apt-get install libreoffice-writer-nogui)")
    (tmp_path / "plan.docx").write_bytes(documents.render(every_block(), "docx"))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    told = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "plan.docx")]
    subprocess.run([str(office), home, *told], capture_output=True, check=True, timeout=120)
    printed = flat(" ".join(page.extract_text() for page in PdfReader(tmp_path / "plan.pdf").pages))
    for words in ("A plan for Tannery Lane", "Patrols by month", "Inspector Adeyemi", "Page 1 of"):
        assert words in printed


def test_a_file_is_answered_to_be_kept_under_a_safe_name() -> None:
    answer = documents.respond(every_block(), "md", 'Plan "Tannery"\r\nX: ../étage')
    assert answer["Content-Disposition"] == 'attachment; filename="plan-tannery-x-etage.md"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert documents.respond(every_block(), "html", "計画")["Content-Disposition"].endswith('"document.html"')


def test_a_form_that_there_is_not_is_a_page_not_found() -> None:
    with pytest.raises(Http404):
        documents.respond(every_block(), "exe", "plan")
