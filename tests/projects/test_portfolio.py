"""Does a list of many say what each collaboration says, to those who may see it, in as many questions for five as for
one?

*Source:* R52, R102; settled questions, "Who sees a collaboration".
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commonground.people.models import Membership
from commonground.places.models import Area
from commonground.projects.actions import answers, life, portfolio
from commonground.projects.models import Collaboration, PortfolioLine
from commonground.projects.queries import ahead, visible
from commonground.projects.queries import portfolio as asking
from commonground.projects.queries.portfolio import Asked
from commonground.projects.rules import guide
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.portfolio import Said, course, months_around, trend
from commonground.projects.views.ahead import A_PAGE_OF_A_MONTH
from tests.projects.doing import victim
from tests.projects.pages import text
from tests.security.filling import fitting

PAGES = ("list", "due", "reviews", "calendar", "map")


@pytest.mark.parametrize("name", PAGES)
def test_every_view_of_the_portfolio_asks_as_often_for_four_as_for_one(cast, client_of, name):
    browser = client_of(cast.person["thornbury"])
    cast.alive("One")
    address = reverse(f"projects:{name}")
    browser.get(address)
    with CaptureQueriesContext(connection) as for_one:
        browser.get(address)
    for each in ("Two", "Three", "Four"):
        victim(cast, cast.alive(each))
    browser.get(address)  # the lines of what has changed are made once
    with CaptureQueriesContext(connection) as for_four:
        browser.get(address)
    assert len(for_four) == len(for_one)


@pytest.mark.parametrize("name", [*PAGES, "list_csv", "due_csv", "reviews_csv"])
def test_somebody_who_is_on_no_team_finds_no_name_in_any_view(cast, client_of, name):
    cast.alive("Minster Gate evenings")
    shown = client_of(cast.person["lindqvist"]).get(reverse(f"projects:{name}"))
    assert shown.status_code == 200
    assert "Minster Gate" not in shown.content.decode()


def test_a_line_is_made_anew_after_every_deed_and_only_then(cast):
    held = cast.alive("Minster Gate evenings")
    reader = cast.actor("thornbury")
    portfolio.keep_for(reader)
    assert portfolio.keep_for(reader) == 0
    victim(cast, held)
    assert portfolio.keep_for(reader) == 1
    assert portfolio.keep_for(reader) == 0


def test_a_new_day_makes_the_lines_of_work_under_way_anew(cast):
    cast.alive("Minster Gate evenings")
    today = timezone.localdate()
    portfolio.keep_all(today)
    assert portfolio.keep_all(today) == 0
    assert portfolio.keep_all(today + timedelta(days=1)) == 1
    assert PortfolioLine.objects.get().kept_on == today + timedelta(days=1)


def test_a_kept_line_puts_a_collaboration_where_its_own_page_says_it_stands(cast):
    cast.alive("Abbey lights")
    proposed = cast.draft("Zebra crossing")
    life.propose(actor=cast.actor("thornbury"), collaboration=proposed)
    reader = cast.actor("whitlock")
    portfolio.keep_for(reader)
    found = list(asking.found_for(reader, Asked()))
    assert [each.name for each in found] == ["Zebra crossing", "Abbey lights"]
    said = asking.lines(reader, found, ())
    assert [line.glance.rank for line in said] == [line.collaboration.kept_line.rank_security for line in said]
    assert asking.counted(reader, (), timezone.localdate()).due == sum(line.glance.due for line in said)


def test_a_list_is_narrowed_to_an_area_with_all_that_lies_in_it(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    inside, beside = (
        Area.objects.create(code=name, name=name, kind="ward", within=cast.area) for name in ("Quay", "Parade")
    )
    life.change_basics(
        actor=cast.actor("thornbury"), collaboration=held, name=held.name, about=held.about, area=inside,
        version=held.version,
    )  # fmt: skip
    browser = client_of(cast.person["thornbury"])
    for area in (inside, cast.area):
        assert "Minster Gate evenings" in text(browser.get(reverse("projects:list"), {"area": area.ref}))
    assert "No collaboration fits" in text(browser.get(reverse("projects:list"), {"area": beside.ref}))


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({"state": "alive"}, True),
        ({"state": "closed"}, False),
        ({"step": "1"}, True),
        ({"step": "9"}, False),
        ({"stage": "Set up"}, True),
        ({"organisation": "aldermouth POLICE"}, True),
        ({"organisation": "Nobody Ltd"}, False),
        ({"step": "nonsense"}, True),
    ],
)
def test_a_list_is_narrowed_to_state_and_step_and_by_nothing_that_it_does_not_know(cast, client_of, asked, is_found):
    cast.alive("Minster Gate evenings")
    shown = text(client_of(cast.person["thornbury"]).get(reverse("projects:list"), asked))
    assert ("Minster Gate evenings" in shown) is is_found


def test_what_is_due_lists_an_open_action_by_its_day_and_leaves_it_out_once_it_is_done(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    today = timezone.localdate()
    action = answers.record(
        actor=cast.actor("thornbury"), collaboration=held, part=guide.PARTS["milestones"],
        raw={"what": "Radio link tested", "due": today + timedelta(days=40),
                "owner": held.team.get(membership=cast.membership["thornbury"]).ref, "evidence": "A call"},
    )  # fmt: skip
    browser = client_of(cast.person["thornbury"])
    assert "Radio link tested" in text(browser.get(reverse("projects:due")))
    assert "Radio link tested" not in text(browser.get(reverse("projects:due"), {"within": "30"}))
    assert "Radio link tested" in text(browser.get(reverse("projects:due"), {"whose": "mine"}))
    month = (today + timedelta(days=40)).strftime("%Y-%m")
    assert "Radio link tested" in text(browser.get(reverse("projects:calendar"), {"month": month}))
    answers.change(
        actor=cast.actor("thornbury"), answer=action, version=action.version,
        raw={**action.values, "done": today},
    )  # fmt: skip
    assert list(ahead.due_for(cast.actor("thornbury"))) == []


def test_an_invited_stakeholder_learns_nothing_of_the_journey_from_filters_orders_or_counts(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    victim(cast, held)
    browser = client_of(cast.person["yarrow"])
    shown = text(browser.get(reverse("projects:list")))
    assert "Minster Gate evenings" in shown
    assert "Nothing is due from your side" in shown
    for asked in ({"step": "1"}, {"stage": "Set up"}, {"waits": "due"}, {"waits": "waiting"}, {"order": "review"}):
        assert "Minster Gate evenings" not in text(browser.get(reverse("projects:list"), asked)), asked
    for name in ("due", "reviews", "calendar"):
        assert "Minster Gate evenings" not in text(browser.get(reverse(f"projects:{name}"))), name
    assert "something is due in" not in text(browser.get(reverse("projects:map")))


def test_a_row_is_judged_anew_when_a_lead_can_no_longer_act_though_nothing_was_done_to_the_collaboration(cast):
    held = cast.alive("Minster Gate evenings")
    reader = cast.actor("thornbury")
    portfolio.keep_for(reader)
    found = list(asking.found_for(reader, Asked()))
    before = asking.lines(reader, found, ())[0].collaboration.kept_line.able
    Membership.objects.filter(pk=cast.membership["whitlock"].pk).update(until=timezone.localdate() - timedelta(days=1))
    assert visible.able_by_key([held])[held.pk] != before
    with CaptureQueriesContext(connection) as asked:
        asking.lines(reader, found, ())
    assert any("projects_answer" in each["sql"] for each in asked)


def test_a_full_month_is_paged_and_each_day_leads_to_the_page_on_which_it_begins(cast, client_of):
    held = cast.alive("Minster Gate evenings")
    first, fits = date(2030, 3, 4), fitting("actions", here=held)
    for number in range(A_PAGE_OF_A_MONTH + 5):
        raw = {"what": f"Deed {number:03}", "due": first if number < A_PAGE_OF_A_MONTH else date(2030, 3, 25)}
        answers.record(actor=cast.actor("thornbury"), collaboration=held, part=PARTS["actions"], raw=fits | raw)
    browser, address = client_of(cast.person["thornbury"]), reverse("projects:calendar")
    shown = browser.get(address, {"month": "2030-03"})
    assert text(shown).count("Deed ") == A_PAGE_OF_A_MONTH
    assert 'href="?month=2030-03&amp;page=2#day-25"' in shown.content.decode()
    assert text(browser.get(address, {"month": "2030-03", "page": "2"})).count("Deed ") == 5


@pytest.mark.parametrize("month", ["2026-13", "nonsense", "0000-00", "99999", "2026-02"])
def test_a_month_that_does_not_exist_is_the_present_one(cast, client_of, month):
    assert client_of(cast.person["thornbury"]).get(reverse("projects:calendar"), {"month": month}).status_code == 200


def test_both_sides_course_is_told_only_when_both_have_answered():
    on, off, over = Said(True, True), Said(True, False), Said(False, None)
    assert course([on, None]) == "closed"
    assert course([]) == "closed"
    assert course([on, on]) == "on"
    assert course([on, off]) == "apart"
    assert course([off, off]) == "off"
    assert course([on, over]) == "stop"
    assert (trend("off", "on"), trend("on", "apart"), trend("on", "on"), trend("closed", "on")) == (
        "up", "down", "same", "",
    )  # fmt: skip


def test_a_year_ends_in_the_calendar_as_on_the_wall():
    assert [str(each) for each in months_around(date(2026, 12, 1))] == ["2026-11-01", "2027-01-01"]


# The kind of collaboration


def test_the_list_narrows_to_one_cell_of_the_matrix_and_to_those_without_one(cast, client_of):
    with_cell = cast.alive("Minster Gate evenings")
    cast.alive("Castle Parade mornings")
    cell = "criminal/project/sharing"
    Collaboration.objects.filter(pk=with_cell.pk).update(cell=cell)
    browser = client_of(cast.person["thornbury"])
    shown = text(browser.get(reverse("projects:list"), {"cell": cell}))
    assert "Minster Gate evenings" in shown
    assert "Castle Parade mornings" not in shown
    shown = text(browser.get(reverse("projects:list"), {"cell": "none"}))
    assert "Minster Gate evenings" not in shown
    assert "Castle Parade mornings" in shown
    assert "Minster Gate" in browser.get(reverse("projects:list_csv"), {"cell": cell}).content.decode()
    assert browser.get(reverse("projects:list"), {"cell": "nonsense"}).status_code == 200


def test_an_invited_stakeholder_does_not_learn_the_cell_by_asking_for_it(cast):
    held = cast.alive("Minster Gate evenings")
    Collaboration.objects.filter(pk=held.pk).update(cell="low/project/active")
    reader = cast.actor("yarrow")
    portfolio.keep_for(reader)
    only = asking.invited(reader)
    assert list(asking.found_for(reader, Asked(), only)) == [held]
    assert not asking.found_for(reader, Asked(cell="low/project/active"), only).exists()


def test_a_list_holds_what_the_one_rule_opens_to_each_whether_invited_or_on_a_team(cast):
    for name, deed in (("One", cast.alive), ("Two", cast.draft), ("Three", cast.alive)):
        deed(name)
    invited_to = 0
    for key in ("thornbury", "whitlock", "penhallow", "yarrow", "lindqvist", "ellerby"):
        reader = cast.actor(key)
        only = asking.invited(reader)
        invited_to += len(only)
        assert set(asking.seen_by(reader, only)) == set(visible.collaborations_for(reader)), key
    assert invited_to


def test_the_list_leads_to_the_programme_only_those_who_may_read_it(cast, client_of):
    cast.alive("Minster Gate evenings")
    way = reverse("projects:programme", args=[cast.programme.public_id])
    overseer = client_of(cast.person["osei"])
    assert way in overseer.get(reverse("projects:list")).content.decode()
    assert overseer.get(way).status_code == 200
    assert way not in client_of(cast.person["thornbury"]).get(reverse("projects:list")).content.decode()
