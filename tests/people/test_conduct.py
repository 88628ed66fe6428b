"""Does everybody accept the code first, does a concern reach those who answer and nobody else, and are thanks read?

*Source:* R89, R225.
"""

import pytest
from django.core import mail

from commonground.audit.models import Entry
from commonground.groundwork.refusals import NotAllowed, Stale
from commonground.people.actions import conduct as actions
from commonground.people.models import Concern, ConcernNote, Membership, Thanks
from commonground.people.queries import conduct as queries
from commonground.people.rules import conduct, contributing

SAID = {"about": "A remark in the last meeting", "text": "It put one side down."}


@pytest.fixture
def moderator(cast):
    cast.membership["osei"].roles = ["moderator"]
    cast.membership["osei"].save()
    return cast.person["osei"]


def not_accepted(cast, key, version=""):
    Membership.objects.filter(pk=cast.membership[key].pk).update(conduct_version=version)


@pytest.mark.parametrize("version", ["", "2020-1"])
def test_a_member_is_led_to_the_code_before_anything_else_opens(cast, client_of, version):
    browser = client_of(cast.person["ellerby"])
    not_accepted(cast, "ellerby", version)
    for path in ("/", "/you/", "/collaborations/", "/contacts/"):
        assert browser.get(path)["Location"] == "/conduct/"
    for path in ("/conduct/", "/help/", "/concern/", "/sign-out/"):
        assert browser.get(path).status_code == 200
    browser.post("/conduct/accept/", {"conduct": conduct.VERSION})
    assert browser.get("/you/")["Location"] == "/conduct/"
    answer = browser.post("/conduct/accept/", {"conduct": conduct.VERSION, "accepts": "on"})
    assert answer["Location"] == ("/" if version else "/welcome/")
    assert browser.get("/you/").status_code == 200
    assert Entry.objects.get(tag="people:membership:conduct_accepted").details["version"] == conduct.VERSION


def test_nothing_can_be_posted_before_the_code_is_accepted(cast, client_of):
    browser = client_of(cast.person["whitlock"])
    not_accepted(cast, "whitlock")
    here = f"/organisations/{cast.organisation['Marlgate Centre'].ref}/invite/"
    assert browser.post(here, {"name": "N", "email": "n@example.org"})["Location"] == "/conduct/"
    assert mail.outbox == []


def test_everybody_reads_the_code_and_finds_the_way_to_report_in_the_footer(client, cast):
    assert "Each other" in client.get("/conduct/").content.decode()
    assert 'href="/concern/"' in client.get("/").content.decode()


def test_a_concern_reaches_the_moderators_and_its_words_stand_in_no_message_or_record(client, client_of, moderator):
    assert client.post("/concern/", {**SAID, "reply_to": "somebody@example.org"}).status_code == 302
    (message,) = mail.outbox
    assert message.to == ["farida.osei@commissioner.example.org"]
    assert "remark" not in message.body
    assert "remark" not in str(list(Entry.objects.values()))
    assert "A remark in the last meeting" in client_of(moderator).get("/concerns/").content.decode()


@pytest.mark.parametrize("key", ["thornbury", "whitlock", "calder"])
def test_nobody_else_sees_it_not_even_the_administrator(cast, client_of, moderator, key):
    concern = actions.raise_concern(actor=cast.actor("ellerby"), **SAID)
    browser = client_of(cast.person[key])
    assert {browser.get(path).status_code for path in ("/concerns/", f"/concerns/{concern.ref}/")} == {404}


def test_without_a_moderator_the_keepers_answer(cast, client_of):
    actions.raise_concern(actor=cast.actor("ellerby"), **SAID)
    assert mail.outbox[0].to == ["helpdesk@abcp.example.org"]
    assert client_of(cast.person["calder"]).get("/concerns/").status_code == 200


def test_a_member_may_report_without_a_name(cast, client_of, moderator):
    client_of(cast.person["ellerby"]).post("/concern/", {**SAID, "named": "no"})
    assert Concern.objects.get().raised_by is None
    assert not Entry.objects.filter(tag="people:concern:raised", actor_id=cast.person["ellerby"].pk).exists()


