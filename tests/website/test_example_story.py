"""Is the story of the example one that the guide accepts, that agrees with its own data, and that nobody real is in?

*Source:* issue "The house and the first story", item 7; R6-R47; design/look/look.md section 11.
"""

import re
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from commonground.groundwork.sides import SIDE_OF_KIND, Side
from commonground.projects.rules import guide, steps
from commonground.projects.rules.answers import LONGEST_LINE, clean
from commonground.projects.rules.comparing import ASKED, Mark, compare
from commonground.projects.rules.guide.shapes import REFERRED_PARTS, Kind
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.record import Leader, Position, Record, Review, Row
from commonground.projects.rules.reviewing import faults
from commonground.website.example import crimes, minster_gate_end, organisations, people, programme
from commonground.website.example.dates import TODAY_OF_THE_MOCK_UPS, Timeline
from commonground.website.example.places import CODES, MINSTER_GATE
from commonground.website.example.story import story
from tests.architecture.voice import UNSAID

TODAYS = [TODAY_OF_THE_MOCK_UPS, date(2027, 1, 1), date(2027, 5, 17), date(2028, 2, 29)]
BODIES = {body.name: body for body in organisations.ORGANISATIONS}


@pytest.fixture(params=TODAYS, ids=str)
def told(request):
    return story(request.param)


