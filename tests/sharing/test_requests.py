"""Is what the police have lent for a purpose, at a weighed risk, to those who qualify, and for a time?

*Source:* R222, R223.
"""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.models import Clearance
from commonground.sharing.actions import requests as doing
from commonground.sharing.actions import requests_briefings as briefings
from commonground.sharing.models import Briefing
from commonground.sharing.queries import requests as queries
from commonground.sharing.rules import requests as rules
from commonground.sharing.rules.requests import GrantState, Held, Risk

TODAY = date(2026, 11, 20)


def lent(cast, **card):
    said = {
        "kind": "briefing",
        "title": "Threat briefings",
        "about": "Monthly",
        "clearance": 0,
        "accreditation": "",
        "conditions": "No notes leave the room.",
    }
    body = cast.organisation["Aldermouth Police"]
    return doing.enter_asset(actor=cast.actor("thornbury"), organisation=body, **{**said, **card})


def asked(cast, by="whitlock", asset=None, **changed):
    today = timezone.localdate()
    said = {
        "title": "Briefings for the late shift",
        "what": "Two seats",
        "purpose": "To know what to look out for",
        "needed_by": today,
        "wanted_until": today + timedelta(90),
        "risks": "Somebody could talk",
        "likelihood": 2,
        "impact": 4,
        "mitigations": "Only vetted people come",
    }
    to = cast.organisation["Aldermouth Police"]
    return doing.ask(actor=cast.actor(by), to=to, asset=asset, **{**said, **changed})


def granted(cast, request, by="tranter", **changed):
    today = timezone.localdate()
    given = {
        "authority": "Inspector, force policy on partners",
        "conditions": "Two named people",
        "opens": today,
        "closes": today + timedelta(60),
        "review_on": today + timedelta(30),
        "likelihood": 1,
        "impact": 4,
    }
    return doing.grant(actor=cast.actor(by), request=request, reasons="It helps both.", given={**given, **changed})


def test_risk_is_likelihood_times_impact_in_three_bands():
    bands = {(a, b): Risk(a, b).band for a in range(1, 6) for b in range(1, 6)}
    assert (bands[1, 5], bands[2, 3], bands[3, 4], bands[3, 5], bands[5, 5]) == (
        "low",
        "medium",
        "medium",
        "high",
        "high",
    )
    assert [Risk(a, b).score for a, b in ((1, 1), (5, 5))] == [1, 25]


def test_conditions_never_make_a_risk_greater():
    assert rules.fault_of_risk(Risk(2, 3), Risk(2, 3)) is None
    assert rules.fault_of_risk(Risk(2, 3), Risk(2, 4))


def test_a_grant_holds_from_its_first_day_up_to_its_last_which_is_not_in_it():
    opens, review, closes = TODAY, TODAY + timedelta(10), TODAY + timedelta(20)
    found = [
        rules.grant_state(opens + timedelta(days), opens, closes, review, revoked=False)
        for days in (-1, 0, 9, 10, 19, 20)
    ]
    assert found == [
        GrantState.AHEAD, GrantState.HOLDS, GrantState.HOLDS, GrantState.REVIEW, GrantState.REVIEW, GrantState.ENDED,
    ]  # fmt: skip
    assert rules.grant_state(opens, opens, closes, review, revoked=True) is GrantState.REVOKED


def test_whoever_lacks_something_is_told_what():
    assert rules.lacks(2, "ACS", Held(2, frozenset({"acs"}))) == ()
    assert len(rules.lacks(2, "ACS", Held(1))) == 2


def test_nothing_is_asked_or_granted_for_longer_than_a_year():
    year = TODAY + timedelta(367)
    assert rules.fault_of_wish(TODAY, TODAY, year) and rules.fault_of_grant(TODAY, TODAY, year, TODAY + timedelta(1))
    assert rules.fault_of_wish(TODAY, TODAY - timedelta(1), TODAY)
    assert rules.fault_of_grant(TODAY, TODAY, TODAY + timedelta(2), TODAY)


@pytest.mark.django_db
def test_only_a_coordinator_of_the_police_keeps_the_catalogue_and_only_named_kinds_stand_in_it(cast):
    with pytest.raises(Invalid):
        lent(cast, kind="helicopter")
    for key, body in (("tranter", "Aldermouth Police"), ("whitlock", "Marlgate Centre")):
        with pytest.raises(NotAllowed):
            doing.enter_asset(actor=cast.actor(key), organisation=cast.organisation[body], kind="radio", title="x")


@pytest.mark.django_db
def test_somebody_who_does_not_qualify_cannot_ask(cast):
    asset = lent(cast, clearance=2)
    with pytest.raises(Refused, match="not cleared"):
        asked(cast, asset=asset)
    today = timezone.localdate()
    Clearance.objects.create(
        membership=cast.membership["whitlock"], level=2, starts=today - timedelta(9), until=today + timedelta(99),
        vetted_by="Aldermouth Police",
    )  # fmt: skip
    assert asked(cast, asset=asset).state == "open"


@pytest.mark.django_db
def test_a_request_is_answered_by_those_who_have_it_and_whoever_asked_is_told(cast):
    request = asked(cast)
    assert "maya.thornbury@police.example.org" in [to for message in mail.outbox for to in message.to]
    assert not any("Two seats" in message.body for message in mail.outbox)
    for key in ("whitlock", "penhallow"):
        with pytest.raises(NotAllowed):
            granted(cast, request, by=key)
    mail.outbox.clear()
    grant = granted(cast, request)
    assert [message.to for message in mail.outbox] == [["dana.whitlock@marlgate.example.org"]]
    assert queries.grant_state(grant) is GrantState.HOLDS
    with pytest.raises(Refused, match="already"):
        doing.refuse(actor=cast.actor("tranter"), request=request, reasons="Too late")


