"""What happens when two people do the same at the same moment? Real threads, each with a connection of its own.

*Source:* settled questions, "Who" ("a lost race shows both texts and loses neither"); R8, R21.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Refused
from commonground.groundwork.sides import Side
from commonground.people.actions import members, organisations
from commonground.people.models import Membership
from commonground.projects.actions import answers, consensus, finishing, life, posts, problem, reviews
from commonground.projects.models import Collaboration, Position
from commonground.projects.queries import recorded, visible
from commonground.projects.rules.comparing import ASKED
from commonground.projects.rules.guide import PARTS
from tests.cast import assemble
from tests.figures import counts
from tests.projects.special import ask_everybody, case_study, read_from_outside, review_of, study_of
from tests.security.filling import fitting

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = counts(2, 25)


@pytest.fixture
def cast(transactional_db):
    return assemble()


def at_once(*deeds):
    """Do these at the same moment, each on a connection of its own; give what came of each: a value or its refusal."""
    start = Barrier(len(deeds))

    def do(deed):
        try:
            start.wait(10)
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


def refused(results):
    return [result for result in results if isinstance(result, Refused)]


def test_of_two_who_save_the_same_answer_one_is_shown_both_texts(cast):
    here = cast.alive()
    kept = answers.record(
        actor=cast.actor("thornbury"), collaboration=here, part=PARTS["victims"], raw=fitting("victims")
    )

    def saving(key, version):
        raw = fitting("victims", f"by {key} {version}")
        return lambda: answers.change(actor=cast.actor(key), answer=kept, raw=raw, version=version)

    for version in range(1, ROUNDS + 1):
        results = at_once(saving("thornbury", version), saving("whitlock", version))
        (lost,) = refused(results)
        kept.refresh_from_db()
        assert kept.version == version + 1
        assert lost.theirs == kept.values
    assert kept.versions.count() == ROUNDS + 1


def test_a_proposal_is_accepted_once_and_never_also_declined_or_withdrawn(cast):
    for number in range(ROUNDS):
        here = cast.draft(f"Proposal {number}")
        life.propose(actor=cast.actor("thornbury"), collaboration=here)
        here.refresh_from_db()
        results = at_once(
            lambda here=here: life.accept(actor=cast.actor("whitlock"), collaboration=here),
            lambda here=here: life.accept(actor=cast.actor("whitlock"), collaboration=here),
            lambda here=here: life.decline(actor=cast.actor("whitlock"), collaboration=here, reason="No"),
            lambda here=here: life.withdraw(actor=cast.actor("thornbury"), collaboration=here),
        )
        assert len(refused(results)) == 3
        moved = Entry.objects.filter(subject_id=here.ref).exclude(tag__in=BEGINNING)
        assert moved.count() == 1
        assert moved.get().tag.endswith(Collaboration.objects.get(pk=here.pk).state.replace("alive", "accepted"))


BEGINNING = ("projects:collaboration:started", "projects:collaboration:proposed")


def test_a_post_has_one_holder_whoever_asks_at_once(cast):
    here = cast.alive()
    ask = {"actor": cast.actor("thornbury"), "collaboration": here, "side": Side.POLICE, "role": "delivery"}
    results = at_once(
        lambda: posts.ask_to_lead(holder=cast.membership["tranter"], **ask),
        lambda: posts.ask_to_lead(holder=cast.membership["marchbank"], **ask),
    )
    assert len(refused(results)) == 1
    assert visible.posts_now(here).filter(side="police", role="delivery").count() == 1


def test_there_is_one_joint_statement_whether_written_or_put_back(cast):
    here = cast.alive()
    for key in ("thornbury", "whitlock"):
        problem.write(actor=cast.actor(key), collaboration=here, words=dict.fromkeys(ASKED, "words"), version=0)
        problem.send(actor=cast.actor(key), collaboration=here)
    lead = cast.actor("thornbury")

    def write():
        return answers.record(actor=lead, collaboration=here, part=PARTS["joint"], raw=fitting("joint"))

    first = write()
    answers.remove(actor=lead, answer=first)
    second = write()
    answers.remove(actor=lead, answer=second)
    for _ in range(ROUNDS):
        results = at_once(
            lambda: answers.put_back(actor=lead, answer=first),
            lambda: answers.put_back(actor=cast.actor("whitlock"), answer=second),
            write,
        )
        assert len(refused(results)) == 2
        answers.remove(actor=lead, answer=recorded.answers_of(here, "joint").get())


def test_nothing_comes_to_refer_to_what_is_taken_out_at_that_moment(cast):
    here, lead = cast.alive(), cast.actor("thornbury")
    for _ in range(ROUNDS):
        outcome = answers.record(actor=lead, collaboration=here, part=PARTS["outcomes"], raw=fitting("outcomes"))
        raw = fitting("measures", here=here) | {"outcome": outcome.ref}

        def measuring(raw=raw):
            try:
                return answers.record(actor=lead, collaboration=here, part=PARTS["measures"], raw=raw)
            except ValueError as fault:
                return Refused(str(fault))

        at_once(measuring, lambda outcome=outcome: answers.remove(actor=lead, answer=outcome))
        used = {row.values["outcome"] for row in recorded.answers_of(here, "measures")}
        assert used <= {row.ref for row in recorded.answers_of(here, "outcomes")}


def test_both_sides_send_at_once_and_the_words_open(cast):
    here = cast.alive()
    for key in ("thornbury", "whitlock"):
        problem.write(actor=cast.actor(key), collaboration=here, words=dict.fromkeys(ASKED, "words"), version=0)
    results = at_once(
        *(lambda key=key: problem.send(actor=cast.actor(key), collaboration=here) for key in ("thornbury", "whitlock"))
    )
    assert not refused(results)
    assert here.rounds.get().opened_at
    assert Entry.objects.filter(tag="projects:statement:sent").count() == 2


def test_a_side_answers_a_review_once_and_one_study_measures_one_collaboration(cast):
    here, there = cast.alive(), cast.alive("Another")
    review, study = review_of(cast, here), study_of(cast)
    given = {"relevant": True, "on_course": True, "why": "Yes"}
    results = at_once(
        *[lambda: reviews.answer(actor=cast.actor("thornbury"), review=review, answers=given)] * 2,
        *(
            lambda to=to: finishing.take_on_study(actor=cast.actor("thornbury"), collaboration=to, study=study)
            for to in (here, there)
        ),
    )
    assert len(refused(results[:2])) == len(refused(results[2:])) == 1


def test_both_sides_approve_at_once_and_it_is_published_once(cast):
    here = cast.alive()
    made = case_study(cast, here)
    read_from_outside(cast, made)
    at_once(
        *(
            lambda key=key: finishing.approve(actor=cast.actor(key), publication=made)
            for key in ("thornbury", "whitlock")
        )
    )
    assert Entry.objects.filter(tag="projects:publication:published").count() == 1
    made.refresh_from_db()
    assert made.published_at


def test_a_collaboration_is_not_closed_while_its_ninth_step_changes(cast):
    here = cast.alive()
    ask_everybody(cast, here)
    at_once(
        lambda: consensus.take_position(actor=cast.actor("yarrow"), collaboration=here, position="stop", reason="Done"),
        lambda: life.stop(actor=cast.actor("thornbury"), collaboration=here),
    )
    assert Position.objects.count() == 1
    assert Collaboration.objects.get(pk=here.pk).state == "alive"


def test_somebody_invited_twice_at_once_is_a_member_once(cast, mailoutbox):
    guests = [(key, cast.organisation["Aldermouth Police"]) for key in ("thornbury", "calder")]
    results = at_once(
        *(
            lambda key=key, to=to: members.invite_person(
                actor=cast.actor(key), organisation=to, name="Eve Stone", email="eve@example.org"
            )
            for key, to in guests
        )
    )
    assert len(refused(results)) == 1
    assert Membership.objects.filter(person__account__email="eve@example.org").count() == 1


def test_a_member_is_added_once_and_reviews_are_numbered_without_a_gap(cast):
    here, today = cast.alive(), timezone.localdate()
    adding = {"collaboration": here, "membership": cast.membership["marchbank"], "part": "team"}
    holding = {"collaboration": here, "held_on": today, "next_on": today + timedelta(30), "present": "Both"}
    results = at_once(
        *[lambda: posts.add_member(actor=cast.actor("thornbury"), **adding)] * 2,
        *[lambda: reviews.hold(actor=cast.actor("tranter"), **holding)] * 2,
    )
    assert here.team.filter(membership=cast.membership["marchbank"], until=None).count() == 1
    assert len(refused(results[2:])) == 1
    assert list(here.reviews.values_list("number", flat=True)) == [1]


def test_an_organisation_that_two_add_at_once_is_in_the_register_once(cast):
    added = {"actor": cast.actor("calder"), "name": "Quayside Cinemas", "kind": "manager"}
    results = at_once(*[lambda: organisations.register_organisation(**added)] * 2)
    assert len(refused(results)) == 1
