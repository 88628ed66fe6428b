"""Does each organisation say what it is, can bring and is accredited for, to those who may know it, and nobody else?

*Source:* R77, R87, R143-R146; reference on the domain, 7(G); settled questions, "Who".
"""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.actors import ANONYMOUS
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.actions import profiles, profiles_brought
from commonground.people.models import AboutUs, Accreditation, Capability, Programme, Reading
from commonground.people.queries import profiles as queries
from commonground.people.rules.capabilities import Share, shares
from commonground.website.example.programme import FIGURES

MARLGATE, POLICE, PARTNERSHIP = "Marlgate Centre", "Aldermouth Police", "Aldermouth Business Crime Partnership"


@pytest.fixture
def marlgate(cast):
    return cast.organisation[MARLGATE]


@pytest.fixture
def card(marlgate):
    return f"/organisations/{marlgate.ref}/"


@pytest.fixture
def told(cast, marlgate):
    words = {"what_we_cannot": "Follow anybody beyond our doors", "jargon": "DS: our licence"}
    return profiles.change_about_us(actor=cast.actor("whitlock"), organisation=marlgate, version=0, **words)


def capability(cast, **more):
    values = {"kind": "cctv", "name": "Cameras of the halls", "available": "ask", "is_listed": True, **more}
    organisation = values.pop("organisation", cast.organisation[MARLGATE])
    return profiles_brought.add_capability(actor=cast.actor("calder"), organisation=organisation, **values)


def accredited(cast, **more):
    values = {"standard": "ACS", "starts": timezone.localdate() - timedelta(days=10), "until": None, **more}
    return profiles_brought.add_accreditation(
        actor=cast.actor("whitlock"), organisation=cast.organisation[MARLGATE], **values
    )


def test_what_it_tells_the_other_side_and_its_profile_are_for_members(card, told, client, client_of, cast, marlgate):
    profiles.change_profile(actor=cast.actor("whitlock"), organisation=marlgate, version=0, board="Nine owners")
    for words in ("Follow anybody beyond our doors", "Nine owners"):
        assert words not in client.get(card).content.decode()
        assert words in client_of(cast.person["thornbury"]).get(card).content.decode()
        assert words in client_of(cast.person["lindqvist"]).get(card).content.decode()


def test_a_member_is_asked_to_read_and_asked_again_after_a_change(card, told, client_of, cast, marlgate):
    actor, ids = cast.actor("thornbury"), [marlgate.pk, cast.organisation[POLICE].pk]
    assert queries.unread_for(actor, ids) == [told]
    browser = client_of(cast.person["thornbury"])
    assert "I have read this" in browser.get(card).content.decode()
    page = browser.post(f"{card}about-us/read/", {"version": told.version}, follow=True).content.decode()
    assert "You read this on" in page
    assert "I have read this" not in page
    assert queries.unread_for(actor, ids) == []
    profiles.change_about_us(
        actor=cast.actor("whitlock"), organisation=marlgate, version=1, what_we_cannot="Stop anybody outside"
    )
    assert [about.organisation for about in queries.unread_for(actor, ids)] == [marlgate]
    assert "It has changed since you read it on" in browser.get(card).content.decode()
    assert Reading.objects.count() == 1


def test_one_does_not_mark_a_version_that_one_has_not_seen(told, cast, marlgate):
    profiles.change_about_us(actor=cast.actor("whitlock"), organisation=marlgate, version=1, powers="None")
    with pytest.raises(Refused, match="has changed since you opened it"):
        profiles.mark_as_read(actor=cast.actor("thornbury"), about=told, version=1)
    assert not Reading.objects.exists()


def test_nobody_has_to_read_their_own_side_or_what_is_empty(told, cast, marlgate):
    AboutUs.objects.create(organisation=cast.organisation[POLICE])
    everybody = [each.pk for each in cast.organisation.values()]
    assert queries.unread_for(cast.actor("hartnoll"), everybody) == []
    assert queries.unread_for(cast.actor("whitlock"), everybody) == []
    assert queries.unread_for(cast.actor("thornbury"), everybody) == [told]
    assert queries.unread_for(ANONYMOUS, everybody) == []
    with pytest.raises(NotAllowed):
        profiles.mark_as_read(actor=cast.actor("whitlock"), about=told, version=1)


def test_a_collaborations_page_of_people_names_whom_to_read_about(told, client_of, cast):
    collaboration = cast.alive()
    people = f"/collaborations/{collaboration.ref}/people/"
    browser = client_of(cast.person["thornbury"])
    assert "About Marlgate Centre" in browser.get(people).content.decode()
    profiles.mark_as_read(actor=cast.actor("thornbury"), about=told, version=1)
    assert "About Marlgate Centre" not in browser.get(people).content.decode()
    assert "About Marlgate Centre" not in client_of(cast.person["penhallow"]).get(people).content.decode()


