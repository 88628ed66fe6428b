"""Do stakeholders agree by the rule that was set beforehand, and does what was decided stay as it was?

*Source:* R43, R67, R235.
"""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.projects.actions import answers, consensus, life
from commonground.projects.models import ConsensusRound, Position
from commonground.projects.queries import agreeing, recorded
from commonground.projects.rules.consensus import MOTIONS, POSITIONS, RULES, SILENCES, Result, Voice, outcome
from tests.projects.special import agree_to_stop, ask_everybody, at, decide, stand

LAST = date(2026, 11, 20)
AFTER = LAST + timedelta(1)
POLICE, SECURITY = Voice("police", "police", "stop", True), Voice("security", "security", "stop", True)


def came(*voices, rule="objection", silence="not_counted", motion="stop", today=AFTER):
    return outcome(rule=rule, silence=silence, motion=motion, voices=voices, closes_on=LAST, today=today).result


def others(position, *names, group="others"):
    return [Voice(name, group, position) for name in names]


voices = st.lists(
    st.builds(
        Voice,
        st.integers(0, 99).map(str),
        st.sampled_from(["police", "security", "others"]),
        st.sampled_from(["", *POSITIONS]),
        st.booleans(),
    ),
    unique_by=lambda voice: voice.who,
)


@given(
    voices=voices,
    order=st.randoms(),
    rule=st.sampled_from(sorted(RULES)),
    silence=st.sampled_from(sorted(SILENCES)),
    motion=st.sampled_from(sorted(MOTIONS)),
    late=st.booleans(),
)
def test_the_order_in_which_people_speak_changes_nothing(voices, order, rule, silence, motion, late):
    shuffled = list(voices)
    order.shuffle(shuffled)
    asked = {"rule": rule, "silence": silence, "motion": motion, "closes_on": LAST, "today": AFTER if late else LAST}
    assert outcome(voices=voices, **asked) == outcome(voices=shuffled, **asked)


@given(voices=voices, rule=st.sampled_from(sorted(RULES)), silence=st.sampled_from(sorted(SILENCES)))
def test_a_sides_silence_is_never_taken_for_consent(voices, rule, silence):
    silent_side = Voice("police", "police", "", True)
    assert came(silent_side, *voices, rule=rule, silence=silence) is Result.SIDE_SILENT


@given(voices=voices, silence=st.sampled_from(sorted(SILENCES)))
def test_one_objection_is_enough_where_that_is_the_rule(voices, silence):
    spoken = [Voice(v.who, v.group, v.position or "stop", v.is_a_side) for v in voices]
    assert came(POLICE, SECURITY, *spoken, *others("cannot", "yarrow"), silence=silence) is Result.OBJECTED


def test_a_round_is_open_until_everybody_has_answered_or_its_last_day_is_over():
    waiting = (POLICE, SECURITY, *others("", "yarrow"))
    assert came(*waiting, today=LAST) is Result.OPEN
    assert came(*waiting, today=AFTER) is Result.AGREED
    assert came(POLICE, SECURITY, today=LAST) is Result.AGREED


def test_silence_means_what_was_said_beforehand():
    asked = (POLICE, SECURITY, *others("continue", "a"), *others("", "b", "c"))
    assert came(*asked, rule="majorities", silence="not_counted") is Result.NOT_AGREED
    assert came(*asked, rule="majorities", silence="content") is Result.AGREED


def test_the_larger_group_outvotes_nobody():
    many = others("stop", "a", "b", "c", "d", group="police")
    against = [Voice("security", "security", "continue", True)]
    assert came(POLICE, *many, *against, rule="majorities") is Result.NOT_AGREED
    assert came(POLICE, *many, SECURITY, rule="majorities") is Result.AGREED


def test_everybody_agrees_only_when_everybody_does():
    assert came(POLICE, SECURITY, *others("changed", "a"), rule="all") is Result.NOT_AGREED
    assert came(POLICE, SECURITY, *others("stop", "a"), rule="all") is Result.AGREED
    handed = came(POLICE, SECURITY, *others("changed", "a"), rule="all", motion="hand_over")
    assert handed is Result.AGREED


