"""Is what was said once shown again where it is needed, and never asked twice?

*Source:* R7, R9, R10, R17, R19, R21, R33.
"""

from datetime import timedelta

from django.utils import timezone

from commonground.projects.actions import answers, reviews
from commonground.projects.rules.guide import PARTS
from tests.projects.doing import sent
from tests.projects.pages import page, text


def outcome(cast, collaboration):
    raw = {
        "measure": "Shop theft at Minster Gate",
        "unit": "recorded thefts in six months",
        "baseline": "405",
        "baseline_period": "October 2025 to March 2026",
        "target": "304",
        "by": "2026-10-22",
        "source": "police recorded crime",
    }
    return answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["outcomes"], raw=raw)


def test_an_outcome_set_in_step_1_stands_where_it_is_decided_to_stop(cast, client_of):
    collaboration = cast.alive()
    outcome(cast, collaboration)
    for number in (1, 8, 9):
        shown = text(client_of(cast.person["whitlock"]).get(page("step", collaboration, number)))
        assert "Shop theft at Minster Gate" in shown, number


def test_the_grid_says_since_when_a_post_is_held(cast, client_of):
    collaboration = cast.alive()
    today = timezone.localdate()
    shown = text(client_of(cast.person["tranter"]).get(page("people", collaboration)))
    assert f"Since {today.day} {today:%B %Y}" in shown


def test_a_review_asks_beside_the_problem_as_it_was_agreed(cast, client_of):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury", "whitlock")
    raw = {f.name: f"agreed {f.name}" for f in PARTS["joint"].fields}
    answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["joint"], raw=raw)
    review = reviews.hold(
        actor=cast.actor("thornbury"),
        collaboration=collaboration,
        held_on=timezone.localdate(),
        next_on=timezone.localdate() + timedelta(91),
        present="Both leads",
    )
    shown = text(client_of(cast.person["whitlock"]).get(page("review_answer", collaboration, review.public_id)))
    assert "agreed statement" in shown


def test_the_forms_ask_for_scope_kind_of_crime_harm_use_and_the_day_of_telling(cast, client_of):
    collaboration = cast.alive()
    sent(cast, collaboration, "thornbury", "whitlock")
    asked = {
        "joint": ("Which kinds of crime", "What it covers, and what it leaves out", "What you know it from"),
        "victims": ("What kind of place", "What makes them easier to harm", "What the harm is", "comes first"),
        "outcomes": ("The period of that figure",),
        "resources": ("Used so far",),
        "measures": ("When they will be told",),
    }
    for part, labels in asked.items():
        shown = text(client_of(cast.person["whitlock"]).get(page("answer_add", collaboration, part)))
        assert [label for label in labels if label not in shown] == []


def test_what_was_used_can_be_noted_without_undoing_the_agreement(cast):
    used = PARTS["resources"].field_named("used")
    assert (used.progress, used.required) == (True, False)
