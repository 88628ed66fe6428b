"""Can everybody read our PDFs? Tags, language, title, pictures in words, order: as another library reads them."""

import itertools
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.groundwork.documents import Document, Heading, Paragraph, Picture
from commonground.pages import documents
from commonground.pages.documents import paper
from tests.figures import counts
from tests.pages.documenting import HOSTILE, every_block, follow, of
from tests.pages.reading_pdf import Read, flat


@pytest.fixture(scope="module")
def read() -> Read:
    return Read(documents.render(every_block(), "pdf"))


def test_a_pdf_says_that_it_is_tagged_in_which_language_and_how_it_is_called(read: Read) -> None:
    assert read.root["/MarkInfo"]["/Marked"].value
    assert read.root["/Lang"] == "en-GB"
    assert read.pdf.metadata is not None and read.pdf.metadata.title == "A plan for Tannery Lane"
    assert read.root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert b"pdfuaid:part" in read.root["/Metadata"].get_data()


def test_a_pdf_is_read_in_the_order_of_the_document(read: Read) -> None:
    assert follow(read.words()) == []


def test_headings_of_a_pdf_leave_no_level_out_and_are_its_bookmarks(read: Read) -> None:
    headings = [(int(tag.name[1]), tag.words) for tag in read.tags() if tag.name in ("H1", "H2", "H3")]
    assert headings == [(1, "What we agreed"), (2, "Who does what"), (1, "To fill in")]
    assert read.outline() == [words for _level, words in headings]
    assert all(after <= before + 1 for (before, _), (after, _) in itertools.pairwise(headings))


def test_a_picture_in_a_pdf_is_told_in_words_and_a_table_names_its_columns(read: Read) -> None:
    tags = read.tags()
    assert [tag.alternative for tag in tags if tag.name == "Figure"] == ["A circle beside the word drawn"]
    assert [tag.words for tag in tags if tag.name == "TH"] == ["Month", "Police", "Security"]
    assert [tag.words for tag in tags if tag.name == "TD"] == ["May", "12", "31", "June", "9", "40"]
    assert sum(tag.name == "LI" for tag in tags) == 6


def test_the_marking_stands_on_every_sheet_with_its_number(read: Read) -> None:
    for number, page in enumerate(read.pdf.pages, 1):
        shown = page.extract_text()
        assert shown.count("OFFICIAL") >= 2
        assert f"Page {number} of {len(read.pdf.pages)}" in shown


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_typed_is_printed_and_never_obeyed(words: str) -> None:
    said = Read(documents.render(of(words), "pdf")).words()
    for word in words.split():
        if word.isascii() and word.isprintable():
            assert word in said


def test_a_character_without_a_letter_is_named() -> None:
    said = Read(documents.render(of("Grin 😀 in 中"), "pdf")).words()
    assert "[grinning face]" in said
    assert "[U+4E2D]" in said


def test_welsh_is_printed_letter_by_letter() -> None:
    welsh = "Diogelu tŷ a thŵr: â ê î ô û ŵ ŷ Â Ê Î Ô Û Ŵ Ŷ ä ë ï ö ẅ ẁ ẃ ỳ ý"
    assert welsh in Read(documents.render(Document("Cymraeg", [Paragraph(welsh)], language="cy"), "pdf")).words()


def test_a_word_of_ten_thousand_letters_stays_on_the_page_and_loses_none() -> None:
    read = Read(documents.render(Document("Long", [Paragraph("z" * 10_000)]), "pdf"))
    assert read.words().replace(" ", "").count("z") == 10_000
    widest = max(len(line) for page in read.pdf.pages for line in page.extract_text().splitlines())
    assert widest < 120


def test_the_same_document_is_the_same_bytes_and_another_day_is_not() -> None:
    document = every_block()
    assert documents.render(document, "pdf") == documents.render(document, "pdf")
    assert documents.render(document, "pdf") != documents.render(replace(document, reference="Version 4"), "pdf")


@settings(max_examples=counts(15, 400), deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), min_size=1, max_size=3))
def test_whatever_is_typed_the_pdf_is_made_and_its_title_is_what_was_typed(texts: list[str]) -> None:
    blocks = [block for text in texts for block in (Heading("Heading"), Paragraph(text))]
    read = Read(documents.render(Document("Title " + "".join(texts), blocks), "pdf"))
    assert flat(read.words()).startswith("Title")


def test_a_drawing_that_would_fetch_or_run_something_keeps_only_its_shapes() -> None:
    bad = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="go()"><script>go()</script>'
        '<image href="https://example.org/x.png"/><rect width="9" height="9" fill="url(https://example.org/)"/>'
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject><style>*{}</style>'
        '<a href="javascript:go()"><circle r="3"/></a><use href="https://example.org/#x"/></svg>'
    )
    page = documents.render(Document("D", [Picture(bad, "A square")]), "html").decode()
    drawn = page[page.index("<svg") : page.index("</svg>")]
    assert "<rect" in drawn
    assert not [one for one in ("go()", "example.org", "foreignObject", "<style", "<a ") if one in drawn]


def test_what_is_no_drawing_is_refused() -> None:
    for wrong in ("", "<html/>", "not xml", '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="x">&a;'):
        with pytest.raises(ValueError, match="not a drawing"):
            documents.render(Document("D", [Picture(wrong, "Nothing")]), "pdf")


def test_a_page_of_letters_that_the_fonts_lack_takes_few_attempts() -> None:
    paper.nameless.clear()
    ideographs = "".join(map(chr, range(0x4E00, 0x4E00 + 400)))
    began = time.monotonic()
    assert "[U+4E00]" in Read(documents.render(Document("T", [Paragraph(ideographs)]), "pdf")).words()
    assert time.monotonic() - began < 5
