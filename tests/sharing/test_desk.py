"""Does the desk answer everybody without keeping anything, and keep what a member wants kept or puts to somebody?

*Source:* R184, R211; design/sharing.md 5.
"""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.sharing.actions import desk as doing
from commonground.sharing.models import DeskQuestion, Pledge
from commonground.sharing.queries import desk as queries
from commonground.sharing.rules import desk
from commonground.sharing.rules.desk_outcomes import KINDS, Kind, Whom, outcome
from tests.people.posting import MARLGATE, opened
from tests.sharing.test_desk_rules import EVERY

FROM_POLICE = {
    "purpose": "solve",
    "flow": "from_police",
    "person": "yes",
    "content": "other",
    "less": "no",
    "cover": "once",
}


@pytest.fixture
def sergeant(cast):
    """A post of the police that answers for neighbourhoods, held by Owen Tranter, with a mailbox."""
    return opened(cast, visibility="public", mailbox="minstergate@police.example.org")


def asked(cast, sergeant, **more):
    said = {"about": "Times of thefts", "what": "Times and places", "purpose": "To plan patrols", **more}
    return doing.keep(actor=cast.actor("whitlock"), answers=FROM_POLICE, post=sergeant, **said)


@pytest.mark.django_db
def test_everybody_walks_every_way_to_its_answer_and_nothing_is_kept(client):
    for answers in EVERY:
        page = client.get(reverse("sharing:desk_answer"), answers)
        assert page.status_code == 200
        assert KINDS[outcome(answers).kind] in page.content.decode()
    assert not DeskQuestion.objects.exists()
    assert not Entry.objects.exists(), "who only asks leaves no trace"


@pytest.mark.django_db
def test_one_question_a_page_leads_to_the_next_and_at_last_to_the_answer(client):
    path = reverse("sharing:desk_question")
    given = {}
    for key, value in FROM_POLICE.items():
        page = client.get(path, given | {"asked": key, key: value})
        given[key] = value
        if page.status_code == 302:
            assert urlsplit(page["Location"]).path == reverse("sharing:desk_answer")
            assert {k: v[0] for k, v in parse_qs(urlsplit(page["Location"]).query).items()} == FROM_POLICE
        else:
            assert len(re.findall(r"<h1", page.content.decode())) == 1
    assert page.status_code == 302


@pytest.mark.django_db
def test_a_page_sent_without_an_answer_says_what_to_do(client):
    page = client.get(reverse("sharing:desk_question"), {"purpose": "solve", "asked": "flow"})
    assert page.status_code == 200 and "Choose one of the answers" in page.content.decode()


@pytest.mark.django_db
def test_an_answer_can_be_changed_and_those_that_still_count_stay(client):
    page = client.get(reverse("sharing:desk_question"), FROM_POLICE | {"change": "flow"}).content.decode()
    assert "Who would give it to whom?" in page and 'name="cover" value="once"' in page
    changed = client.get(reverse("sharing:desk_question"), FROM_POLICE | {"asked": "flow", "flow": "to_public"})
    assert "cover" not in changed["Location"], "what an earlier answer made idle is left out"


@pytest.mark.django_db
def test_reporting_a_crime_is_led_to_the_police_with_their_numbers(client):
    page = client.get(reverse("sharing:desk_answer"), {"purpose": "report"}).content.decode()
    for number in ("tel:999", "tel:101", "0800 789 321", "0800 555 111"):
        assert number in page


@pytest.mark.django_db
def test_an_unfinished_or_invented_answer_leads_back_to_the_question(client):
    for given in ({}, {"purpose": "nonsense"}, {"purpose": "solve", "flow": "x" * 5000}):
        page = client.get(reverse("sharing:desk_answer"), given)
        assert page.status_code == 302 and urlsplit(page["Location"]).path == reverse("sharing:desk_question")


@pytest.mark.django_db
def test_a_security_manager_is_offered_a_contact_of_the_police_and_can_ask_them(cast, sergeant, client_of):
    assert queries.to_ask(cast.actor("whitlock"), Whom.POLICE) == [sergeant]
    page = client_of(cast.person["whitlock"]).get(reverse("sharing:desk_answer"), FROM_POLICE).content.decode()
    assert sergeant.ref in page and "Put the question to them" in page


@pytest.mark.django_db
def test_for_data_protection_one_is_sent_to_the_own_organisation(cast, sergeant):
    own = opened(cast, by="whitlock", of=MARLGATE, holder="whitlock", deputy="ellerby", title="Security manager")
    assert queries.to_ask(cast.actor("whitlock"), Whom.DATA_LEAD) == [own]
    assert queries.to_ask(cast.actor("lindqvist"), Whom.DATA_LEAD) == []


@pytest.mark.django_db
def test_whoever_is_asked_is_told_by_mail_without_a_word_of_the_question(cast, sergeant):
    made = asked(cast, sergeant, about="Quetzalcoatl", what="Quetzalcoatl", purpose="Quetzalcoatl")
    assert [message.to for message in mail.outbox] == [["minstergate@police.example.org"]]
    assert "Quetzalcoatl" not in mail.outbox[0].subject + mail.outbox[0].body
    assert made.asked_at and made.kind == Kind.NOT_YET
    assert made.said["says"] == outcome(FROM_POLICE).says, "what the desk said is kept word for word"


