"""Do the pages with a course of their own keep what they promise? Blind words, reviews, stopping, publishing.

*Source:* R8, R27, R32-R35, R41-R46, R69-R70; settled questions, "Who".
"""

import html
from datetime import timedelta

import pytest
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.projects.actions import answers, consensus, finishing, problem
from commonground.projects.models import ReviewAnswer, SideStatement, StatementMark
from commonground.projects.rules.comparing import ASKED
from commonground.projects.rules.guide import PARTS
from tests.projects.doing import sent
from tests.projects.special import ask_everybody, at, decide_to_stop, review_of, study_of

SECRET = "only our side may read this"
# Each side's own words


def test_a_draft_is_kept_and_the_other_side_reads_nothing_of_it(cast, client_of):
    collaboration = cast.alive()
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    page = at("statement", collaboration)
    assert police.post(page, {"what": SECRET, "version": 0}).status_code == 302
    assert SECRET in police.get(page).content.decode()
    for name in ("statement", "statement_send", "compare", "history"):
        assert SECRET not in security.get(at(name, collaboration)).content.decode()


def test_words_are_sent_only_when_all_five_questions_are_answered(cast, client_of):
    collaboration = cast.alive()
    police = client_of(cast.person["thornbury"])
    answered = police.post(at("statement", collaboration), {"what": "Thefts", "version": 0, "send": "yes"})
    assert answered.status_code == 200
    assert answered.context["form"].errors.keys() == ASKED.keys() - {"what"}
    refused = police.post(at("statement_send", collaboration), {"version": 0})
    assert refused.status_code == 200
    assert "before you send your words" in refused.content.decode()
    assert SideStatement.objects.count() == 0


def test_a_lead_saves_reads_again_and_sends_for_good(cast, client_of):
    collaboration = cast.alive()
    police = client_of(cast.person["thornbury"])
    typed = dict.fromkeys(ASKED, "Our words") | {"version": 0, "send": "yes"}
    saved = police.post(at("statement", collaboration), typed)
    assert saved.headers["Location"] == at("statement_send", collaboration)
    assert "nobody can change it afterwards" in police.get(saved.headers["Location"]).content.decode()
    assert police.post(at("statement_send", collaboration), {"version": 1}).status_code == 302
    again = police.post(at("statement", collaboration), dict.fromkeys(ASKED, "Other words") | {"version": 1})
    assert "no longer change" in again.content.decode()
    assert SideStatement.objects.get().words["what"] == "Our words"


def test_whoever_does_not_speak_for_the_side_writes_but_does_not_send(cast, client_of):
    collaboration = cast.alive()
    tranter = client_of(cast.person["tranter"])
    assert "Save and go on to send" not in tranter.get(at("statement", collaboration)).content.decode()
    assert tranter.post(at("statement", collaboration), {"what": "Thefts", "version": 0}).status_code == 302
    assert tranter.post(at("statement_send", collaboration), {"version": 1}).status_code == 403
    assert Entry.objects.filter(outcome="refused", actor_id=cast.person["tranter"].pk).count() == 1


def test_a_colleague_who_saved_first_loses_nothing_and_both_texts_are_shown(cast, client_of):
    collaboration = cast.alive()
    first, second = client_of(cast.person["thornbury"]), client_of(cast.person["tranter"])
    first.post(at("statement", collaboration), {"what": "Maya’s words", "version": 0})
    shown = second.post(at("statement", collaboration), {"what": "Owen’s words", "version": 0})
    assert shown.status_code == 200
    said = shown.content.decode()
    assert "Maya’s words" in said
    assert "Owen’s words" in said
    assert SideStatement.objects.get().words["what"] == "Maya’s words"
    assert 'name="version" value="1"' in said


def test_before_both_have_sent_the_comparison_says_only_what_is_awaited(cast, client_of):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury")
    security = client_of(cast.person["whitlock"])
    said = security.get(at("compare", collaboration)).content.decode()
    assert "our words about" not in said
    assert "Your side" in said
    assert security.post(at("mark", collaboration, "what"), {"what-mark": "same", "what-version": 0}).status_code == 200
    assert not StatementMark.objects.exists()


def test_both_texts_open_together_and_the_lower_mark_is_shown(cast, client_of):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury", "whitlock")
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    page = at("mark", collaboration, "how_often")
    assert (
        police.post(page, {"how_often-mark": "same", "how_often-line": "", "how_often-version": 0}).status_code == 302
    )
    said = police.get(at("compare", collaboration)).content.decode()
    assert "Not compared yet" in said
    security.post(page, {"how_often-mark": "apart", "how_often-line": "We count what we saw", "how_often-version": 0})
    said = police.get(at("compare", collaboration)).content.decode()
    assert "We count what we saw" in said
    assert "Start with where you are apart" in said
    assert "Draft the joint statement" in said