@pytest.mark.django_db
@pytest.mark.parametrize("lacking", ["authority", "conditions", "opens", "closes", "review_on", "likelihood"])
def test_a_grant_lacks_nothing(cast, lacking):
    with pytest.raises(Invalid) as refusal:
        granted(cast, asked(cast), **{lacking: None})
    assert refusal.value.field == lacking


@pytest.mark.django_db
def test_a_refusal_needs_a_reason(cast):
    with pytest.raises(Invalid):
        doing.refuse(actor=cast.actor("tranter"), request=asked(cast), reasons=" ")


@pytest.mark.django_db
def test_each_use_is_logged_and_nobody_uses_what_was_taken_away(cast):
    grant = granted(cast, asked(cast))
    doing.use(actor=cast.actor("ellerby"), grant=grant, words="Both seats taken")
    with pytest.raises(NotAllowed):
        doing.use(actor=cast.actor("penhallow"), grant=grant, words="Ours too")
    doing.look(
        actor=cast.actor("ashdown"), grant=grant, words="As agreed", next_on=timezone.localdate() + timedelta(40)
    )
    doing.revoke(actor=cast.actor("tranter"), grant=grant, because="Somebody talked")
    with pytest.raises(NotAllowed):
        doing.use(actor=cast.actor("whitlock"), grant=grant, words="Once more")
    doing.tell_outcome(actor=cast.actor("whitlock"), grant=grant, words="One theft was prevented")
    assert [one.kind for one in grant.entries.order_by("pk")] == ["use", "review", "outcome"]
    with pytest.raises(Refused):
        doing.revoke(actor=cast.actor("tranter"), grant=grant, because="Again")


@pytest.mark.django_db
def test_a_grant_that_has_ended_or_not_begun_opens_nothing(cast):
    today = timezone.localdate()
    later = granted(
        cast, asked(cast), opens=today + timedelta(5), closes=today + timedelta(9), review_on=today + timedelta(6)
    )
    with pytest.raises(NotAllowed):
        doing.use(actor=cast.actor("whitlock"), grant=later, words="Early")


@pytest.mark.django_db
def test_a_briefing_is_for_those_with_a_grant_as_many_as_there_are_seats_and_says_who_was_there(cast, monkeypatch):
    asset = lent(cast)
    starts = timezone.now() + timedelta(days=2)
    actor = cast.actor("tranter")
    held = briefings.open_briefing(actor=actor, asset=asset, title="December", starts=starts, place="Room 2", seats=1)
    with pytest.raises(NotAllowed):
        briefings.take_seat(actor=cast.actor("whitlock"), briefing=held, accepts=True)
    granted(cast, asked(cast, asset=asset))
    with pytest.raises(Invalid):
        briefings.take_seat(actor=cast.actor("whitlock"), briefing=held, accepts=False)
    seat = briefings.take_seat(actor=cast.actor("whitlock"), briefing=held, accepts=True)
    with pytest.raises(Refused, match="Every seat"):
        briefings.take_seat(actor=cast.actor("ellerby"), briefing=held, accepts=True)
    with pytest.raises(Refused, match="not begun"):
        briefings.record_attendance(actor=actor, briefing=held, present=[seat.ref])
    Briefing.objects.filter(pk=held.pk).update(starts=timezone.now() - timedelta(hours=1))
    with pytest.raises(NotAllowed):
        briefings.record_attendance(actor=cast.actor("whitlock"), briefing=held, present=[seat.ref])
    assert briefings.record_attendance(actor=actor, briefing=held, present=[seat.ref, "nonsense"]) == 1


@pytest.mark.django_db
def test_the_two_sides_see_a_request_and_nobody_else(cast, client_of):
    request = asked(cast)
    path = reverse("sharing:asset_request", args=[request.public_id])
    for key, status in (("whitlock", 200), ("tranter", 200), ("penhallow", 404), ("calder", 404)):
        assert client_of(cast.person[key]).get(path).status_code == status, key


@pytest.mark.django_db
def test_a_session_is_shown_to_its_force_and_to_those_with_a_grant_alone(cast, client_of):
    asset = lent(cast)
    held = briefings.open_briefing(
        actor=cast.actor("tranter"),
        asset=asset,
        title="December",
        starts=timezone.now() + timedelta(2),
        place="Room 2",
        seats=4,
    )
    path = reverse("sharing:briefing", args=[asset.public_id, held.public_id])
    granted(cast, asked(cast, asset=asset))
    for key, status in (("whitlock", 200), ("tranter", 200), ("penhallow", 404)):
        assert client_of(cast.person[key]).get(path).status_code == status, key


@pytest.mark.django_db
def test_an_officer_grants_on_the_page_and_the_page_says_what_is_missing(cast, client_of):
    request = asked(cast)
    browser = client_of(cast.person["tranter"])
    path = reverse("sharing:asset_request_answer", args=[request.public_id])
    page = browser.post(path, {"answer": "grant", "reasons": "It helps both."}).content.decode()
    assert "Say by whose authority" in page
    today = timezone.localdate()
    days = {"opens": today, "closes": today + timedelta(60), "review_on": today + timedelta(30)}
    sent = {"answer": "grant", "reasons": "It helps.", "authority": "Inspector", "conditions": "Two people"}
    sent |= {"likelihood": "1", "impact": "4"}
    for name, day in days.items():
        sent |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    assert browser.post(path, sent).status_code == 302
    assert "Two people" in client_of(cast.person["whitlock"]).get(path.replace("answer/", "")).content.decode()
