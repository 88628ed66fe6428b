"""Are each side's own words blind until both are sent, in the database itself?

*Source:* R8; settled questions, "Who" and "In Django".
"""

import pytest

from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.projects.actions import problem
from commonground.projects.models import SideStatement
from commonground.projects.queries import reading
from commonground.projects.rules.comparing import Mark
from tests.projects.doing import WORDS, sent


def test_neither_side_can_read_the_other_before_both_have_sent(cast, as_application):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury")
    for key, sides in (
        ("thornbury", {Side.POLICE}),
        ("tranter", {Side.POLICE}),
        ("whitlock", set()),
        ("yarrow", set()),
    ):
        with as_application(cast.actor(key)):
            assert set(SideStatement.objects.values_list("side", flat=True)) == sides
            found = reading.statements_for(cast.actor(key), reading.present_round(collaboration))
            assert set(found) == sides
    sent(cast, collaboration, "whitlock")
    for key, number in (("thornbury", 2), ("penhallow", 2), ("yarrow", 0), ("lindqvist", 0)):
        with as_application(cast.actor(key)):
            assert SideStatement.objects.count() == number, key


def test_the_database_itself_refuses_to_write_for_the_other_side_or_to_change_opened_words(cast, as_application):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury", "whitlock")
    with as_application(cast.actor("thornbury")):
        assert SideStatement.objects.filter(side="security").update(words={"what": "forged"}) == 0
        assert SideStatement.objects.filter(side="police").update(words={"what": "rewritten"}) == 0
    with as_application(cast.actor("lindqvist")):
        assert not SideStatement.objects.exists()


def test_sent_words_no_longer_change_and_all_five_are_answered_first(cast):
    collaboration = cast.alive()
    actor = cast.actor("thornbury")
    problem.write(actor=actor, collaboration=collaboration, words=WORDS | {"better": " "}, version=0)
    with pytest.raises(Invalid) as refusal:
        problem.send(actor=actor, collaboration=collaboration)
    assert refusal.value.field == "better"
    problem.write(actor=actor, collaboration=collaboration, words=WORDS, version=1)
    problem.send(actor=actor, collaboration=collaboration)
    with pytest.raises(Refused, match="no longer change"):
        problem.write(actor=actor, collaboration=collaboration, words=WORDS, version=2)


def test_a_colleague_who_saves_second_is_shown_both_texts(cast):
    collaboration = cast.alive()
    problem.write(actor=cast.actor("thornbury"), collaboration=collaboration, words=WORDS, version=0)
    with pytest.raises(Stale) as refusal:
        problem.write(
            actor=cast.actor("tranter"), collaboration=collaboration, words=WORDS | {"what": "mine"}, version=0
        )
    assert refusal.value.theirs["what"] == WORDS["what"]


def test_marks_wait_until_both_have_sent_and_the_lower_one_is_shown(cast):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury")
    with pytest.raises(Refused):
        problem.mark(actor=cast.actor("thornbury"), collaboration=collaboration, asked="what", mark=Mark.SAME)
    sent(cast, collaboration, "whitlock")
    problem.mark(actor=cast.actor("thornbury"), collaboration=collaboration, asked="what", mark=Mark.SAME)
    problem.mark(actor=cast.actor("penhallow"), collaboration=collaboration, asked="what", mark=Mark.CLOSE, line="Both")
    found = {c.asked: c for c in reading.comparisons_of(reading.present_round(collaboration))}
    assert found["what"].mark is Mark.CLOSE
    assert found["who"].mark is None
