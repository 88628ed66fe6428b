"""Are the judgements of a collaboration right? No database: every test here is plain Python.

*Source:* R8, R13-R15, R33-R35, R37, R52, R59-R68.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.rules import guide, lifecycle, lines, record, standing, steps
from commonground.projects.rules.achieving import Achieved, achieved
from commonground.projects.rules.answers import Unanswered, clean, shown
from commonground.projects.rules.comparing import ASKED, Mark, compare, in_words, lower
from commonground.projects.rules.formality import arrangement, sharing
from commonground.projects.rules.guide import PARTS, QUESTIONS, STEPS, Kind
from commonground.projects.rules.guide.stopping import WAYS
from commonground.projects.rules.record import Leader, Position, Record, Review, Row, fingerprint
from commonground.projects.rules.reviewing import Follows, ReviewAnswer, follows

TODAY = date(2026, 11, 20)
POLICE, SECURITY = TWO_SIDES


def filled(part: guide.Part, **given: object) -> dict[str, object]:
    """Some fitting values for every field of a part."""
    fit = {
        Kind.LINE: "words",
        Kind.TEXT: "more words",
        Kind.YES_NO: True,
        Kind.NUMBER: "5",
        Kind.DATE: "2026-12-01",
        Kind.MEMBER: "m" * 22,
        Kind.TIME: "19:30",
    }
    values = {
        f.name: next(iter(f.choices)) if f.kind is Kind.CHOICE else fit.get(f.kind, f.kind[0] * 22) for f in part.fields
    }
    return values | given


def whole_record() -> Record:
    """A record in which every step's rule holds."""
    rows = {key: (Row("o" * 22 if key == "outcomes" else key, filled(part)),) for key, part in PARTS.items()}
    rows["displacement"] = tuple(Row(way, filled(PARTS["displacement"], way=way)) for way in WAYS)
    rows["backing"] = tuple(Row(side.value, filled(PARTS["backing"], side=side.value)) for side in TWO_SIDES)
    answers = {side: ReviewAnswer(True, True, None) for side in TWO_SIDES}
    return Record(
        state=lifecycle.State.ALIVE,
        rows=rows,
        statements_sent=frozenset(TWO_SIDES),
        leaders=tuple(Leader(side, role, True, f"{side} {role}") for side in TWO_SIDES for role in steps.LEADING),
        reviews=(Review(TODAY - timedelta(30), TODAY + timedelta(60), answers),),
        positions=(Position("1", "stop"),),
        case_study_published=True,
    )


def confirmed_by(found: Record, *sides: Side) -> Record:
    """The same record with every step confirmed as it stands by these sides."""
    return replace(found, confirmed={(s.number, side): fingerprint(found, s.number) for s in STEPS for side in sides})


def test_the_guide_asks_thirty_questions_in_ten_steps_and_each_has_its_own_words():
    assert [s.number for s in STEPS] == list(range(1, 11))
    assert list(QUESTIONS) == [f"{number}{letter}" for number in range(1, 11) for letter in "abc"]
    assert len({q.asks for q in QUESTIONS.values()}) == 30
    assert all(q.asks.endswith("?") for q in QUESTIONS.values())


@pytest.mark.parametrize("part", PARTS.values(), ids=list(PARTS))
def test_every_part_names_only_fields_that_it_has(part):
    names = {f.name for f in part.fields}
    assert len(names) == len(part.fields)
    assert {part.title_field, *filter(None, (part.due, part.done, part.member))} <= names
    assert part.many is False or part.empty


def test_an_empty_collaboration_has_started_nothing_and_misses_something_everywhere():
    found = standing.standings(Record(lifecycle.State.ALIVE), POLICE, TODAY)
    assert {s.words for s in found} == {"Not started"}
    assert all(s.missing for s in found)
    assert [s.number for s in found if s.here] == [1]


def test_a_step_is_complete_only_when_its_rule_holds_and_both_sides_confirmed_it_as_it_stands():
    found = whole_record()
    assert [steps.missing(found, s.number, TODAY) for s in STEPS] == [[]] * 10
    assert standing.complete(standing.standings(found, POLICE, TODAY)) == 0
    assert standing.complete(standing.standings(confirmed_by(found, POLICE), POLICE, TODAY)) == 0
    assert standing.complete(standing.standings(confirmed_by(found, POLICE, SECURITY), POLICE, TODAY)) == 10


