"""Do the pages of everyday work keep their promises? Who sees what, what is refused, and that nothing typed is lost.

*Source:* R6, R21, R29-R31, R52, R58-R68; settled questions, "Who".
"""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.projects.actions import answers, life, posts
from commonground.projects.models import Answer, Collaboration, Confirmation, LeadershipPost, TeamMember
from commonground.projects.queries import recorded, visible
from commonground.projects.rules.guide import PARTS, STEPS
from commonground.projects.views.downloads import guarded
from tests.projects.doing import complete_step_two, victim

VICTIM = {"group": "Lone workers", "priorities": "To get home safe", "known_by": "asked", "repeat": "yes"}
PAGES_OF_THE_TEAM = ("people", "actions", "actions_csv", "history", "people_add")


def page(name, collaboration, *more):
    """The address of a page of a collaboration."""
    return reverse(f"projects:{name}", args=[collaboration.public_id, *more])


def text(response):
    """The words of a page, without its markup."""
    main = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#x27;", "'")


def action(cast, collaboration, actor="thornbury", **values):
    """List an action that Owen Tranter answers for."""
    member = next(m for m in visible.team_of(collaboration) if m.membership_id == cast.membership["tranter"].pk)
    raw = {
        "what": "Check the radios", "done_when": "All answer", "organisation": "Police", "accountable": member.ref,
        "due": "2026-12-03",
    } | values  # fmt: skip
    return answers.record(actor=cast.actor(actor), collaboration=collaboration, part=PARTS["actions"], raw=raw)


# The list


def test_the_list_shows_what_one_takes_part_in_and_nothing_else(cast, client_of):
    cast.alive("Minster Gate evenings")
    mine = client_of(cast.person["tranter"]).get(reverse("projects:list"))
    theirs = client_of(cast.person["lindqvist"]).get(reverse("projects:list"))
    assert "Minster Gate evenings" in text(mine)
    assert "One that you take part in" in text(mine)
    assert "Minster Gate evenings" not in text(theirs)
    assert "Nothing is under way yet" in text(theirs)


def test_the_list_asks_the_database_as_often_for_five_as_for_one(cast, client_of):
    browser = client_of(cast.person["thornbury"])
    cast.alive("One")
    with CaptureQueriesContext(
        connection,
    ) as for_one:
        browser.get(reverse("projects:list"))
    for name in ("Two", "Three", "Four", "Five"):
        victim(cast, cast.alive(name))
    with CaptureQueriesContext(connection) as for_five:
        browser.get(reverse("projects:list"))
    assert len(for_five) == len(for_one)


def test_the_list_is_narrowed_by_words_and_stage_and_ordered_by_name(cast, client_of):
    for name in ("Quay bicycles", "Abbey lights"):
        cast.alive(name)
    browser = client_of(cast.person["thornbury"])
    found = text(browser.get(reverse("projects:list"), {"q": "quay BICYCLES"}))
    assert "Quay bicycles" in found
    assert "Abbey lights" not in found
    assert "No collaboration fits" in text(browser.get(reverse("projects:list"), {"stage": "Finish"}))
    ordered = text(browser.get(reverse("projects:list"), {"order": "name", "area": "no such area"}))
    assert ordered.index("Abbey lights") < ordered.index("Quay bicycles")


def test_what_is_due_from_the_readers_side_comes_first(cast, client_of):
    cast.alive("Abbey lights")
    proposed = cast.draft("Zebra crossing")
    life.propose(actor=cast.actor("thornbury"), collaboration=proposed)
    shown = text(client_of(cast.person["whitlock"]).get(reverse("projects:list")))
    assert shown.index("Zebra crossing") < shown.index("Abbey lights")
    assert "One thing is due from your side" in shown


def test_a_downloaded_list_starts_no_formula(cast, client_of):
    cast.alive('=HYPERLINK("http://example.org")')
    response = client_of(cast.person["thornbury"]).get(reverse("projects:list_csv"))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[1][0].startswith("'=HYPERLINK")
    assert guarded("+44 1632") == "'+44 1632"
    assert guarded("Minster Gate") == "Minster Gate"
    assert guarded(None) == ""


# Its life


