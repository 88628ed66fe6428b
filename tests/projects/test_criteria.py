"""Do reviews say more than one word to all of it, and are criteria for stopping worked out rather than typed again?

*Source:* R10, R34-R35, R41.
"""

import html
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commonground.groundwork.refusals import Invalid
from commonground.projects.actions import answers, reviews
from commonground.projects.models import ReviewAnswer
from commonground.projects.queries import criteria
from commonground.projects.rules.achieving import Achieved, achieved
from commonground.projects.rules.criteria import By, Read, Reading, read
from commonground.projects.rules.guide import PARTS
from tests.projects.special import at, review_of

TODAY = date(2026, 11, 20)
OUTCOME = {
    "measure": "Recorded thefts",
    "unit": "in six months",
    "baseline": "400",
    "target": "300",
    "by": "2026-12-01",
    "source": "Police recorded crime",
}


def outcome(cast, here, measured=None, **values):
    """Set an outcome, and measure it."""
    actor = cast.actor("thornbury")
    row = answers.record(actor=actor, collaboration=here, part=PARTS["outcomes"], raw=OUTCOME | values)
    if measured is not None:
        found = {
            "outcome": row.ref,
            "measured": measured,
            "on": "2026-11-01",
            "source": "The same",
            "effects": "None seen",
        }
        answers.record(actor=actor, collaboration=here, part=PARTS["achievements"], raw=found)
    return row


def criterion(cast, here, **values):
    raw = {"kind": "success", "test": "Fewer than 300", "agreed": "2026-06-01", "met": "open"} | values
    return answers.record(actor=cast.actor("thornbury"), collaboration=here, part=PARTS["criteria"], raw=raw)


@pytest.mark.parametrize(
    ("measured", "reading"), [("290", Reading.MET), ("350", Reading.NOT_MET), ("410", Reading.NOT_MET)]
)
def test_a_criterion_that_rests_on_an_outcome_follows_its_figure_whatever_was_typed(cast, measured, reading):
    here = cast.alive()
    row = outcome(cast, here, measured=measured)
    criterion(cast, here, outcome=row.ref, met="no" if reading is Reading.MET else "yes")
    [found] = criteria.criteria_of(here)
    assert found.read == Read(reading, By.OUTCOME)
    assert found.outcome.target == Decimal(300)


def test_what_cannot_be_told_is_not_yet_known():
    assert achieved(Decimal(400), Decimal(300), None) is Achieved.CANNOT_TELL
    assert read({"met": "yes"}, Achieved.CANNOT_TELL, TODAY) == Read(Reading.OPEN, By.OUTCOME)


def test_a_time_is_up_on_the_day_after_its_last_day():
    values = {"kind": "time", "until": "2026-11-20", "met": "no"}
    assert read(values, None, TODAY) == Read(Reading.NOT_MET, By.DATE)
    assert read(values, None, TODAY + timedelta(1)) == Read(Reading.MET, By.DATE)


def test_a_criterion_without_a_figure_is_what_both_sides_say():
    assert read({"met": "yes"}, None, TODAY) == Read(Reading.MET, By.WORD)


def test_a_review_keeps_the_criteria_as_they_stood_that_day(cast, client_of):
    here = cast.alive()
    row = outcome(cast, here, measured="350")
    criterion(cast, here, outcome=row.ref)
    review = review_of(cast, here)
    found = {"outcome": row.ref, "measured": "290", "on": "2026-11-02", "source": "Later", "effects": "None seen"}
    answers.record(actor=cast.actor("thornbury"), collaboration=here, part=PARTS["achievements"], raw=found)
    review.refresh_from_db()
    assert review.figures["criteria"][0]["reading"] == "no"
    said = html.unescape(client_of(cast.person["whitlock"]).get(at("review", here, review)).content.decode())
    assert "Fewer than 300" in said
    assert "Measured: 350. Target: 300." in said
    assert criteria.criteria_of(here)[0].read.reading is Reading.MET


def test_a_review_takes_down_each_milestone_with_its_day(cast, client_of):
    here = cast.alive()
    past, member = timezone.localdate() - timedelta(3), here.team.filter(part="team").first().ref
    raw = {"what": "Radios answered", "due": past, "owner": member, "evidence": "A log"}
    answers.record(actor=cast.actor("thornbury"), collaboration=here, part=PARTS["milestones"], raw=raw)
    review = review_of(cast, here)
    said = client_of(cast.person["whitlock"]).get(at("review", here, review)).content.decode()
    assert "Radios answered" in said
    assert "Not reached by its day" in said


def test_each_side_comments_on_each_objective_and_the_words_stay_blind_until_both_have(cast, client_of):
    here = cast.alive()
    row = outcome(cast, here, measured="350")
    review = review_of(cast, here)
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    typed = {"relevant": "yes", "on_course": "yes", "why": "So"}
    page = at("review_answer", here, review)
    assert police.post(page, typed | {"comment_0": "On the way, canary-police"}).status_code == 302
    assert "canary-police" not in security.get(at("review", here, review)).content.decode()
    assert security.post(page, typed | {"comment_0": "Slower than promised"}).status_code == 302
    said = security.get(at("review", here, review)).content.decode()
    assert "canary-police" in said
    assert "Slower than promised" in said
    assert ReviewAnswer.objects.get(side="police").comments == {row.ref: "On the way, canary-police"}


def test_a_comment_on_what_the_review_does_not_hold_is_not_kept(cast):
    here = cast.alive()
    review = review_of(cast, here)
    given = {"relevant": True, "on_course": True, "why": "So", "comments": {"x" * 22: "words"}}
    assert reviews.answer(actor=cast.actor("thornbury"), review=review, answers=given).comments == {}


def test_a_plan_that_stays_though_not_on_course_stays_for_a_reason(cast, client_of):
    here = cast.alive()
    review = review_of(cast, here)
    given = {"relevant": True, "on_course": False, "change": False, "why": "Too early"}
    with pytest.raises(Invalid, match="why the plan stays"):
        reviews.answer(actor=cast.actor("thornbury"), review=review, answers=given)
    typed = {"relevant": "yes", "on_course": "no", "change": "no", "why": "Too early"}
    police = client_of(cast.person["thornbury"])
    assert "keeps_because" in police.post(at("review_answer", here, review), typed).context["form"].errors
    police.post(at("review_answer", here, review), typed | {"keeps_because": "Six months are needed to see it"})
    assert "Six months are needed" in police.get(at("review", here, review)).content.decode()


def test_a_review_that_asks_for_a_change_leads_to_a_new_version_of_the_plan(cast, client_of):
    here = cast.alive()
    review = review_of(cast, here)
    given = {"relevant": True, "on_course": False, "change": True, "why": "Radios are late"}
    for key in ("thornbury", "whitlock"):
        reviews.answer(actor=cast.actor(key), review=review, answers=given)
    said = client_of(cast.person["whitlock"]).get(at("review", here, review)).content.decode()
    assert f"{at('plan_put_forward', here)}?review={review.ref}" in said


@pytest.mark.parametrize("step", [1, 3])
def test_steps_one_and_three_ask_early_how_one_will_know_that_it_is_time_to_stop(cast, client_of, step):
    here = cast.alive()
    police, asks = client_of(cast.person["thornbury"]), "How will you know that it is time to stop?"
    assert asks in police.get(at("step", here, step)).content.decode()
    criterion(cast, here)
    assert asks not in police.get(at("step", here, step)).content.decode()