WORDS = {Kind.LINE, Kind.TEXT}


@pytest.mark.parametrize("key", [k for k, part in PARTS.items() if any(f.kind in WORDS for f in part.fields)])
def test_a_later_edit_parts_the_lines_again_in_exactly_its_own_step(key):
    found = confirmed_by(whole_record(), POLICE, SECURITY)
    part = PARTS[key]
    field = next(f for f in part.fields if not f.progress and f.kind in WORDS)
    first, *others = found.rows[key]
    edited = replace(first, values={**first.values, field.name: "other words"})
    changed = replace(found, rows={**found.rows, key: (edited, *others)})
    parted = [s.number for s in standing.standings(changed, POLICE, TODAY) if not s.is_complete]
    assert parted == [guide.QUESTION_OF_PART[key].step]


# What a step can hold beside what its rule asks for
BESIDE = {"triangle", "bodies", "links", "exit_terms", "readiness", "powers", "safety"}


@pytest.mark.parametrize("key", [key for key in PARTS if key not in BESIDE])
def test_a_step_says_what_it_lacks_when_nothing_is_recorded_in_one_of_its_parts(key):
    found = whole_record()
    without = replace(found, rows={**found.rows, key: ()})
    lacking = [s.number for s in STEPS if steps.missing(without, s.number, TODAY)]
    assert lacking == [guide.QUESTION_OF_PART[key].step]


@pytest.mark.parametrize(
    ("lost", "number", "said"),
    [
        (
            {"statements_sent": frozenset({POLICE})},
            1,
            "The security side has not sent its own words about the problem.",
        ),
        ({"leaders": ()}, 4, "Police, governance: nobody is named."),
        (
            {"leaders": (Leader(POLICE, "governance", False, "Maya"),)},
            4,
            "Police, governance: Maya has not accepted yet.",
        ),
        ({"positions": ()}, 9, "No stakeholder has said where they stand yet."),
        ({"case_study_published": False}, 10, "The case study is not published yet."),
    ],
)
def test_a_step_says_what_it_lacks_beside_its_parts(lost, number, said):
    found = replace(whole_record(), **lost)
    assert said in steps.missing(found, number, TODAY)
    assert [s.number for s in STEPS if steps.missing(found, s.number, TODAY)] == [number]


@pytest.mark.parametrize(
    ("key", "field", "number", "said"),
    [
        ("engagement", "done", 5, "No planned contact has happened yet."),
        ("audiences", "told", 8, "words: not told yet."),
    ],
)
def test_what_is_only_planned_does_not_complete_a_step(key, field, number, said):
    found = whole_record()
    planned = Row("r", filled(PARTS[key], **{field: None}))
    assert steps.missing(replace(found, rows={**found.rows, key: (planned,)}), number, TODAY) == [said]


def test_marking_an_action_as_done_does_not_undo_the_agreement_to_the_plan():
    found = confirmed_by(whole_record(), POLICE, SECURITY)
    action = found.rows["actions"][0]
    done = replace(action, values={**action.values, "done": "2026-11-19"})
    changed = replace(found, rows={**found.rows, "actions": (done,)})
    assert standing.standings(changed, POLICE, TODAY)[5].is_complete


