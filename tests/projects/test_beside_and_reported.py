"""Is everybody told what both sides told everybody, the other leads what concerns them, the programme what is reported,
and nobody anything else?

*Source:* R102, R196, R4; settled questions, "Who sees a collaboration".
"""

import html
import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.urls import reverse
from pypdf import PdfReader

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.groundwork.sides import Side
from commonground.people.models import Membership
from commonground.projects.actions import answers, finishing, reporting
from commonground.projects.models import Collaboration, CoordinationNote
from commonground.projects.queries import beside, reported
from commonground.projects.rules import guide
from commonground.projects.rules.books import PARTS
from commonground.projects.rules.overlapping import Place, Work, overlap, topics
from tests.projects.pages import text

TOWN, WARD, ELSEWHERE = Place(1, "Aldermouth"), Place(2, "Quay", (1,)), Place(3, "Brackwater")
DAY = date(2026, 3, 1)


def work(key, place, words, starts=DAY, ends=None):
    return Work(key, place, words, starts, ends)


# The rule


def test_two_in_one_area_overlap_and_the_reason_names_the_words_that_both_use():
    found = overlap(work(1, TOWN, "Fewer bicycle thefts at the quay"), work(2, TOWN, "Bicycles stolen after dark"))
    assert found is not None
    assert (found.place, found.words) == ("same", ("bicycle",))


def test_a_ward_in_our_town_overlaps_only_when_it_is_about_the_same():
    assert overlap(work(1, TOWN, "Bicycle thefts"), work(2, WARD, "Bicycle marking")).place == "holds"
    assert overlap(work(1, WARD, "Bicycle thefts"), work(2, TOWN, "Bicycle marking")).place == "inside"
    assert overlap(work(1, TOWN, "Bicycle thefts"), work(2, WARD, "Counterfeit notes")) is None


@pytest.mark.parametrize(
    "other",
    [
        work(2, ELSEWHERE, "Bicycle thefts"),
        work(2, TOWN, "Bicycle thefts", date(2024, 1, 1), date(2025, 1, 1)),
        work(1, TOWN, "Bicycle thefts"),
    ],
)
def test_another_place_another_time_and_itself_do_not_overlap(other):
    assert overlap(work(1, TOWN, "Bicycle thefts"), other) is None


def test_words_that_every_collaboration_uses_say_nothing_about_what_it_is_for():
    assert topics("Police and security working together to reduce crime in the community") == frozenset()


# What may be known of others


def published(cast, name="Quay bicycles"):
    held = cast.alive(name)
    page = finishing.draft_publication(
        actor=cast.actor("thornbury"), collaboration=held, kind="page",
        values={"purpose": "Fewer bicycles stolen", "doing": "Racks are watched", "reach": "desk@example.org"},
    )  # fmt: skip
    for who in ("thornbury", "whitlock"):
        finishing.approve(actor=cast.actor(who), publication=page)
    return held


def test_the_register_shows_everybody_what_both_sides_approved_and_nothing_of_the_rest(cast, client):
    cast.alive("Minster Gate evenings")
    published(cast)
    for name in ("initiatives", "initiatives_csv", "initiatives_calendar"):
        shown = client.get(reverse(f"projects:{name}"))
        assert shown.status_code == 200
        assert "Quay bicycles" in shown.content.decode(), name
        assert "Minster Gate" not in shown.content.decode(), name
    said = text(client.get(reverse("projects:initiatives")))
    assert "Aldermouth Police" in said
    assert "Fewer bicycles stolen" in said
    assert "Thornbury" not in said


def test_the_register_is_narrowed_to_words_and_an_area(cast, client):
    held = published(cast)
    address = reverse("projects:initiatives")
    assert "Quay bicycles" in text(client.get(address, {"q": "stolen", "area": held.area.ref}))
    assert "Nothing in the register fits" in text(client.get(address, {"q": "counterfeit"}))
    assert "Quay bicycles" in text(client.get(address, {"area": "nonsense"}))


def test_a_collaboration_that_one_takes_no_part_in_and_that_told_nobody_is_beside_nothing(cast):
    mine, other = cast.alive("Minster Gate evenings"), cast.alive("Minster Gate mornings")
    assert [one.collaboration for one in beside.beside(cast.actor("thornbury"), mine)] == [other]
    other.team.filter(membership=cast.membership["tranter"]).delete()
    assert beside.beside(cast.actor("tranter"), mine) == []


