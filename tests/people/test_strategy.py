"""What do organisations say of a common strategy, how far are they, and who reads that?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.actions import strategy as actions
from commonground.people.models import Stance
from commonground.people.queries import strategy as queries
from commonground.people.rules.strategy import NEED, Word, coverage, leaps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignsIn = Callable[[Any], Client]
TODAY = timezone.localdate()
WAY: dict[str, Any] = {"plan_url": "https://plan.example.org/", "mark": 3}


def say(cast: Cast, who: str = "whitlock", **more: Any) -> Stance:
    """Answer for the organisation of a coordinator: it agrees, and the public does not read it."""
    said = {"agrees": True, "signatory": "Centre director", "signed_on": TODAY, "version": 0, **more}
    organisation = cast.membership[who].organisation
    return actions.answer(actor=cast.actor(who), programme=cast.programme, organisation=organisation, **said)


def go(cast: Cast, held: Stance, stage: str, who: str = "whitlock", **more: Any) -> Stance:
    """Take an organisation's word further."""
    return actions.go_further(actor=cast.actor(who), stance=held, **{"version": held.version, "stage": stage, **more})


# The rule


def test_a_group_is_counted_against_those_that_take_part_there() -> None:
    words = [Word("Police", True, "carried_out"), Word("Police", True, "endorsed"), Word("Security", False)]
    police, security, community = coverage(words, {"Police": 4, "Security": 1, "Community": 2})
    assert (police.base, police.agree, police.adopted, police.carried_out) == (4, 2, 1, 1)
    assert (security.agree, security.disagree) == (0, 1)
    assert (community.base, community.agree) == (2, 0)


def test_nobody_leaps_over_a_stage_and_everybody_may_go_back() -> None:
    assert leaps("endorsed", "carried_out")
    assert not leaps("endorsed", "adopted")
    assert not leaps("carried_out", "endorsed")


# What an organisation says


def test_only_a_coordinator_answers_and_only_for_the_own_organisation(cast: Cast) -> None:
    asked: dict[str, Any] = {"programme": cast.programme, "version": 0, "agrees": True, "signatory": "Chair",
                             "signed_on": TODAY, "organisation": cast.membership["whitlock"].organisation}  # fmt: skip
    for who in ("ellerby", "thornbury", "calder", "osei"):
        with pytest.raises(NotAllowed):
            actions.answer(actor=cast.actor(who), **asked)
    held = say(cast)
    assert (held.stage, held.need) == ("endorsed", NEED)
    with pytest.raises(NotAllowed):
        go(cast, held, "adopted", who="thornbury")
    with pytest.raises(NotAllowed):
        actions.take_back(actor=cast.actor("thornbury"), stance=held)


def test_an_organisation_adopts_before_it_carries_out_and_then_shows_its_plan(cast: Cast) -> None:
    held = say(cast)
    with pytest.raises(Invalid):
        go(cast, held, "carried_out", **WAY)
    held = go(cast, held, "adopted")
    with pytest.raises(Invalid) as lacks:
        go(cast, held, "carried_out", mark=3)
    assert set(lacks.value.faults) == {"plan_url"}
    held = go(cast, held, "carried_out", **WAY)
    assert (held.stage, held.mark, held.marked_on) == ("carried_out", 3, TODAY)


def test_who_no_longer_agrees_is_on_no_way_to_it(cast: Cast) -> None:
    held = go(cast, go(cast, say(cast), "adopted"), "carried_out", **WAY)
    held = say(cast, agrees=False, version=held.version)
    assert (held.stage, held.plan_url, held.mark) == ("", "", None)
    with pytest.raises(Refused):
        go(cast, held, "endorsed")


