"""Do the guide's words change only as its workgroup decides, and does every earlier version stay readable?"""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.projects.actions import guide as actions
from commonground.projects.actions import guide_around as around
from commonground.projects.models import GuideVersion
from commonground.projects.queries import guide as queries
from commonground.projects.rules import editions
from commonground.projects.rules import guide as the_guide
from commonground.projects.rules.editions import Stage
from tests.cast import Cast
from tests.figures import counts
from tests.projects.guiding import IN_A_YEAR, WORDS, Keepers, keepers

TODAY = timezone.localdate()
KEYS = st.sampled_from(sorted(editions.shipped()))
TEXTS = st.dictionaries(KEYS, st.text(max_size=20), max_size=4)


@pytest.fixture
def group(cast: Cast) -> Keepers:
    return keepers(cast)


# What is true


def test_every_step_and_question_has_words_an_example_and_what_shows_it() -> None:
    words = editions.shipped()
    assert len(words) == 10 * 3 + 30 * 4
    assert all(words.values())
    assert max(map(len, words.values())) <= editions.LONGEST


@settings(max_examples=counts(60, 5000), deadline=None)
@given(TEXTS, TEXTS)
def test_a_version_keeps_only_what_differs_and_its_changes_lead_from_one_to_the_other(
    before: dict[str, str], after: dict[str, str]
) -> None:
    old, new = editions.kept(before), editions.kept(after)
    words = editions.all_words(old) | {change.key: change.after for change in editions.changes(old, new)}
    assert words == editions.all_words(new)
    assert editions.changes(new, new) == []
    assert all(text != editions.shipped()[key] for key, text in new.items())


@settings(max_examples=counts(30, 1000), deadline=None)
@given(TEXTS)
def test_no_words_change_a_code_or_what_a_question_records(texts: dict[str, str]) -> None:
    told = editions.told(texts)
    for one, shipped in zip(told, the_guide.STEPS, strict=True):
        assert (one.step.number, one.step.group) == (shipped.number, shipped.group)
        assert [question.code for question in one.step.questions] == [each.code for each in shipped.questions]
        assert [question.parts for question in one.step.questions] == [each.parts for each in shipped.questions]


def test_a_superseded_version_goes_nowhere_and_nothing_skips_the_lead() -> None:
    for now in Stage:
        for to in Stage:
            if to not in editions.NEXT[now]:
                with pytest.raises(editions.OutOfTurn):
                    editions.moved(now, to)
    assert Stage.LAUNCHED not in editions.NEXT[Stage.DRAFT] + editions.NEXT[Stage.REVIEW]


# The course of a version


def test_a_version_goes_from_its_writers_to_the_lead_to_everybody_and_the_old_one_stays(group: Keepers) -> None:
    held = group.launched()
    assert (held.stage, held.number) == ("launched", 2)
    assert held.approved_by_id == group.lead.membership_id
    assert held.review_on == TODAY + timedelta(days=editions.REVIEW_AFTER_DAYS)
    old = GuideVersion.objects.get(number=1)
    assert (old.stage, old.superseded_on) == ("superseded", TODAY)
    assert queries.told()[2].step.what == WORDS["3.what"]
    assert [change.key for change in queries.changes(held)] == ["3.what"]


def test_a_writer_does_not_approve_and_a_stranger_does_not_write(group: Keepers) -> None:
    held = actions.send_to_review(actor=group.writer, guide_version=group.drafted())
    for action in (actions.approve, actions.send_to_review):
        with pytest.raises(NotAllowed):
            action(actor=group.other, guide_version=held)
    with pytest.raises(NotAllowed):
        actions.approve(actor=group.writer, guide_version=held)
    with pytest.raises(NotAllowed):
        actions.begin(actor=group.other)
    with pytest.raises(NotAllowed):
        actions.take_on(actor=group.lead, workgroup=group.group, review_on=IN_A_YEAR)


def test_a_version_that_changes_nothing_or_does_not_say_what_is_not_sent(group: Keepers) -> None:
    empty = actions.begin(actor=group.writer)
    with pytest.raises(Refused, match="No word differs"):
        actions.send_to_review(actor=group.writer, guide_version=empty)
    actions.write(actor=group.writer, guide_version=empty, version=1, step=3, texts=WORDS)
    with pytest.raises(Refused, match="what changed"):
        actions.send_to_review(actor=group.writer, guide_version=empty)