def test_nobody_is_asked_before_both_sides_agreed_to_the_rule(cast):
    here, lead = cast.alive(), cast.actor("thornbury")
    with pytest.raises(Refused, match="agree first by which rule"):
        consensus.open_round(actor=lead, collaboration=here, motion="stop", words="It ends")
    rule = consensus.set_rule(actor=lead, collaboration=here, rule="all", silence="content", days=14)
    with pytest.raises(Refused, match="agree first by which rule"):
        consensus.open_round(actor=lead, collaboration=here, motion="stop", words="It ends")
    consensus.agree_to_rule(actor=cast.actor("whitlock"), rule=rule)
    made = consensus.open_round(actor=lead, collaboration=here, motion="stop", words="It ends")
    assert made.closes_on - made.opens_on == timedelta(14)
    assert made.asked.count() == 3
    with pytest.raises(Refused, match="under the present rule"):
        consensus.set_rule(actor=lead, collaboration=here, rule="objection", silence="content", days=14)


def test_only_whoever_speaks_for_a_side_sets_the_rule_asks_and_decides(cast):
    here = cast.alive()
    round_ = ask_everybody(cast, here)
    with pytest.raises(NotAllowed):
        consensus.set_rule(actor=cast.actor("tranter"), collaboration=here, rule="all", silence="content", days=9)
    with pytest.raises(NotAllowed):
        consensus.open_round(actor=cast.actor("tranter"), collaboration=here, motion="stop", words="It ends")
    with pytest.raises(NotAllowed):
        decide(cast, here, round_, key="tranter")


def test_an_objection_is_met_before_everybody_is_asked_again(cast):
    here = cast.alive()
    first = ask_everybody(cast, here)
    stand(cast, here, thornbury="stop", whitlock="stop", yarrow="cannot")
    assert agreeing.outcome_of(first).result is Result.OBJECTED
    with pytest.raises(Refused, match="cannot support it"):
        decide(cast, here, first)
    with pytest.raises(Refused, match="what you change"):
        ask_everybody(cast, here, motion="hand_over")
    objection = agreeing.unmet_objections(here)[0]
    consensus.meet_objection(actor=cast.actor("tranter"), position=objection, changed="The rounds get an owner")
    second = ask_everybody(cast, here, motion="hand_over")
    assert second.number == 2
    stand(cast, here, thornbury="stop", whitlock="changed", yarrow="changed")
    decision = decide(cast, here, second)
    assert decision.values["decision"] == "hand_over"
    assert "Nobody objects" in decision.values["rule"]
    assert [step.values["what"] for step in recorded.answers_of(here, "next_steps")] == ["Tell the shops"]


def test_an_objection_that_was_taken_back_need_not_be_met(cast):
    here = cast.alive()
    ask_everybody(cast, here)
    stand(cast, here, thornbury="stop", whitlock="stop", yarrow="cannot")
    objection = agreeing.unmet_objections(here)[0]
    stand(cast, here, yarrow="stop")
    assert not agreeing.unmet_objections(here)
    with pytest.raises(Refused, match="stand elsewhere"):
        consensus.meet_objection(actor=cast.actor("tranter"), position=objection, changed="Something")


@pytest.mark.parametrize("left_out", ["reason", "not_decided", "next_steps"])
def test_a_decision_says_why_what_is_left_open_and_who_does_what_next(cast, left_out):
    here = cast.alive()
    round_ = ask_everybody(cast, here)
    stand(cast, here, thornbury="stop", whitlock="stop", yarrow="stop")
    given = {"reason": "It worked", "not_decided": "Who pays", "next_steps": [{"what": "x"}]} | {left_out: ""}
    with pytest.raises(Invalid):
        consensus.decide(actor=cast.actor("thornbury"), round_=round_, **given)
    assert not recorded.answers_of(here, "decision").exists()


def test_a_decision_never_changes_and_another_one_needs_another_round(cast):
    here = cast.alive()
    decision = agree_to_stop(cast, here)
    lead = cast.actor("thornbury")
    for deed in (
        lambda: answers.change(actor=lead, answer=decision, raw=decision.values, version=1),
        lambda: answers.remove(actor=lead, answer=decision),
        lambda: decide(cast, here, agreeing.latest_round(here)),
        lambda: stand(cast, here, yarrow="cannot"),
    ):
        with pytest.raises(Refused):
            deed()
    again = ask_everybody(cast, here, motion="continue")
    stand(cast, here, thornbury="continue", whitlock="continue", yarrow="continue")
    decide(cast, here, again)
    assert [row.values["decision"] for row in recorded.answers_of(here, "decision")] == ["continue"]
    assert [one.decision.values["decision"] for one in here.consensus_rounds.all()] == ["stop", "continue"]


