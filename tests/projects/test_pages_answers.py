"""Is nothing that is typed lost, and nothing confirmed that was not read? Answers and confirmations through pages.

*Source:* R52, R58-R68; settled questions, "Who" (versions; "a step is complete").
"""

import re
from datetime import date

from django.utils import timezone

from commonground.audit.models import Entry
from commonground.projects.actions import answers
from commonground.projects.models import Answer, Confirmation, TeamMember
from commonground.projects.queries import recorded
from commonground.projects.rules.guide import PARTS
from tests.projects.doing import complete_step_two, victim
from tests.projects.pages import VICTIM, action, page, text

# Answers


def test_every_part_of_the_guide_has_a_form_that_says_all_that_is_missing_at_once(cast, client_of):
    alive = cast.alive()
    browser = client_of(cast.person["tranter"])
    for part in (part for part in PARTS.values() if not part.sealed):
        response = browser.post(page("answer_add", alive, part.key), {})
        # Where everything may be left out, the form still asks for one of them
        required = sum(field.required for field in part.fields) or 1
        assert response.status_code == 200, part.key
        assert response.content.decode().count("govuk-error-message") == required, part.key
    assert not Answer.objects.exists()


def test_an_answer_is_added_and_stands_on_its_step(cast, client_of):
    alive = cast.alive()
    browser = client_of(cast.person["tranter"])
    response = browser.post(page("answer_add", alive, "victims"), VICTIM, follow=True)
    assert "Lone workers" in text(response)
    assert response.redirect_chain[0][0].endswith("/steps/1/#victims")


def test_saving_and_adding_another_comes_back_to_an_empty_form(cast, client_of):
    alive = cast.alive()
    response = client_of(cast.person["tranter"]).post(page("answer_add", alive, "victims"), {**VICTIM, "again": "1"})
    assert response.headers["Location"] == page("answer_add", alive, "victims")
    assert Answer.objects.count() == 1


def test_dates_and_figures_are_read_as_people_write_them(cast, client_of):
    typed = {
        "measure": "Shop theft", "unit": "thefts in six months", "baseline": "1,412", "target": "£900", "by_day": "3",
        "by_month": "December", "by_year": "2026", "source": "Police recorded crime",
    }  # fmt: skip
    client_of(cast.person["tranter"]).post(page("answer_add", cast.alive(), "outcomes"), typed)
    kept = Answer.objects.get()
    assert (kept.values["baseline"], kept.values["target"], kept.values["by"]) == ("1412", "900", "2026-12-03")
    assert kept.due == date(2026, 12, 3)


def test_who_saves_second_is_shown_both_texts_and_can_save_on_top(cast, client_of):
    alive = cast.alive()
    found = victim(cast, alive)
    browser = client_of(cast.person["penhallow"])
    answers.change(
        actor=cast.actor("tranter"), answer=found, raw={**VICTIM, "priorities": "Light at the bus stop"}, version=1
    )
    late = {**VICTIM, "priorities": "A second pair of eyes", "version": "1"}
    response = browser.post(page("answer_change", alive, found.public_id), late)
    assert response.status_code == 200
    assert "Light at the bus stop" in text(response)
    assert "A second pair of eyes" in text(response)
    assert 'name="version" value="2"' in response.content.decode()
    browser.post(page("answer_change", alive, found.public_id), {**late, "version": "2"})
    found.refresh_from_db()
    assert (found.values["priorities"], found.version) == ("A second pair of eyes", 3)


def test_a_form_without_its_version_changes_nothing(cast, client_of):
    alive = cast.alive()
    found = victim(cast, alive)
    for version in ({}, {"version": ""}, {"version": "x"}):
        response = client_of(cast.person["tranter"]).post(
            page("answer_change", alive, found.public_id), {**VICTIM, "group": "Others", **version}
        )
        assert "no longer knows what it changes" in text(response)
    found.refresh_from_db()
    assert found.version == 1


def test_what_is_taken_out_can_be_put_back_from_the_message_and_every_wording_stays(cast, client_of):
    alive = cast.alive()
    found = victim(cast, alive)
    browser = client_of(cast.person["tranter"])
    assert browser.get(page("answer_remove", alive, found.public_id)).status_code == 200
    gone = browser.post(page("answer_remove", alive, found.public_id), follow=True)
    back = page("answer_put_back", alive, found.public_id)
    assert f'href="{back}"' in gone.content.decode()
    assert browser.get(back).status_code == 200
    assert "Nobody is named yet" in text(browser.get(page("step", alive, 1)))
    browser.post(back)
    assert "Lone workers" in text(browser.get(page("step", alive, 1)))
    assert "taken out" in text(browser.get(page("answer", alive, found.public_id)))


def test_what_another_answer_uses_is_not_taken_out_and_the_page_says_why(cast, client_of):
    alive = cast.alive()
    outcome = answers.record(
        actor=cast.actor("tranter"), collaboration=alive, part=PARTS["outcomes"],
        raw={"measure": "Theft", "unit": "a year", "baseline": "9", "target": "3", "by": "2027-01-01", "source": "Us"},
    )  # fmt: skip
    answers.record(
        actor=cast.actor("tranter"), collaboration=alive, part=PARTS["achievements"],
        raw={"outcome": outcome.ref, "measured": "4", "on": "2026-11-01", "source": "Us", "effects": "None"},
    )  # fmt: skip
    response = client_of(cast.person["tranter"]).post(page("answer_remove", alive, outcome.public_id))
    assert "uses this" in text(response)
    outcome.refresh_from_db()
    assert outcome.removed_at is None


