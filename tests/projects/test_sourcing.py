"""Is what is missing asked of those who were meant to read it, offered, and pledged only when it is accepted?

*Source:* R17, R61.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.models import Capability
from commonground.projects.actions import answers, sourcing
from commonground.projects.queries import sourcing as reading
from commonground.projects.rules.guide import PARTS
from tests.projects.pages import page, text
from tests.projects.special import at

RADIOS = {"kind": "radios", "what": "Radios for small shops", "needed": "8", "pledged": "6", "confirmed": "5",
          "provider": "The partnership"}  # fmt: skip


def radios(cast, collaboration):
    """List a resource that is short."""
    return answers.record(actor=cast.actor("tranter"), collaboration=collaboration, part=PARTS["resources"], raw=RADIOS)


def ask(cast, collaboration, row, key="tranter", **more):
    """Ask others for it."""
    given = {"what": "Two radios", "amount": Decimal(2), "until": timezone.localdate() + timedelta(days=14)} | more
    return sourcing.ask(actor=cast.actor(key), collaboration=collaboration, row=row, **given)


def offer(cast, wanted, key="lindqvist", amount=1):
    """Offer something."""
    words = "One of ours is spare until Easter"
    return sourcing.offer(actor=cast.actor(key), wanted=wanted, amount=Decimal(amount), words=words)


def test_an_offer_that_is_accepted_is_pledged_in_the_name_of_whoever_gives_it(cast):
    collaboration = cast.alive()
    row = radios(cast, collaboration)
    made = offer(cast, ask(cast, collaboration, row))
    row.refresh_from_db()
    assert row.values["pledged"] == "6"
    with pytest.raises(NotAllowed):
        sourcing.accept(actor=cast.actor("tranter"), offer=made)
    sourcing.accept(actor=cast.actor("whitlock"), offer=made, answer="Thank you. We fetch it on Monday.")
    row.refresh_from_db()
    assert (row.values["pledged"], row.values["confirmed"]) == ("7", "5")
    assert row.values["provider"] == "The partnership; Harbour View Hotel"
    with pytest.raises(Refused, match="accepted already"):
        sourcing.decline(actor=cast.actor("thornbury"), offer=made, answer="No")


def test_an_offer_is_declined_with_a_reason_or_taken_back_by_whoever_made_it_and_changes_nothing(cast):
    collaboration = cast.alive()
    row = radios(cast, collaboration)
    wanted = ask(cast, collaboration, row)
    made = offer(cast, wanted)
    with pytest.raises(Refused, match="Your offer is open"):
        offer(cast, wanted)
    with pytest.raises(Invalid, match="why you decline"):
        sourcing.decline(actor=cast.actor("whitlock"), offer=made, answer=" ")
    sourcing.decline(actor=cast.actor("whitlock"), offer=made, answer="Another channel")
    again = offer(cast, wanted, amount=2)
    with pytest.raises(Refused, match="Only whoever made"):
        sourcing.take_back(actor=cast.actor("haddow"), offer=again)
    sourcing.take_back(actor=cast.actor("lindqvist"), offer=again)
    row.refresh_from_db()
    assert row.values["pledged"] == "6" and row.version == 1


def test_only_the_organisations_that_are_named_read_a_request_that_is_not_for_every_member(cast, client_of):
    collaboration = cast.alive()
    northgate = cast.membership["haddow"].organisation
    wanted = ask(cast, collaboration, radios(cast, collaboration), audience="named", named=[northgate])
    assert [one.pk for one in reading.wanted_for(cast.actor("haddow"))] == [wanted.pk]
    assert client_of(cast.person["haddow"]).get(at("wanted_one", wanted)).status_code == 200
    hotel = client_of(cast.person["lindqvist"])
    assert hotel.get(at("wanted_one", wanted)).status_code == 404
    assert "Two radios" not in text(hotel.get(at("wanted")))
    with pytest.raises(Refused, match="no longer asked for"):
        offer(cast, wanted, "lindqvist")


def test_what_others_read_does_not_say_which_collaboration_asks(cast, client_of):
    collaboration = cast.alive("SECRET-CANARY")
    wanted = ask(cast, collaboration, radios(cast, collaboration))
    client = client_of(cast.person["lindqvist"])
    for address in (at("wanted"), at("wanted_one", wanted)):
        shown = client.get(address).content.decode()
        assert "Two radios" in shown and "CANARY" not in shown and collaboration.ref not in shown
    assert client.get(page("wanted_here", collaboration, wanted.public_id)).status_code == 404


def test_a_request_that_is_closed_or_past_its_day_is_read_only_by_those_who_offered(cast, client_of):
    collaboration = cast.alive()
    wanted = ask(cast, collaboration, radios(cast, collaboration))
    made = offer(cast, wanted)
    sourcing.close(actor=cast.actor("tranter"), wanted=wanted)
    assert not reading.wanted_for(cast.actor("haddow")).exists()
    assert reading.wanted_for(cast.actor("lindqvist")).exists()
    with pytest.raises(Refused, match="no longer asked for"):
        offer(cast, wanted, "haddow")
    sourcing.accept(actor=cast.actor("whitlock"), offer=made)
    assert "Accepted" in text(client_of(cast.person["lindqvist"]).get(at("wanted_one", wanted)))


def test_nobody_asks_twice_for_the_same_nor_until_a_day_that_has_passed_nor_of_nobody(cast):
    collaboration = cast.alive()
    row = radios(cast, collaboration)
    with pytest.raises(Invalid, match="has not passed"):
        ask(cast, collaboration, row, until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Invalid, match="at least one organisation"):
        ask(cast, collaboration, row, audience="named")
    ask(cast, collaboration, row)
    with pytest.raises(Refused, match="asked for this already"):
        ask(cast, collaboration, row)
    with pytest.raises(NotAllowed):
        ask(cast, collaboration, row, key="yarrow")


def test_the_team_that_asks_makes_no_offer_and_oversight_and_community_have_none_to_make(cast):
    collaboration = cast.alive()
    wanted = ask(cast, collaboration, radios(cast, collaboration))
    for key in ("penhallow", "yarrow"):
        with pytest.raises(NotAllowed):
            offer(cast, wanted, key)


def test_a_request_that_fits_a_capability_says_so_to_its_organisation_and_to_the_team_that_chooses(cast, client_of):
    collaboration = cast.alive()
    row = radios(cast, collaboration)
    hotel = cast.membership["lindqvist"].organisation
    Capability.objects.create(organisation=hotel, kind="radio", name="Three radios", is_listed=True)
    could = reading.could_give(collaboration, "radios")
    assert could[0] == (hotel, True) and not any(fits for _one, fits in could[1:])
    form = client_of(cast.person["tranter"]).get(page("resource_ask", collaboration, row.public_id))
    assert "Harbour View Hotel (has a capability that fits)" in text(form)
    ask(cast, collaboration, row)
    assert "a capability that fits" in text(client_of(cast.person["lindqvist"]).get(at("wanted")))
    assert "a capability that fits" not in text(client_of(cast.person["haddow"]).get(at("wanted")))


def test_a_gap_is_asked_for_offered_and_accepted_on_the_pages(cast, client_of):
    collaboration = cast.alive()
    row = radios(cast, collaboration)
    team, day = client_of(cast.person["tranter"]), timezone.localdate() + timedelta(days=30)
    assert "2 that nobody has pledged" in text(team.get(page("step", collaboration, 3)))
    raw = {"what": "Two radios for lone workers", "amount": "2", "audience": "members"}
    raw |= {"until_day": day.day, "until_month": day.month, "until_year": day.year}
    assert team.post(page("resource_ask", collaboration, row.public_id), raw).status_code == 302
    wanted = reading.wanted_of(collaboration).get()
    giver = client_of(cast.person["lindqvist"])
    assert "Use a figure above 0" in text(giver.post(at("wanted_one", wanted), {"amount": "0", "words": "x"}))
    assert giver.post(at("wanted_one", wanted), {"amount": "2", "words": "Ours are spare"}).status_code == 302
    made = wanted.offers.get()
    lead = client_of(cast.person["whitlock"])
    shown = text(lead.get(page("wanted_here", collaboration, wanted.public_id)))
    assert "Harbour View Hotel: 2" in shown and "Ours are spare" in shown
    to = page("offer_accept", collaboration, wanted.public_id, made.public_id)
    assert lead.post(to, {"answer": "We fetch them"}).status_code == 302
    assert "3 pledged and not confirmed" in text(lead.get(page("step", collaboration, 3)))
    assert "We fetch them" in text(giver.get(at("wanted_one", wanted)))