def test_a_lost_race_for_the_profile_shows_both_texts(card, client_of, cast, marlgate):
    browser = client_of(cast.person["whitlock"])
    first = {"controls_capability": "yes", "board": "Nine owners", "sectors": "shops\n\nhotels", "version": 0}
    assert browser.post(f"{card}profile/", first).status_code == 302
    held = queries.profile_for(cast.actor("whitlock"), marlgate)
    assert (held.sectors, held.version) == (["shops", "hotels"], 1)
    page = browser.post(f"{card}profile/", {"board": "Ten owners", "sectors": "", "version": 0}).content.decode()
    assert "Somebody saved while you were writing" in page
    assert "Nine owners" in page
    assert "Ten owners" in page
    with pytest.raises(Stale):
        profiles.change_profile(actor=cast.actor("whitlock"), organisation=marlgate, version=0, board="Me")


@pytest.mark.parametrize("verb", ["profile", "about-us", "capabilities/new", "accreditations/new"])
def test_only_who_keeps_the_organisation_changes_what_it_says(card, client_of, cast, verb):
    for key in ("ellerby", "thornbury", "lindqvist"):
        assert client_of(cast.person[key]).get(f"{card}{verb}/").status_code == 403
    for key in ("whitlock", "calder"):
        assert client_of(cast.person[key]).get(f"{card}{verb}/").status_code == 200


def test_who_controls_a_capability_is_asked_to_enter_it_next(card, client_of, cast):
    answer = client_of(cast.person["whitlock"]).post(f"{card}profile/", {"controls_capability": "yes", "version": 0})
    assert answer["Location"] == f"{card}capabilities/new/"


def test_a_capability_is_public_only_with_consent_and_consent_can_be_taken_back(card, client, client_of, cast):
    held = capability(cast, is_listed=False)
    assert "Cameras of the halls" not in client.get(card).content.decode()
    assert "Cameras of the halls" not in client_of(cast.person["thornbury"]).get(card).content.decode()
    own = client_of(cast.person["ellerby"])
    assert "Cameras of the halls" in own.get(card).content.decode()
    assert "0 capabilities" in client.get("/capabilities/").content.decode()
    profiles_brought.change_capability(actor=cast.actor("whitlock"), capability=held, version=1, is_listed=True)
    assert "Cameras of the halls" in client.get("/capabilities/").content.decode()
    profiles_brought.change_capability(actor=cast.actor("whitlock"), capability=held, version=2, is_listed=False)
    assert "Cameras of the halls" not in client.get("/capabilities/").content.decode()
    assert [e.details["listed"] for e in Entry.objects.filter(tag="people:capability:changed").order_by("pk")] == [
        True, False,
    ]  # fmt: skip


def test_a_capability_that_has_ended_leaves_the_register_and_is_kept(card, client, cast):
    held = capability(cast)
    profiles_brought.end_capability(actor=cast.actor("whitlock"), capability=held)
    assert "Cameras of the halls" not in client.get("/capabilities/").content.decode()
    assert Capability.objects.get().ended_on == timezone.localdate()
    assert list(queries.ended_capabilities_of(held.organisation)) == [held]
    with pytest.raises(Refused, match="has ended"):
        profiles_brought.change_capability(actor=cast.actor("whitlock"), capability=held, version=2, name="Again")


def test_the_register_is_narrowed_by_words_kind_place_and_availability(client, cast):
    capability(cast, area=cast.area)
    capability(
        cast, kind="dogs", name="Night dogs", available="yes", organisation=cast.organisation["Northgate Guarding"]
    )
    questions = {
        "q=halls": ("Cameras of the halls", "Night dogs"),
        "q=marlgate": ("Cameras of the halls", "Night dogs"),
        "kind=dogs": ("Night dogs", "Cameras of the halls"),
        "available=yes": ("Night dogs", "Cameras of the halls"),
        "where=Aldermuth": ("Cameras of the halls", "Night dogs"),
    }
    for question, (there, missing) in questions.items():
        page = client.get(f"/capabilities/?{question}").content.decode()
        assert there in page, question
        assert missing not in page, question
    nowhere = client.get("/capabilities/?where=Qxzzvw").content.decode()
    assert "There is no area here that sounds like “Qxzzvw”" in nowhere
    assert "Show all capabilities" in nowhere
    assert client.get("/capabilities/?kind=nonsense&page=x").status_code == 200


