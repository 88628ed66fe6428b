"""Can both sides take a collaboration through its life, and nobody else? With a real PostgreSQL, as its application.

*Source:* R6-R8, R21, R33-R35, R43, R45-R46, R59-R68; D1, D2; settled questions, "Who".
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.projects.actions import answers, finishing, life, posts, problem, reviews
from commonground.projects.models import SideStatement
from commonground.projects.queries import reading, recorded, visible
from commonground.projects.rules.answers import Unanswered
from commonground.projects.rules.comparing import ASKED, Mark
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.lifecycle import State

WORDS = {asked: f"our words about {asked}" for asked in ASKED}


def sent(cast, collaboration, *keys):
    """Let these people write and send their side's words."""
    for key in keys:
        problem.write(actor=cast.actor(key), collaboration=collaboration, words=WORDS, version=0)
        problem.send(actor=cast.actor(key), collaboration=collaboration)


def victim(cast, collaboration, actor="thornbury", **values):
    raw = {"group": "Lone workers", "priorities": "To get home safe", "known_by": "asked", "repeat": "yes"} | values
    return answers.record(actor=cast.actor(actor), collaboration=collaboration, part=PARTS["victims"], raw=raw)


def test_a_draft_is_seen_by_its_two_leads_and_by_nobody_else(cast):
    collaboration = cast.draft()
    sees = {key for key in cast.membership if collaboration in visible.collaborations_for(cast.actor(key))}
    assert sees == {"thornbury", "whitlock"}


def test_a_draft_asks_somebody_of_the_other_side_to_lead(cast):
    with pytest.raises(Invalid) as refusal:
        life.start(
            actor=cast.actor("thornbury"),
            name="x",
            about="y",
            area=cast.area,
            programme=cast.programme,
            other_lead=cast.membership["tranter"],
        )
    assert refusal.value.reason == "Choose a lead on the security side"


@pytest.mark.parametrize("key", ["osei", "yarrow", "calder"])
def test_only_members_of_the_two_sides_start_a_collaboration(cast, key):
    with pytest.raises(NotAllowed):
        life.start(
            actor=cast.actor(key),
            name="x",
            about="y",
            area=cast.area,
            programme=cast.programme,
            other_lead=cast.membership["whitlock"],
        )


def test_the_side_that_proposes_cannot_accept_for_the_other(cast):
    collaboration = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=collaboration)
    collaboration.refresh_from_db()
    with pytest.raises(Refused, match="Your side made the proposal"):
        life.accept(actor=cast.actor("thornbury"), collaboration=collaboration)
    life.accept(actor=cast.actor("whitlock"), collaboration=collaboration)
    collaboration.refresh_from_db()
    assert collaboration.state == State.ALIVE
    assert visible.speaker(collaboration, Side.SECURITY) == cast.membership["whitlock"].pk


def test_a_declined_proposal_keeps_its_reason_and_can_be_proposed_again(cast):
    collaboration = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=collaboration)
    collaboration.refresh_from_db()
    with pytest.raises(Invalid):
        life.decline(actor=cast.actor("whitlock"), collaboration=collaboration, reason=" ")
    life.decline(actor=cast.actor("whitlock"), collaboration=collaboration, reason="Not before the sales")
    collaboration.refresh_from_db()
    assert (collaboration.state, collaboration.state_reason) == (State.DECLINED, "Not before the sales")
    life.take_back(actor=cast.actor("thornbury"), collaboration=collaboration)
    collaboration.refresh_from_db()
    assert collaboration.state == State.DRAFT


def test_the_team_sees_all_of_it_a_stakeholder_only_what_is_theirs_and_the_platform_nothing(cast):
    collaboration = cast.alive()
    assert visible.taking(cast.actor("tranter"), collaboration).part == "team"
    assert visible.taking(cast.actor("yarrow"), collaboration).part == "stakeholder"
    with pytest.raises(Http404):
        visible.team_collaboration_for(cast.actor("yarrow"), collaboration.public_id)
    for key in ("lindqvist", "osei", "hartnoll"):
        with pytest.raises(Http404):
            visible.collaboration_for(cast.actor(key), collaboration.public_id)
    administrator = cast.actor("calder")
    assert administrator.is_administrator
    assert not visible.collaborations_for(administrator).exists()