def _texts(value):
    """Every text and every date in a value, however deep."""
    if isinstance(value, str | date):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple | set):
        for inner in value:
            yield from _texts(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _words():
    everything = (story(TODAYS[0]), programme.HERE, programme.INITIATIVE, programme.FIGURES, programme.TIMELINE)
    return [text for text in _texts(everything) if isinstance(text, str)]


def _rows(collaboration):
    for code, parts in collaboration.answers.items():
        for key, rows in parts.items():
            for row in rows:
                yield code, key, row


def test_every_answer_is_one_that_the_guide_accepts(told):
    for collaboration in told.collaborations:
        known = _known(collaboration)
        for code, key, row in _rows(collaboration):
            part = guide.PARTS[key]
            assert guide.QUESTION_OF_PART[key].code == code
            assert set(row) <= {field.name for field in part.fields}, (code, key)
            clean(part, row, known)


def test_single_parts_are_answered_once(told):
    for collaboration in told.collaborations:
        for parts in collaboration.answers.values():
            for key, rows in parts.items():
                assert guide.PARTS[key].many or len(rows) == 1


def test_the_finished_one_answers_all_thirty_questions(told):
    finished = told.collaborations[0]
    kept_elsewhere = {"4a", "7a", "7b", "7c"}
    assert set(finished.answers) | kept_elsewhere == set(guide.QUESTIONS)
    for code, parts in finished.answers.items():
        assert {part.key for part in guide.QUESTIONS[code].parts} == set(parts)
        assert all(parts.values())
    assert set(finished.confirmed) == set(range(1, 11))
    assert finished.state == State.STOPPED
    assert finished.published


def test_every_step_that_is_confirmed_is_one_whose_rule_holds(told):
    for collaboration in told.collaborations:
        record = _record(collaboration)
        for step in range(1, 11):
            missing = steps.missing(record, step, told.today)
            assert (missing == []) == (step in collaboration.confirmed), (collaboration.name, step, missing)


def test_castle_parade_waits_for_two_radios_and_for_security(told):
    record = _record(told.collaborations[1])
    assert steps.missing(record, 3, told.today) == ["“Radios for shops with one worker”: 6 of 8 confirmed."]
    assert steps.missing(record, 7, told.today) == ["The security side has not answered the latest review."]


def test_each_began_with_a_lead_who_asked_the_lead_of_the_other_side(told):
    for collaboration in told.collaborations:
        first = {lead.side: lead for lead in collaboration.leads if lead.role == "governance"}
        own = next(lead for lead in first.values() if lead.person == collaboration.started_by)
        other = first[Side(own.side).other]
        assert own.asked == own.accepted == other.asked == collaboration.made
        assert other.accepted == collaboration.accepted
        sent = [text.sent for text in collaboration.blind.values() if text.sent]
        assert min(sent) >= collaboration.proposed


def test_step_ten_is_confirmed_once_the_case_study_is_published(told):
    finished = told.collaborations[0]
    assert finished.published <= min(finished.confirmed[10])
    assert max(position.on for position in finished.positions) <= min(finished.confirmed[9])
    assert max(finished.confirmed[9]) <= finished.stopped <= told.today


def test_the_three_stand_at_different_stages(told):
    assert [c.state for c in told.collaborations] == [State.STOPPED, State.ALIVE, State.PROPOSED]
    assert [len(c.confirmed) for c in told.collaborations] == [10, 5, 0]


def test_the_two_sides_wrote_blind_and_the_third_waits_for_the_police(told):
    for collaboration in told.collaborations[:2]:
        for text in collaboration.blind.values():
            assert set(text.words) == set(ASKED)
            assert text.sent
    waiting = told.collaborations[2].blind
    assert set(waiting["security"].words) == set(ASKED)
    assert waiting["security"].sent
    assert waiting["police"].words == {}
    assert waiting["police"].sent is None


def test_castle_parade_compares_as_the_mock_up_shows(told):
    marks = {(Side(m.side), m.question): (Mark(m.mark), m.line) for m in told.collaborations[1].marks}
    shown = {comparison.asked: comparison.mark for comparison in compare(marks)}
    assert shown == {
        "how_often": Mark.APART,
        "what": Mark.CLOSE,
        "where_when": Mark.SAME,
        "who": Mark.SAME,
        "better": Mark.CLOSE,
    }
    assert all(len(line) <= LONGEST_LINE for _, line in marks.values())


def test_every_lead_stands_on_the_side_that_they_lead(told):
    for collaboration in told.collaborations:
        team = {mate.person for mate in collaboration.team if mate.part == "team"}
        for lead in collaboration.leads:
            assert _side(lead.person) == lead.side
            assert {lead.person, lead.deputy} - {""} <= team
        held = [(lead.side, lead.role) for lead in collaboration.leads if lead.until is None]
        assert len(held) == len(set(held))
    assert len([lead for lead in told.collaborations[0].leads if not lead.until]) == 4


def test_whoever_writes_for_a_side_belongs_to_it(told):
    for collaboration in told.collaborations:
        for side, text in collaboration.blind.items():
            assert _side(text.author) == side
        for review in collaboration.reviews:
            assert review.next_on > review.held_on
            for side, answer in review.answers.items():
                assert _side(answer.by) == side
                assert not faults({field.name: getattr(answer, field.name) for field in fields(answer)})


def test_a_review_of_castle_parade_waits_for_security(told):
    latest = told.collaborations[1].reviews[-1]
    assert set(latest.answers) == {"police"}
    assert latest.next_on > told.today


def test_what_has_happened_lies_before_today(told):
    done = {"done", "told", "last_contacted", "agreed"}
    for collaboration in told.collaborations:
        for _, key, row in _rows(collaboration):
            happened = {row[name] for name in done & set(row) if row[name]}
            happened |= {row["on"]} if "on" in row and key != "engagement" else set()
            assert all(day <= told.today for day in happened), (key, row)
            assert not happened or min(happened) >= collaboration.made, (key, row)
        moments = [collaboration.made, collaboration.proposed, collaboration.accepted, collaboration.began]
        kept = [day for day in (*moments, collaboration.study_on, collaboration.published) if day]
        assert kept == sorted(kept)
        for days in collaboration.confirmed.values():
            assert collaboration.accepted <= min(days) <= max(days) <= told.today


def test_everybody_who_is_named_is_known(told):
    for collaboration in told.collaborations:
        named = {mate.person for mate in collaboration.team} | {lead.deputy for lead in collaboration.leads} - {""}
        named |= {lead.person for lead in collaboration.leads} | {p.person for p in collaboration.positions}
        assert named | {collaboration.started_by} <= set(told.people)
        assert collaboration.area in {*CODES, "Aldermouth", "Minster Gate"}
    assert all(not member.organisation or member.organisation in BODIES for member in told.people.values())


def test_words_about_recorded_crime_agree_with_the_files(told):
    t = Timeline(told.today)
    first, then = minster_gate_end.before_and_after(t, MINSTER_GATE)
    assert first == crimes.total(MINSTER_GATE, crimes.SHOP_THEFT, t.minster_before, told.today)
    finished = told.collaborations[0]
    assert finished.answers["1c"]["outcomes"][0]["baseline"] == first
    assert finished.answers["8a"]["achievements"][0]["measured"] == then
    assert f"went from {first} to {then} in six months" in finished.answers["10b"]["case_study"][0]["results"]


def test_police_and_security_are_equally_many():
    sides = [_side(key) for key in people.SIGN_IN if key != "lindqvist"]
    assert sides.count(Side.POLICE) == sides.count(Side.SECURITY) == 5
    assert sides.count(Side.OVERSIGHT) == sides.count(Side.COMMUNITY) == 1
    assert sides.count(None) == 1


def test_the_stranger_and_the_administrator_take_part_in_nothing():
    taking_part = {mate.person for c in story(TODAYS[0]).collaborations for mate in c.team}
    assert not taking_part & {"lindqvist", "calder"}
    assert [key for key, member in people.PEOPLE.items() if member.administrator] == ["calder"]


def test_telephone_numbers_are_reserved_for_fiction():
    numbers = [n for text in _words() for n in re.findall(r"\b0\d[\d ]{7,}\d", text)]
    assert len(numbers) > 30
    for number in numbers:
        assert re.fullmatch(r"01632 ?960 ?\d{3}|07700 ?900 ?\d{3}", number), number


def test_mail_goes_nowhere():
    addresses = [a for text in _words() for a in re.findall(r"\S+@[\w.]+", text)]
    assert len(addresses) > 15
    assert all(address.rstrip(".,").endswith(".example.org") for address in addresses)


def test_the_words_keep_to_the_voice():
    assert [text for text in _words() if UNSAID.search(text)] == []


def test_every_body_of_the_initiative_names_its_document_and_no_invented_one_does():
    assert all(body.source for body in organisations.OF_THE_INITIATIVE)
    assert not any(body.source for body in organisations.OF_ALDERMOUTH)
    assert len(BODIES) == len(organisations.ORGANISATIONS)
    assert all(len(body.source) <= 300 and body.kind in SIDE_OF_KIND for body in BODIES.values())


def _known(collaboration):
    """What an answer of the story may refer to: people by their key, other answers by the words that head them."""
    answered = {key: rows for parts in collaboration.answers.values() for key, rows in parts.items()}
    heads = {kind: (guide.PARTS[part].title_field, part) for kind, part in REFERRED_PARTS.items()}
    named = {kind: frozenset(row[head] for row in answered.get(part, ())) for kind, (head, part) in heads.items()}
    return named | {Kind.MEMBER: frozenset(mate.person for mate in collaboration.team)}


def _record(collaboration):
    """The record that the steps' rules judge, made from the story, each answer as it would be read; an outcome is
    referred to by its measure."""
    known = _known(collaboration)
    rows = {
        key: [Row(str(row.get("measure", n)), clean(guide.PARTS[key], row, known)) for n, row in enumerate(found)]
        for parts in collaboration.answers.values()
        for key, found in parts.items()
    }
    held = [lead for lead in collaboration.leads if lead.until is None]
    return Record(
        State(collaboration.state),
        rows,
        frozenset(Side(side) for side, text in collaboration.blind.items() if text.sent),
        [Leader(Side(lead.side), lead.role, bool(lead.accepted), lead.person) for lead in held],
        [Review(r.held_on, r.next_on, {Side(side): a for side, a in r.answers.items()}) for r in collaboration.reviews],
        [Position(p.person, p.position) for p in collaboration.positions],
        bool(collaboration.published),
    )


def _side(key):
    organisation = people.PEOPLE[key].organisation
    return SIDE_OF_KIND[BODIES[organisation].kind] if organisation else None
