"""Does nothing leave without how firm it is, and does somebody from outside read a case study first?

*Source:* R37-R39, R46, R235.
"""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.projects.actions import answers, finishing, peer_reading, telling
from commonground.projects.models import EffectView
from commonground.projects.queries import claiming, due_finishing
from commonground.projects.rules.announcing import SUGGESTED, TEXTS, Facts, begin, paper_of
from commonground.projects.rules.claims import Claim, firmness_of, refuse_ungraded
from commonground.projects.rules.disclosing import findings
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.guide.achievements import AUDIENCE_KINDS
from tests.projects.special import OUTSIDER, at, case_study, lasting, read_from_outside
from tests.projects.test_criteria import outcome


def measured(cast):
    here = cast.alive()
    outcome(cast, here, measured="290")
    lasting(cast, here)
    return here


def put_up(cast, here, kind="bulletin", body="Thefts fell."):
    return telling.put_text_up(
        actor=cast.actor("tranter"), collaboration=here, kind=kind, title="What came of it", body=body
    )


@pytest.mark.parametrize("grade", [0, 6, None])
def test_a_claim_without_its_grade_cannot_be_made(grade):
    with pytest.raises(Refused, match="evidence grade"):
        Claim("Thefts", "Met", "400 to 290", grade)
    with pytest.raises(Refused, match="evidence grade"):
        refuse_ungraded([{"measured": "290", "firmness": grade}])


def test_a_figure_is_graded_by_what_it_can_be_compared_with():
    assert [firmness_of("400", "290"), firmness_of(None, "290"), firmness_of("400", None)] == [2, 1, None]
    refuse_ungraded([{"measured": None, "firmness": None}])


def test_a_text_needs_a_measured_outcome_and_an_owner_of_what_goes_on(cast):
    here = cast.alive()
    with pytest.raises(Refused, match="Measure an outcome"):
        put_up(cast, here)
    outcome(cast, here, measured="290")
    with pytest.raises(Refused, match="who owns it"):
        put_up(cast, here)
    lasting(cast, here)
    facts = put_up(cast, here).values["facts"]
    assert facts["claims"][0]["grade"] == "Firmness 2 of 5: before and after"
    assert facts["next_steps"][0]["who"] == "The contract manager"


def test_the_grade_stands_in_every_form_in_which_a_text_leaves(cast, client_of):
    here = measured(cast)
    made = put_up(cast, here)
    police = client_of(cast.person["thornbury"])
    for form in ("html", "md"):
        said = html.unescape(police.get(at("text_paper", here, made, form)).content.decode())
        assert "Firmness 2 of 5" in said
        assert "Evening rounds" in said
        assert "Not released" in said
    assert police.get(at("text_paper", here, made, "nonsense")).status_code == 404
    assert "Firmness 2 of 5" in police.get(at("achievement_paper", here, "md")).content.decode()


def test_a_text_leaves_when_both_sides_approved_that_version(cast, client_of):
    here = measured(cast)
    made = put_up(cast, here)
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    police.post(at("text_approve", here, made))
    assert "Not released" in police.get(at("text_paper", here, made, "md")).content.decode()
    security.post(at("text_approve", here, made))
    assert "Not released" not in police.get(at("text_paper", here, made, "md")).content.decode()
    assert "It can be sent" in security.get(at("text", here, made)).content.decode()
    assert security.post(at("text_withdraw", here, made), {"reason": "A figure was wrong"}).status_code == 302
    assert "taken back" in police.get(at("text", here, made)).content.decode()
    assert police.get(at("texts", here)).status_code == 200