def test_the_database_keeps_no_stage_of_somebody_who_does_not_agree(cast: Cast) -> None:
    held = say(cast, agrees=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stance.objects.filter(pk=held.pk).update(stage="adopted")


def test_two_coordinators_who_answer_at_once_lose_nothing(cast: Cast) -> None:
    say(cast, statement="The first words")
    with pytest.raises(Stale) as lost:
        say(cast, statement="The second words")
    assert lost.value.theirs["statement"] == "The first words"
    assert Stance.objects.count() == 1


def test_nothing_is_signed_on_a_day_that_has_not_come(cast: Cast) -> None:
    with pytest.raises(Invalid):
        say(cast, signed_on=TODAY + timedelta(days=1))


def test_a_word_that_is_taken_back_is_read_and_counted_no_longer(cast: Cast, client: Client) -> None:
    held = say(cast, is_public=True, statement="CANARY")
    actions.take_back(actor=cast.actor("whitlock"), stance=held)
    assert "CANARY" not in client.get(reverse("people:strategy")).content.decode()
    assert all(not each.agree for each in queries.covered_by_side(cast.actor("whitlock"), cast.programme))
    with pytest.raises(Refused):
        actions.take_back(actor=cast.actor("whitlock"), stance=held)
    assert say(cast).pk != held.pk
    assert Entry.objects.filter(tag="people:strategy:taken_back").exists()


# Who reads it


def test_the_public_reads_and_counts_only_those_who_agreed_to_it(
    cast: Cast, client: Client, client_of: SignsIn
) -> None:
    say(cast, statement="CANARY of the members")
    say(cast, "thornbury", is_public=True, statement="We plan apart", signatory="Superintendent")
    shown = client.get(reverse("people:strategy")).content.decode()
    assert "CANARY" not in shown
    assert "We plan apart" in shown
    assert "Others answered for members alone." in shown
    assert cast.person["thornbury"].name not in shown
    security = next(each for each in queries.covered_by_side(cast.actor("calder"), cast.programme)
                    if each.group == "Security")  # fmt: skip
    assert security.agree == 0
    assert "CANARY" in client_of(cast.person["tranter"]).get(reverse("people:strategy")).content.decode()


def test_an_organisations_mark_of_itself_is_for_members_alone(cast: Cast, client: Client, client_of: SignsIn) -> None:
    held = go(cast, say(cast, is_public=True), "adopted", mark=2, mark_words="CANARY of the mark")
    assert held.mark == 2
    assert "CANARY" not in client.get(reverse("people:strategy")).content.decode()
    assert "CANARY" in client_of(cast.person["tranter"]).get(reverse("people:strategy")).content.decode()


def test_the_page_asks_as_often_for_four_answers_as_for_one(cast: Cast, client: Client) -> None:
    page = reverse("people:strategy")
    say(cast, is_public=True)
    client.get(page)
    with CaptureQueriesContext(connection) as for_one:
        client.get(page)
    for who in ("thornbury", "penhallow", "hartnoll"):
        say(cast, who, is_public=True)
    with CaptureQueriesContext(connection) as for_four:
        client.get(page)
    assert len(for_four) == len(for_one)


# Through its pages


def test_a_coordinator_answers_goes_further_and_takes_it_back_through_pages(cast: Cast, client_of: SignsIn) -> None:
    browser = client_of(cast.person["whitlock"])
    assert reverse("people:strategy_answer") in browser.get(reverse("people:strategy")).content.decode()
    assert browser.get(reverse("people:strategy_way")).status_code == 404
    typed = {"agrees": "yes", "statement": "One plan", "signatory": "Centre director", "is_public": "on", "version": 0}
    typed |= {f"signed_on_{part}": getattr(TODAY, part) for part in ("day", "month", "year")}
    made = browser.post(reverse("people:strategy_answer"), typed)
    assert made.headers["Location"] == reverse("people:strategy_way")
    held = Stance.objects.get()
    lacking = browser.post(reverse("people:strategy_way"), {"stage": "carried_out", "version": held.version})
    assert "Choose the next stage" in lacking.content.decode()
    way = {"stage": "adopted", "mark": "2", "version": held.version}
    assert browser.post(reverse("people:strategy_way"), way).status_code == 302
    assert "Has adopted it as its own" in browser.get(reverse("people:strategy")).content.decode()
    assert browser.post(reverse("people:strategy_take_back")).status_code == 302
    assert browser.get(reverse("people:strategy_take_back")).status_code == 404


def test_nobody_else_finds_a_form(cast: Cast, client: Client, client_of: SignsIn) -> None:
    for name in ("strategy_answer", "strategy_way", "strategy_take_back"):
        assert client.get(reverse(f"people:{name}")).status_code == 302
        assert client_of(cast.person["ellerby"]).get(reverse(f"people:{name}")).status_code == 403
        assert client_of(cast.person["calder"]).get(reverse(f"people:{name}")).status_code == 404