def test_a_collaboration_is_started_proposed_and_accepted_through_pages(cast, client_of):
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    typed = {
        "name": "Castle Parade mornings", "about": "Nobody afraid to open up", "area": cast.area.ref,
        "other_lead": cast.membership["whitlock"].ref,
    }  # fmt: skip
    made = police.post(reverse("projects:start"), typed)
    found = Collaboration.objects.get(name="Castle Parade mornings")
    assert made.headers["Location"] == page("collaboration", found)
    assert "not proposed yet" in text(police.get(page("collaboration", found)))
    assert police.get(page("propose", found)).status_code == 200
    assert police.post(page("propose", found)).status_code == 302
    assert "Waiting for Dana Whitlock" in text(police.get(page("collaboration", found)))
    assert "Accept the proposal" in text(security.get(page("collaboration", found)))
    assert security.post(page("accept", found)).status_code == 302
    found.refresh_from_db()
    assert found.state == "alive"


def test_a_start_without_answers_says_in_each_place_what_to_do(cast, client_of):
    response = client_of(cast.person["thornbury"]).post(reverse("projects:start"), {"name": "Kept"})
    assert response.status_code == 200
    assert "There is a problem" in text(response)
    assert 'value="Kept"' in response.content.decode()
    assert not Collaboration.objects.exists()


def test_a_lead_for_ones_own_side_cannot_be_chosen_for_the_other(cast, client_of):
    typed = {"name": "A", "about": "B", "area": cast.area.ref, "other_lead": cast.membership["tranter"].ref}
    response = client_of(cast.person["thornbury"]).post(reverse("projects:start"), typed)
    assert response.status_code == 200
    assert not Collaboration.objects.exists()


def test_oversight_and_the_community_start_nothing(cast, client_of):
    for key in ("osei", "yarrow"):
        assert client_of(cast.person[key]).get(reverse("projects:start")).status_code == 403


def test_a_proposal_is_declined_only_with_a_reason_which_its_author_reads(cast, client_of):
    draft = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=draft)
    security = client_of(cast.person["whitlock"])
    assert "Enter why you decline" in text(security.post(page("decline", draft), {"reason": " "}))
    security.post(page("decline", draft), {"reason": "We start after Christmas"})
    assert "We start after Christmas" in text(client_of(cast.person["thornbury"]).get(page("collaboration", draft)))


def test_those_who_proposed_cannot_accept_it_themselves(cast, client_of):
    draft = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=draft)
    response = client_of(cast.person["thornbury"]).post(page("accept", draft))
    draft.refresh_from_db()
    assert draft.state == "proposed"
    assert "Your side made the proposal" in text(response)


def test_nothing_moves_because_a_page_was_read(cast, client_of):
    draft = cast.draft()
    browser = client_of(cast.person["thornbury"])
    for verb in ("propose", "withdraw"):
        assert browser.get(page(verb, draft)).status_code == 200
    draft.refresh_from_db()
    assert draft.state == "draft"


# One collaboration, and who sees it


def test_a_stranger_finds_the_same_nothing_as_for_one_that_does_not_exist(cast, client_of):
    alive = cast.alive()
    stranger = client_of(cast.person["lindqvist"])
    absent = Collaboration(name="never saved")
    for name, more in (("collaboration", ()), ("step", (2,)), ("people", ()), ("history", ())):
        shut, none = stranger.get(page(name, alive, *more)), stranger.get(page(name, absent, *more))
        assert shut.status_code == none.status_code == 404
        assert shut.content == none.content


def test_an_invited_stakeholder_sees_two_steps_and_no_more(cast, client_of):
    alive = cast.alive()
    found = victim(cast, alive)
    browser = client_of(cast.person["yarrow"])
    shown = text(browser.get(page("collaboration", alive)))
    assert "2. Partnership" in shown
    assert "3. Plan" not in shown
    for step in STEPS:
        expected = 200 if step.number in (2, 5) else 404
        assert browser.get(page("step", alive, step.number)).status_code == expected, step.number
    for name in PAGES_OF_THE_TEAM:
        assert browser.get(page(name, alive)).status_code == 404, name
    assert browser.get(page("answer", alive, found.public_id)).status_code == 404
    assert browser.get(page("answer_add", alive, "stakeholders")).status_code == 404
    assert browser.post(page("confirm", alive, 2), {"content": ""}).status_code == 404


