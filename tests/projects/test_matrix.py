"""Does a collaboration know what it asks for, and does a terrorist threat always go by the police first?

*Source:* R94-R97, R126.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.matrix import CELLS, Risk, read_cell
from commonground.groundwork.refusals import NotAllowed, Refused, Stale
from commonground.people.models import Clearance
from commonground.projects.actions import matrix as doing
from commonground.projects.models import Collaboration
from commonground.projects.queries import matrix
from tests.projects.pages import page, text

PATROLS = read_cell("criminal/ongoing/active")
THREATS = [cell for cell in CELLS if cell.risk is Risk.TERRORIST]


def choose(cast, collaboration, cell=PATROLS, who="thornbury", **more):
    """Let somebody choose the cell, on top of what is saved now."""
    collaboration.refresh_from_db()
    version = {"version": collaboration.version} | more
    return doing.choose_cell(actor=cast.actor(who), collaboration=collaboration, cell=cell, **version)


def answers(cell):
    """The three answers that give a cell."""
    return {name: getattr(cell, name).value for name in ("risk", "timeliness", "participation")}


def test_the_cell_is_chosen_changed_and_both_stand_in_the_history(cast):
    collaboration = choose(cast, cast.alive())
    collaboration = choose(cast, collaboration, read_cell("low/ongoing/sharing"), who="penhallow")

    assert collaboration.cell == "low/ongoing/sharing"
    told = list(Entry.objects.filter(tag="projects:cell:chosen").order_by("pk").values_list("summary", flat=True))
    assert told == [
        "Requirement matrix: Criminal, Ongoing, Active",
        "Requirement matrix: Low level, Ongoing, Intelligence sharing (before: Criminal, Ongoing, Active)",
    ]


def test_a_stakeholder_does_not_choose_it(cast):
    with pytest.raises(NotAllowed):
        choose(cast, cast.alive(), who="yarrow")


def test_whoever_answers_second_is_shown_what_the_first_one_answered(cast):
    collaboration = choose(cast, cast.alive())
    with pytest.raises(Stale) as lost:
        choose(cast, collaboration, read_cell("low/project/active"), version=1)
    assert lost.value.theirs == answers(PATROLS)


@pytest.mark.parametrize("cell", THREATS, ids=str)
def test_each_of_nine_cells_of_a_terrorist_threat_is_only_kept_once_the_police_know(cast, client_of, cell):
    collaboration, browser = cast.alive(), client_of(cast.person["thornbury"])
    address = page("cell_choose", collaboration)
    typed = answers(cell) | {"version": str(collaboration.version)}

    with pytest.raises(Refused, match="Tell the police first"):
        choose(cast, collaboration, cell)

    stopped = browser.post(address, typed).content.decode()
    assert "<h1" in stopped and "Tell the police first" in stopped
    assert stopped.index("tel:999") < stopped.index("tel:0800789321") < stopped.index("https://www.gov.uk/ACT")
    collaboration.refresh_from_db()
    assert collaboration.cell == ""

    back = browser.post(address, typed | {"back": "yes"})
    assert "Choose what it is about, or tell the police first" in back.content.decode()

    browser.post(address, typed | {"told": "yes"})
    collaboration.refresh_from_db()
    assert collaboration.cell == str(cell)
    assert Entry.objects.get(tag="projects:cell:chosen").details["police_told"] is True


def test_on_every_page_of_what_is_about_a_terrorist_threat_the_ways_to_the_police_stand_first(cast, client_of):
    collaboration = choose(cast, cast.alive(), THREATS[0], told=True)
    browser = client_of(cast.person["whitlock"])

    for name in ("collaboration", "people", "together", "cell", "actions", "charter"):
        words = browser.get(page(name, collaboration)).content.decode()
        assert words.index("A terrorist threat goes to the police first") < words.index("<h1"), name
        assert words.count('id="police-first"') == 1, name


def test_a_draft_may_be_started_with_its_cell_and_by_the_police_first(cast, client_of):
    browser = client_of(cast.person["thornbury"])
    typed = {
        "name": "Quayside Saturdays", "about": "Fewer fights", "area": cast.area.ref,
        "other_lead": cast.membership["whitlock"].ref, **answers(THREATS[3]),
    }  # fmt: skip

    stopped = browser.post(reverse("projects:start"), typed).content.decode()
    assert "Tell the police first" in stopped and 'value="Quayside Saturdays"' in stopped
    assert not Collaboration.objects.exists()

    browser.post(reverse("projects:start"), typed | {"told": "yes"})
    assert Collaboration.objects.get().cell == str(THREATS[3])


def test_of_three_questions_at_the_start_all_are_answered_or_none(cast, client_of):
    typed = {
        "name": "Quayside Saturdays", "about": "Fewer fights", "area": cast.area.ref,
        "other_lead": cast.membership["whitlock"].ref, "risk": "criminal",
    }  # fmt: skip
    response = client_of(cast.person["thornbury"]).post(reverse("projects:start"), typed)
    assert response.status_code == 200
    assert "Answer the question: How soon must it work?" in response.content.decode()


def test_the_page_of_people_says_who_lacks_the_clearance_that_the_cell_asks_for(cast, client_of):
    collaboration = choose(cast, cast.alive())
    browser = client_of(cast.person["thornbury"])
    assert "Dana Whitlock" in text(browser.get(page("people", collaboration))).partition("This asks for")[2][:300]

    for key in ("thornbury", "whitlock", "tranter", "penhallow"):
        Clearance.objects.create(
            membership=cast.membership[key], level=1, starts=timezone.localdate() - timedelta(days=9), vetted_by="BS"
        )
    assert "Everybody has the clearance that this asks for" in text(browser.get(page("people", collaboration)))


def test_a_cell_that_asks_for_an_agreement_points_to_question_2c(cast, client_of):
    collaboration = choose(cast, cast.alive())
    words = client_of(cast.person["thornbury"]).get(page("cell", collaboration)).content.decode()
    assert "question 2c does not name one yet" in words and "#q2c" in words
    assert "cell=criminal%2Fongoing%2Factive" in words


@pytest.mark.parametrize(
    ("cell", "interval", "next_on"),
    [
        ("criminal/ongoing/active", "182", None),
        ("criminal/project/active", "30", None),
        ("low/immediate/active", "other", 1),
    ],
)
def test_the_review_interval_of_the_cell_is_the_proposed_time_to_the_next_review(cast, cell, interval, next_on):
    from commonground.projects.views.matrix import proposed_days

    day = date(2026, 11, 20)
    proposed = proposed_days(choose(cast, cast.alive(), read_cell(cell)), day)
    assert proposed["interval"] == interval
    assert proposed.get("next_on") == (day + timedelta(days=next_on) if next_on else None)


def test_without_a_cell_nothing_is_asked_and_the_three_questions_are(cast, client_of):
    collaboration = cast.alive()
    assert matrix.asked_of(collaboration) is None
    response = client_of(cast.person["tranter"]).get(page("cell", collaboration))
    assert response.headers["Location"] == page("cell_choose", collaboration)
