"""Can the team answer, and each lead confirm, without losing a word?

*Source:* R52, R59-R68; D1.
"""

import pytest
from django.db import connection

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.projects.actions import answers
from commonground.projects.queries import recorded
from commonground.projects.rules.answers import Unanswered
from commonground.projects.rules.guide import PARTS
from tests.projects.doing import complete_step_two, sent, victim


def test_the_joint_statement_waits_for_both_sides_words(cast):
    collaboration = cast.alive()
    raw = {f.name: "words" for f in PARTS["joint"].fields}
    with pytest.raises(Refused, match="Both sides send their own words first"):
        answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["joint"], raw=raw)
    sent(cast, collaboration, "thornbury", "whitlock")
    answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["joint"], raw=raw)
    with pytest.raises(Refused, match="a moment ago"):
        answers.record(actor=cast.actor("whitlock"), collaboration=collaboration, part=PARTS["joint"], raw=raw)


def test_an_answer_keeps_every_wording_and_a_lost_race_loses_no_words(cast):
    collaboration = cast.alive()
    answer = victim(cast, collaboration)
    raw = {**answer.values, "repeat": "yes"}
    answers.change(actor=cast.actor("whitlock"), answer=answer, raw=raw | {"group": "Shop staff"}, version=1)
    with pytest.raises(Stale) as refusal:
        answers.change(actor=cast.actor("thornbury"), answer=answer, raw=raw | {"group": "Cashiers"}, version=1)
    assert refusal.value.theirs["group"] == "Shop staff"
    answer.refresh_from_db()
    assert [v.values["group"] for v in answer.versions.all()] == ["Shop staff", "Lone workers"]


def test_what_is_taken_out_can_be_put_back_and_what_is_used_stays(cast):
    collaboration = cast.alive()
    answer = victim(cast, collaboration)
    answers.remove(actor=cast.actor("thornbury"), answer=answer)
    assert not recorded.answers_of(collaboration, "victims").exists()
    answers.put_back(actor=cast.actor("thornbury"), answer=answer)
    assert recorded.answers_of(collaboration, "victims").get().values["group"] == "Lone workers"


def test_a_stakeholder_and_a_stranger_may_answer_nothing(cast):
    collaboration = cast.alive()
    for key in ("yarrow", "lindqvist", "calder"):
        with pytest.raises(NotAllowed):
            victim(cast, collaboration, actor=key)


def test_bad_answers_are_refused_before_anything_is_written(cast):
    collaboration = cast.alive()
    with pytest.raises(Unanswered):
        victim(cast, collaboration, known_by="guessed")
    assert not collaboration.answers.exists()


def test_a_step_is_confirmed_by_each_sides_lead_as_it_was_shown(cast):
    collaboration = cast.alive()
    complete_step_two(cast, collaboration)
    shown = recorded.standings_for(cast.actor("thornbury"), collaboration)[1]
    with pytest.raises(NotAllowed):
        answers.confirm(actor=cast.actor("tranter"), collaboration=collaboration, step=2, content=shown.content)
    answers.confirm(actor=cast.actor("thornbury"), collaboration=collaboration, step=2, content=shown.content)
    row = recorded.answers_of(collaboration, "architecture").get()
    answers.change(actor=cast.actor("whitlock"), answer=row, raw=row.values | {"meets": "Weekly"}, version=row.version)
    with pytest.raises(Refused, match="changed after you opened it"):
        answers.confirm(actor=cast.actor("whitlock"), collaboration=collaboration, step=2, content=shown.content)
    after = recorded.standings_for(cast.actor("whitlock"), collaboration)[1]
    assert (after.police, after.security) == ("started", "started")
    for key in ("whitlock", "thornbury"):
        answers.confirm(actor=cast.actor(key), collaboration=collaboration, step=2, content=after.content)
    assert recorded.standings_for(cast.actor("whitlock"), collaboration)[1].is_complete


def test_a_step_whose_rule_does_not_hold_cannot_be_confirmed(cast):
    collaboration = cast.alive()
    shown = recorded.standings_for(cast.actor("thornbury"), collaboration)[0]
    with pytest.raises(Refused, match="Step 1 cannot be confirmed yet"):
        answers.confirm(actor=cast.actor("thornbury"), collaboration=collaboration, step=1, content=shown.content)


def test_every_deed_leaves_a_row_in_its_own_transaction_and_a_refused_one_leaves_none(cast):
    collaboration = cast.alive()
    before = Entry.objects.count()
    victim(cast, collaboration)
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.order_by("-pk").first()
    assert (entry.tag, entry.actor_name, entry.subject_id) == (
        "projects:victims:recorded",
        "Maya Thornbury",
        collaboration.ref,
    )
    assert "Lone workers" not in str(entry.details) + entry.summary
    with pytest.raises(Unanswered):
        victim(cast, collaboration, group="")
    assert Entry.objects.count() == before + 1


def test_the_application_can_add_to_the_record_but_never_change_it(cast, as_application):
    cast.alive()
    with as_application(cast.actor("thornbury")), connection.cursor() as cursor:
        for statement in (
            "UPDATE audit_entry SET actor_name = 'x'",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        ):
            cursor.execute("SAVEPOINT attempt")
            with pytest.raises(Exception, match=r"permission denied|must be owner"):
                cursor.execute(statement)
            cursor.execute("ROLLBACK TO SAVEPOINT attempt")


def test_any_number_of_collaborations_is_read_in_the_same_number_of_queries(cast, django_assert_max_num_queries):
    some = [cast.draft(f"Collaboration {number}") for number in range(2)]
    # Eight kinds of what is recorded, and what is done about the plans, which is read at once.
    with django_assert_max_num_queries(9):
        recorded.records_of(some)
    more = some + [cast.draft(f"Another {number}") for number in range(6)]
    with django_assert_max_num_queries(9):
        assert len(recorded.records_of(more)) == 8


def test_each_way_in_which_crime_can_move_is_answered_once(cast):
    collaboration = cast.alive()
    part, raw = PARTS["displacement"], {"way": "place", "reading": "no_sign", "because": "Next door did not rise"}
    given = {"actor": cast.actor("thornbury"), "collaboration": collaboration, "part": part}
    first = answers.record(**given, raw=raw)
    with pytest.raises(Invalid, match="answered already"):
        answers.record(**given, raw=raw | {"reading": "moved"})
    second = answers.record(**given, raw=raw | {"way": "time"})
    with pytest.raises(Invalid):
        answers.change(actor=cast.actor("whitlock"), answer=second, raw=raw, version=1)
    answers.change(actor=cast.actor("whitlock"), answer=first, raw=raw | {"reading": "moved"}, version=1)
