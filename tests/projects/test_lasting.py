"""Does the gain last? Checks after the end, figures that rise again, and opening again with what was found.

*Source:* R47.
"""

import html
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commonground.groundwork.actors import SYSTEM
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.outcomes.queries import watching
from commonground.projects.actions import finishing_rounds, lasting, posts
from commonground.projects.models import Collaboration, WatchedMonth
from commonground.projects.queries import due_finishing
from commonground.projects.queries import lasting as queries
from commonground.projects.rules.lasting import CHECKED_AFTER, checks, due_now, later, next_check, suggested_limit
from tests.projects.special import ask_everybody, at, stand
from tests.projects.special import lasting as record

TODAY = date(2026, 11, 20)


def finished(cast, days=100, **values):
    """A collaboration that ended so many days ago, with one thing that should last."""
    here = cast.alive()
    row = record(cast, here, **values)
    ended = timezone.now() - timedelta(days=days)
    Collaboration.objects.filter(pk=here.pk).update(state="stopped", stopped_at=ended)
    here.refresh_from_db()
    row.refresh_from_db()
    return here, row


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(CHECKED_AFTER))
def test_a_check_comes_on_the_same_day_of_a_later_month_or_its_last(day, months):
    found = later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found + timedelta(1)).day == 1


def test_the_checks_come_after_three_six_and_twelve_months():
    assert [check.due for check in checks(date(2026, 8, 31), ())] == [
        date(2026, 11, 30),
        date(2027, 2, 28),
        date(2027, 8, 31),
    ]


def test_a_check_is_due_until_it_is_answered_and_a_later_one_takes_its_place():
    ended = date(2026, 1, 10)
    assert due_now(ended, (), date(2026, 4, 9)) is None
    assert due_now(ended, (), date(2026, 4, 10)).months == 3
    assert due_now(ended, (3,), date(2026, 5, 1)) is None
    assert due_now(ended, (), date(2026, 7, 10)).months == 6
    assert next_check(ended, (3,), date(2026, 5, 1)).months == 6
    assert next_check(ended, (3, 6, 12), date(2027, 5, 1)) is None


def test_a_limit_is_suggested_from_six_ordinary_months_and_wider_where_they_vary():
    assert suggested_limit([40] * 5) is None
    assert suggested_limit([40] * 12) == 57
    assert suggested_limit([10, 70] * 6) > 100


def test_the_owner_says_with_one_click_that_it_still_holds(cast, client_of):
    here, row = finished(cast)
    police = client_of(cast.person["thornbury"])
    assert police.post(at("lasting_check", here, row), {"holds": "1"}).status_code == 302
    [one] = queries.lasting_in(here)
    assert (one.due, one.failed, [check.months for check in one.checks]) == (None, None, [3])
    with pytest.raises(Refused, match="No check is due"):
        lasting.check(actor=cast.actor("thornbury"), answer=row, holds=True)


def test_what_is_wrong_is_said_and_opens_the_collaboration_again_with_it(cast, client_of):
    here, row = finished(cast)
    police, page = client_of(cast.person["thornbury"]), at("lasting_check", here, row)
    assert police.post(page, {"words": " "}).context["form"].errors
    answer = police.post(page, {"words": "No guard since August"})
    assert answer["Location"].startswith(at("reopen", here))
    assert "No guard since August" in police.get(answer["Location"]).content.decode()
    assert "Look again" in police.get(at("step", here, 10)).content.decode()


def test_only_the_team_checks_and_only_what_is_wrong_needs_words(cast):
    _here, row = finished(cast)
    with pytest.raises(NotAllowed):
        lasting.check(actor=cast.actor("yarrow"), answer=row, holds=True)
    with pytest.raises(Invalid, match="what is wrong"):
        lasting.check(actor=cast.actor("tranter"), answer=row, holds=False)


def test_nothing_is_checked_while_the_work_goes_on(cast, client_of):
    here = cast.alive()
    row = record(cast, here)
    assert client_of(cast.person["thornbury"]).get(at("lasting_check", here, row)).status_code == 404
    assert not queries.due_anywhere(timezone.localdate())