def test_the_overview_names_all_ten_steps_and_its_reading_is_recorded(cast, client_of):
    alive = cast.alive()
    shown = text(client_of(cast.person["tranter"]).get(page("collaboration", alive)))
    for step in STEPS:
        assert f"{step.number}. {step.title}" in shown
    assert Entry.objects.filter(tag="collaboration:overview:seen", subject_id=alive.ref).count() == 1


@pytest.mark.parametrize("number", [0, 11, 99])
def test_there_are_ten_steps_and_no_other(cast, client_of, number):
    assert client_of(cast.person["tranter"]).get(page("step", cast.alive(), number)).status_code == 404


def test_each_step_asks_its_three_questions_with_their_numbers(cast, client_of):
    alive = cast.alive()
    browser = client_of(cast.person["tranter"])
    for step in STEPS:
        shown = text(browser.get(page("step", alive, step.number)))
        for question in step.questions:
            assert f"{question.code}. {question.asks}" in shown


# Answers


def test_every_part_of_the_guide_has_a_form_that_says_all_that_is_missing_at_once(cast, client_of):
    alive = cast.alive()
    browser = client_of(cast.person["tranter"])
    for part in PARTS.values():
        response = browser.post(page("answer_add", alive, part.key), {})
        required = sum(field.required for field in part.fields)
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


# People


def test_somebody_is_asked_to_lead_and_finds_the_two_choices(cast, client_of):
    alive = cast.alive()
    lead, asked = client_of(cast.person["thornbury"]), client_of(cast.person["tranter"])
    lead.post(page("people_ask", alive, "police", "delivery"), {"holder": cast.membership["tranter"].ref, "deputy": ""})
    post = LeadershipPost.objects.get(role="delivery")
    assert "You are asked to lead" in text(asked.get(page("collaboration", alive)))
    asked.post(page("people_answer", alive, post.public_id), {"answer": "accept"})
    post.refresh_from_db()
    assert post.accepted_at


def test_declining_a_post_takes_a_reason_which_the_team_reads(cast, client_of):
    alive = cast.alive()
    posts.ask_to_lead(
        actor=cast.actor("thornbury"), collaboration=alive, side=cast.actor("thornbury").side, role="delivery",
        holder=cast.membership["tranter"],
    )  # fmt: skip
    post = LeadershipPost.objects.get(role="delivery")
    asked = client_of(cast.person["tranter"])
    assert asked.get(page("people_answer", alive, post.public_id)).status_code == 200
    assert "Enter why you decline" in text(asked.post(page("people_answer", alive, post.public_id), {"answer": "no"}))
    asked.post(page("people_answer", alive, post.public_id), {"answer": "decline", "reason": "On leave until May"})
    assert "On leave until May" in text(client_of(cast.person["thornbury"]).get(page("people", alive)))


def test_nobody_else_answers_for_the_person_who_is_asked(cast, client_of):
    alive = cast.alive()
    posts.ask_to_lead(
        actor=cast.actor("thornbury"), collaboration=alive, side=cast.actor("thornbury").side, role="delivery",
        holder=cast.membership["tranter"],
    )  # fmt: skip
    post = LeadershipPost.objects.get(role="delivery")
    browser = client_of(cast.person["whitlock"])
    assert browser.post(page("people_answer", alive, post.public_id), {"answer": "accept"}).status_code == 403


def test_a_post_ends_once_a_deputy_is_named_and_stays_readable(cast, client_of):
    alive = cast.alive()
    browser = client_of(cast.person["whitlock"])
    post = LeadershipPost.objects.get(side="security")
    assert "Name a deputy first" in text(browser.post(page("people_end_post", alive, post.public_id)))
    browser.post(page("people_deputy", alive, post.public_id), {"deputy": cast.membership["penhallow"].ref})
    browser.post(page("people_end_post", alive, post.public_id))
    shown = text(browser.get(page("people", alive)))
    assert "Vacant" in shown
    assert "Dana Whitlock left it" in shown


def test_a_person_is_added_and_leaves_and_then_finds_nothing(cast, client_of):
    alive = cast.alive()
    lead, new = client_of(cast.person["thornbury"]), client_of(cast.person["calloway"])
    assert new.get(page("collaboration", alive)).status_code == 404
    lead.post(page("people_add", alive), {"membership": cast.membership["calloway"].ref, "part": "team"})
    assert new.get(page("collaboration", alive)).status_code == 200
    member = TeamMember.objects.get(membership=cast.membership["calloway"])
    lead.post(page("people_end", alive, member.public_id))
    assert new.get(page("collaboration", alive)).status_code == 404


