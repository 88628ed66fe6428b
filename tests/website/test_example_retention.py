"""Does the example show when who was at a briefing leaves?

*Source:* D4; settled questions, "Running it" (the worked example).
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.pages import words
from commonground.people.models import Person
from commonground.sharing.actions.retention_records import let_go
from commonground.sharing.models import Briefing, RecordKept
from commonground.website.example.people import PEOPLE
from tests.projects.pages import text

LISTED = reverse("sharing:retention_records") + "?kind=attendance"
pytestmark = pytest.mark.django_db


def test_the_example_lists_when_who_was_at_its_briefing_leaves_and_then_shows_numbers(example, client_of):
    officer = client_of(Person.objects.get(account__email=PEOPLE["tranter"].email))
    held = Briefing.objects.select_related("asset").get(title="Winter evenings")
    assert f"Who was at a briefing: Winter evenings, {words.moment(held.starts)}" in text(officer.get(LISTED))
    RecordKept.objects.filter(kind="attendance").update(leaves_on=timezone.localdate())
    let_go(today=timezone.localdate())
    shown = text(officer.get(reverse("sharing:briefing", args=[held.asset.public_id, held.public_id])))
    assert "1 seat had been taken. 1 person was there." in shown