@pytest.mark.django_db
def test_a_question_that_is_put_to_somebody_says_what_and_what_for(cast, sergeant):
    for lacking in ("what", "purpose", "about"):
        with pytest.raises(Invalid) as refusal:
            asked(cast, sergeant, **{lacking: "  "})
        assert refusal.value.field == lacking
    with pytest.raises(Invalid):
        asked(cast, sergeant, needed_by=timezone.localdate() - timedelta(1))


@pytest.mark.django_db
def test_nothing_about_reporting_a_crime_is_kept(cast):
    for answers in ({"purpose": "report"}, {"purpose": "danger"}, {"purpose": "solve"}):
        with pytest.raises(Refused):
            doing.keep(actor=cast.actor("whitlock"), answers=answers, about="Theft")
    assert not DeskQuestion.objects.exists()


@pytest.mark.django_db
def test_the_two_organisations_see_a_question_and_nobody_else(cast, sergeant, client_of):
    made = asked(cast, sergeant)
    path = reverse("sharing:question", args=[made.public_id])
    for key, status in (("whitlock", 200), ("ellerby", 200), ("tranter", 200), ("penhallow", 404), ("calder", 404)):
        assert client_of(cast.person[key]).get(path).status_code == status, key
    stranger = client_of(cast.person["penhallow"])
    missing = path.replace(made.ref, "0" * 22)
    assert stranger.get(path).content == stranger.get(missing).content


@pytest.mark.django_db
def test_the_page_to_keep_puts_the_question_to_the_chosen_contact(cast, sergeant, client_of):
    browser = client_of(cast.person["whitlock"])
    path = reverse("sharing:desk_keep") + "?" + "&".join(f"{k}={v}" for k, v in FROM_POLICE.items())
    assert "Ask Neighbourhood sergeant, Aldermouth Police" in browser.get(path).content.decode()
    answer = browser.post(path, {"to": sergeant.ref, "about": "Times", "what": "Times", "purpose": "Patrols"})
    made = DeskQuestion.objects.get()
    assert answer["Location"] == reverse("sharing:question", args=[made.public_id])
    assert (made.to_post, made.organisation.name) == (sergeant, "Marlgate Centre")
    kept = browser.post(path, {"to": "keep", "about": "For us"})
    assert kept.status_code == 302 and DeskQuestion.objects.get(about="For us").to_organisation is None


@pytest.mark.django_db
def test_only_whoever_asked_takes_a_question_back(cast, sergeant):
    made = asked(cast, sergeant)
    with pytest.raises(NotAllowed):
        doing.take_back(actor=cast.actor("ellerby"), question=made)
    doing.take_back(actor=cast.actor("whitlock"), question=made)
    assert list(queries.to_answer(cast.actor("tranter"))) == []


@pytest.mark.django_db
def test_somebody_without_an_organisation_keeps_nothing(cast):
    with pytest.raises(NotAllowed):
        doing.keep(actor=cast.actor("calder"), answers=FROM_POLICE, about="x")


@pytest.mark.django_db
def test_a_coordinator_pledges_for_a_time_and_everybody_reads_it(cast, client):
    body, until = cast.organisation["Marlgate Centre"], timezone.localdate() + timedelta(365)
    with pytest.raises(NotAllowed):
        doing.pledge(actor=cast.actor("ellerby"), organisation=body, until=until)
    made = doing.pledge(actor=cast.actor("whitlock"), organisation=body, until=until, words="We ask first")
    with pytest.raises(Refused, match="already"):
        doing.pledge(actor=cast.actor("whitlock"), organisation=body, until=until)
    assert "We ask first" in client.get(reverse("sharing:dare")).content.decode()
    doing.end_pledge(actor=cast.actor("whitlock"), pledge=made)
    assert "We ask first" not in client.get(reverse("sharing:dare")).content.decode()


@pytest.mark.django_db
def test_a_pledge_whose_day_has_come_is_shown_no_more_and_can_be_made_anew(cast):
    body, today = cast.organisation["Marlgate Centre"], timezone.localdate()
    Pledge.objects.create(
        organisation=body, made_by=cast.membership["whitlock"], made_on=today - timedelta(9), until=today
    )
    assert list(queries.pledges()) == []
    doing.pledge(actor=cast.actor("whitlock"), organisation=body, until=today + timedelta(9))
    assert len(queries.pledges()) == 1


@pytest.mark.django_db
def test_the_guide_for_the_pocket_comes_as_a_file(client):
    for form in ("pdf", "docx", "md"):
        assert client.get(reverse("sharing:dare_card", args=[form])).status_code == 200
    assert client.get(reverse("sharing:dare_card", args=["exe"])).status_code == 404


@pytest.mark.django_db
def test_the_list_of_questions_does_not_ask_more_with_every_row(
    cast, sergeant, client_of, django_assert_max_num_queries
):
    for number in range(12):
        asked(cast, sergeant, about=f"Question {number}")
    browser = client_of(cast.person["tranter"])
    with django_assert_max_num_queries(40):
        assert browser.get(reverse("sharing:questions")).status_code == 200


def test_every_answer_in_an_address_is_one_of_the_desk():
    assert set(FROM_POLICE) <= set(desk.QUESTIONS)