def test_a_person_who_is_no_member_any_more_cannot_be_chosen(cast, client_of):
    typed = {"membership": cast.membership["reyes"].ref, "part": "team"}
    alive = cast.alive()
    assert client_of(cast.person["thornbury"]).post(page("people_add", alive), typed).status_code == 200
    assert not TeamMember.objects.filter(membership=cast.membership["reyes"]).exists()


@pytest.mark.parametrize(("side", "role"), [("oversight", "delivery"), ("police", "tea"), ("x", "y")])
def test_there_are_four_posts_and_no_other(cast, client_of, side, role):
    assert client_of(cast.person["thornbury"]).get(page("people_ask", cast.alive(), side, role)).status_code == 404


# Actions, and what was done


def test_an_action_is_marked_as_done_in_one_click_without_undoing_a_confirmation(cast, client_of):
    alive = cast.alive()
    found = action(cast, alive)
    before = recorded.standings_for(cast.actor("tranter"), alive)[5].content
    browser = client_of(cast.person["tranter"])
    browser.post(page("action_done", alive, found.public_id), {"version": "1"})
    found.refresh_from_db()
    assert found.done == timezone.localdate()
    assert recorded.standings_for(cast.actor("tranter"), alive)[5].content == before
    assert "1 of 1 done" in text(browser.get(page("actions", alive)))


@pytest.mark.parametrize("version", ["", "0", "7", "x", "²"])
def test_an_action_that_was_changed_meanwhile_is_not_marked(cast, client_of, version):
    alive = cast.alive()
    found = action(cast, alive)
    response = client_of(cast.person["tranter"]).post(
        page("action_done", alive, found.public_id), {"version": version}, follow=True
    )
    found.refresh_from_db()
    assert found.done is None
    assert "Somebody saved this" in text(response)


def test_actions_are_narrowed_to_what_is_open_and_ones_own(cast, client_of):
    alive = cast.alive()
    action(cast, alive, what="Still to do", waiting_for="The council", look_again="2026-12-04")
    action(cast, alive, what="Finished already", done="2026-11-01")
    shown = text(client_of(cast.person["tranter"]).get(page("actions", alive), {"state": "open", "whose": "mine"}))
    assert "Still to do" in shown
    assert "Waiting for The council" in shown
    assert "Finished already" not in shown
    assert "Nothing fits" in text(client_of(cast.person["thornbury"]).get(page("actions", alive), {"whose": "mine"}))


def test_a_filter_that_is_not_understood_narrows_nothing(cast, client_of):
    alive = cast.alive()
    action(cast, alive, what="Still to do")
    assert "Still to do" in text(client_of(cast.person["tranter"]).get(page("actions", alive), {"state": "'"}))


def test_the_history_tells_who_did_what_in_pages(cast, client_of):
    alive = cast.alive()
    for number in range(30):
        victim(cast, alive, actor="tranter", group=f"Group {number}")
    browser = client_of(cast.person["penhallow"])
    first = text(browser.get(page("history", alive)))
    assert "group of people harmed recorded" in first
    assert "Owen Tranter" in first
    assert "Draft started" not in first
    assert "Draft started" in text(browser.get(page("history", alive), {"page": "2"}))
    assert browser.get(page("history", alive), {"page": "no number"}).status_code == 200


def test_signed_out_every_page_leads_to_the_same_sign_in(cast, client):
    alive = cast.alive()
    absent = Collaboration(name="never saved")
    for name, more in (("collaboration", ()), ("step", (1,)), ("actions", ())):
        for found in (alive, absent):
            response = client.get(page(name, found, *more))
            assert response.status_code == 302
            assert response.headers["Location"].startswith(reverse("account_login"))


def test_somebody_whose_membership_ended_sees_nothing_from_the_next_page_on(cast, client_of):
    alive = cast.alive()
    browser = client_of(cast.person["tranter"])
    assert browser.get(page("collaboration", alive)).status_code == 200
    membership = cast.membership["tranter"]
    membership.until = timezone.localdate() - timedelta(days=1)
    membership.save()
    assert browser.get(page("collaboration", alive)).status_code == 404