@given(st.sets(st.sampled_from(list(PARTS))), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_the_standing_is_a_function_of_what_is_recorded_and_of_the_date_alone(removed, day):
    full = confirmed_by(whole_record(), POLICE, SECURITY)
    found = replace(full, rows={key: rows for key, rows in full.rows.items() if key not in removed})
    assert standing.standings(found, SECURITY, day) == standing.standings(found, SECURITY, day)
    touched = {guide.QUESTION_OF_PART[key].step for key in removed}
    for s in standing.standings(found, SECURITY, day):
        if s.number not in touched and s.number != 7:
            assert s.is_complete


def test_a_date_passing_brings_the_review_back_and_says_so():
    found = confirmed_by(whole_record(), POLICE, SECURITY)
    assert standing.standings(found, POLICE, TODAY)[6].words == "Both confirmed"
    later = standing.standings(found, POLICE, TODAY + timedelta(60))[6]
    assert (later.kind, later.here) == ("due", True)
    assert later.words == "Review due 19 January"


def test_no_review_falls_due_any_more_once_a_collaboration_is_finished():
    found = confirmed_by(replace(whole_record(), state=lifecycle.State.STOPPED), *TWO_SIDES)
    later = standing.standings(found, POLICE, TODAY + timedelta(days=1000))
    assert (later[6].kind, later[6].due, later[6].missing) == ("agreed", None, ())
    assert standing.complete(later) == 10
    assert lines.line(found, 7) == "One review held"


def test_the_words_of_a_status_depend_on_who_reads():
    found = confirmed_by(whole_record(), POLICE)
    assert standing.standings(found, SECURITY, TODAY)[0].words == "Your side"
    assert standing.standings(found, POLICE, TODAY)[0].words == "Waiting for security"


def test_resources_that_are_not_confirmed_are_named_as_a_gap():
    found = whole_record()
    gap = filled(PARTS["resources"], what="Patrol hours", needed="40", confirmed="16")
    missing = steps.missing(replace(found, rows={**found.rows, "resources": (Row("r", gap),)}), 3, TODAY)
    assert missing == ["“Patrol hours”: 16 of 40 confirmed."]


def test_each_outcome_needs_its_own_measure():
    found = whole_record()
    other = Row("p" * 22, filled(PARTS["outcomes"], measure="Staff who feel safe"))
    missing = steps.missing(replace(found, rows={**found.rows, "outcomes": (*found.rows["outcomes"], other)}), 3, TODAY)
    assert missing == ["The outcome “Staff who feel safe” has no measure."]


def test_five_answers_about_displacement_are_not_six():
    found = whole_record()
    missing = steps.missing(
        replace(found, rows={**found.rows, "displacement": found.rows["displacement"][:-1]}), 9, TODAY
    )
    assert missing == ["Whether crime moved is not answered: to other people."]


@pytest.mark.parametrize(
    ("police", "security", "expected"),
    [
        ((True, True, None), (True, True, None), Follows.CARRY_ON),
        ((False, None, None), (True, True, None), Follows.STOP),
        ((True, False, True), (True, True, None), Follows.CHANGE),
        ((True, False, False), (True, False, True), Follows.CHANGE),
        ((True, False, False), (True, False, False), Follows.KEEP),
    ],
)
def test_a_review_follows_the_side_that_asks_for_more(police, security, expected):
    assert follows({POLICE: ReviewAnswer(*police), SECURITY: ReviewAnswer(*security)}) is expected


def test_a_review_leads_nowhere_until_both_sides_have_answered():
    assert follows({POLICE: ReviewAnswer(True, True, None)}) is None


@pytest.mark.parametrize(
    ("baseline", "target", "measured", "expected"),
    [
        ("412", "300", "248", Achieved.MET),
        ("412", "300", "350", Achieved.PARTLY),
        ("412", "300", "412", Achieved.NOT),
        ("412", "300", "500", Achieved.NOT),
        ("40", "70", "75", Achieved.MET),
        ("40", "70", None, Achieved.CANNOT_TELL),
        ("40", "40", "41", Achieved.CANNOT_TELL),
    ],
)
def test_an_outcome_is_judged_by_its_target_in_either_direction(baseline, target, measured, expected):
    number = {"baseline": baseline, "target": target, "measured": measured}
    assert achieved(**{k: None if v is None else Decimal(v) for k, v in number.items()}) is expected


def test_the_lower_mark_is_shown_and_unmarked_reads_not_compared_yet():
    assert lower(Mark.SAME, Mark.APART) is Mark.APART
    assert lower(Mark.SAME, None) is None
    marks = {(side, asked): (Mark.SAME, "") for side in TWO_SIDES for asked in ASKED}
    marks[POLICE, "how_often"] = (Mark.APART, "We count different things.")
    del marks[SECURITY, "better"]
    found = compare(marks)
    assert found[0].asked == "how_often"
    assert found[0].words == "Apart"
    assert found[0].lines == {POLICE: "We count different things."}
    assert next(c for c in found if c.asked == "better").words == "Not compared yet"
    assert in_words(found) == (
        "Of the five questions, you agree on three, are close on none and are apart on one."
        " One is not compared yet. Start with where you are apart."
    )


def test_the_suggestions_about_form_say_why():
    assert arrangement({"powers": True}).code == "contract"
    assert arrangement({"personal": True}).code == "agreement"
    assert arrangement({}).code == "none"
    assert sharing({"images": True, "regular": "regular"}).code == "agreement"
    assert sharing({"images": True, "regular": "once"}).code == "request"
    assert sharing({"intelligence": True, "regular": "once"}).code == "agreement"
    assert sharing({"personal": False, "regular": "regular"}).code == "informal"
    assert all(suggest({}).reasons for suggest in (arrangement, sharing))


def test_what_does_not_answer_the_question_is_said_field_by_field_in_the_words_of_its_label():
    with pytest.raises(Unanswered) as refusal:
        clean(PARTS["outcomes"], {"measure": "Thefts", "baseline": "many", "by": "2026-02-30", "target": "-1"})
    assert refusal.value.faults == {
        "unit": "Enter what is counted, over how long",
        "baseline": "The figure now: use figures, for example 412",
        "target": "The figure you aim for: use a figure from 0 up",
        "by": "By when: use a real date, for example 27 9 2026",
        "source": "Enter where the figure comes from",
    }


def test_an_answer_may_refer_only_to_what_belongs_to_the_same_collaboration():
    values = filled(PARTS["measures"])
    with pytest.raises(Unanswered) as refusal:
        clean(PARTS["measures"], values, {Kind.MEMBER: frozenset({"m" * 22})})
    assert set(refusal.value.faults) == {"outcome"}


@given(st.text(max_size=400))
def test_any_words_are_kept_as_typed_but_for_the_white_space_around_them(words):
    part = PARTS["risks"]
    raw = {"risk": "a risk", "doing": words, "owner": "m" * 22, "on": "2026-11-01"}
    known = {Kind.MEMBER: frozenset({"m" * 22})}
    kept = words.replace("\r\n", "\n").replace("\x00", "").strip()
    if not words.strip():
        with pytest.raises(Unanswered):
            clean(part, raw, known)
    else:
        assert clean(part, raw, known)["doing"] == kept


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_a_figure_survives_being_kept_and_shown(number):
    field = PARTS["outcomes"].field_named("baseline")
    kept = clean(PARTS["outcomes"], filled(PARTS["outcomes"], baseline=str(number)))["baseline"]
    assert Decimal(kept) == number
    assert Decimal(shown(field, kept).replace(",", "")) == number


@pytest.mark.parametrize("typed", ["1e-999999", "0.0000001", "-1", "1e13", "NaN", "Infinity", "1e999999999", "twelve"])
def test_what_is_no_figure_that_can_be_written_out_is_refused(typed):
    with pytest.raises(Unanswered) as refusal:
        clean(PARTS["outcomes"], filled(PARTS["outcomes"], baseline=typed))
    assert set(refusal.value.faults) == {"baseline"}


@pytest.mark.parametrize(("typed", "kept"), [("£1,250.50", "1250.5"), ("1e3", "1000"), ("0.000001", "0.000001")])
def test_a_figure_is_kept_in_plain_decimals(typed, kept):
    assert clean(PARTS["outcomes"], filled(PARTS["outcomes"], baseline=typed))["baseline"] == kept


def test_the_table_of_states_has_no_dead_end_before_the_end():
    for state in lifecycle.State:
        for verb, reached in lifecycle.TRANSITIONS[state].items():
            assert lifecycle.after(state, verb) is reached
    assert lifecycle.after(lifecycle.State.DRAFT, "stop") is None


def test_the_record_of_a_step_is_hashed_the_same_whatever_order_its_values_were_typed_in():
    found = whole_record()
    row = found.rows["joint"][0]
    turned = replace(row, values=dict(reversed(list(row.values.items()))))
    assert fingerprint(found, 1) == fingerprint(replace(found, rows={**found.rows, "joint": (turned,)}), 1)
    assert record.fingerprint(found, 1) != record.fingerprint(found, 2)


def test_a_question_that_the_guide_asks_later_does_not_undo_what_was_confirmed(monkeypatch):
    found = whole_record()
    before = fingerprint(found, 3)
    question = STEPS[2].questions[0]
    part = question.parts[0]
    more = replace(part, fields=(*part.fields, guide.Field("later", "Later", required=False)))
    asked = replace(question, parts=(more, *question.parts[1:], replace(part, key="new")))
    grown = replace(STEPS[2], questions=(asked, *STEPS[2].questions[1:]))
    monkeypatch.setattr(guide, "STEPS", (*STEPS[:2], grown, *STEPS[3:]))
    assert fingerprint(found, 3) == before
    row = found.rows[part.key][0]
    answered = replace(row, values={**row.values, "later": "an answer"})
    assert fingerprint(replace(found, rows={**found.rows, part.key: (answered,)}), 3) != before
