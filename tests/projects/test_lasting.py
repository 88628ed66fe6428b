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
from commonground.outcomes.adapters.importing import import_files
from commonground.outcomes.adapters.store import Store
from commonground.outcomes.queries import watching
from commonground.projects.actions import finishing_rounds, lasting, posts
from commonground.projects.models import Collaboration, WatchedMonth
from commonground.projects.queries import due_finishing
from commonground.projects.queries import lasting as queries
from commonground.projects.rules.lasting import CHECKED_AFTER, checks, due_now, later, next_check, suggested_limit
from tests.outcomes.made import row, street_file
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
def crimes(tmp_path, monkeypatch):
    """Import months of recorded crime, as files of the police, into a state folder of this test's own; some of another
    kind, some elsewhere, some without a place."""
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))

    def bring_in(**counts):
        for number, (key, count) in enumerate(counts.items()):
            month = key.removeprefix("m").replace("_", "-")
            folder = tmp_path / f"files-{number}-{count}"
            there = {"month": month, "longitude": "1.6", "latitude": "53.25"}
            rows = [row(**there, identity=f"{month}{crime}") for crime in range(count)]
            rows += [row(**there, kind="Burglary", identity=f"{month}b{crime}") for crime in range(9)]
            rows.append(row(**there | {"longitude": "1.9"}, identity=f"{month}elsewhere"))
            rows.append(row(**there | {"longitude": "", "latitude": ""}, identity=f"{month}nowhere"))
            street_file(folder, *rows, month=month)
            assert not import_files([folder], Store.of_this_installation()).refused

    return bring_in


def test_a_month_counts_one_kind_within_the_area_and_a_month_that_is_not_held_is_left_out(cast, crimes):
    crimes(m2026_10=7, m2026_11=0)
    assert watching.months_held() == ("2026-10", "2026-11")
    counted = watching.counted_in(cast.area, "Shoplifting", ["2026-09", "2026-10", "2026-11"])
    assert counted == {"2026-10": 7, "2026-11": 0}
    assert watching.counted_in(cast.area, "Burglary", ["2026-10"]) == {"2026-10": 9}
    assert watching.counted_in(cast.area, "Shoplifting", ["2026-09"]) == {}


def test_a_suggested_limit_stands_beside_its_field_for_the_kind_that_is_chosen(cast, client_of, crimes):
    here, row_ = finished(cast, crime="Shoplifting", limit="60")
    police = client_of(cast.person["thornbury"])
    page = at("answer_change", here, row_)
    Collaboration.objects.filter(pk=here.pk).update(stopped_at="2026-07-30T12:00:00Z")
    crimes(**{f"m2026_0{month}": 4 for month in range(2, 7)})
    assert "No limit can be suggested" in police.get(page).content.decode()
    crimes(m2026_07=4, m2026_08=90)
    expected = suggested_limit([4] * 6)
    assert f"Suggested: {expected}, from the last 6 months" in police.get(page).content.decode()
    new = police.get(at("answer_add", here, "sustain")).content.decode()
    assert "Choose a kind of crime" in new
    asked = police.post(at("answer_add", here, "sustain"), {"crime": "Burglary", "suggest": "1"}).content.decode()
    assert f"Suggested: {suggested_limit([9] * 6)}" in asked


def test_a_figure_that_rises_is_told_once_and_opens_the_collaboration_again(cast, client_of, mailoutbox, crimes):
    here, row = finished(cast, days=10, crime="Shoplifting", limit="60")
    Collaboration.objects.filter(pk=here.pk).update(stopped_at="2026-10-30T12:00:00Z")
    here.refresh_from_db()
    today = timezone.localdate()
    crimes(m2026_10=40, m2026_11=71)
    assert finishing_rounds.watch_figures(today) == 2
    assert finishing_rounds.watch_figures(today) == 0
    assert {mail.to[0] for mail in mailoutbox} == {cast.person[key].account.email for key in ("thornbury", "whitlock")}
    said = html.unescape(client_of(cast.person["whitlock"]).get(at("step", here, 10)).content.decode())
    assert "Shoplifting in 2026-11: 71; look again above 60." in said
    reason = client_of(cast.person["whitlock"]).get(f"{at('reopen', here)}?lasting={row.ref}").content.decode()
    assert "Shoplifting in November 2026: 71, above the 60 that were agreed." in reason


def test_a_month_before_the_end_is_not_looked_at_and_an_ordinary_one_tells_nobody(cast, mailoutbox, crimes):
    here, row = finished(cast, days=10, crime="Shoplifting", limit="60")
    crimes(m2026_10=40, m2026_11=55)
    for ended, rows in (("2026-11-05T12:00:00Z", 0), ("2026-10-30T12:00:00Z", 1)):
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
