"""Do the agreements of the example come out as the story tells them?

*Source:* R212; issue "The house and the first story", item 7.
"""

import pytest
from django.utils import timezone

from commonground.people.context import set_context
from commonground.sharing.models import Agreement
from commonground.sharing.queries import agreements as queries
from commonground.sharing.rules.agreements_state import State
from commonground.website.example import agreements
from commonground.website.example.agreements_words import NO_NAMES, PICTURES, PLATES
from commonground.website.example.clock import story_clock
from commonground.website.example.loader import BEGINNING
from commonground.website.example.stage import set_stage
from commonground.website.example.story import story


@pytest.fixture
def told(db):
    """The stage of the example, with the deeds about agreements alone."""
    today = timezone.localdate()
    with story_clock(today - BEGINNING) as clock:
        stage = set_stage(story(today))
        for deed in sorted(agreements.deeds(stage, today), key=lambda deed: (deed.day, deed.rank)):
            clock.go_to(deed.day)
            set_context(stage.actor(deed.by))
            deed.do()
    return stage


def test_the_story_has_one_with_a_history_one_due_for_review_and_one_draft(told):
    held = {one.title: one for one in queries.with_all(Agreement.objects.all())}
    states = {title: queries.state(one) for title, one in held.items()}
    assert states == {
        PICTURES.title: State.IN_FORCE, NO_NAMES.title: State.IN_FORCE, PLATES.title: State.DRAFT
    }  # fmt: skip
    assert [one.number for one in held[PICTURES.title].all_versions] == [1, 2]
    reading = queries.reading_for(told.actor("haddow"), held[PICTURES.title].public_id)
    assert reading.concerned.is_party and reading.signed.number == 2
    assert queries.next_review(held[NO_NAMES.title], []) <= timezone.localdate()
