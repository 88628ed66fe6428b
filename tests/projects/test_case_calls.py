"""How does finished work become a case study when somebody calls for one?

*Source:* R69.
"""

import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.projects.actions import case_calls
from commonground.projects.models import CaseCall, CaseOffer, Collaboration
from commonground.projects.queries import case_calls as queries
from commonground.projects.queries import due_finishing
from tests.projects.special import OUTSIDER, at, case_study

KEEPER = "calder"
ABOUT = "One radio channel for guards and police"


def called(cast, days=30):
    return case_calls.call(
        actor=cast.actor(KEEPER),
        programme=cast.programme,
        title="Evenings in shopping streets",
        asks="What was counted before and after",
        closes_on=timezone.localdate() + timedelta(days),
    )


def finished(cast):
    here = cast.alive()
    Collaboration.objects.filter(pk=here.pk).update(state="stopped", stopped_at=timezone.now())
    here.refresh_from_db()
    return here


def offered(cast, call, here, by="tranter"):
    return case_calls.offer(actor=cast.actor(by), call=call, collaboration=here, about=ABOUT)


def test_only_who_keeps_the_installation_calls_for_case_studies(cast, client_of):
    with pytest.raises(NotAllowed, match="keep the installation"):
        case_calls.call(
            actor=cast.actor("thornbury"),
            programme=cast.programme,
            title="Ours",
            asks="More",
            closes_on=timezone.localdate(),
        )
    with pytest.raises(Invalid, match="has not passed"):
        called(cast, days=-1)
    assert client_of(cast.person["thornbury"]).get(at("case_call_new")).status_code in {403, 404}
    day = timezone.localdate() + timedelta(9)
    given = {"title": "Evenings", "asks": "Counts"}
    given |= {f"closes_on_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    assert client_of(cast.person[KEEPER]).post(at("case_call_new"), given).status_code == 302
    assert CaseCall.objects.get().closes_on == day


def test_everybody_reads_an_open_call_from_the_case_studies_without_signing_in(cast, client):
    call = called(cast)
    assert at("case_calls") in client.get(reverse("projects:case_studies")).content.decode()
    assert at("case_call", call) in client.get(at("case_calls")).content.decode()
    said = client.get(at("case_call", call)).content.decode()
    assert call.asks in said
    assert "What was offered" not in said


def test_an_offer_is_of_a_finished_collaboration_of_ones_own_and_once_for_a_call(cast, client_of):
    call, here = called(cast), finished(cast)
    assert client_of(cast.person[OUTSIDER]).get(at("case_offer_new", call)).status_code in {200, 403}
    assert not queries.can_be_offered(cast.actor("yarrow"), call)
    with pytest.raises((Invalid, NotAllowed)):
        offered(cast, call, here, by=OUTSIDER)
    with pytest.raises(Invalid, match="finished collaboration"):
        offered(cast, call, cast.alive("Still at work"))
    page = at("case_offer_new", call)
    police = client_of(cast.person["tranter"])
    assert police.post(page, {"which": here.ref, "about": " "}).context["form"].errors
    assert police.post(page, {"which": here.ref, "about": ABOUT}).status_code == 302
    with pytest.raises(Invalid, match="was not offered"):
        offered(cast, call, here)


def test_a_closed_call_takes_no_offers(cast):
    call, here = called(cast), finished(cast)
    CaseCall.objects.update(closes_on=timezone.localdate() - timedelta(1))
    call.refresh_from_db()
    with pytest.raises(Refused, match="closed"):
        offered(cast, call, here)


def test_the_keeper_sees_an_offer_only_when_the_leads_of_both_sides_permit_it(cast, client_of):
    call, here = called(cast), finished(cast)
    one = offered(cast, call, here)
    keeper, page = client_of(cast.person[KEEPER]), at("case_call", call)
    with pytest.raises(NotAllowed, match="speaks for a side"):
        case_calls.permit(actor=cast.actor("tranter"), offer=one)
    for lead in ("thornbury", "whitlock"):
        assert ABOUT not in keeper.get(page).content.decode()
        assert keeper.get(at("case_offer_answer", call, one)).status_code == 404
        titles = [m.title for m in due_finishing.due_for(cast.actor(lead), timezone.localdate())]
        assert "Permit, for your side, a case study of Minster Gate evenings" in titles
        assert client_of(cast.person[lead]).post(at("case_offer", here, one)).status_code == 302
        titles = [m.title for m in due_finishing.due_for(cast.actor(lead), timezone.localdate())]
        assert not any("Permit" in title for title in titles)
    assert ABOUT in keeper.get(page).content.decode()
    [asked] = [m for m in due_finishing.due_for(cast.actor(KEEPER), timezone.localdate()) if "Answer" in m.title]
    assert asked.title == "Answer the offer of a case study: Minster Gate evenings"
    assert ABOUT not in client_of(cast.person[OUTSIDER]).get(page).content.decode()


def test_a_lead_who_offers_permits_for_their_own_side_and_not_for_the_other(cast):
    one = offered(cast, called(cast), finished(cast), by="whitlock")
    assert queries.sides_of(one) == {"security"}
    with pytest.raises(Refused, match="has not permitted"):
        case_calls.answer(actor=cast.actor(KEEPER), offer=one, state="taken")


def test_what_is_taken_on_leads_its_team_to_publication_and_is_listed_with_the_call(cast, client, client_of):
    call, here = called(cast), finished(cast)
    one = offered(cast, call, here, by="thornbury")
    case_calls.permit(actor=cast.actor("whitlock"), offer=one)
    given = {"state": "taken", "words": "Say what staff were asked to do"}
    assert client_of(cast.person[KEEPER]).post(at("case_offer_answer", call, one), given).status_code == 302
    said = html.unescape(client_of(cast.person["penhallow"]).get(at("case_offer", here, one)).content.decode())
    assert given["words"] in said
    assert at("publications", here) in said
    assert here.name not in client.get(at("case_call", call)).content.decode()
    case_study(cast, here, "thornbury", "whitlock")
    assert here.name in client.get(at("case_call", call)).content.decode()


def test_a_refusal_says_why_and_is_not_answered_twice(cast):
    call, here = called(cast), finished(cast)
    one = offered(cast, call, here, by="thornbury")
    case_calls.permit(actor=cast.actor("whitlock"), offer=one)
    with pytest.raises(Invalid, match="why not"):
        case_calls.answer(actor=cast.actor(KEEPER), offer=one, state="declined")
    case_calls.answer(actor=cast.actor(KEEPER), offer=one, state="declined", words="Too near to another")
    assert CaseOffer.objects.get().edited == "Too near to another"
    with pytest.raises(Refused):
        case_calls.answer(actor=cast.actor(KEEPER), offer=one, state="taken")


def test_an_offer_is_its_teams_alone(cast, client_of):
    one = offered(cast, called(cast), here := finished(cast))
    for stranger in (OUTSIDER, "yarrow"):
        assert client_of(cast.person[stranger]).get(at("case_offer", here, one)).status_code == 404