def test_only_one_version_is_written_at_a_time(group: Keepers) -> None:
    actions.begin(actor=group.writer)
    with pytest.raises(Refused, match="already"):
        actions.begin(actor=group.lead)


def test_a_version_sent_back_has_lost_its_approval_and_says_why(group: Keepers) -> None:
    held = actions.send_to_review(actor=group.writer, guide_version=group.drafted())
    held = actions.approve(actor=group.lead, guide_version=held)
    held = actions.send_back(actor=group.lead, guide_version=held, because="Say it in fewer words")
    assert (held.stage, held.approved_on, held.sent_back_because) == ("draft", None, "Say it in fewer words")
    with pytest.raises(Refused):
        actions.launch(actor=group.lead, guide_version=held, on=TODAY)


def test_two_who_write_the_same_step_lose_nothing(group: Keepers) -> None:
    made = actions.begin(actor=group.writer)
    actions.write(actor=group.writer, guide_version=made, version=1, step=3, texts=WORDS)
    with pytest.raises(Stale) as lost:
        actions.write(actor=group.lead, guide_version=made, version=1, step=3, texts={"3.what": "Other words"})
    assert lost.value.theirs["3.what"] == WORDS["3.what"]


def test_words_put_back_to_the_shipped_ones_are_no_change(group: Keepers) -> None:
    held = group.drafted()
    shipped = {"3.what": editions.shipped()["3.what"]}
    held = actions.write(actor=group.writer, guide_version=held, version=held.version, step=3, texts=shipped)
    assert held.texts == {}


def test_a_version_can_wait_for_its_day_and_is_launched_then(group: Keepers) -> None:
    held = actions.send_to_review(actor=group.writer, guide_version=group.drafted())
    held = actions.approve(actor=group.lead, guide_version=held)
    with pytest.raises(Invalid):
        actions.launch(actor=group.lead, guide_version=held, on=TODAY - timedelta(days=1))
    tomorrow = TODAY + timedelta(days=1)
    held = actions.launch(actor=group.lead, guide_version=held, on=tomorrow)
    assert held.stage == "approved"
    assert actions.launch_due(TODAY) == 0
    assert actions.launch_due(tomorrow) == 1
    assert actions.launch_due(tomorrow) == 0
    in_force = queries.in_force()
    assert in_force is not None and in_force.number == 2


# Around it


def test_a_suggestion_is_answered_once_by_the_workgroup_and_then_read_by_everybody(group: Keepers) -> None:
    made = around.suggest(actor=group.other, about="3a", text="Ask what is already there")
    assert not queries.suggestions_for(group.keeper).exists()
    assert queries.suggestions_for(group.other).get() == made
    with pytest.raises(NotAllowed):
        around.answer(actor=group.other, suggestion=made, outcome="taken", text="Yes")
    around.answer(actor=group.writer, suggestion=made, outcome="later", text="In version 3")
    with pytest.raises(Refused):
        around.answer(actor=group.lead, suggestion=made, outcome="not", text="No")
    assert queries.suggestions_for(group.keeper).get().answer == "In version 3"


def test_a_suggestion_about_what_the_guide_does_not_have_is_refused(group: Keepers) -> None:
    with pytest.raises(Invalid):
        around.suggest(actor=group.other, about="11a", text="One more")


def test_what_is_added_locally_stands_beside_the_shipped_words_and_goes_with_its_own_coordinator(
    cast: Cast, group: Keepers
) -> None:
    who = next(key for key, each in cast.membership.items() if "coordinator" in each.roles)
    with pytest.raises(NotAllowed):
        around.add(actor=cast.actor("tranter"), step=2, kind="help", title="Ours")
    with pytest.raises(Invalid):
        around.add(actor=cast.actor(who), step=2, kind="link", title="A link")
    made = around.add(actor=cast.actor(who), step=2, kind="question", title="Have you asked the port?")
    assert queries.additions(2).get() == made
    assert queries.told()[1] == editions.told({})[1]
    others = [key for key, each in cast.membership.items() if each.organisation_id != made.organisation_id]
    with pytest.raises(NotAllowed):
        around.end_addition(actor=cast.actor(others[0]), addition=made)
    around.end_addition(actor=cast.actor(who), addition=made)
    assert not queries.additions(2).exists()
