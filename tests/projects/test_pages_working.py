"""Does everybody see what is theirs to see, and nothing else? The list, its life, the overview and the steps.

*Source:* R6, R52; settled questions, "Who sees a collaboration".
"""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.pages.downloads import guarded
from commonground.projects.actions import life
from commonground.projects.models import Collaboration
from commonground.projects.rules.guide import STEPS
from tests.projects.doing import victim
from tests.projects.pages import PAGES_OF_THE_TEAM, page, text

# The list


def test_the_list_shows_what_one_takes_part_in_and_nothing_else(cast, client_of):
    cast.alive("Minster Gate evenings")
    mine = client_of(cast.person["tranter"]).get(reverse("projects:list"))
    theirs = client_of(cast.person["lindqvist"]).get(reverse("projects:list"))
    assert "Minster Gate evenings" in text(mine)
    assert "One that you take part in" in text(mine)
    assert "Minster Gate evenings" not in text(theirs)
    assert "Nothing is under way yet" in text(theirs)


def test_the_list_asks_the_database_as_often_for_five_as_for_one(cast, client_of):
    browser = client_of(cast.person["thornbury"])
    cast.alive("One")
    browser.get(reverse("projects:list"))  # the first request of a session notes more than the others
    with CaptureQueriesContext(
        connection,
    ) as for_one:
        browser.get(reverse("projects:list"))
    for name in ("Two", "Three", "Four", "Five"):
        victim(cast, cast.alive(name))
    browser.get(reverse("projects:list"))  # what has changed is summed up once
    with CaptureQueriesContext(connection) as for_five:
        browser.get(reverse("projects:list"))
    assert len(for_five) == len(for_one)


def test_the_list_is_narrowed_by_words_and_stage_and_ordered_by_name(cast, client_of):
    for name in ("Quay bicycles", "Abbey lights"):
        cast.alive(name)
    browser = client_of(cast.person["thornbury"])
    found = text(browser.get(reverse("projects:list"), {"q": "quay BICYCLES"}))
    assert "Quay bicycles" in found
    assert "Abbey lights" not in found
    assert "No collaboration fits" in text(browser.get(reverse("projects:list"), {"stage": "Finish"}))
    ordered = text(browser.get(reverse("projects:list"), {"order": "name", "area": "no such area"}))
    assert ordered.index("Abbey lights") < ordered.index("Quay bicycles")


def test_what_is_due_from_the_readers_side_comes_first(cast, client_of):
    cast.alive("Abbey lights")
    proposed = cast.draft("Zebra crossing")
    life.propose(actor=cast.actor("thornbury"), collaboration=proposed)
    shown = text(client_of(cast.person["whitlock"]).get(reverse("projects:list")))
    assert shown.index("Zebra crossing") < shown.index("Abbey lights")
    assert "One thing is due from your side" in shown


def test_a_downloaded_list_starts_no_formula(cast, client_of):
    cast.alive('=HYPERLINK("http://example.org")')
    response = client_of(cast.person["thornbury"]).get(reverse("projects:list_csv"))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[1][0].startswith("'=HYPERLINK")
    assert guarded("+44 1632") == "'+44 1632"
    assert guarded("Minster Gate") == "Minster Gate"
    assert guarded(None) == ""


# Its life


def test_a_collaboration_is_started_proposed_and_accepted_through_pages(cast, client_of):
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    typed = {
        "name": "Castle Parade mornings", "about": "Nobody afraid to open up", "area": cast.area.ref,
        "other_lead": cast.membership["whitlock"].ref,
    }  # fmt: skip
    made = police.post(reverse("projects:start"), typed)
    found = Collaboration.objects.get(name="Castle Parade mornings")
    assert made.headers["Location"] == page("collaboration", found)
    assert "not proposed yet" in text(police.get(page("collaboration", found)))
    assert police.get(page("propose", found)).status_code == 200
    assert police.post(page("propose", found)).status_code == 302
    assert "Waiting for Dana Whitlock" in text(police.get(page("collaboration", found)))
    assert "Accept the proposal" in text(security.get(page("collaboration", found)))
    assert security.post(page("accept", found)).status_code == 302
    found.refresh_from_db()
    assert found.state == "alive"


