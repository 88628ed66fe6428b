"""Does the desk answer every way through its questions, in at most six, and say why, whom to ask or what to do instead?

Every combination of answers is walked; nothing is sampled.

*Source:* R184, R211; design/sharing.md 5.
"""

from collections import Counter
from itertools import product

import pytest

from commonground.sharing.rules import desk, desk_outcomes, lawful_bases
from commonground.sharing.rules.desk_outcomes import DANGER, LESS_WILL_DO, NOT_TO_EVERYBODY, REPORT, Kind, Whom, outcome


def every_way(answers=None):
    """Walk every way through the questions; gives each complete set of answers."""
    answers = answers or {}
    question = desk.next_question(answers)
    if question is None:
        yield answers
        return
    for choice in question.choices:
        yield from every_way(answers | {question.key: choice.key})


EVERY = tuple(every_way())


def said(**answers):
    return outcome({"purpose": "solve", **answers})


def test_no_way_is_longer_than_six_questions_and_one_is_as_long():
    assert max(len(answers) for answers in EVERY) == desk.MOST == 6
    assert len(EVERY) == 136


def test_every_way_ends_in_an_answer_with_a_reason():
    for answers in EVERY:
        found = outcome(answers)
        assert found.says.endswith(".") and found.because.endswith("."), answers
        assert found.kind is not Kind.NOT_YET or found.ask is not None, answers
        assert found.kind is not Kind.INSTEAD or found.steps, answers
        assert found.kind is not Kind.CONDITIONS or found.steps, answers


def test_every_kind_of_answer_is_reached_and_so_is_everybody_who_can_be_asked():
    assert {outcome(answers).kind for answers in EVERY} == set(Kind)
    assert {outcome(answers).ask for answers in EVERY} == {None, *Whom}


def test_every_lawful_basis_that_the_desk_names_is_in_the_dated_table():
    named = {key for answers in EVERY for key in outcome(answers).bases}
    assert named == {"legitimate", "recognised-crime", "schedule-1-10", "part-3", "common-law"}
    assert all(lawful_bases.line(key) for key in named)


def test_whatever_is_given_only_the_answers_on_the_way_count():
    """All combinations of all answers, with one that is none: the walk keeps a way, and it is stable."""
    kept = Counter()
    values = [[*sorted(one.keys), "nonsense"] for one in desk.QUESTIONS.values()]
    for row in product(*values):
        given = dict(zip(desk.QUESTIONS, row, strict=True))
        way = desk.on_the_way(given)
        assert desk.on_the_way(way) == way
        assert all(given[key] == answer for key, answer in way.items())
        if desk.next_question(way) is None:
            kept[tuple(way.items())] += 1
    assert set(kept) == {tuple(answers.items()) for answers in EVERY}


def test_the_first_question_parts_reporting_from_sharing():
    assert desk.next_question({}) is desk.PURPOSE
    assert outcome({"purpose": "danger"}) is DANGER
    assert outcome({"purpose": "report"}) is REPORT
    assert not REPORT.is_about_sharing and not DANGER.is_about_sharing


def test_what_shows_nobody_and_is_ours_may_go_to_a_partner_without_more():
    for flow in ("to_police", "to_business"):
        assert said(flow=flow, person="no", source="own").kind is Kind.YES


def test_unsure_whether_somebody_can_be_recognised_is_treated_as_yes():
    for answers in EVERY:
        if answers.get("person") == "unsure":
            assert outcome(answers) == outcome(answers | {"person": "yes"})


def test_nobody_who_can_be_recognised_goes_to_everybody():
    for answers in EVERY:
        if answers.get("flow") == "to_public" and answers["person"] != "no":
            assert outcome(answers) is NOT_TO_EVERYBODY


def test_a_picture_goes_from_business_to_business_only_under_an_agreement():
    kinds = {
        answers["cover"]: outcome(answers).kind
        for answers in EVERY
        if answers.get("flow") == "to_business" and answers.get("content") == "image" and "cover" in answers
    }
    assert kinds == {
        "agreement": Kind.CONDITIONS,
        "once": Kind.NOT_YET,
        "often": Kind.NOT_YET,
        "unsure": Kind.NOT_YET,
    }


@pytest.mark.parametrize("content", ["child", "special"])
def test_what_is_about_a_child_or_very_private_is_weighed_by_two_people(content):
    for answers in EVERY:
        if answers.get("content") == content and answers.get("less") == "no":
            found = outcome(answers)
            assert (found.kind, found.ask, found.second) == (Kind.NOT_YET, Whom.DATA_LEAD, True)


def test_the_police_are_asked_where_no_agreement_covers_what_they_hold():
    found = said(flow="from_police", person="yes", content="other", less="no", cover="once")
    assert (found.kind, found.ask) == (Kind.NOT_YET, Whom.POLICE)


def test_where_less_would_do_less_is_shared():
    for answers in EVERY:
        if answers.get("less") == "yes":
            assert outcome(answers) is LESS_WILL_DO


def test_what_is_somebody_elses_is_asked_of_them():
    for answers in EVERY:
        if "theirs" in (answers.get("source"), answers.get("content")) and answers.get("flow") != "to_public":
            assert outcome(answers).ask is Whom.ORIGINATOR


def test_an_open_question_has_no_answer_yet():
    with pytest.raises(ValueError, match="open"):
        outcome({"purpose": "solve", "flow": "to_police"})


def test_no_row_of_outcomes_speaks_of_sharing_where_it_is_about_reporting():
    assert desk_outcomes.REPORT.bases == () and desk_outcomes.REPORT.ask is None