def test_an_answer_of_one_collaboration_is_not_reached_through_another(cast, client_of):
    one, other = cast.alive("One"), cast.alive("Other")
    found = victim(cast, one)
    browser = client_of(cast.person["tranter"])
    for name in ("answer", "answer_change", "answer_remove", "answer_put_back", "action_done"):
        assert browser.post(page(name, other, found.public_id), VICTIM).status_code == 404, name


def test_an_unknown_part_of_the_guide_is_not_found(cast, client_of):
    assert client_of(cast.person["tranter"]).get(page("answer_add", cast.alive(), "no-such")).status_code == 404


def test_the_form_of_an_answer_shows_what_is_recorded(cast, client_of):
    alive = cast.alive()
    found = action(cast, alive)
    form = client_of(cast.person["tranter"]).get(page("answer_change", alive, found.public_id)).content.decode()
    assert 'value="Check the radios"' in form
    assert 'name="due_month" value="12"' in form
    assert f'<option value="{found.values["accountable"]}" selected>' in form


def test_an_answer_keeps_naming_somebody_who_has_left(cast, client_of):
    alive = cast.alive()
    found = action(cast, alive)
    TeamMember.objects.filter(membership=cast.membership["tranter"]).update(until=timezone.localdate())
    browser = client_of(cast.person["thornbury"])
    typed = {
        "what": "Check all radios", "done_when": "All answer", "organisation": "Police", "version": "1",
        "accountable": found.values["accountable"], "due_day": "3", "due_month": "12", "due_year": "2026",
    }  # fmt: skip
    assert browser.post(page("answer_change", alive, found.public_id), typed).status_code == 302
    found.refresh_from_db()
    assert found.values["what"] == "Check all radios"


def test_what_the_answers_point_to_is_shown_before_anything_is_saved(cast, client_of):
    typed = {"money": "yes", "powers": "no", "reason": "Typed already", "suggest": "1"}
    response = client_of(cast.person["tranter"]).post(page("answer_add", cast.alive(), "formality"), typed)
    assert "The answers point to: Contract" in text(response)
    assert "Typed already" in text(response)
    assert "There is a problem" not in text(response)
    assert not Answer.objects.exists()


def test_a_joint_statement_waits_for_both_sides_words_and_says_so_in_the_form(cast, client_of):
    typed = dict.fromkeys(("purpose", "statement", "goals", "police_benefit", "security_benefit"), "Words")
    response = client_of(cast.person["tranter"]).post(page("answer_add", cast.alive(), "joint"), typed)
    assert "Both sides send their own words first" in text(response)
    assert "Words" in text(response)


# Confirming


def test_each_side_confirms_what_stands_there_and_a_later_edit_parts_them_again(cast, client_of):
    alive = cast.alive()
    complete_step_two(cast, alive)
    for key in ("thornbury", "whitlock"):
        browser = client_of(cast.person[key])
        content = re.search(
            r'name="content" value="([0-9a-f]{64})"', browser.get(page("step", alive, 2)).content.decode()
        )
        browser.post(page("confirm", alive, 2), {"content": content[1]})
    assert "Both confirmed" in text(browser.get(page("step", alive, 2)))
    found = Answer.objects.get(part="architecture")
    answers.change(
        actor=cast.actor("tranter"), answer=found, raw={**found.values, "meets": "Every week"}, version=found.version
    )
    assert "It has been changed since" in text(browser.get(page("step", alive, 2)))
    assert Confirmation.objects.count() == 2


def test_words_that_were_changed_meanwhile_are_not_confirmed(cast, client_of):
    alive = cast.alive()
    complete_step_two(cast, alive)
    response = client_of(cast.person["thornbury"]).post(page("confirm", alive, 2), {"content": "0" * 64}, follow=True)
    assert "was changed after you opened it" in text(response)
    assert not Confirmation.objects.exists()


def test_only_who_speaks_for_a_side_is_offered_to_confirm(cast, client_of):
    alive = cast.alive()
    complete_step_two(cast, alive)
    assert "Confirm for the police side" in text(client_of(cast.person["thornbury"]).get(page("step", alive, 2)))
    browser = client_of(cast.person["tranter"])
    assert "Confirm for the police side" not in text(browser.get(page("step", alive, 2)))
    content = recorded.standings_for(cast.actor("tranter"), alive)[1].content
    assert browser.post(page("confirm", alive, 2), {"content": content}).status_code == 403
    assert Entry.objects.filter(outcome="refused").count() == 1


def test_confirming_is_never_a_matter_of_opening_an_address(cast, client_of):
    assert client_of(cast.person["thornbury"]).get(page("confirm", cast.alive(), 2)).status_code == 405


def test_what_is_asked_once_and_answered_opens_to_be_changed(cast, client_of):
    alive = cast.alive()
    complete_step_two(cast, alive)
    response = client_of(cast.person["tranter"]).get(page("answer_add", alive, "architecture"))
    assert response.headers["Location"] == page(
        "answer_change", alive, Answer.objects.get(part="architecture").public_id
    )