def test_a_mark_without_a_choice_says_so_beside_the_question(cast, client_of):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury", "whitlock")
    police = client_of(cast.person["thornbury"])
    said = police.post(at("mark", collaboration, "what"), {"what-line": "A line"}).content.decode()
    assert "Answer the question: How near are the two answers?" in said
    assert "A line" in said
    assert police.get(at("mark", collaboration, "what")).status_code == 302
    assert police.post(at("mark", collaboration, "nothing")).status_code == 302


@pytest.mark.parametrize("key", ["yarrow", "lindqvist"])
def test_stakeholders_and_strangers_find_no_words_reviews_measures_or_publications(cast, client_of, key):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury", "whitlock")
    somebody = client_of(cast.person[key])
    for name in ("statement", "statement_send", "compare", "review_start", "measures", "publications", "stop"):
        assert somebody.get(at(name, collaboration)).status_code == 404, name


# Reviews


def test_a_review_sets_the_next_day_from_the_interval(cast, client_of):
    collaboration, today = cast.alive(), timezone.localdate()
    tranter = client_of(cast.person["tranter"])
    day = {"held_on_day": today.day, "held_on_month": today.month, "held_on_year": today.year}
    later = day | {"held_on_day": 31, "held_on_month": 12, "held_on_year": 9999, "interval": "365", "present": "All"}
    assert tranter.post(at("review_start", collaboration), later).context["form"].errors.keys() == {"held_on"}
    nothing = tranter.post(at("review_start", collaboration), day | {"interval": "other", "present": "All"})
    assert nothing.context["form"].errors.keys() == {"next_on"}
    made = tranter.post(at("review_start", collaboration), day | {"interval": "30", "present": "All"})
    assert made.status_code == 302
    assert collaboration.reviews.get().next_on == today + timedelta(30)
    waits = tranter.post(at("review_start", collaboration), day | {"interval": "30", "present": "All"})
    assert "waits for an answer" in waits.content.decode()


def test_the_questions_of_a_review_follow_from_the_answers(cast, client_of):
    collaboration = cast.alive()
    page = at("review_answer", collaboration, review_of(cast, collaboration))
    police = client_of(cast.person["thornbury"])
    for typed, missing in (
        ({}, {"relevant", "why"}),
        ({"relevant": "yes", "why": "Still there"}, {"on_course"}),
        ({"relevant": "yes", "on_course": "no", "why": "Late"}, {"change"}),
    ):
        assert police.post(page, typed).context["form"].errors.keys() == missing
    # What an earlier answer has closed off is not kept, even if it was sent
    police.post(page, {"relevant": "no", "on_course": "yes", "change": "yes", "why": "Nobody steals any more"})
    given = ReviewAnswer.objects.get()
    assert (given.relevant, given.on_course, given.change) == (False, None, None)


def test_a_review_that_is_answered_stays_as_it_is_and_says_where_it_leads(cast, client_of):
    collaboration = cast.alive()
    review = review_of(cast, collaboration)
    leads = [client_of(cast.person[key]) for key in ("thornbury", "whitlock")]
    typed = {"relevant": "yes", "on_course": "no", "change": "yes", "why": "Radios are late"}
    for lead in leads:
        assert lead.post(at("review_answer", collaboration, review), typed).status_code == 302
    said = leads[0].get(at("review", collaboration, review)).content.decode()
    assert "the plan must change" in said
    assert "Radios are late" in said
    again = leads[0].post(at("review_answer", collaboration, review), typed | {"why": "Other words"})
    assert "Your side has answered this review" in again.content.decode()
    assert not ReviewAnswer.objects.filter(why="Other words").exists()
    assert client_of(cast.person["tranter"]).get(at("review_answer", collaboration, review)).status_code == 403


# Stopping


def test_an_invited_stakeholder_says_where_they_stand_and_reads_only_their_own(cast, client_of):
    collaboration = cast.alive()
    ask_everybody(cast, collaboration)
    consensus.take_position(
        actor=cast.actor("thornbury"), collaboration=collaboration, position="continue", reason="A lead’s reason"
    )
    yarrow, page = client_of(cast.person["yarrow"]), at("position", collaboration)
    assert yarrow.post(page, {"position": "stop"}).context["form"].errors.keys() == {"reason"}
    assert yarrow.post(page, {"position": "stop", "reason": "We noticed"}).status_code == 302
    said = yarrow.get(page).content.decode()
    assert "We noticed" in said
    assert "A lead’s reason" not in said
    assert client_of(cast.person["tranter"]).get(page).status_code == 403


