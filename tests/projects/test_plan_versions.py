"""Does a difference between two plans say exactly what differs, whatever the plans hold?

*Source:* R16, R35; issue "The ten steps in depth", acceptance (properties).
"""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.groundwork.sides import Side
from commonground.projects.rules import guide, plans, steps
from commonground.projects.rules.guide import Kind
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.plans import What
from commonground.projects.rules.record import Record, Row, fingerprint
from commonground.projects.rules.standing import standings
from tests.figures import counts

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40)
PARTS = [part for number in plans.STEPS_OF_A_PLAN for q in guide.step(number).questions for part in q.parts]


def value(field):
    """Some value of a field, as it is kept."""
    match field.kind:
        case Kind.YES_NO:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(0, 10**6).map(str)
        case Kind.DATE:
            return st.dates(date(2020, 1, 1), date(2040, 1, 1)).map(date.isoformat)
        case Kind.CHOICE:
            return st.sampled_from(sorted(field.choices))
        case Kind.LINE | Kind.TEXT:
            return WORDS
    return st.sampled_from(["a" * 22, "b" * 22])


def rows(part):
    """Some answers to a part, each with all that must be said and some of the rest."""
    needed = {field.name: value(field) for field in part.fields if field.required}
    beside = {field.name: st.none() | value(field) for field in part.fields if not field.required}
    return st.lists(st.fixed_dictionaries({**needed, **beside}), max_size=3 if part.many else 1)


@st.composite
def records(draw):
    """Some record of the four steps that make a plan."""
    chosen = draw(st.lists(st.sampled_from(PARTS), unique_by=lambda part: part.key, max_size=5))
    found = {part.key: [Row(f"{part.key}-{n}", values) for n, values in enumerate(draw(rows(part)))] for part in chosen}
    return Record(State.ALIVE, rows=found)


NAMES = {"a" * 22: "One of them", "b" * 22: "Another"}


def content(record):
    """The plan that a record makes, as it is kept and read again."""
    return plans.from_values(plans.as_values(plans.content_of(record, NAMES)))


def said(found):
    """Every line of a plan by part, answer and field."""
    return {
        (section.part, entry.ref, line.name): (line.words, line.person)
        for section in found
        for entry in section.entries
        for line in entry.lines
    }


def entries(found):
    """Which answers a plan holds."""
    return {(section.part, entry.ref) for section in found for entry in section.entries}


@given(records())
@settings(max_examples=counts(60, 1000), deadline=None)
def test_a_plan_does_not_differ_from_itself_and_is_kept_without_loss(record):
    found = plans.content_of(record, NAMES)
    assert content(record) == found
    assert plans.difference(found, content(record)) == ()


@given(records(), records())
@settings(max_examples=counts(100, 2000), deadline=None)
def test_the_difference_applied_to_one_plan_gives_the_other_and_names_nothing_that_stayed(one, other):
    before, after = plans.named(content(one), NAMES), plans.named(content(other), NAMES)
    applied, there = {key: words for key, (words, _person) in said(before).items()}, entries(before)
    for change in plans.difference(before, after):
        there = (
            there - {(change.part, change.ref)} if change.what is What.REMOVED else there | {(change.part, change.ref)}
        )
        for line in change.lines:
            place = (change.part, change.ref, line.name)
            assert applied.get(place, "") == line.before
            assert "".join(piece.words for piece in line.pieces if piece.kind != "in") == line.before
            assert "".join(piece.words for piece in line.pieces if piece.kind != "out") == line.after
            assert said(before).get(place) != said(after).get(place)
            applied.pop(place, None)
            if line.after:
                applied[place] = line.after
    assert {key: words for key, words in applied.items() if words} == {k: w for k, (w, _p) in said(after).items() if w}
    assert there == entries(after)


@given(records())
@settings(max_examples=counts(40, 1000), deadline=None)
def test_progress_is_no_part_of_a_plan(record):
    noted = {
        key: [Row(row.ref, {k: v for k, v in row.values.items() if not guide.PARTS[key].field_named(k).progress})
              for row in some]
        for key, some in record.rows.items()
    }  # fmt: skip
    assert plans.content_of(Record(State.ALIVE, rows=noted), NAMES) == plans.content_of(record, NAMES)


@given(records(), st.dates(date(2026, 1, 1), date(2027, 1, 1)))
@settings(max_examples=counts(40, 1000), deadline=None)
def test_how_the_steps_stand_is_a_function_of_the_record_and_the_day_alone(record, today):
    again = Record(State.ALIVE, rows={key: list(some) for key, some in reversed(record.rows.items())})
    assert standings(record, Side.POLICE, today) == standings(again, Side.POLICE, today)
    for number in range(1, 11):
        assert fingerprint(record, number) == fingerprint(again, number)
        assert steps.missing(record, number, today) == steps.missing(again, number, today)
