"""Can the public list of case studies grow, and does it tell days as the site counts them?

*Source:* R46, R69-R70.
"""

from datetime import UTC, datetime

from django.utils import timezone

from commonground.projects.actions import life
from commonground.projects.models import Confirmation
from commonground.projects.queries import cases
from commonground.projects.rules.lifecycle import State
from tests.projects.special import case_study, decide_to_stop, study_of


def published(cast, name, **more):
    collaboration = cast.alive(name)
    case_study(cast, collaboration, "thornbury", "whitlock", **more)
    return collaboration


def test_the_list_of_case_studies_asks_the_same_number_of_queries_however_many_there_are(
    cast, client, django_assert_max_num_queries
):
    published(cast, "Gate")
    with django_assert_max_num_queries(40) as one:
        client.get("/case-studies/")
    for number in range(4):
        published(cast, f"Gate {number}")
    with django_assert_max_num_queries(len(one)):
        page = client.get("/case-studies/")
    assert len(page.context["rows"]) == 5


def test_a_list_does_not_read_the_counts_and_boundaries_that_it_does_not_show(cast):
    collaboration = cast.alive()
    study = study_of(cast)
    collaboration.studies.create(study=study)
    case_study(cast, collaboration, "thornbury", "whitlock", study=study)
    (found,) = cases.case_studies()
    assert found.study.get_deferred_fields() == {"series", "specification"}
    assert found.collaboration.area.get_deferred_fields() == {"boundary"}


def test_words_are_sought_in_the_name_the_area_and_what_is_said_and_all_must_occur(cast):
    collaboration = published(cast, "Market evenings")
    for words in ("market", "ALDERMOUTH", "words on summary", "evenings aldermouth contact", ""):
        assert [row.collaboration for row in cases.published("case", words)] == [collaboration], words
    for words in ("market nowhere", "organisations", "%"):
        assert not cases.published("case", words), words


def test_a_step_was_followed_only_where_both_sides_have_confirmed_it(cast):
    collaboration = published(cast, "Gate")
    given = {"collaboration": collaboration, "step": 3, "content": "c" * 64}
    Confirmation.objects.create(side="police", by=cast.membership["thornbury"], **given)
    case_study(cast, collaboration, "thornbury", "whitlock")
    assert not cases.case_studies(step=3)
    Confirmation.objects.create(side="security", by=cast.membership["whitlock"], **given)
    case_study(cast, collaboration, "thornbury", "whitlock")
    (found,) = cases.case_studies(step=3)
    assert found.values["followed"] == [3]
    assert not cases.case_studies(step=4)


def test_which_steps_were_followed_does_not_change_under_what_both_sides_approved(cast):
    collaboration = published(cast, "Gate")
    for side, key in (("police", "thornbury"), ("security", "whitlock")):
        Confirmation.objects.create(
            collaboration=collaboration, step=3, content="c" * 64, side=side, by=cast.membership[key]
        )
    assert not cases.case_studies(step=3)
    (found,) = cases.case_studies()
    assert found.values["followed"] == []


def test_an_hour_after_midnight_in_summer_belongs_to_the_new_day(cast):
    collaboration = cast.alive()
    collaboration.alive_at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert cases.snapshot_of(collaboration)["began"] == "2026-07-02"


def test_what_is_opened_again_has_not_ended(cast):
    collaboration = cast.alive()
    decide_to_stop(cast, collaboration)
    stopped = life.stop(actor=cast.actor("thornbury"), collaboration=collaboration)
    assert cases.snapshot_of(stopped)["ended"] == timezone.localdate().isoformat()
    again = life.reopen(actor=cast.actor("whitlock"), collaboration=stopped, reason="Thefts are back")
    assert (again.state, cases.snapshot_of(again)["ended"]) == (State.ALIVE, None)