def test_step_nine_shows_the_evaluation_and_why_it_cannot_tell(cast, client_of):
    collaboration = cast.alive()
    study = study_of(cast)
    finishing.take_on_study(actor=cast.actor("thornbury"), collaboration=collaboration, study=study)
    said = html.unescape(client_of(cast.person["whitlock"]).get(at("step", collaboration, 9)).content.decode())
    assert study.result["verdict"]["code"] == "cannot_tell"
    assert "This study cannot tell whether the work changed recorded crime" in said
    assert "Firmness 3 of 5" in said
    assert "Why this study cannot tell" in said
    assert study.result["warnings"]
    for warning in study.result["warnings"]:
        assert warning["sentence"] in said
    assert "Next door went from 9 to 10." in said


def test_closing_says_what_is_missing_then_closes_and_can_be_undone_by_reopening(cast, client_of):
    collaboration = cast.alive()
    police = client_of(cast.person["thornbury"])
    early = police.post(at("stop", collaboration))
    assert "Step 9 is not complete" in early.content.decode()
    decide_to_stop(cast, collaboration)
    assert "Close the collaboration" in police.get(at("step", collaboration, 9)).content.decode()
    assert police.post(at("stop", collaboration)).status_code == 302
    collaboration.refresh_from_db()
    assert collaboration.state == "stopped"
    security = client_of(cast.person["whitlock"])
    assert security.post(at("reopen", collaboration), {"reason": " "}).context["form"].errors.keys() == {"reason"}
    assert security.post(at("reopen", collaboration), {"reason": "It is back"}).status_code == 302
    assert "Five questions" in security.get(at("statement", collaboration)).content.decode()


# Measures


def test_a_study_is_added_by_whoever_made_it_and_then_read_by_the_team(cast, client_of):
    collaboration, own, other = cast.alive(), study_of(cast), study_of(cast, "whitlock")
    police = client_of(cast.person["thornbury"])
    page = at("measures", collaboration)
    assert police.post(page, {"study": other.ref}).context["form"].errors.keys() == {"study"}
    assert police.post(page, {"study": own.ref}).status_code == 302
    said = client_of(cast.person["penhallow"]).get(at("study", collaboration, own)).content.decode()
    assert "Weighted displacement difference" in said
    assert client_of(cast.person["penhallow"]).get(at("study", collaboration, other)).status_code == 404
    assert client_of(cast.person["yarrow"]).get(at("study", collaboration, own)).status_code == 404


def test_whether_an_outcome_was_reached_is_computed_from_its_target(cast, client_of):
    collaboration, today = cast.alive(), timezone.localdate().isoformat()
    person = cast.actor("thornbury")
    raw = {"measure": "Thefts at the Gate", "unit": "a month", "baseline": "40", "target": "20", "by": today}
    outcome = answers.record(
        actor=person, collaboration=collaboration, part=PARTS["outcomes"], raw=raw | {"source": "Police"}
    )
    police = client_of(cast.person["thornbury"])
    assert "Not measured yet" in police.get(at("measures", collaboration)).content.decode()
    figures = {"outcome": outcome.ref, "measured": "30", "on": today, "source": "Police", "effects": "None seen"}
    answers.record(actor=person, collaboration=collaboration, part=PARTS["achievements"], raw=figures)
    assert "Partly met" in police.get(at("measures", collaboration)).content.decode()


# Reading is recorded, and nobody is locked out by a colleague from another side


def test_reading_what_was_written_in_confidence_is_recorded(cast, client_of):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury", "whitlock")
    client_of(cast.person["penhallow"]).get(at("compare", collaboration))
    assert Entry.objects.filter(tag="collaboration:compare:seen", actor_name="Ruth Penhallow").count() == 1


def test_a_member_from_oversight_reads_the_comparison_and_writes_for_no_side(cast, client_of):
    collaboration = cast.alive()
    visible_to_osei = cast.membership["osei"]
    collaboration.team.create(membership=visible_to_osei, starts=timezone.localdate(), part="team")
    sent(cast, collaboration, "thornbury", "whitlock")
    osei = client_of(cast.person["osei"])
    assert osei.get(at("compare", collaboration)).status_code == 200
    assert osei.get(at("statement", collaboration)).status_code == 403
    for number in (1, 7, 8, 9, 10):
        assert osei.get(at("step", collaboration, number)).status_code == 200


def test_the_problem_is_asked_again_after_reopening_and_the_first_words_stay(cast, client_of):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury", "whitlock")
    collaboration.rounds.create(number=2)
    police = client_of(cast.person["thornbury"])
    assert "Five questions" in police.get(at("statement", collaboration)).content.decode()
    assert SideStatement.objects.count() == 2
    problem.write(actor=cast.actor("thornbury"), collaboration=collaboration, words={"what": "Anew"}, version=0)
    assert SideStatement.objects.count() == 3