def test_members_take_the_list_away_as_a_file_and_the_reading_is_recorded(client, client_of, cast):
    capability(cast, name="=cmd|' /C calc'!A0", conditions="Ask; first")
    assert client.get("/capabilities/list.csv").status_code == 302
    assert client_of(cast.person["calder"]).get("/capabilities/list.csv").status_code == 403
    answer = client_of(cast.person["thornbury"]).get("/capabilities/list.csv?kind=cctv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][:3] == ["CCTV", "'=cmd|' /C calc'!A0", MARLGATE]
    assert Entry.objects.filter(tag="programme:capabilities:seen").count() == 1


def test_an_accreditation_is_verified_by_somebody_of_another_organisation_with_evidence(card, client_of, cast):
    held = accredited(cast, until=timezone.localdate() + timedelta(days=100))
    assert "Not verified yet" in client_of(cast.person["thornbury"]).get(card).content.decode()
    for key in ("whitlock", "thornbury"):
        with pytest.raises(NotAllowed, match="not of that organisation"):
            profiles_brought.verify_accreditation(
                actor=cast.actor(key), accreditation=held, version=1, evidence="Register"
            )
    cast.membership["thornbury"].roles = ["verifier"]
    cast.membership["whitlock"].roles = ["coordinator", "verifier"]
    with pytest.raises(NotAllowed):
        profiles_brought.verify_accreditation(
            actor=cast.actor("whitlock"), accreditation=held, version=1, evidence="I know it"
        )
    with pytest.raises(Invalid, match="evidence"):
        profiles_brought.verify_accreditation(
            actor=cast.actor("thornbury"), accreditation=held, version=1, evidence=" "
        )
    profiles_brought.verify_accreditation(
        actor=cast.actor("thornbury"), accreditation=held, version=1, evidence="Register of 3 May"
    )
    page = client_of(cast.person["thornbury"]).get(card).content.decode()
    assert "Verified, until" in page
    assert "Checked by Maya Thornbury" in page


def test_a_changed_accreditation_has_to_be_verified_again_and_an_expired_one_says_so(card, client, cast):
    held = accredited(cast)
    profiles_brought.verify_accreditation(
        actor=cast.actor("calder"), accreditation=held, version=1, evidence="Certificate"
    )
    profiles_brought.change_accreditation(actor=cast.actor("whitlock"), accreditation=held, version=2, number="ACS 12")
    assert Accreditation.objects.get().verified_at is None
    yesterday = timezone.localdate() - timedelta(days=1)
    profiles_brought.end_accreditation(actor=cast.actor("whitlock"), accreditation=held, until=yesterday)
    assert "Ended on" in client.get(card).content.decode()
    with pytest.raises(Invalid, match="not before the first"):
        profiles_brought.end_accreditation(
            actor=cast.actor("whitlock"), accreditation=held, until=yesterday - timedelta(days=100)
        )


def test_a_capability_of_another_organisation_is_not_found_through_this_one(client_of, cast):
    held = capability(cast, organisation=cast.organisation["Tannery Stores"])
    address = f"/organisations/{cast.organisation[MARLGATE].ref}/capabilities/{held.ref}/"
    assert client_of(cast.person["whitlock"]).get(address).status_code == 404
    assert client_of(cast.person["calder"]).post(f"{address}end/").status_code == 404


def test_small_groups_are_held_back_and_per_cent_stands_only_on_twenty():
    has = {n: ["cctv"] for n in range(12)} | {n: ["licensed_staff", "dogs"] for n in range(12, 16)}
    assert shares(has, 24) == [
        Share("licensed-staff", None, 24),
        Share("cctv", 12, 24),
        Share("other-capability", None, 24),
    ]
    assert [share.per_cent for share in shares(has, 24)] == [None, 50, None]
    assert shares({n: ["cctv"] for n in range(12)}, 15)[1].count is None, "three without would be known by subtraction"
    assert shares({n: ["cctv"] for n in range(12)}, 12)[1] == Share("cctv", 12, 12)
    assert shares({n: ["cctv"] for n in range(12)}, 19)[1].per_cent is None


def test_the_consultations_figures_stand_beside_the_counts_here_with_their_base(client, cast):
    figures = [{"key": f.key, "published_as": f.published_as, "people": f.people} for f in FIGURES]
    Programme.objects.create(name="PaS", short_name="PaS", figures=figures)
    for name in list(cast.organisation)[:11]:
        profiles.change_profile(
            actor=cast.actor("calder"), organisation=cast.organisation[name], version=0, controls_capability="yes"
        )
    for name in list(cast.organisation)[:6]:
        capability(cast, organisation=cast.organisation[name], is_listed=False)
    page = client.get("/capabilities/").content.decode()
    assert "48.7%, 96 of 197 responses" in page
    assert "49.2%, 97 of 197 responses" in page
    assert "29.9%, 59 of 197 responses" in page
    assert "6 of 11 that answered" in page
    assert page.count("Held back") == 2
