"""Does what is kept beside the steps add up honestly, and undo no confirmation?

*Source:* R101, R116, R124-R125, R150-R152, R258.
"""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.projects.actions import answers
from commonground.projects.queries import kits, recorded, visible
from commonground.projects.rules import benefiting, guide
from commonground.projects.rules.benefit_drawing import COLUMNS, drawing_of
from commonground.projects.rules.books import BOOKS, PARTS
from commonground.projects.rules.books.barriers import SEEDED
from commonground.projects.rules.guide import Kind
from commonground.projects.rules.record import fingerprint
from tests.figures import counts
from tests.projects.pages import page, text
from tests.projects.special import at

LINE = {
    "benefit": "Stock that was not lost", "sign": "gain", "side": "both", "activity": "Patrols", "output": "Seen",
    "outcome": "Fewer thefts", "beneficiary": "Shops", "whose": "security", "gain": "commercial", "baseline": "61",
    "known_by": "counted", "without": "The other shops", "low": "9000", "high": "21000.50", "year": "2026",
    "source": "Stock counts", "tell": "yes",
}  # fmt: skip
EFFORT = {
    "what": "Patrols", "organisation": "Aldermouth Police", "side": "police", "month": "2026-03-31", "hours": "95.5",
    "pounds": "0", "activity": "patrols",
}  # fmt: skip


def kept(cast, collaboration, part, raw, by="thornbury"):
    return answers.record(actor=cast.actor(by), collaboration=collaboration, part=PARTS[part], raw=raw)


def fitting(part, cast, collaboration):
    plain = {Kind.NUMBER: "3", Kind.DATE: "2026-03-31", Kind.YES_NO: "yes"}
    member = visible.team_of(collaboration).first().ref
    return {
        f.name: next(iter(f.choices), None) or (member if f.kind is Kind.MEMBER else plain.get(f.kind, f"On {f.name}"))
        for f in part.fields
    }


def typed(part, cast, collaboration):
    """What a browser sends: a day in three fields."""
    raw = fitting(part, cast, collaboration)
    days = [f.name for f in part.fields if f.kind is Kind.DATE]
    for name in days:
        raw |= dict(zip((f"{name}_year", f"{name}_month", f"{name}_day"), raw.pop(name).split("-"), strict=True))
    return raw


def test_no_part_stands_in_two_books_or_in_a_step_as_well():
    beside = [part.key for book in BOOKS.values() for part in book.parts]
    assert len(set(beside)) == len(beside)
    assert not set(beside) & set(guide.PARTS)
    assert set(PARTS) == set(beside) | set(guide.PARTS)


def test_what_is_kept_beside_the_steps_undoes_no_confirmation(cast):
    collaboration = cast.alive()
    before = [fingerprint(recorded.record_of(collaboration), step) for step in range(1, 11)]
    for book in BOOKS.values():
        for part in book.parts:
            kept(cast, collaboration, part.key, fitting(part, cast, collaboration))
    assert [fingerprint(recorded.record_of(collaboration), step) for step in range(1, 11)] == before


@pytest.mark.parametrize("key", BOOKS)
def test_every_book_can_be_read_added_to_changed_and_taken_out_of_in_a_browser(cast, client_of, key):
    collaboration, browser = cast.alive(), client_of(cast.person["thornbury"])
    assert browser.get(at("book", collaboration, key)).status_code == 200
    for part in BOOKS[key].parts:
        sent = browser.post(page("answer_add", collaboration, part.key), typed(part, cast, collaboration))
        assert sent.status_code == 302 and f"/books/{key}/#{part.key}" in sent["Location"]
        answer = recorded.answers_of(collaboration, part.key).get()
        assert browser.get(page("answer", collaboration, answer.public_id)).status_code == 200
        assert browser.get(page("answer_change", collaboration, answer.public_id)).status_code == 200
        assert str(answer)[:20] in text(browser.get(at("book", collaboration, key)))
    removed = browser.post(page("answer_remove", collaboration, answer.public_id))
    assert removed.status_code == 302 and f"/books/{key}/" in removed["Location"]


def test_a_stakeholder_and_a_stranger_read_no_book(cast, client_of):
    collaboration = cast.alive()
    line = kept(cast, collaboration, "benefits", LINE)
    for who in ("yarrow", "haddow"):
        browser = client_of(cast.person[who])
        assert browser.get(at("book", collaboration, "benefits")).status_code == 404
        assert browser.get(at("benefits_paper", collaboration, "pdf")).status_code == 404
        assert browser.get(page("answer", collaboration, line.public_id)).status_code == 404


def test_money_is_whole_pence_and_never_a_float():
    assert benefiting.pence("21000.50") == 2100050
    assert benefiting.pence("0.105") == 11
    assert benefiting.pence("") is None and benefiting.pence(None) is None
    assert [benefiting.in_pounds(amount) for amount in (0, 5, 120000, -120050)] == [
        "£0",
        "£0.05",
        "£1,200",
        "−£1,200.50",
    ]