def test_with_another_employer_it_is_not_that_person(cast):
    collaboration = cast.alive()
    moved = cast.membership["tranter"]
    other = moved.organisation.memberships.model.objects.create(
        person=moved.person, organisation=cast.organisation["Northgate Guarding"], starts=timezone.localdate()
    )
    cast.membership["tranter at Northgate"] = other
    cast.person["tranter at Northgate"] = moved.person
    assert visible.collaborations_for(cast.actor("tranter")).contains(collaboration)
    assert not visible.collaborations_for(cast.actor("tranter at Northgate")).contains(collaboration)


def test_who_leaves_the_team_sees_nothing_from_then_on(cast):
    collaboration = cast.alive()
    member = collaboration.team.get(membership=cast.membership["tranter"])
    posts.end_member(actor=cast.actor("thornbury"), collaboration=collaboration, member=member)
    assert not visible.collaborations_for(cast.actor("tranter")).exists()


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


def complete_step_two(cast, collaboration):
    person = cast.actor("thornbury")
    member = visible.team_of(collaboration).first()
    raw = {
        "architecture": {"shape": "liaison", "decides": "The group decides", "meets": "Monthly"},
        "formality": dict.fromkeys(("money", "powers", "personal", "staff", "long", "liability"), "no")
        | {"chosen": "none", "reason": "Small and short"},
        "stakeholders": {
            "name": "Traders",
            "interest": "high",
            "influence": "high",
            "channel": "Meeting",
            "message": "News",
            "how_often": "monthly",
            "owner": member.ref,
        },
        "sharing": {
            "personal": "no",
            "intelligence": "no",
            "images": "no",
            "regular": "never",
            "decided": "informal",
            "reason": "Figures only",
        },
    }
    for key, values in raw.items():
        answers.record(actor=person, collaboration=collaboration, part=PARTS[key], raw=values)


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


def test_a_change_of_lead_does_not_undo_a_confirmation_and_the_deputy_speaks_meanwhile(cast):
    collaboration = cast.alive()
    complete_step_two(cast, collaboration)
    content = recorded.standings_for(cast.actor("thornbury"), collaboration)[1].content
    answers.confirm(actor=cast.actor("thornbury"), collaboration=collaboration, step=2, content=content)
    post = visible.posts_now(collaboration).get(side="police", role="governance")
    with pytest.raises(Refused, match="Name a deputy first"):
        posts.end_post(actor=cast.actor("thornbury"), collaboration=collaboration, post=post)
    posts.name_deputy(
        actor=cast.actor("thornbury"), collaboration=collaboration, post=post, deputy=cast.membership["tranter"]
    )
    posts.end_post(actor=cast.actor("thornbury"), collaboration=collaboration, post=post)
    assert visible.taking(cast.actor("tranter"), collaboration).speaks_for_side
    assert recorded.standings_for(cast.actor("tranter"), collaboration)[1].police == "confirmed"


def test_a_lead_is_named_by_their_own_side_and_accepts_it_themselves(cast):
    collaboration = cast.alive()
    ask = {"collaboration": collaboration, "role": "delivery"}
    with pytest.raises(NotAllowed, match="names its own leads"):
        posts.ask_to_lead(actor=cast.actor("thornbury"), side=Side.SECURITY, holder=cast.membership["haddow"], **ask)
    post = posts.ask_to_lead(actor=cast.actor("whitlock"), side=Side.SECURITY, holder=cast.membership["haddow"], **ask)
    with pytest.raises(NotAllowed):
        posts.answer(actor=cast.actor("whitlock"), collaboration=collaboration, post=post, accept=True)
    with pytest.raises(Invalid):
        posts.answer(actor=cast.actor("haddow"), collaboration=collaboration, post=post, accept=False)
    posts.answer(actor=cast.actor("haddow"), collaboration=collaboration, post=post, accept=False, reason="On leave")
    assert not visible.posts_now(collaboration).filter(role="delivery").exists()
    again = posts.ask_to_lead(actor=cast.actor("whitlock"), side=Side.SECURITY, holder=cast.membership["haddow"], **ask)
    posts.answer(actor=cast.actor("haddow"), collaboration=collaboration, post=again, accept=True)
    assert visible.posts_now(collaboration).get(role="delivery", side="security").accepted_at