def test_a_start_without_answers_says_in_each_place_what_to_do(cast, client_of):
    response = client_of(cast.person["thornbury"]).post(reverse("projects:start"), {"name": "Kept"})
    assert response.status_code == 200
    assert "There is a problem" in text(response)
    assert 'value="Kept"' in response.content.decode()
    assert not Collaboration.objects.exists()


def test_a_lead_for_ones_own_side_cannot_be_chosen_for_the_other(cast, client_of):
    typed = {"name": "A", "about": "B", "area": cast.area.ref, "other_lead": cast.membership["tranter"].ref}
    response = client_of(cast.person["thornbury"]).post(reverse("projects:start"), typed)
    assert response.status_code == 200
    assert not Collaboration.objects.exists()


def test_oversight_and_the_community_start_nothing(cast, client_of):
    for key in ("osei", "yarrow"):
        assert client_of(cast.person[key]).get(reverse("projects:start")).status_code == 403


def test_a_proposal_is_declined_only_with_a_reason_which_its_author_reads(cast, client_of):
    draft = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=draft)
    security = client_of(cast.person["whitlock"])
    assert "Enter why you decline" in text(security.post(page("decline", draft), {"reason": " "}))
    security.post(page("decline", draft), {"reason": "We start after Christmas"})
    assert "We start after Christmas" in text(client_of(cast.person["thornbury"]).get(page("collaboration", draft)))


def test_those_who_proposed_cannot_accept_it_themselves(cast, client_of):
    draft = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=draft)
    response = client_of(cast.person["thornbury"]).post(page("accept", draft))
    draft.refresh_from_db()
    assert draft.state == "proposed"
    assert "Your side made the proposal" in text(response)


def test_nothing_moves_because_a_page_was_read(cast, client_of):
    draft = cast.draft()
    browser = client_of(cast.person["thornbury"])
    for verb in ("propose", "withdraw"):
        assert browser.get(page(verb, draft)).status_code == 200
    draft.refresh_from_db()
    assert draft.state == "draft"


# One collaboration, and who sees it


def test_a_stranger_finds_the_same_nothing_as_for_one_that_does_not_exist(cast, client_of):
    alive = cast.alive()
    stranger = client_of(cast.person["lindqvist"])
    absent = Collaboration(name="never saved")
    for name, more in (("collaboration", ()), ("step", (2,)), ("people", ()), ("history", ())):
        shut, none = stranger.get(page(name, alive, *more)), stranger.get(page(name, absent, *more))
        assert shut.status_code == none.status_code == 404
        assert shut.content == none.content


def test_an_invited_stakeholder_sees_two_steps_and_no_more(cast, client_of):
    alive = cast.alive()
    found = victim(cast, alive)
    browser = client_of(cast.person["yarrow"])
    shown = text(browser.get(page("collaboration", alive)))
    assert "2. Partnership" in shown
    assert "3. Plan" not in shown
    for step in STEPS:
        expected = 200 if step.number in (2, 5) else 404
        assert browser.get(page("step", alive, step.number)).status_code == expected, step.number
    for name in PAGES_OF_THE_TEAM:
        assert browser.get(page(name, alive)).status_code == 404, name
    assert browser.get(page("answer", alive, found.public_id)).status_code == 404
    assert browser.get(page("answer_add", alive, "stakeholders")).status_code == 404
    assert browser.post(page("confirm", alive, 2), {"content": ""}).status_code == 404


def test_the_overview_names_all_ten_steps_and_its_reading_is_recorded(cast, client_of):
    alive = cast.alive()
    shown = text(client_of(cast.person["tranter"]).get(page("collaboration", alive)))
    for step in STEPS:
        assert f"{step.number}. {step.title}" in shown
    assert Entry.objects.filter(tag="collaboration:overview:seen", subject_id=alive.ref).count() == 1


@pytest.mark.parametrize("number", [0, 11, 99])
def test_there_are_ten_steps_and_no_other(cast, client_of, number):
    assert client_of(cast.person["tranter"]).get(page("step", cast.alive(), number)).status_code == 404


def test_each_step_asks_its_three_questions_with_their_numbers(cast, client_of):
    alive = cast.alive()
    browser = client_of(cast.person["tranter"])
    for step in STEPS:
        shown = text(browser.get(page("step", alive, step.number)))
        for question in step.questions:
            assert f"{question.code}. {question.asks}" in shown