def test_the_owner_is_asked_once_by_mail_for_each_check_and_finds_it_on_their_day(cast, mailoutbox):
    here = cast.alive()
    member = here.team.get(membership=cast.membership["tranter"])
    Collaboration.objects.filter(pk=here.pk).update(state="stopped", stopped_at=timezone.now() - timedelta(100))
    here.refresh_from_db()
    row = record(cast, here, member=member.ref)
    today = timezone.localdate()
    assert [finishing_rounds.ask_checks(today), finishing_rounds.ask_checks(today)] == [1, 0]
    assert mailoutbox[0].to == [cast.person["tranter"].account.email]
    assert at("lasting_check", here, row) in mailoutbox[0].body
    assert row.values["what"] not in mailoutbox[0].body
    titles = [matter.title for matter in due_finishing.due_for(cast.actor("tranter"), today)]
    assert any("Does it still hold?" in title for title in titles)
    assert not list(due_finishing.due_for(cast.actor("whitlock"), today))


@pytest.fixture
def crimes(monkeypatch, tmp_path):
    """Let months of recorded crime be held, without a file for each: months and counts as the engine gives them."""
    held = {"2026-10": 40, "2026-11": 71}
    monkeypatch.setattr(watching, "months_held", lambda: tuple(sorted(held)))
    monkeypatch.setattr(watching, "counted_in", lambda place, kind, months: {m: held[m] for m in months if m in held})
    return held


def test_a_figure_that_rises_is_told_once_and_opens_the_collaboration_again(cast, client_of, mailoutbox, crimes):
    here, row = finished(cast, days=10, crime="Shoplifting", limit="60")
    Collaboration.objects.filter(pk=here.pk).update(stopped_at="2026-10-30T12:00:00Z")
    here.refresh_from_db()
    today = timezone.localdate()
    assert finishing_rounds.watch_figures(today) == 2
    assert finishing_rounds.watch_figures(today) == 0
    assert {mail.to[0] for mail in mailoutbox} == {cast.person[key].account.email for key in ("thornbury", "whitlock")}
    said = html.unescape(client_of(cast.person["whitlock"]).get(at("step", here, 10)).content.decode())
    assert "Shoplifting in 2026-11: 71; look again above 60." in said
    reason = client_of(cast.person["whitlock"]).get(f"{at('reopen', here)}?lasting={row.ref}").content.decode()
    assert "Shoplifting in November 2026: 71, above the 60 that were agreed." in reason


def test_a_month_before_the_end_is_not_looked_at_and_an_ordinary_one_tells_nobody(cast, mailoutbox, crimes):
    here, row = finished(cast, days=10, crime="Shoplifting", limit="60")
    for ended, rows in (("2026-11-05T12:00:00Z", 0), ("2026-10-30T12:00:00Z", 1)):
        crimes["2026-11"] = 55
        Collaboration.objects.filter(pk=here.pk).update(stopped_at=ended)
        row = type(row).objects.get(pk=row.pk)
        assert lasting.watch(actor=SYSTEM, answer=row, today=timezone.localdate()) is None
        assert WatchedMonth.objects.count() == rows
    assert not mailoutbox


def test_everybody_is_asked_by_mail_where_they_stand_and_once_more_before_the_last_day(cast, mailoutbox):
    here = cast.alive()
    round_ = ask_everybody(cast, here)
    today = timezone.localdate()
    assert [finishing_rounds.ask_positions(today), finishing_rounds.ask_positions(today)] == [3, 0]
    assert "taken not to object" in mailoutbox[0].body
    stand(cast, here, yarrow="stop")
    last = round_.closes_on - timedelta(1)
    assert [finishing_rounds.ask_positions(last), finishing_rounds.ask_positions(last)] == [2, 0]
    titles = [matter.title for matter in due_finishing.due_for(cast.actor("thornbury"), today)]
    assert titles == ["Say where you stand in Minster Gate evenings"]
    assert not list(due_finishing.due_for(cast.actor("yarrow"), today))


def test_whoever_follows_a_stakeholder_of_the_same_organisation_is_asked_in_their_place(cast):
    here = cast.alive()
    round_ = ask_everybody(cast, here)
    member = here.team.get(membership=cast.membership["yarrow"])
    posts.end_member(actor=cast.actor("thornbury"), collaboration=here, member=member)
    titles = [matter.title for matter in due_finishing.due_for(cast.actor("yarrow"), round_.closes_on)]
    assert titles == []