def test_a_review_is_answered_by_both_sides_and_then_never_changes(cast):
    collaboration = cast.alive()
    today = timezone.localdate()
    with pytest.raises(Invalid):
        reviews.hold(
            actor=cast.actor("tranter"), collaboration=collaboration, held_on=today, next_on=today, present="All"
        )
    review = reviews.hold(
        actor=cast.actor("tranter"),
        collaboration=collaboration,
        held_on=today,
        next_on=today + timedelta(91),
        present="Both leads",
    )
    given = {"relevant": True, "on_course": True, "why": "Thefts are down"}
    reviews.answer(actor=cast.actor("thornbury"), review=review, answers=given)
    with pytest.raises(Refused):
        reviews.answer(actor=cast.actor("thornbury"), review=review, answers=given)
    with pytest.raises(Refused, match="waits for an answer"):
        reviews.hold(
            actor=cast.actor("tranter"),
            collaboration=collaboration,
            held_on=today,
            next_on=today + timedelta(91),
            present="All",
        )
    with pytest.raises(Invalid, match="whether the plan must change"):
        reviews.answer(
            actor=cast.actor("whitlock"),
            review=review,
            answers={"relevant": True, "on_course": False, "why": "Radios are late"},
        )


def test_a_stakeholder_says_where_they_stand_and_the_latest_counts(cast):
    collaboration = cast.alive()
    for position in ("cannot", "stop"):
        finishing.take_position(
            actor=cast.actor("yarrow"), collaboration=collaboration, position=position, reason="Because"
        )
    assert [row.position for row in reading.positions_for(collaboration)] == ["stop"]
    assert collaboration.positions.count() == 2
    with pytest.raises(NotAllowed):
        finishing.take_position(
            actor=cast.actor("tranter"), collaboration=collaboration, position="stop", reason="Because"
        )


def test_a_collaboration_closes_only_when_its_ninth_step_is_complete(cast):
    collaboration = cast.alive()
    with pytest.raises(Refused, match="Step 9 is not complete"):
        life.stop(actor=cast.actor("thornbury"), collaboration=collaboration)
    collaboration.refresh_from_db()
    assert collaboration.state == State.ALIVE


def test_a_case_study_is_public_only_when_both_sides_approved_that_version(cast):
    collaboration = cast.alive()
    raw = {f.name: "words" for f in PARTS["case_study"].fields}
    answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["case_study"], raw=raw)
    first = finishing.draft_publication(actor=cast.actor("tranter"), collaboration=collaboration, kind="case")
    finishing.approve(actor=cast.actor("thornbury"), publication=first)
    assert not reading.published("case")
    second = finishing.draft_publication(actor=cast.actor("tranter"), collaboration=collaboration, kind="case")
    with pytest.raises(Refused, match="newer version"):
        finishing.approve(actor=cast.actor("whitlock"), publication=first)
    with pytest.raises(NotAllowed):
        finishing.approve(actor=cast.actor("tranter"), publication=second)
    for key in ("thornbury", "whitlock"):
        finishing.approve(actor=cast.actor(key), publication=second)
    assert [row.pk for row in reading.published("case")] == [second.pk]
    finishing.withdraw_publication(actor=cast.actor("whitlock"), publication=second)
    assert not reading.published("case")


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
    with django_assert_max_num_queries(8):
        recorded.records_of(some)
    more = some + [cast.draft(f"Another {number}") for number in range(6)]
    with django_assert_max_num_queries(8):
        assert len(recorded.records_of(more)) == 8