def test_what_a_version_says_stays_when_the_record_moves_on(cast):
    here = measured(cast)
    made = put_up(cast, here)
    outcome(cast, here, measured="100", measure="Threats")
    made.refresh_from_db()
    assert len(made.values["facts"]["claims"]) == 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Two guards were hurt", ["few"]),
        ("3 late-shift workers were threatened", ["few"]),
        ("64 workers were asked in 2 areas", []),
        ("TLP:AMBER: not for you. OFFICIAL-SENSITIVE", ["marking", "marking"]),
        ("Threats fell from 86 to 51", []),
    ],
)
def test_markings_and_numbers_that_point_at_somebody_are_found(text, kinds):
    assert [found.kind for found in findings(text)] == kinds


@given(st.text())
def test_any_text_is_looked_through(text):
    assert all(found.words in text for found in findings(text))


def test_a_text_that_names_somebody_is_held_back_until_whoever_writes_keeps_it(cast, client_of):
    here = measured(cast)
    police, page = client_of(cast.person["thornbury"]), at("text_write", here, "press")
    assert "Recorded thefts" in html.unescape(police.get(page).content.decode())
    typed = {"title": "News", "body": "Owen Tranter did it."}
    said = html.unescape(police.post(page, typed).content.decode())
    assert "It names Owen Tranter." in said
    assert not here.publications.filter(kind="press").exists()
    assert police.post(page, typed | {"keep": "1"}).status_code == 302
    assert police.get(at("text_write", here, "nonsense")).status_code == 404


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_each_kind_of_text_begins_with_the_record_and_ends_with_what_nobody_edits(kind):
    claim = {"what": "Thefts", "reached": "Met", "figures": "400 to 290.", "grade": "Firmness 2 of 5", "firmness": 2}
    step = {"what": "Rounds", "who": "The manager", "by": "1 May"}
    facts = Facts("Gate evenings", "Gate", "Fewer thefts", ("Police",), ("Shops",), [claim], next_steps=[step])
    title, body = begin(kind, facts)
    assert "Gate" in title
    assert "Police and Shops" in body
    assert "400 to 290." in body
    made = paper_of(kind=kind, title=title, body="Ours", facts=facts, on=None, version=1, is_released=False)
    assert "Firmness 2 of 5" in str(made.blocks)
    assert "The manager" in str(made.blocks)


def test_every_kind_of_audience_has_a_suggestion_with_its_reason():
    assert set(SUGGESTED) == set(AUDIENCE_KINDS)
    assert all(way.because and way.label for ways in SUGGESTED.values() for way in ways)


def test_neither_side_reads_the_others_view_of_the_effect_before_giving_its_own(cast, client_of, as_application):
    here = cast.alive()
    page = at("effect", here)
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    assert police.post(page, {"effect": "better", "words": "canary of the police"}).status_code == 302
    for address in (at("step", here, 8), page, at("history", here), at("achievement_paper", here, "md")):
        assert "canary" not in security.get(address).content.decode()
    with as_application(cast.actor("whitlock")):
        assert EffectView.objects.count() == 0
    with pytest.raises(Refused, match="has said so already"):
        telling.give_view(actor=cast.actor("thornbury"), collaboration=here, effect="none", words="Again")
    security.post(page, {"effect": "cannot", "words": "Too early"})
    assert "canary of the police" in security.get(at("step", here, 8)).content.decode()
    assert [view["effect"] for view in claiming.facts_of(cast.actor("whitlock"), here).views] == [
        "It made things better",
        "We cannot tell",
    ]
    telling.give_view(actor=cast.actor("thornbury"), collaboration=here, effect="mixed", words="A year on")
    assert here.effect_rounds.count() == 2


def test_only_whoever_speaks_for_a_side_gives_its_view(cast):
    with pytest.raises(NotAllowed):
        telling.give_view(actor=cast.actor("tranter"), collaboration=cast.alive(), effect="none", words="No")


