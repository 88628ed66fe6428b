"""Does everybody read the guide in force, with its owner on every page, and take it home in every form?"""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree
from pypdf import PdfReader

from commonground.pages import documents
from commonground.projects.actions import guide as actions
from commonground.projects.actions import guide_around as around
from commonground.projects.models import GuideSuggestion, GuideVersion, LocalAddition
from commonground.projects.rules import editions
from commonground.projects.rules import guide as the_guide
from tests.cast import Cast
from tests.pages.reading_pdf import Read
from tests.projects.guiding import WORDS, Keepers, keepers
from tests.projects.pages import text

ClientOf = Callable[[Any], Client]


@pytest.fixture
def group(cast: Cast) -> Keepers:
    return keepers(cast)


def at(name: str, *args: Any) -> str:
    return reverse(f"projects:{name}", args=args)


def test_without_a_workgroup_everybody_reads_the_shipped_words(client: Client) -> None:
    shown = text(client.get(at("guide")))
    assert "No workgroup answers for them here yet" in shown
    assert the_guide.STEPS[2].what in shown


def test_every_page_of_the_guide_says_whose_it_is_which_version_and_when_it_is_looked_at(
    group: Keepers, client: Client
) -> None:
    group.launched()
    pages = [at("guide"), at("guide_versions"), at("guide_suggestions"), *(at("guide_step", n) for n in range(1, 11))]
    for page in pages:
        shown = text(client.get(page))
        assert "Version 2 · answered for by Effective collaboration" in shown, page
        assert "looked at again on" in shown, page
    assert WORDS["3.what"] in text(client.get(at("guide_step", 3)))
    assert WORDS["3.what"] in client.get(at("guide_json")).content.decode()


def test_a_draft_is_read_by_its_workgroup_only(group: Keepers, cast: Cast, client: Client, client_of: ClientOf) -> None:
    group.drafted({"3.what": "Canary words"})
    for name in ("guide_version", "guide_about", "guide_send", "guide_approve", "guide_launch"):
        assert client_of(cast.person["penhallow"]).get(at(name, 2)).status_code == 404
    for page in (at("guide"), at("guide_step", 3), at("guide_json"), at("guide_file", "md"), at("guide_feed")):
        assert "Canary" not in client.get(page).content.decode()
    assert "Canary" in client_of(cast.person["whitlock"]).get(at("guide_version", 2)).content.decode()
    assert client.get(at("guide_pack", 2)).status_code == 404


def test_a_version_is_written_approved_and_launched_on_the_pages(
    group: Keepers, cast: Cast, client_of: ClientOf, client: Client
) -> None:
    writer, lead = client_of(cast.person["whitlock"]), client_of(cast.person["thornbury"])
    writer.post(at("guide_begin"))
    shown = {f"t_{key.replace('.', '_')}": words for key, words in editions.all_words(WORDS).items()}
    writer.post(at("guide_words", 2, 3), {**shown, "version": 1})
    said = {"change_log": "Clearer", "announcement": "A clearer step 3", "contributors": "", "version": 2}
    writer.post(at("guide_about", 2), said)
    writer.post(at("guide_send", 2))
    lead.post(at("guide_approve", 2))
    lead.post(at("guide_launch", 2), {"on_day": "", "on_month": "", "on_year": ""})
    assert GuideVersion.objects.get(number=2).stage == "approved"
    on = actions.timezone.localdate()
    lead.post(at("guide_launch", 2), {"on_day": on.day, "on_month": on.month, "on_year": on.year})
    assert GuideVersion.objects.get(number=2).stage == "launched"
    page = text(client.get(at("guide_version", 2)))
    assert "A clearer step 3" in page and WORDS["3.what"] in page and editions.shipped()["3.what"] in page


def test_a_lost_race_shows_both_texts(group: Keepers, cast: Cast, client_of: ClientOf) -> None:
    group.drafted()
    shown = {f"t_{key.replace('.', '_')}": words for key, words in editions.shipped().items()}
    typed = {**shown, "t_3_what": "My own words", "version": 1}
    answer = client_of(cast.person["thornbury"]).post(at("guide_words", 2, 3), typed).content.decode()
    assert "My own words" in answer and WORDS["3.what"] in answer


@pytest.mark.parametrize("form", sorted(documents.FORMS))
def test_the_whole_guide_is_taken_home_in_every_form_without_signing_in(
    group: Keepers, client: Client, form: str
) -> None:
    group.launched()
    answer = client.get(at("guide_file", form))
    assert answer["Content-Disposition"] == f'attachment; filename="guide-2.{form}"'
    assert "public" in answer["Cache-Control"]
    if form == "pdf":
        words = Read(answer.content).words()
        for question in the_guide.QUESTIONS.values():
            assert f"{question.code} {question.asks}" in words
        assert WORDS["3.what"] in words and "Effective collaboration" in words


