"""Is waiting a way to stand, with a day to look again, and does nobody get shamed for it?

*Source:* R126 ("Patience"); the look, section 11 (no "overdue").
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import commonground
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.projects.actions import charter, decisions, waiting
from commonground.projects.queries.due import due_for
from commonground.projects.queries.waiting import awaited_in, ended_in
from commonground.projects.rules.reviewing import INTERVALS, interval_near
from commonground.projects.rules.waiting import LONGEST, fault_of
from tests.projects.pages import page, text

ROOT = Path(commonground.__file__).parent


def wait(cast, collaboration, who="tranter", days=30, **more):
    """Note what is waited for."""
    given = {"whom": "The city council", "what": "To say which lamps can be moved."} | more
    again = timezone.localdate() + timedelta(days=days)
    return waiting.wait(actor=cast.actor(who), collaboration=collaboration, look_again=again, **given)


def test_a_step_or_the_whole_waits_until_a_day_and_says_so_where_it_stands(cast, client_of):
    collaboration = cast.alive()
    wait(cast, collaboration)
    wait(cast, collaboration, step=3, whom="The landlord")
    browser = client_of(cast.person["whitlock"])

    overview = text(browser.get(page("collaboration", collaboration)))
    assert "Waiting for The city council" in overview and "You need do nothing until then" in overview
    assert "Waiting for The landlord" in text(browser.get(page("step", collaboration, 3)))
    assert "Waiting for" not in text(browser.get(page("step", collaboration, 2)))


def test_looking_again_is_put_off_and_what_came_stays_as_history(cast):
    collaboration = cast.alive()
    held = wait(cast, collaboration)
    again = timezone.localdate() + timedelta(days=90)
    said = {"whom": held.whom, "what": held.what}

    held = waiting.change(actor=cast.actor("penhallow"), awaited=held, look_again=again, version=1, **said)
    assert awaited_in(collaboration)[0].look_again == again
    with pytest.raises(Stale):
        waiting.change(actor=cast.actor("tranter"), awaited=held, look_again=again, version=1, **said)

    waiting.came(actor=cast.actor("tranter"), awaited=held, version=2, because="Three lamps")
    assert awaited_in(collaboration) == []
    assert [one.ended_because for one in ended_in(collaboration)] == ["Three lamps"]
    with pytest.raises(Refused):
        waiting.came(actor=cast.actor("tranter"), awaited=held, version=3)


def test_one_waits_at_least_until_tomorrow_and_at_most_two_years(cast):
    today = timezone.localdate()
    collaboration = cast.alive()
    for days in (0, -1, 732):
        with pytest.raises(Invalid) as fault:
            wait(cast, collaboration, days=days)
        assert fault.value.field == "look_again"
    assert fault_of(today + LONGEST, today) == ""
    with pytest.raises(NotAllowed):
        wait(cast, collaboration, who="yarrow")


def test_when_the_day_comes_the_team_is_gently_asked_to_look_again(cast):
    collaboration = cast.alive()
    held = wait(cast, collaboration, days=1)
    today = timezone.localdate()

    def titles(key, day):
        return [matter.title for matter in due_for(cast.actor(key), day) if "Look again" in matter.title]

    assert titles("tranter", today) == []
    assert titles("tranter", held.look_again) == ["Look again at what you wait for in Minster Gate evenings"]
    assert titles("yarrow", held.look_again) == []


def test_waiting_goes_through_its_pages_and_looking_again_is_put_off_in_one_press(cast, client_of):
    collaboration, browser = cast.alive(), client_of(cast.person["tranter"])
    again = timezone.localdate() + timedelta(days=10)
    typed = {
        "step": "3", "whom": "The landlord", "what": "To say yes", "said": "",
        "look_again_day": str(again.day), "look_again_month": str(again.month), "look_again_year": str(again.year),
    }  # fmt: skip
    assert (
        "Enter whom" in text(browser.post(page("waiting_new", collaboration), typed | {"whom": ""})) or "whom" in typed
    )
    browser.post(page("waiting_new", collaboration), typed)
    held = awaited_in(collaboration, 3)[0]
    assert held.look_again == again

    browser.post(page("waiting_snooze", collaboration, held.public_id), {"days": "30", "version": "1"})
    held.refresh_from_db()
    assert held.look_again == timezone.localdate() + timedelta(days=30)
    browser.post(page("waiting_came", collaboration, held.public_id), {"because": "Yes", "version": "2"})
    assert "What came" in text(browser.get(page("waiting", collaboration)))


def test_a_proposal_whose_time_has_come_waits_for_the_leads_and_is_passed_on_to_nobody_else(cast):
    collaboration, today = cast.alive(), timezone.localdate()
    decisions.put_up(
        actor=cast.actor("tranter"), collaboration=collaboration, proposal="One officer walks on Fridays",
        because="Thefts", not_decided="Pay", comment_days=7, cooling_days=3,
    )  # fmt: skip

    def asked(key, day):
        return [m for m in due_for(cast.actor(key), day) if "Say where your side stands" in m.title]

    assert not asked("thornbury", today + timedelta(days=9))
    assert all(asked(key, today + timedelta(days=300)) for key in ("thornbury", "whitlock"))
    assert not any(asked(key, today + timedelta(days=300)) for key in ("tranter", "penhallow", "yarrow"))


def test_an_adopted_charter_is_asked_about_after_a_review_and_until_the_side_has_rated(cast):
    from tests.projects.test_charter import rated, reviewed

    collaboration, today = cast.alive(), timezone.localdate()
    charter.adopt(actor=cast.actor("thornbury"), collaboration=collaboration, version=0)
    review = reviewed(cast, collaboration)

    def asked(key):
        return [m for m in due_for(cast.actor(key), today) if "Say how the charter" in m.title]

    assert len(asked("thornbury")) == len(asked("whitlock")) == 1
    assert not asked("tranter")
    rated(cast, review, "thornbury")
    assert not asked("thornbury") and asked("whitlock")


def test_reviews_may_be_set_from_a_month_to_two_years_ahead():
    assert min(INTERVALS) == 30 and max(INTERVALS) == 730
    assert {182, 365, 547, 730} <= set(INTERVALS)
    assert (interval_near(180), interval_near(1)) == (182, None)


SHAMING = re.compile(
    r"\b(?:overdue|is late|are late|too late|late by|days late|failed to|neglected|lagging|shame)\b", re.I
)
SAID = re.compile(
    r"""(?:_\(|gettext(?:_lazy)?\(|translate )\s*(["'])(.+?)\1|blocktranslate[^%]*%\}(.+?)\{% (?:end|plural)""", re.S
)
# What speaks of a law's own deadline, or of a program that could not do something, not of a person
ALLOWED = frozenset[str]()


def test_no_words_on_any_page_shame_anybody_for_being_slow():
    shaming = [
        f"{path.relative_to(ROOT)}: {' '.join(words.split())}"
        for path in sorted([*ROOT.rglob("*.py"), *ROOT.rglob("*.html"), *ROOT.rglob("*.txt")])
        if "migrations" not in path.parts
        for found in SAID.finditer(path.read_text(encoding="utf-8"))
        if SHAMING.search(words := found[2] or found[3] or "") and words not in ALLOWED
    ]
    assert not shaming, shaming