def test_a_note_reaches_the_leads_of_the_other_and_its_words_stay_on_the_page(cast, client_of):
    mine, other = cast.alive("Minster Gate evenings"), published(cast)
    page = reverse("projects:coordinate", args=[mine.public_id, other.public_id])
    shown = client_of(cast.person["whitlock"]).post(page, {"words": "Shall we share the patrol?"}, follow=True)
    assert "have your note" in text(shown)
    assert {tuple(message.to) for message in mail.outbox} and "patrol" not in mail.outbox[-1].body
    assert CoordinationNote.objects.get().receiver == other
    read = text(client_of(cast.person["thornbury"]).get(reverse("projects:beside", args=[other.public_id])))
    assert "Shall we share the patrol?" in read


def test_a_note_needs_words_a_lead_and_something_that_overlaps(cast):
    mine, other = cast.alive("Minster Gate evenings"), cast.alive("Minster Gate mornings")
    with pytest.raises(Invalid):
        reporting.coordinate(actor=cast.actor("whitlock"), collaboration=mine, other=other, words="  ")
    with pytest.raises(NotAllowed):
        reporting.coordinate(actor=cast.actor("tranter"), collaboration=mine, other=other, words="Hello")
    with pytest.raises(Refused):
        reporting.coordinate(actor=cast.actor("whitlock"), collaboration=mine, other=mine, words="Hello")


# What the programme sees


def oversight(cast, key="lindqvist"):
    Membership.objects.filter(pk=cast.membership[key].pk).update(roles=["oversight"])
    return cast.person[key]


