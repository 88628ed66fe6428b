"""Do the pages of posts show, keep and change what they should, for whom they should, whatever is typed?

*Source:* R45, R55, R115, R189, R263; settled questions, "Who" (404; versions).
"""

import re

import pytest
import vobject
from django.utils import timezone

from commonground.people.actions import posts
from commonground.people.models import Endorsement, Holding, Post, PostReport, Topic
from tests.people.posting import MARLGATE, POLICE, opened, topic

TODAY = timezone.localdate
HOSTILE = {
    "markup": '"><script>alert(1)</script>',
    "line breaks": "Desk\r\nBEGIN:VCARD",
    "semicolons": "Desk; night, shift \\",
    "emoji": "Desk 👮🏽‍♀️",
    "right to left": "مكتب \u202eABC",
    "template": "{{ settings.SECRET_KEY }}{% now %}",
}


def typed(**more):
    """What a coordinator types into the form of a post."""
    return {
        "title": "Duty sergeant",
        "areas": "Aldermouth",
        "telephone": "01632 960 141",
        "telephone_source": "The force's website",
        "hours": "Monday to Friday 9am to 5pm\nSat 10pm to 6am",
        "visibility": "members",
        **more,
    }


def dated(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def coordinator(cast, client_of):
    return client_of(cast.person["thornbury"])


@pytest.fixture
def new(cast):
    return f"/organisations/{cast.organisation[POLICE].ref}/posts/new/"


def hands(cast):
    return {"holder": cast.membership["tranter"].ref, "deputy": cast.membership["marchbank"].ref}


def test_a_coordinator_opens_a_post_and_a_member_of_the_other_side_finds_its_number(cast, coordinator, new, client_of):
    shop = topic()
    answer = coordinator.post(
        new, typed(**hands(cast), topics=[shop.ref], risks=["criminal"], languages="Welsh\nPolish")
    )
    made = Post.objects.get()
    assert answer["Location"] == f"/contacts/{made.ref}/"
    assert made.hours[-1] == [5, "22:00", "06:00"]
    assert made.languages == ["Welsh", "Polish"]
    assert len(made.cells) == 9
    text = client_of(cast.person["whitlock"]).get("/contacts/?where=Aldermuth&about=shoplifting").content.decode()
    assert 'href="tel:01632960141"' in text
    assert "Owen Tranter" in text
    card = client_of(cast.person["whitlock"]).get(f"/contacts/{made.ref}/").content.decode()
    assert "Monday to Friday, 9am to 5pm" in card
    assert "Saturday, 10pm to 6am" in card
    assert "How soon it really answers is not known here" not in card


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"holder": ""}, "Name a holder and a deputy first"),
        ({"areas": "Atlantis"}, "No area is called “Atlantis”"),
        ({"areas": ""}, "Answer the question: Where does it count?"),
        ({"hours": "now and then"}, "Line 1 is not a time of the week"),
        ({"telephone_source": ""}, "Say where the number is published"),
        ({"visibility": "named", "named": "Nobody Ltd"}, "No organisation is called “Nobody Ltd”"),
        ({"mailbox": "desk"}, "Enter an e-mail address in full"),
        ({"title": "x" * 10_000}, "Write at most 200 characters"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_what_was_typed_stays(cast, coordinator, new, more, said):
    answer = coordinator.post(new, typed(**{**hands(cast), **more}))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert said.replace("'", "&#x27;") in text
    assert "The force&#x27;s website" in text or "telephone_source" in more
    assert not Post.objects.exists()


def test_a_post_is_changed_on_top_of_what_was_seen_and_a_lost_race_shows_both(cast, coordinator):
    post = opened(cast)
    address = f"/contacts/{post.ref}/change/"
    shown = coordinator.get(address).content.decode()
    assert "Aldermouth</textarea>" in shown
    assert coordinator.post(address, typed(version=1, about="Mine")).status_code == 302
    lost = coordinator.post(address, typed(version=1, about="Theirs")).content.decode()
    assert "Mine" in lost
    assert "Theirs" in lost
    assert Post.objects.get().about == "Mine"


def test_who_may_not_change_a_post_is_told_so_and_who_may_not_see_it_finds_nothing(cast, client, client_of):
    post = opened(cast, visibility="named", deputy=None)
    outside, inside = client_of(cast.person["whitlock"]), client_of(cast.person["calloway"])
    for page in ("", "change/", "close/", "holder/", "deputy/", "confirm/", "report/", "reports/", "card.vcf"):
        assert outside.get(f"/contacts/{post.ref}/{page}").status_code == 404, page
        assert client.get(f"/contacts/{post.ref}/{page}").status_code in {302, 404}, page
    assert inside.get(f"/contacts/{post.ref}/").status_code == 200
    for page in ("change/", "close/", "holder/", "deputy/", "confirm/", "reports/"):
        assert inside.get(f"/contacts/{post.ref}/{page}").status_code == 403, page


def test_the_chain_of_holders_is_for_members_of_the_organisation_and_administrators(cast, client_of, coordinator):
    post = opened(cast, visibility="public")
    address = f"/contacts/{post.ref}/holder/"
    sent = {"membership": cast.membership["calloway"].ref, **dated("starts", TODAY())}
    assert coordinator.post(address, sent).status_code == 302
    for key, sees in (("calloway", True), ("calder", True), ("whitlock", False)):
        text = client_of(cast.person[key]).get(f"/contacts/{post.ref}/").content.decode()
        assert ("Who held it" in text) is sees
        assert ("Owen Tranter" in text) is sees


def test_a_vacant_post_says_who_stands_in_and_its_keepers_what_to_do(cast, client, coordinator):
    post = opened(cast, visibility="public")
    posts.vacate(actor=cast.actor("calder"), membership=cast.membership["tranter"])
    public = client.get(f"/contacts/{post.ref}/").content.decode()
    assert "Nobody holds this post now" in public
    assert re.search(r"Standing in:\s*<strong><bdi>Leila Marchbank", public)
    assert "Name a new holder" not in public
    assert "Name a new holder" in coordinator.get(f"/contacts/{post.ref}/").content.decode()


def test_confirming_needs_the_button(cast, client_of):
    post = opened(cast)
    Post.objects.update(confirmed_on=None)
    browser = client_of(cast.person["tranter"])
    assert browser.get(f"/contacts/{post.ref}/confirm/").status_code == 200
    assert Post.objects.get().confirmed_on is None
    assert browser.post(f"/contacts/{post.ref}/confirm/").status_code == 302
    assert Post.objects.get().confirmed_on == TODAY()


def test_a_post_is_closed_with_a_reason(cast, coordinator, client):
    post = opened(cast, visibility="public")
    assert "Answer the question" in coordinator.post(f"/contacts/{post.ref}/close/", {"because": ""}).content.decode()
    coordinator.post(f"/contacts/{post.ref}/close/", {"because": "The control room does this now."})
    assert client.get(f"/contacts/{post.ref}/").status_code == 404
    assert "The control room does this now." in coordinator.get(f"/contacts/{post.ref}/").content.decode()


def test_anybody_who_sees_a_card_can_say_that_it_is_wrong_and_its_keeper_answers(cast, client, coordinator, client_of):
    post = opened(cast, visibility="public")
    client.post(f"/contacts/{post.ref}/report/", {"text": "Nobody answers"})
    client_of(cast.person["whitlock"]).post(f"/contacts/{post.ref}/report/", {"text": "Wrong number"})
    shown = coordinator.get(f"/contacts/{post.ref}/reports/").content.decode()
    assert "Nobody answers" in shown
    assert "Somebody without an account" in shown
    report = PostReport.objects.get(by=cast.person["whitlock"])
    address = f"/contacts/{post.ref}/reports/{report.ref}/"
    assert coordinator.post(address, {"answer": "Put right."}).status_code == 302
    assert "Put right." in coordinator.get(f"/contacts/{post.ref}/reports/").content.decode()
    other = opened(cast, title="Another")
    assert coordinator.get(f"/contacts/{other.ref}/reports/{report.ref}/").status_code == 404


def test_reports_from_one_address_have_a_limit(cast, client):
    post = opened(cast, visibility="public")
    sent = [client.post(f"/contacts/{post.ref}/report/", {"text": "Wrong"}).status_code for _ in range(12)]
    assert sent == [302] * 10 + [429] * 2


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_only_a_name_on_every_page_and_in_the_vcard(cast, client_of, name):
    person = cast.person["tranter"]
    person.name = name
    person.save()
    post = opened(cast, title=name, visibility="public", about=name[:200])
    browser = client_of(cast.person["thornbury"])
    for path in ("/contacts/?where=Aldermouth", f"/contacts/{post.ref}/", "/contacts/leads/",
                 f"/contacts/{post.ref}/change/", f"/contacts/{post.ref}/confirm/", f"/contacts/{post.ref}/holder/",
                 f"/organisations/{cast.organisation[POLICE].ref}/posts/", "/search/?q=Desk"):  # fmt: skip
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.content.decode(), path
    answer = browser.get(f"/contacts/{post.ref}/card.vcf")
    assert re.fullmatch(r'attachment; filename="[\w-]+\.vcf"', answer["Content-Disposition"])
    card = vobject.readOne(answer.content.decode())
    assert card.title.value == name.replace("\r\n", "\n")
    assert name.replace("\r\n", "\n") in card.note.value


def test_the_vcard_of_a_public_post_is_for_everybody(cast, client):
    post = opened(cast, visibility="public", hours="weekdays 9am to 5pm")
    answer = client.get(f"/contacts/{post.ref}/card.vcf")
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    card = vobject.readOne(answer.content.decode())
    assert card.tel.value == "01632 960 141"
    assert card.org.value == [POLICE]
    assert "Holder: Owen Tranter" in card.note.value
    assert "Monday to Friday, 9am to 5pm" in card.note.value


def test_leads_are_listed_for_everybody_with_and_without_a_holder(cast, client):
    opened(cast, title="Lead on business crime", special="business_crime_lead", visibility="public")
    posts.open_post(
        actor=cast.actor("calder"), organisation=cast.organisation["National Police Chiefs' Council"],
        title="Lead for business crime", special="national_lead", visibility="public",
    )  # fmt: skip
    text = client.get("/contacts/leads/").content.decode()
    assert "Owen Tranter" in text
    assert text.count("No lead on business crime is named here.") == 2
    assert (
        text.index("National leads") < text.index("Lead for business crime") < text.index("Who holds it today is not")
    )


def test_a_board_reads_each_force_with_its_lead_and_nobody_whom_its_reader_may_not_see(cast, client, client_of):
    opened(cast, title="Lead on business crime", special="business_crime_lead", visibility="public")
    opened(cast, title="Second lead", special="business_crime_lead", visibility="members")
    address = "/contacts/leads/report/{}/"
    public = client.get(address.format("md")).content.decode()
    assert "Owen Tranter, since" in public
    assert "Second lead" not in public
    assert "A lead is asked for here" in public
    members = client_of(cast.person["whitlock"]).get(address.format("md")).content.decode()
    assert "Second lead" in members
    assert client.get(address.format("pdf")).content.startswith(b"%PDF")
    assert client.get(address.format("nonsense")).status_code == 404


def test_an_administrator_enters_and_ends_an_endorsement(cast, client, client_of):
    post = opened(cast, visibility="public")
    keeper = client_of(cast.person["calder"])
    sent = {
        "programme": cast.programme.ref,
        "holder_name": "A. Officer",
        "statement": "I stand behind it.",
        "source": "News",
    }
    answer = keeper.post(f"/contacts/{post.ref}/endorse/", {**sent, **dated("starts", TODAY())})
    assert answer.status_code == 302
    made = Endorsement.objects.get()
    assert "I stand behind it." in client.get(f"/contacts/{post.ref}/").content.decode()
    address = f"/contacts/{post.ref}/endorsements/{made.ref}/end/"
    assert keeper.post(address, dated("until", TODAY())).status_code == 302
    assert Endorsement.objects.get().until == TODAY()
    assert client_of(cast.person["thornbury"]).get(f"/contacts/{post.ref}/endorse/").status_code == 403


def test_topics_are_read_by_everybody_and_changed_by_administrators(cast, client, client_of):
    keeper = client_of(cast.person["calder"])
    assert keeper.post("/contacts/topics/new/", {"name": "Theft", "also": "shoplifting\nstealing"}).status_code == 302
    assert "shoplifting, stealing" in client.get("/contacts/topics/").content.decode()
    held = Topic.objects.get()
    assert keeper.post(f"/contacts/topics/{held.ref}/change/", {"name": "Theft", "also": ""}).status_code == 302
    assert Topic.objects.get().is_active is False
    assert "Theft" not in client.get("/contacts/topics/").content.decode()
    assert client_of(cast.person["thornbury"]).get("/contacts/topics/new/").status_code == 403


def test_the_posts_of_an_organisation_are_those_that_the_reader_may_see(cast, client, client_of):
    opened(cast, "whitlock", MARLGATE, "whitlock", "ellerby", title="Manager")
    address = f"/organisations/{cast.organisation[MARLGATE].ref}/posts/"
    assert "No post that you can see" in client.get(address).content.decode()
    assert "Manager" in client_of(cast.person["tranter"]).get(address).content.decode()
    assert "Open a post" in client_of(cast.person["whitlock"]).get(address).content.decode()
    assert Holding.objects.count() == 2
