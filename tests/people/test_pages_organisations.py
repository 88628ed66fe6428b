"""Is an organisation's card public, its members for members, and its change for those who keep it?

*Source:* R140-R142; settled questions, "Who" (public cards; versions; 404); D2.
"""

import pytest
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Stale
from commonground.people.actions import organisations
from commonground.people.models import Membership, Organisation

MARLGATE = "Marlgate Centre"


@pytest.fixture
def card(cast):
    return f"/organisations/{cast.organisation[MARLGATE].ref}/"


def typed(**more):
    return {"name": MARLGATE, "kind": "manager", "aliases": "", "about": "Ninety shops", **more}


def test_everybody_reads_the_card_and_only_members_see_who_works_there(card, client, client_of, cast):
    public = client.get(card).content.decode()
    assert "Manager of security" in public
    assert "An end user that directly manages its own security." in public
    assert "Tomas Ellerby" not in public
    assert "Tomas Ellerby" in client_of(cast.person["thornbury"]).get(card).content.decode()
    assert "Tomas Ellerby" not in client_of(cast.person["calder"]).get(card).content.decode()


def test_a_members_reading_is_recorded_and_the_publics_is_not(card, client, client_of, cast):
    client.get(card)
    assert not Entry.objects.filter(tag__endswith=":seen").exists()
    client_of(cast.person["thornbury"]).get(card)
    assert Entry.objects.get(tag="organisation:card:seen").actor_name == "Maya Thornbury"


def test_the_list_is_in_the_order_of_the_alphabet_in_any_case_and_on_several_pages(client, cast):
    Organisation.objects.create(name="aardvark Guarding", kind="provider")
    first = client.get("/organisations/").content.decode()
    assert first.index("aardvark Guarding") < first.index("Aldermouth Business Crime Partnership")
    assert "Next page" in first
    assert client.get("/organisations/?page=999&kind=").status_code == 200
    assert client.get("/organisations/?page=x&kind=nonsense").status_code == 200


def test_an_organisation_is_found_by_a_part_of_its_name_another_name_and_its_kind(client, cast):
    cast.organisation[MARLGATE].aliases = ["The Marl"]
    cast.organisation[MARLGATE].save()
    for question in ("q=arlgat", "q=the+marl", "q=centre+MARLGATE", "q=marl&kind=manager"):
        assert MARLGATE in client.get(f"/organisations/?{question}").content.decode()
    nothing = client.get("/organisations/?q=marlgate&kind=police").content.decode()
    assert "No organisation with this name and kind" in nothing


def test_a_coordinator_changes_the_card_and_everybody_reads_it(card, client, client_of, cast):
    browser = client_of(cast.person["whitlock"])
    answer = browser.post(f"{card}change/", typed(aliases="The Marl\nMC", area=cast.area.ref, version=1), follow=True)
    assert "The card is changed." in answer.content.decode()
    assert "The Marl, MC" in client.get(card).content.decode()
    assert "Aldermouth" in client.get(card).content.decode()
    entry = Entry.objects.get(tag="people:organisation:changed")
    assert set(entry.details["what"]) == {"aliases", "about", "area"}


def test_a_card_saved_as_it_was_is_no_deed(cast):
    held = cast.organisation[MARLGATE]
    values = {key: getattr(held, key) for key in organisations.CARD}
    organisations.change_card(actor=cast.actor("whitlock"), organisation=held, version=1, **values)
    assert not Entry.objects.filter(tag="people:organisation:changed").exists()


@pytest.mark.parametrize("key", ["ellerby", "thornbury", "lindqvist"])
def test_others_are_refused_in_a_sentence_and_the_refusal_is_recorded(card, client_of, cast, key):
    answer = client_of(cast.person[key]).post(f"{card}change/", typed(version=1))
    assert answer.status_code == 403
    assert "Only a coordinator of the organisation may change its card." in answer.content.decode()
    assert Entry.objects.filter(outcome="refused").count() == 1
    assert Organisation.objects.get(name=MARLGATE).version == 1


def test_a_lost_race_shows_both_texts_and_the_next_save_is_on_top(card, client_of, cast):
    held = cast.organisation[MARLGATE]
    values = {**{key: getattr(held, key) for key in organisations.CARD}, "about": "Said by the administrator"}
    organisations.change_card(actor=cast.actor("calder"), organisation=held, version=1, **values)
    browser = client_of(cast.person["whitlock"])
    answer = browser.post(f"{card}change/", typed(about="Said by Dana", version=1))
    page = answer.content.decode()
    assert "Said by Dana" in page
    assert "Said by the administrator" in page
    assert browser.post(f"{card}change/", typed(about="Said by both", version=2)).status_code == 302
    assert Organisation.objects.get(name=MARLGATE).about == "Said by both"


def test_a_stale_action_carries_what_is_saved_now(cast):
    with pytest.raises(Stale) as refusal:
        organisations.change_card(
            actor=cast.actor("whitlock"), organisation=cast.organisation[MARLGATE], version=7, name=MARLGATE
        )
    assert refusal.value.theirs["version"] == 1


def test_what_was_typed_is_kept_beside_what_is_wrong(card, client_of, cast):
    page = client_of(cast.person["whitlock"]).post(
        f"{card}change/", typed(name="", about="Keep these words", website="nonsense here", version=1)
    )
    text = page.content.decode()
    assert "Enter the name" in text
    assert "Keep these words" in text
    taken = client_of(cast.person["whitlock"]).post(f"{card}change/", typed(name="MITIE", version=1))
    assert "There is an organisation called “MITIE” already" in taken.content.decode()


def test_an_administrator_adds_an_organisation_and_a_member_cannot(client_of, cast):
    new = {"name": "Quay Guarding", "kind": "provider"}
    assert client_of(cast.person["whitlock"]).post("/organisations/new/", new).status_code == 403
    answer = client_of(cast.person["calder"]).post("/organisations/new/", new, follow=True)
    assert "Quay Guarding is in the register." in answer.content.decode()
    assert Organisation.objects.get(name="Quay Guarding").side == "security"


def test_one_acts_for_one_organisation_at_a_time_and_changes_it_by_a_post(client_of, cast):
    second = Membership.objects.create(
        person=cast.person["whitlock"],
        organisation=cast.organisation["Castle Parade Traders"],
        starts=timezone.localdate(),
    )
    browser = client_of(cast.person["whitlock"])
    assert browser.get("/you/organisation/").wsgi_request.actor.organisation_name == MARLGATE
    answer = browser.post("/you/organisation/", {"membership": second.ref}, follow=True)
    assert "You now act for Castle Parade Traders." in answer.content.decode()
    assert browser.get("/you/").wsgi_request.actor.side == "community"
    second.suspended_at = timezone.now()
    second.save()
    assert browser.get("/you/").wsgi_request.actor.organisation_name == MARLGATE


def test_nobody_acts_through_a_membership_that_is_not_theirs(client_of, cast):
    browser = client_of(cast.person["whitlock"])
    page = browser.post("/you/organisation/", {"membership": cast.membership["thornbury"].ref}).content.decode()
    assert "Choose one of the answers that are shown" in page
    assert browser.get("/you/").wsgi_request.actor.organisation_name == MARLGATE