def test_a_programme_sees_a_collaboration_only_while_both_sides_let_it_report(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    browser = client_of(oversight(cast))
    page = reverse("projects:programme", args=[held.programme.public_id])
    for who, is_seen in (("thornbury", False), ("whitlock", True)):
        reporting.report(actor=cast.actor(who), collaboration=held)
        assert ("Minster Gate evenings" in text(browser.get(page))) is is_seen
    reporting.end_reporting(actor=cast.actor("thornbury"), collaboration=held)
    assert "Minster Gate evenings" not in text(browser.get(page))


def test_the_programme_reads_milestones_and_risks_but_no_name_and_no_word_of_the_problem(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    owner = held.team.get(membership=cast.membership["thornbury"])
    answers.record(
        actor=cast.actor("thornbury"), collaboration=held, part=guide.PARTS["milestones"],
        raw={"what": "Radio link tested", "due": date(2027, 3, 1), "owner": owner.ref, "evidence": "CANARY a call"},
    )  # fmt: skip
    answers.record(
        actor=cast.actor("thornbury"), collaboration=held, part=guide.PARTS["victims"],
        raw={"group": "CANARY lone workers", "priorities": "CANARY", "known_by": "asked", "repeat": "yes"},
    )  # fmt: skip
    for who in ("thornbury", "whitlock"):
        reporting.report(actor=cast.actor(who), collaboration=held)
    browser = client_of(oversight(cast))
    for name in ("programme", "programme_csv"):
        shown = browser.get(reverse(f"projects:{name}", args=[held.programme.public_id])).content.decode()
        assert "Radio link tested" in shown
        assert "CANARY" not in shown
        assert "Thornbury" not in shown
    assert browser.get(reverse("projects:collaboration", args=[held.public_id])).status_code == 404


def with_benefits(cast, held):
    line = {
        "benefit": "Staff walk to the station unafraid", "sign": "gain", "side": "both", "activity": "CANARY patrols",
        "output": "CANARY 120 patrols", "outcome": "CANARY fewer threats", "beneficiary": "Shops of Minster Gate",
        "whose": "security", "gain": "safety", "baseline": "CANARY 14 a month", "known_by": "counted",
        "without": "CANARY", "low": "1200", "high": "2400", "year": "2026", "source": "CANARY wage bills", "tell": "no",
    }  # fmt: skip
    spent = {
        "what": "CANARY at the underpass", "organisation": "CANARY Guards Ltd", "side": "security",
        "month": date(2026, 3, 31), "hours": "64", "pounds": "250",
    }  # fmt: skip
    for part, raw in (("benefits", line), ("effort", spent)):
        answers.record(actor=cast.actor("thornbury"), collaboration=held, part=PARTS[part], raw=raw)


@pytest.mark.parametrize("name", ["programme", "programme_csv", "md", "html", "docx", "pdf"])
def test_an_oversight_body_reads_benefits_beside_progress_and_not_how_they_come_about(cast, client_of, name):
    held = cast.alive("Minster Gate evenings")
    with_benefits(cast, held)
    is_paper = len(name) <= 4
    page = [held.programme.public_id, name] if is_paper else [held.programme.public_id]
    address = reverse(f"projects:{'board_report' if is_paper else name}", args=page)
    browser = client_of(oversight(cast))
    assert "Staff walk" not in read(browser.get(address), name)
    for who in ("thornbury", "whitlock"):
        reporting.report(actor=cast.actor(who), collaboration=held)
    said = read(browser.get(address), name)
    for shown in ("Staff walk to the station unafraid", "£1,200", "£2,400", "64", "£250", "Minster Gate evenings"):
        assert shown in said
    assert "CANARY" not in said
    assert "Thornbury" not in said


def read(response, name):
    """Give the words of a page or a paper on one line."""
    assert response.status_code == 200
    if name == "pdf":
        said = " ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    elif name == "docx":
        with ZipFile(BytesIO(response.content)) as parts:
            said = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
    else:
        said = response.content.decode()
    return " ".join(html.unescape(said).split())


def test_the_report_for_a_board_is_closed_to_those_who_may_not_read_what_is_reported(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    address = reverse("projects:board_report", args=[held.programme.public_id, "pdf"])
    assert client_of(cast.person["tranter"]).get(address).status_code == 404
    missing = reverse("projects:board_report", args=[held.programme.public_id, "exe"])
    assert client_of(oversight(cast)).get(missing).status_code == 404


def test_only_oversight_and_those_who_let_it_report_read_what_is_reported(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    page = reverse("projects:programme", args=[held.programme.public_id])
    assert client_of(cast.person["tranter"]).get(page).status_code == 404
    for who in ("thornbury", "whitlock"):
        reporting.report(actor=cast.actor(who), collaboration=held)
    assert client_of(cast.person["tranter"]).get(page).status_code == 404
    assert client_of(cast.person["whitlock"]).get(page).status_code == 200


def test_a_side_agrees_once_and_ends_only_what_it_agreed_to(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    with pytest.raises(Refused):
        reporting.end_reporting(actor=cast.actor("whitlock"), collaboration=held)
    address = reverse("projects:reporting", args=[held.public_id])
    shown = client_of(cast.person["whitlock"]).post(address, {"verb": "agree"}, follow=True)
    assert "Your side agrees to report" in text(shown)
    assert set(reported.words_of(held)) == {Side.SECURITY}
    with pytest.raises(Refused):
        reporting.report(actor=cast.actor("whitlock"), collaboration=held)
    with pytest.raises(NotAllowed):
        reporting.report(actor=cast.actor("tranter"), collaboration=held)


# Told when one begins


def begun(cast, name="Quay bicycle marking", **more):
    return {
        "name": name, "about": "Bicycles marked by their owners", "area": cast.area.ref,
        "other_lead": cast.membership["whitlock"].ref, **more,
    }  # fmt: skip


def test_what_runs_there_is_shown_before_anything_is_kept(cast, client_of):
    published(cast)
    browser = client_of(cast.person["tranter"])
    typed = begun(cast, look="yes", other_lead="")
    shown = browser.post(reverse("projects:start"), typed)
    assert "Quay bicycles" in text(shown)
    assert "It works in the same area, Aldermouth." in text(shown)
    assert "“bicycle”" in text(shown)
    assert 'value="Quay bicycle marking"' in shown.content.decode()
    assert not Collaboration.objects.filter(name="Quay bicycle marking").exists()


def test_whoever_begins_one_learns_nothing_of_what_only_its_team_knows(cast, client_of):
    cast.alive("Secret bicycles")
    stranger = client_of(cast.person["haddow"])
    shown = stranger.post(reverse("projects:start"), begun(cast, look="yes", other_lead=""))
    assert shown.status_code == 200
    assert "Secret bicycles" not in text(shown)
    assert "Nothing that you may know of runs there" in text(shown)


def test_a_look_without_an_area_says_what_is_missing(cast, client_of):
    shown = client_of(cast.person["thornbury"]).post(reverse("projects:start"), {"name": "A", "look": "yes"})
    assert "There is a problem" in text(shown)
    assert not Collaboration.objects.exists()


def test_the_new_draft_says_what_runs_beside_it(cast, client_of):
    published(cast)
    shown = client_of(cast.person["thornbury"]).post(reverse("projects:start"), begun(cast), follow=True)
    assert "One other runs at the same place or on the same thing: Quay bicycles." in text(shown)
