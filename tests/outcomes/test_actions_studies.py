"""Is a study asked for, computed and run again as it should be, and never edited?

*Source:* R42; design/outcomes.md 3.5; settled questions, "In Django" (jobs).
"""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from commonground.audit.models import Entry
from commonground.groundwork import ids
from commonground.groundwork.actors import SYSTEM
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.outcomes import tasks
from commonground.outcomes.actions import studies as actions
from commonground.outcomes.adapters.store import Store
from commonground.outcomes.models import Study
from commonground.website import jobs
from tests.outcomes import world
from tests.outcomes.made import DOCUMENT


@pytest.fixture
def testham(home, cast, tmp_path):
    """Testham with its crimes, in a state folder of its own."""
    place = world.settle()
    world.crimes(tmp_path / "first")
    return place


def test_a_study_that_is_asked_for_waits_and_its_job_names_it(cast, testham):
    made = world.study(cast)

    assert (made.state, made.result, made.area) == ("waiting", {}, testham)
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"study": made.ref}]
    entry = Entry.objects.get(tag="outcomes:study:requested")
    assert (entry.subject_id, entry.actor_name) == (made.ref, "Maya Thornbury")


def test_a_study_that_is_not_kept_leaves_no_job(cast, testham):
    with pytest.raises(RuntimeError), transaction.atomic():
        world.study(cast)
        raise RuntimeError("the rest of the request failed")

    assert not Study.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_person_without_an_organisation_may_not_ask(cast, testham):
    with pytest.raises(NotAllowed, match="Only members"):
        world.study(cast, "calder")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"crime_types": []}, "crime_types"),
        ({"treated": []}, "treated"),
        ({"after": ["2018-07", "2018-08"]}, "after"),
        ({"control": ["T10"]}, "control"),
    ],
)
def test_what_the_engine_does_not_understand_is_refused_at_once_and_names_its_field(cast, testham, changes, field):
    with pytest.raises(Invalid) as refusal:
        world.study(cast, **changes)

    assert refusal.value.field == field
    assert not Study.objects.exists()


@pytest.mark.parametrize("changes", [{"crimes": ["/etc"]}, {"areas": "/etc/passwd"}, DOCUMENT])
def test_a_study_never_reads_files_of_the_machine(cast, testham, changes):
    with pytest.raises(Invalid, match="kept here"):
        world.study(cast, **changes)


def test_a_computed_study_keeps_the_text_of_the_engine_its_data_and_its_version(cast, testham):
    made = world.computed(cast)

    assert made.state == "done"
    assert actions.as_text(json.loads(made.result_text)) == made.result_text
    assert made.result["verdict"]["code"] == "fewer"
    assert made.result["counts"]["treated"] == {"before": 126, "after": 24}
    assert len(made.fingerprint) == 64
    assert made.engine_version
    assert {area["id"]: area["role"] for area in made.series["areas"]}["T09"] == "displacement"
    assert Entry.objects.get(tag="outcomes:study:computed").details["fingerprint"] == made.fingerprint


def test_computing_a_study_twice_changes_nothing(cast, testham):
    made = world.computed(cast)
    actions.compute_study(actor=SYSTEM, study=made.public_id)

    again = Study.objects.get()
    assert (again.result_text, again.computed_at) == (made.result_text, made.computed_at)
    assert Entry.objects.filter(tag="outcomes:study:computed").count() == 1


def test_a_study_that_the_data_cannot_serve_says_why_in_one_sentence(cast, testham):
    made = world.computed(cast, after=["2019-06", "2019-08"])

    assert (made.state, made.result_text) == ("failed", "")
    assert made.failure == "No crimes of 2019-08 were read."


def test_a_study_of_a_place_whose_areas_are_gone_says_so(cast, testham):
    made = world.study(cast)
    testham.parts.update(within=None)
    actions.compute_study(actor=SYSTEM, study=made.public_id)

    made.refresh_from_db()
    assert made.failure == "No areas with boundaries are kept inside Testham."


def test_a_fault_of_the_software_is_said_on_the_page_and_still_raised(cast, testham):
    made = world.study(cast)
    next(Store.of_this_installation().root.glob("force=*/month=*/crimes.parquet")).write_bytes(b"not a file of crimes")
    with pytest.raises(Exception, match=r"(?i)parquet"):
        tasks.evaluate_study(made.ref)

    made.refresh_from_db()
    assert (made.state, made.failure) == ("failed", actions.BROKE_OFF)


def test_run_again_on_the_same_data_a_study_gives_the_same_bytes(cast, testham):
    first = world.computed(cast)
    again = actions.run_again(actor=cast.actor("thornbury"), study=first)
    actions.compute_study(actor=SYSTEM, study=again.public_id)
    again.refresh_from_db()

    assert again.repeats == first
    assert again.result_text.encode() == first.result_text.encode()
    assert again.fingerprint == first.fingerprint


def test_run_again_on_other_crimes_a_study_has_another_fingerprint_and_the_first_stays(cast, testham, tmp_path):
    first = world.computed(cast)
    world.crimes(tmp_path / "corrected", extra=3)
    again = actions.run_again(actor=cast.actor("thornbury"), study=first)
    actions.compute_study(actor=SYSTEM, study=again.public_id)
    again.refresh_from_db()

    assert again.fingerprint != first.fingerprint
    assert again.result_text != first.result_text
    assert Study.objects.get(pk=first.pk).result_text == first.result_text


def test_a_run_of_a_run_repeats_the_first(cast, testham):
    first = world.computed(cast)
    second = actions.run_again(actor=cast.actor("thornbury"), study=first)
    actions.compute_study(actor=SYSTEM, study=second.public_id)
    third = actions.run_again(actor=cast.actor("thornbury"), study=Study.objects.get(pk=second.pk))

    assert third.repeats == first


def test_only_its_maker_runs_a_study_again_and_only_once_it_is_computed(cast, testham):
    waiting = world.study(cast)
    with pytest.raises(Refused, match="not computed yet"):
        actions.run_again(actor=cast.actor("thornbury"), study=waiting)
    with pytest.raises(NotAllowed):
        actions.run_again(actor=cast.actor("whitlock"), study=waiting)


def work():
    """Let one worker do everything that waits, in a thread of its own: a browser's loop may run in this one."""

    def run():
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            working.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)
        connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(run).result()


@pytest.mark.django_db(transaction=True)
def test_the_worker_computes_what_was_asked_for(cast, testham):
    made = world.study(cast)
    work()

    made.refresh_from_db()
    assert (made.state, made.result["verdict"]["code"]) == ("done", "fewer")
    assert [job.status for job in ProcrastinateJob.objects.filter(task_name="outcomes:evaluate_study")] == ["succeeded"]


@pytest.mark.django_db(transaction=True)
def test_what_a_dead_worker_left_half_done_is_taken_up_by_another(cast, testham):
    made = world.study(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL, attempts = 1")
    work()
    assert Study.objects.get().is_waiting

    app.configure_task("website:tidy_jobs").defer(timestamp=0)
    work()
    work()
    assert Study.objects.get(public_id=ids.from_text(made.ref)).state == "done"


def test_every_job_name_of_the_ground_is_bound_to_a_task():
    assert set(jobs.TASKS) == {jobs.jobs.EVALUATE_STUDY, jobs.jobs.DELIVER_RELEASE}
