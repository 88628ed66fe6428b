"""Do the home page, the day, the search and the pages around them say what is so, to each what is theirs?

*Source:* R48-R49, R187; settled questions, "Running it" (mail) and "Who" (anonymous).
"""

import os
import subprocess
import sys
from dataclasses import asdict

import pytest
from django.core.mail import send_mail
from django.urls import reverse

from commonground.people.models import Programme
from commonground.projects.actions import life
from commonground.website import keeping_in_reach
from commonground.website.example import programme

PUBLIC = (
    "/", "/search/", "/help/", "/about/", "/contact/", "/accessibility/", "/privacy/", "/organisations/", "/places/",
    "/guide/", "/case-studies/", "/sign-in/", "/password/forgotten/", "/robots.txt", "/healthz",
)  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_the_public_reads_without_an_account(client, cast, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/search/", "/about/", "/contact/", "/organisations/", "/places/"])
def test_an_empty_installation_has_its_pages(client, db, path):
    assert client.get(path).status_code == 200


def test_the_front_page_shows_the_ten_steps_and_says_that_nothing_is_published_yet(client, cast):
    page = client.get("/").content.decode()
    assert page.count("/guide/") >= 11
    assert "What is happening in Aldermouth" in page
    assert "Nothing is published yet" in page
    assert "Your day" not in page


def test_navigation_leads_only_to_pages_that_exist_and_marks_where_one_is(client, client_of, cast):
    for browser in (client, client_of(cast.person["whitlock"])):
        context = browser.get("/organisations/").context
        links = [*context["navigation"], *context["footer_links"]]
        assert {browser.get(link["url"]).status_code for link in links} == {200}
        assert [str(link["label"]) for link in context["navigation"] if link["current"]] == ["Organisations"]


def test_a_number_that_an_administrator_changes_is_named_where_something_failed(
    client, client_of, cast, settings, tmp_path
):
    settings.HELP_DESK = tmp_path / "help-desk.json"
    browser, page = (
        client_of(cast.person["calder"]),
        reverse("people:change_programme", args=[cast.programme.public_id]),
    )
    said = {"name": cast.programme.name, "host": "Port Watch", "telephone": "01632 960 177", "version": 1}
    assert browser.post(page, said).status_code == 302
    keeping_in_reach.keep()
    missing = client.get("/nowhere/")
    assert missing.status_code == 404
    assert "Port Watch runs this site" in missing.content.decode()
    assert "tel:01632960177" in missing.content.decode()
    refused = client_of(cast.person["tranter"]).get(page)
    assert "tel:01632960177" in refused.content.decode(), refused.status_code


def test_the_footer_says_who_runs_the_installation_and_how_to_reach_a_human(client, cast):
    for key, value in programme.HERE.items():
        if key != "area":
            setattr(cast.programme, key, value)
    cast.programme.save()
    page = client.get("/contact/").content.decode()
    assert page.count("tel:01632960100") == 2
    assert "mailto:helpdesk@abcp.example.org" in page
    assert "Run by Aldermouth Business Crime Partnership for its members and the public." in page


def test_a_lead_is_told_what_is_due_and_who_hopes_to_hear(client_of, cast):
    cast.alive()
    asked = cast.draft("Castle Parade mornings")
    life.propose(actor=cast.actor("thornbury"), collaboration=asked)
    dana = client_of(cast.person["whitlock"]).get("/").context["day"]
    assert [m.title for m in dana.due] == ["Write your side’s words about the problem in Minster Gate evenings"]
    assert [m.title for m in dana.hoping] == ["Accept or decline the proposal of Castle Parade mornings"]
    assert dana.in_short == "One thing is due from you. One answer from you is hoped for."
    maya = client_of(cast.person["thornbury"]).get("/").context["day"]
    assert [m.title for m in maya.waiting] == ["The security side to answer the proposal of Castle Parade mornings"]


def test_whoever_does_not_speak_for_a_side_is_not_asked_to(client_of, cast):
    cast.alive()
    for key in ("tranter", "yarrow", "lindqvist"):
        page = client_of(cast.person[key]).get("/")
        assert page.context["day"].matters == ()
        assert "A clear day" in page.content.decode()


def test_the_day_leads_where_each_thing_is_done(client_of, cast):
    cast.alive()
    browser = client_of(cast.person["whitlock"])
    day = browser.get("/").context["day"]
    assert {browser.get(matter.url).status_code for matter in day.matters} == {200}
    assert [area.name for area in day.areas] == ["Aldermouth"]


def test_the_search_finds_in_each_kind_and_says_whose_it_is(client_of, cast):
    cast.alive()
    page = client_of(cast.person["whitlock"]).get("/search/?q=minster").content.decode()
    assert "Minster Gate evenings" in page
    assert "Collaboration, Aldermouth" in page
    assert "Organisation, Community organisation" in page


@pytest.mark.parametrize("key", ["lindqvist", "calder", None])
def test_the_search_tells_strangers_nothing_of_a_collaboration(client, client_of, cast, key):
    cast.alive("Wolverine nights")
    browser = client_of(cast.person[key]) if key else client
    page = browser.get("/search/?q=wolverine").content.decode()
    assert "Nothing that you may read has these words" in page
    assert page.count("Wolverine") == 0


def test_the_guide_is_searched_and_every_word_must_occur(client, cast):
    titles = [each.title for group in client.get("/search/?q=review+cycle").context["groups"] for each in group.first]
    assert "7. Review cycle" in titles
    assert client.get("/search/?q=review+xyzzy").context["groups"] == []


@pytest.mark.parametrize("text", ["%00", "%25", "'", "<script>", "a" * 5000, "%F0%9F%8D%B5", ""])
def test_odd_words_are_searched_without_harm(client, cast, text):
    page = client.get(f"/search/?q={text}")
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().replace('<script type="module"', "")


def test_published_figures_stand_with_their_document_and_their_own_words(client, db):
    Programme.objects.create(
        **programme.INITIATIVE,
        timeline=[asdict(event) for event in programme.TIMELINE],
        figures=[asdict(figure) for figure in programme.FIGURES],
    )
    page = client.get("/about/").content.decode()
    assert "27 September 2016" in page
    assert "December 2014" in page
    for figure in programme.FIGURES:
        assert figure.published_as in page
    assert "96 of those who answered" in page
    assert "Fits no whole number of the 197 responses" in page


def test_the_outbox_shows_kept_messages_on_this_machine_alone(client, db, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    send_mail("First", "One line & more", None, ["a@example.org"])
    send_mail("Second", "Go to http://localhost:8000/password/new/ax.b-c/", None, ["b@example.org"])
    page = client.get("/outbox/").content.decode()
    assert page.index("To b@example.org") < page.index("To a@example.org")
    assert 'href="http://localhost:8000/password/new/ax.b-c/"' in page
    assert client.get("/outbox/", REMOTE_ADDR="192.0.2.7").status_code == 404
    settings.EMAIL_HOST = "mail.example.org"
    assert client.get("/outbox/").status_code == 404
    settings.EMAIL_HOST, settings.LOOPBACK_ONLY = "", False
    assert client.get("/outbox/").status_code == 404
    assert client.get("/parts/").status_code == 404


def test_signed_out_what_exists_and_what_does_not_lead_to_the_same_page(client, cast):
    existing = reverse("projects:collaboration", args=[cast.alive().public_id])
    missing = "/collaborations/" + "0" * 22 + "/"
    for path in (existing, missing):
        assert client.get(path)["Location"] == f"/sign-in/?next={path}"


def test_signed_in_what_may_not_be_seen_is_the_very_page_of_what_is_not_there(client_of, cast):
    hidden = reverse("projects:collaboration", args=[cast.alive().public_id])
    browser = client_of(cast.person["lindqvist"])
    answers = [browser.get(path) for path in (hidden, "/collaborations/" + "0" * 22 + "/", "/nowhere/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert b"csrf" not in answers[0].content


def test_health_is_answered_without_a_session(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"well\n")
    assert not answer.cookies


def test_health_is_503_while_the_database_is_away(tmp_path):
    script = (
        "import django; from django.conf import settings; "
        "plain = {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}; "
        "settings.STORAGES = {**settings.STORAGES, 'staticfiles': plain}; "
        "django.setup(); from django.test import Client; "
        "browser = Client(SERVER_NAME='localhost'); "
        "print([browser.get(path).status_code for path in ('/healthz', '/', '/organisations/')])"
    )
    away = {"DATABASE_URL": f"postgresql://cg_app@/nothing?host={tmp_path}", "COMMONGROUND_AS": ""}
    ran = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **away}, capture_output=True, text=True, check=False
    )
    assert ran.stdout.strip() == "[503, 503, 503]", ran.stderr


def test_robots_are_kept_from_searching_and_signing_in(client, db):
    assert "Disallow: /search/\n" in client.get("/robots.txt").content.decode()