def test_the_log_is_added_to_and_the_answer_reaches_whoever_reported(cast, client_of, moderator):
    concern = actions.raise_concern(actor=cast.actor("ellerby"), **SAID)
    mail.outbox.clear()
    browser, here = client_of(moderator), f"/concerns/{concern.ref}/"
    browser.post(here, {"version": 1, "state": "looked_at", "text": "Spoke to both."})
    assert mail.outbox == []
    browser.post(here, {"version": 2, "state": "closed", "text": "It was taken back.", "is_answer": "on"})
    (message,) = mail.outbox
    assert message.to == ["lateshift@marlgate.example.org"]
    assert [note.text for note in ConcernNote.objects.all()] == ["Spoke to both.", "It was taken back."]
    own = client_of(cast.person["ellerby"]).get("/you/").content.decode()
    assert "It was taken back." in own
    assert "Spoke to both." not in own


def test_two_moderators_who_write_at_once_lose_nothing(cast, moderator):
    concern = actions.raise_concern(actor=cast.actor("ellerby"), **SAID)
    values = {"actor": cast.actor("osei"), "concern": concern, "version": 1, "state": "looked_at"}
    actions.note_on_concern(**values, text="One")
    with pytest.raises(Stale):
        actions.note_on_concern(**values, text="Two")


def test_nobody_answers_their_own_concern(cast, moderator):
    concern = actions.raise_concern(actor=cast.actor("osei"), **SAID)
    with pytest.raises(NotAllowed):
        actions.note_on_concern(actor=cast.actor("osei"), concern=concern, version=1, state="closed", text="Nothing")


def test_an_answer_to_nobody_is_refused_beside_the_field(cast, client, client_of, moderator):
    client.post("/concern/", SAID)
    here = f"/concerns/{Concern.objects.get().ref}/"
    page = client_of(moderator).post(here, {"version": 1, "state": "closed", "text": "So.", "is_answer": "on"})
    assert "Nobody can get an answer" in page.content.decode()


def test_thanks_are_read_by_both_organisations_and_nobody_else(cast, client_of):
    to = cast.membership["tranter"]
    here = f"/organisations/{to.organisation.ref}/members/{to.ref}/thank/"
    client_of(cast.person["ellerby"]).post(here, {"text": "For the walk round on Friday"})
    thanks = f"/organisations/{to.organisation.ref}/thanks/"
    for key, reads in (("thornbury", True), ("whitlock", True), ("hartnoll", False)):
        page = client_of(cast.person[key]).get(thanks).content.decode()
        assert ("For the walk round on Friday" in page) is reads
    assert "For the walk round on Friday" in client_of(cast.person["tranter"]).get("/you/").content.decode()


def test_thanks_are_taken_back_by_whoever_gave_them(cast, client_of):
    given = actions.thank(actor=cast.actor("ellerby"), to=cast.membership["tranter"], text="For Friday")
    address = f"/you/thanks/{given.ref}/take-back/"
    assert client_of(cast.person["tranter"]).post(address).status_code == 404
    assert client_of(cast.person["ellerby"]).post(address).status_code == 302
    assert not queries.thanks_to(cast.person["tranter"].pk).exists()


def test_nobody_thanks_themselves(cast, client_of):
    own = cast.membership["ellerby"]
    with pytest.raises(NotAllowed):
        actions.thank(actor=cast.actor("ellerby"), to=own, text="Me")
    here = f"/organisations/{own.organisation.ref}/members/{own.ref}/thank/"
    assert client_of(cast.person["ellerby"]).get(here).status_code == 404
    assert not Thanks.objects.exists()


def test_newcomers_are_shown_ways_to_take_part_that_exist(cast, client_of):
    browser = client_of(cast.person["ellerby"])
    page = browser.get("/welcome/")
    for way in page.context["ways"]:
        assert browser.get(way["url"]).status_code == 200


def test_what_somebody_has_given_is_listed_for_them_alone(cast, client_of):
    collaboration = cast.alive()
    page = client_of(cast.person["thornbury"]).get("/you/contributions/").content.decode()
    assert collaboration.name in page
    assert collaboration.name not in client_of(cast.person["hartnoll"]).get("/you/contributions/").content.decode()


def test_signing_in_and_reading_are_no_contribution():
    assert contributing.told("people:account:signed_in", "") == ""
    assert contributing.told("collaboration:step:seen", "Read") == ""
