"""Does a folder hold everything that its reader may read, and not a word that is still blind to them?

*Source:* R52; D1; settled questions, "Who" (blind texts).
"""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.projects.actions import problem
from commonground.projects.rules.comparing import ASKED
from tests.projects.doing import victim
from tests.projects.pages import text

CANARY = "CANARY words of the police side"


def folder_of(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(response.content))


def everything_in(folder):
    return b"\n".join(folder.read(name) for name in folder.namelist())


def test_a_folder_holds_a_page_tables_and_data_that_say_the_same(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    victim(cast, held)
    response = client_of(cast.person["thornbury"]).post(reverse("projects:everything", args=[held.public_id]))
    folder = folder_of(response)
    names = set(folder.namelist())
    assert {"index.html", "everything.json", "everything.md", "tables/01-victims.csv", "tables/00-history.csv"} <= names
    data = json.loads(folder.read("everything.json"))
    group = data["parts"]["victims"]["rows"][0]["Who is harmed"]
    for name in ("index.html", "everything.md", "tables/01-victims.csv"):
        assert group in folder.read(name).decode("utf-8-sig"), name
    assert Entry.objects.filter(tag="collaboration:everything:seen", actor_id=cast.person["thornbury"].pk).exists()


@pytest.mark.parametrize(("reader", "holds"), [("thornbury", True), ("whitlock", False)])
def test_words_that_are_blind_are_in_their_own_sides_folder_and_in_no_other(
    cast, client_of, as_application, reader, holds
):
    held = cast.alive("Minster Gate evenings")
    with as_application(cast.actor("thornbury")):
        problem.write(actor=cast.actor("thornbury"), collaboration=held, words=dict.fromkeys(ASKED, CANARY), version=0)
    browser = client_of(cast.person[reader])
    folder = folder_of(browser.post(reverse("projects:everything", args=[held.public_id])))
    assert (CANARY.encode() in everything_in(folder)) is holds


def test_a_stakeholder_takes_nothing_away_and_looking_takes_nothing_either(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    address = reverse("projects:everything", args=[held.public_id])
    assert client_of(cast.person["yarrow"]).post(address).status_code == 404
    assert client_of(cast.person["lindqvist"]).post(address).status_code == 404
    assert client_of(cast.person["thornbury"]).get(address).status_code == 405


def test_the_papers_of_a_collaboration_are_listed_with_their_forms(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    shown = client_of(cast.person["tranter"]).get(reverse("projects:papers", args=[held.public_id]))
    assert "The action plan" in text(shown)
    assert "Take everything away" in text(shown)


def test_the_history_is_narrowed_and_taken_away_as_it_is_shown(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    victim(cast, held)
    browser = client_of(cast.person["thornbury"])
    asked = {"q": "accepted", "side": "security"}
    for name in ("history", "history_csv"):
        shown = browser.get(reverse(f"projects:{name}", args=[held.public_id]), asked).content.decode()
        assert "Proposal accepted" in shown
        assert "Draft started" not in shown