def test_the_ten_steps_fit_on_one_sheet_one_poster_and_one_card(client: Client) -> None:
    sizes = {}
    for size in ("a4", "a3", "card"):
        made = client.get(at("guide_sheet", size)).content
        pages = PdfReader(io.BytesIO(made)).pages
        sizes[size] = (len(pages), round(float(pages[0].mediabox.width) / 72 * 25.4, 1))
        words = Read(made).words()
        assert [step.title for step in the_guide.STEPS if step.title not in words] == []
    assert sizes == {"a4": (1, 210.0), "a3": (1, 297.0), "card": (2, 85.6)}


def test_a_worksheet_asks_every_question_of_its_step_and_has_room_for_every_answer(client: Client) -> None:
    for step in the_guide.STEPS:
        words = Read(client.get(at("guide_worksheet", step.number, "pdf")).content).words()
        for question in step.questions:
            assert question.asks in words
            for part in question.parts:
                needed = [field.label for field in part.fields if field.required and not field.progress]
                assert [label for label in needed if label not in words] == []
    assert client.get(at("guide_worksheets", "docx")).status_code == 200


def test_what_there_is_not_is_not_found(client: Client) -> None:
    for page in (
        at("guide_file", "exe"), at("guide_sheet", "a5"), at("guide_worksheet", 11, "pdf"), at("guide_worksheets", "x"),
        at("guide_version", 7), at("guide_pack", 7),
    ):  # fmt: skip
        assert client.get(page).status_code == 404, page


def test_a_launch_comes_with_a_feed_and_a_pack(group: Keepers, client: Client) -> None:
    group.launched()
    feed = etree.fromstring(client.get(at("guide_feed")).content)
    titles = [each.text for each in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == ["The guide, version 2", "The guide, version 1"]
    with zipfile.ZipFile(io.BytesIO(client.get(at("guide_pack", 2)).content)) as folder:
        names = sorted(folder.namelist())
        assert "Version 2 says when to set the measures." in folder.read("announcement.txt").decode()
    assert names == sorted(
        ["announcement.txt", "guide.pdf", "guide.epub", "guide.docx", "ten-steps-overview.pdf", "ten-steps-poster.pdf",
         "ten-steps-wallet-card.pdf"]
    )  # fmt: skip


def test_a_member_suggests_and_reads_the_answer_and_the_public_is_told_where_to_write(
    group: Keepers, cast: Cast, client_of: ClientOf, client: Client
) -> None:
    assert "guide@example.org" in client.get(at("guide_step", 1)).content.decode()
    member, writer = client_of(cast.person["penhallow"]), client_of(cast.person["whitlock"])
    member.post(at("guide_suggest"), {"about": "1a", "text": "Say where to begin"})
    assert "Say where to begin" not in text(client.get(at("guide_suggestions")))
    made = GuideSuggestion.objects.get()
    assert member.get(at("guide_answer", made.public_id)).status_code == 404
    writer.post(at("guide_answer", made.public_id), {"outcome": "taken", "text": "In the next version"})
    shown = text(client.get(at("guide_suggestions")))
    assert "Say where to begin" in shown and "In the next version" in shown
    assert cast.person["penhallow"].name not in shown


def test_a_local_question_names_who_added_it(cast: Cast, client_of: ClientOf, client: Client) -> None:
    who = next(key for key, each in cast.membership.items() if "coordinator" in each.roles)
    browser = client_of(cast.person[who])
    browser.post(at("guide_add", 2), {"kind": "question", "title": "Have you asked the port?", "for_programme": "on"})
    shown = text(client.get(at("guide_step", 2)))
    assert "Have you asked the port?" in shown
    assert f"local: by {cast.programme.name}, entered by {cast.membership[who].organisation.name}" in shown
    browser.post(at("guide_end_addition", 2, LocalAddition.objects.get().public_id))
    assert "Have you asked the port?" not in text(client.get(at("guide_step", 2)))


def test_lists_of_the_guide_do_not_ask_once_for_each_row(
    group: Keepers, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        made = around.suggest(actor=group.other, about="", text=f"Suggestion {number}")
        around.answer(actor=group.writer, suggestion=made, outcome="taken", text="Yes")
    with django_assert_max_num_queries(14):
        client.get(at("guide_suggestions"))


def test_the_search_finds_the_words_in_force(group: Keepers, client: Client) -> None:
    group.launched()
    assert "Find what you need" in text(client.get(reverse("search"), {"q": "find what you need"}))