@given(st.lists(st.integers(0, 10**11), min_size=1, max_size=8))
@settings(max_examples=counts(50, 5000))
def test_any_amounts_add_up_to_the_penny(amounts):
    rows = [LINE | {"low": f"{a // 100}.{a % 100:02d}", "high": f"{a // 100}.{a % 100:02d}"} for a in amounts]
    (worth,) = benefiting.worths(rows)
    assert worth.low == worth.high == sum(amounts)
    assert worth.without_largest == sum(amounts) - max(amounts)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, ""),
        ({"low": None, "high": None}, ""),
        ({"source": ""}, "belong together"),
        ({"year": None}, "belong together"),
        ({"high": None}, "belong together"),
        ({"low": "22000"}, "more than the most"),
        ({"known_by": "expected"}, "nobody has counted"),
        ({"known_by": "told"}, "nobody has counted"),
    ],
)
def test_money_counts_only_where_it_is_sound_and_otherwise_says_why(values, why):
    said = benefiting.why_not_counted(LINE | values)
    assert (why in said) if why else said == ""


def test_losses_are_taken_off_the_other_way_round_and_years_are_not_mixed():
    loss = LINE | {"sign": "harm", "low": "1000", "high": "3000"}
    other_year = LINE | {"year": "2024"}
    first, second = benefiting.worths([LINE, loss, other_year])
    assert (first.year, first.low, first.high) == (2024, 900000, 2100050)
    assert (second.year, second.low, second.high) == (2026, 900000 - 300000, 2100050 - 100000)


def test_effort_is_added_by_party_and_what_serves_nothing_on_the_map_is_found():
    entries = [EFFORT, EFFORT | {"hours": "4.5"}, EFFORT | {"activity": "Something else", "hours": "8"}]
    (given_,) = benefiting.given(entries)
    assert (given_.hours, given_.pence) == (Decimal("108.0"), 0)
    hours, idle = benefiting.unmapped([LINE, LINE | {"activity": "Posters"}], entries)
    assert (hours, idle) == (Decimal(8), ["Posters"])


def test_a_line_that_says_evaluation_without_one_says_so():
    assert benefiting.grade("evaluation", 3) == "Evaluation, firmness 3 of 5"
    assert "none is on the page" in benefiting.grade("evaluation", None)


def test_the_drawing_shows_each_thing_once_and_joins_what_belongs_together():
    drawing = drawing_of([LINE, LINE | {"benefit": "Staff unafraid", "sign": "harm"}])
    assert len(drawing.boxes) == len(COLUMNS) + 1
    assert sum(box.is_loss for box in drawing.boxes) == 1
    assert len(drawing.paths) == 4
    assert all(box.y + box.height <= drawing.height for box in drawing.boxes)


def test_the_page_of_benefits_says_the_same_in_the_drawing_the_table_and_the_paper(cast, client_of):
    collaboration, browser = cast.alive(), client_of(cast.person["whitlock"])
    kept(cast, collaboration, "benefits", LINE)
    kept(cast, collaboration, "effort", EFFORT)
    said = text(browser.get(at("book", collaboration, "benefits")))
    for words in ("from £9,000 to £21,000.50", "95.5", "Stock that was not lost", "Counted before and after"):
        assert words in said, words
    paper = browser.get(at("benefits_paper", collaboration, "md")).content.decode()
    assert "£21,000.50" in paper and "Stock that was not lost" in paper
    assert browser.get(at("benefits_paper", collaboration, "pdf")).content.startswith(b"%PDF")


def test_every_barrier_has_its_figure_as_published_and_its_source():
    assert {one.figure.split("%")[0] for one in SEEDED.values() if "%" in one.figure} == {
        "22.7", "14.4", "Almost 30", "20.9", "13.7", "7.1",
    }  # fmt: skip
    assert all(one.source for one in SEEDED.values())


def test_a_barrier_that_stands_in_the_way_without_an_owner_is_pointed_out(cast, client_of):
    collaboration, browser = cast.alive(), client_of(cast.person["thornbury"])
    raw = {"barrier": "trust", "here": "hinders", "shows": "Nobody calls"}
    kept(cast, collaboration, "barriers", raw)
    assert "has nobody who acts on it" in text(browser.get(at("book", collaboration, "barriers")))
    again = browser.post(page("answer_add", collaboration, "barriers"), raw)
    assert "answered already" in text(again)


def test_the_book_of_guarding_is_offered_only_where_the_kit_brings_it(cast):
    collaboration = cast.alive()
    assert not kits.around_step(collaboration, 6)["beside"]
    kept(cast, collaboration, "evidence_log", fitting(PARTS["evidence_log"], cast, collaboration))
    assert [book.key for book in kits.around_step(collaboration, 6)["beside"]] == ["guarding"]


def test_what_overlaps_stands_beside_effort_and_benefits_as_far_as_the_reader_may_know(cast, client_of):
    collaboration, other = cast.alive(), cast.alive("Minster Gate mornings")
    kept(cast, collaboration, "benefits", LINE)
    kept(cast, collaboration, "effort", EFFORT)
    said = text(client_of(cast.person["whitlock"]).get(at("book", collaboration, "benefits")))
    assert "Is anything of it done twice?" in said and "Minster Gate mornings" in said
    assert "It works in the same area, Aldermouth." in said
    other.team.filter(membership=cast.membership["tranter"]).delete()
    said = text(client_of(cast.person["tranter"]).get(at("book", collaboration, "benefits")))
    assert "Minster Gate mornings" not in said and "Nothing that you may know of overlaps" in said