def test_a_case_study_is_read_by_somebody_of_neither_organisation_before_it_is_approved(cast, client_of):
    here = cast.alive()
    made = case_study(cast, here)
    with pytest.raises(Refused, match="neither organisation"):
        finishing.approve(actor=cast.actor("thornbury"), publication=made)
    for key in ("marchbank", "penhallow", "yarrow"):
        with pytest.raises(Invalid, match="not on the team"):
            peer_reading.ask(actor=cast.actor("tranter"), publication=made, reader=cast.membership[key])
    reading = read_from_outside(cast, made, verdict="changes")
    with pytest.raises(Refused, match="Answer what the reader said"):
        finishing.approve(actor=cast.actor("thornbury"), publication=made)
    peer_reading.answer(actor=cast.actor("whitlock"), reading=reading, answered="Changed")
    for key in ("thornbury", "whitlock"):
        finishing.approve(actor=cast.actor(key), publication=made)
    made.refresh_from_db()
    assert made.published_at


def test_a_reader_sees_the_version_that_they_are_asked_about_and_nothing_else(cast, client_of):
    here = cast.alive()
    made = case_study(cast, here)
    reading = peer_reading.ask(actor=cast.actor("tranter"), publication=made, reader=cast.membership[OUTSIDER])
    outsider, page = client_of(cast.person[OUTSIDER]), at("case_reading", reading)
    assert "words on mechanism" in outsider.get(page).content.decode()
    assert outsider.get(at("collaboration", here)).status_code == 404
    assert outsider.get(at("publication", here, made)).status_code == 404
    for key in ("thornbury", "yarrow", "haddow"):
        assert client_of(cast.person[key]).get(page).status_code == 404
    assert [m.url for m in due_finishing.due_for(cast.actor(OUTSIDER), None)] == [page]
    assert outsider.post(page, {"verdict": "ready"}).context["form"].errors
    assert outsider.post(page, {"verdict": "ready", "words": "Clear"}).status_code == 302
    with pytest.raises(Refused):
        peer_reading.give(actor=cast.actor(OUTSIDER), reading=reading, verdict="not_yet", words="No")
    said = client_of(cast.person["whitlock"]).get(at("publication", here, made)).content.decode()
    assert "Clear" in said


def test_a_team_asks_a_reader_and_answers_through_its_pages(cast, client_of):
    here = cast.alive()
    made = case_study(cast, here)
    police = client_of(cast.person["thornbury"])
    offered = police.get(at("reader_ask", here)).content.decode()
    assert cast.person[OUTSIDER].name in offered
    assert cast.person["marchbank"].name not in offered
    police.post(at("reader_ask", here), {"reader": cast.membership[OUTSIDER].ref})
    reading = made.readings.get()
    peer_reading.give(actor=cast.actor(OUTSIDER), reading=reading, verdict="changes", words="Say how many people")
    page = at("reading_answer", here, reading)
    assert "Say how many people" in police.get(page).content.decode()
    assert police.post(page, {"answered": "Said now"}).status_code == 302
    assert "Said now" in police.get(at("publication", here, made)).content.decode()


def test_a_case_study_ends_with_next_steps_and_shows_the_firmness_of_each_outcome(cast, client_of, client):
    here = measured(cast)
    made = case_study(cast, here, "thornbury", "whitlock")
    said = html.unescape(client.get(at("case_study", made)).content.decode())
    assert "Next steps" in said
    assert "The contract manager" in said
    assert "Firmness 2 of 5" in said


def test_the_five_cs_stand_beside_a_text_while_it_is_written_and_beside_a_way_of_telling_it(cast, client_of):
    here = measured(cast)
    police = client_of(cast.person["thornbury"])
    asks = "Is it clear, complete, concise, concrete and correct?"
    assert asks in police.get(at("text_write", here, "bulletin")).content.decode()
    raw = {"channel": "bulletin", "words": "Thefts fell from 400 to 290.", "checked": "yes"}
    row = answers.record(actor=cast.actor("thornbury"), collaboration=here, part=PARTS["telling"], raw=raw)
    assert asks in police.get(at("answer", here, row)).content.decode()
    other = here.answers.filter(part="sustain").get()
    assert asks not in police.get(at("answer", here, other)).content.decode()