def test_the_database_itself_keeps_a_decided_round(cast):
    here = cast.alive()
    agree_to_stop(cast, here)
    round_ = here.consensus_rounds.get()
    with pytest.raises(ProgrammingError, match="does not change"), transaction.atomic():
        ConsensusRound.objects.filter(pk=round_.pk).update(words="Something else")
    with pytest.raises(ProgrammingError, match="no further position"), transaction.atomic():
        Position.objects.create(
            collaboration=here, poll=round_, by=cast.membership["yarrow"], position="cannot", reason="Late"
        )


def test_a_round_that_is_over_takes_nobodys_word(cast):
    here = cast.alive()
    round_ = ask_everybody(cast, here, rule="majorities", silence="not_counted")
    ConsensusRound.objects.filter(pk=round_.pk).update(
        opens_on=timezone.localdate() - timedelta(20), closes_on=timezone.localdate() - timedelta(6)
    )
    with pytest.raises(Refused, match="Nobody is asked"):
        stand(cast, here, yarrow="stop")


def test_a_decision_without_a_next_step_does_not_complete_step_nine(cast):
    here = cast.alive()
    agree_to_stop(cast, here)
    for step in recorded.answers_of(here, "next_steps"):
        answers.remove(actor=cast.actor("thornbury"), answer=step)
    assert any("no next step" in sentence for sentence in _ninth(cast, here).missing)


def test_reopening_lays_the_next_steps_of_the_old_decision_aside(cast):
    here = cast.alive()
    agree_to_stop(cast, here)
    type(here).objects.filter(pk=here.pk).update(state="stopped", stopped_at=timezone.now())
    here.refresh_from_db()
    life.reopen(actor=cast.actor("thornbury"), collaboration=here, reason="Thefts are back")
    assert not recorded.answers_of(here, "decision").exists()
    assert agreeing.latest_round(here) is None


def _ninth(cast, here):
    return recorded.standings_for(cast.actor("thornbury"), here)[8]


def test_a_stakeholder_reads_the_proposal_and_what_met_their_objection(cast, client_of):
    here = cast.alive()
    ask_everybody(cast, here)
    stand(cast, here, thornbury="stop", whitlock="stop", yarrow="cannot")
    objection = agreeing.unmet_objections(here)[0]
    consensus.meet_objection(actor=cast.actor("tranter"), position=objection, changed="The rounds get an owner")
    ask_everybody(cast, here, motion="hand_over")
    said = client_of(cast.person["yarrow"]).get(at("position", here)).content.decode()
    assert "Hand over to others" in said
    assert "The rounds get an owner" in said
    assert "is taken not to object" in said
    assert client_of(cast.person["yarrow"]).get(at("round", here, agreeing.latest_round(here))).status_code == 404


def test_a_round_goes_through_its_pages(cast, client_of):
    here = cast.alive()
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    typed = {"rule": "objection", "silence": "content", "days": "10"}
    assert police.post(at("consensus_rule", here), typed).status_code == 302
    rule = agreeing.newest_rule(here)
    assert security.post(at("consensus_rule_agree", here, rule)).status_code == 302
    assert police.post(at("round_open", here), {"motion": "stop", "words": ""}).context["form"].errors
    assert police.post(at("round_open", here), {"motion": "stop", "words": "It ends"}).status_code == 302
    round_ = agreeing.latest_round(here)
    for client, position in ((client_of(cast.person["yarrow"]), "cannot"), (police, "stop"), (security, "stop")):
        client.post(at("position", here), {"position": position, "reason": "Because it is so"})
    objection = agreeing.unmet_objections(here)[0]
    page = at("objection", here, round_, objection)
    assert security.get(page).status_code == 200
    assert security.post(page, {"changed": "An owner"}).status_code == 302
    security.post(at("round_open", here), {"motion": "hand_over", "words": "With an owner"})
    for key, position in (("yarrow", "changed"), ("thornbury", "stop"), ("whitlock", "stop")):
        client_of(cast.person[key]).post(at("position", here), {"position": position, "reason": "Because"})
    second = agreeing.latest_round(here)
    assert security.get(at("decide", here, second)).status_code == 200
    half = {"reason": "It worked", "open": "Who pays", "what_1": "Tell them"}
    assert {"owner_1", "by_1"} <= security.post(at("decide", here, second), half).context["form"].errors.keys()
    member = here.team.get(membership=cast.membership["tranter"])
    whole = half | {"owner_1": member.ref, "by_1_day": "1", "by_1_month": "12", "by_1_year": "2030"}
    assert security.post(at("decide", here, second), whole).status_code == 302
    said = police.get(at("round", here, second)).content.decode()
    assert "Tell them" in said
    assert "Decided" in said
    assert police.get(at("step", here, 9)).status_code == 200
