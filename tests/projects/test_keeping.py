"""Do contacts last after the end, and does a new challenge find them?

*Source:* R45.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from commonground.groundwork.refusals import Stale
from commonground.projects import tasks
from commonground.projects.actions import answers, keeping, life
from commonground.projects.queries import reading, recorded
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.record import fingerprint
from tests.projects.pages import page, text
from tests.projects.special import decide_to_stop


def contact(cast, held, **values):
    """Keep a contact whose day is today."""
    raw = {"name": "The duty manager", "organisation": "Marlgate Centre", "reach": "01632 960121",
           "keep": timezone.localdate().isoformat(), "successor": "The late-shift lead"} | values  # fmt: skip
    return answers.record(actor=cast.actor("thornbury"), collaboration=held, part=PARTS["contacts"], raw=raw)


def finished(cast):
    """Give a collaboration that both sides have closed."""
    held = cast.alive()
    decide_to_stop(cast, held)
    return life.stop(actor=cast.actor("thornbury"), collaboration=held)


def test_a_contact_of_a_finished_collaboration_is_asked_still_you_once_and_says_so_with_one_click(cast, client_of):
    held = finished(cast)
    member = held.team.get(membership=cast.membership["penhallow"])
    kept = contact(cast, held, member=member.ref)
    today = timezone.localdate()
    assert tasks.ask_contacts(today - timedelta(days=1)) == 0
    assert tasks.ask_contacts(today) == 1
    assert tasks.ask_contacts(today + timedelta(days=3)) == 0
    (message,) = mail.outbox
    assert message.to == ["ruth.penhallow@abcp.example.org"]
    assert page("contact_still", held, kept.public_id) in message.body
    browser = client_of(cast.person["penhallow"])
    assert "Is this still the right contact?" in text(browser.get(page("contact_still", held, kept.public_id)))
    browser.post(page("contact_still", held, kept.public_id), {"version": 1})
    kept.refresh_from_db()
    assert kept.due == today + timedelta(days=182)
    assert tasks.ask_contacts(kept.due) == 1


def test_a_contact_who_is_not_on_the_team_is_asked_of_those_who_speak_for_the_sides(cast):
    held = cast.alive()
    contact(cast, held)
    assert tasks.ask_contacts(timezone.localdate()) == 2
    assert sorted(to for m in mail.outbox for to in m.to) == [
        "dana.whitlock@marlgate.example.org",
        "maya.thornbury@police.example.org",
    ]


def test_whoever_is_a_contact_finds_it_on_their_day(cast):
    held = finished(cast)
    member = held.team.get(membership=cast.membership["penhallow"])
    kept = contact(cast, held, member=member.ref)
    assert reading.due_for(cast.actor("penhallow")) == [kept]


def test_saying_still_right_does_not_undo_what_both_sides_confirmed(cast):
    held = cast.alive()
    kept = contact(cast, held)
    before = fingerprint(recorded.record_of(held), 10)
    keeping.still_right(actor=cast.actor("tranter"), answer=kept, version=1)
    assert fingerprint(recorded.record_of(held), 10) == before
    with pytest.raises(Stale):
        keeping.still_right(actor=cast.actor("tranter"), answer=kept, version=1)


def test_the_last_step_lists_the_contacts_whose_day_has_come(cast, client_of):
    held = finished(cast)
    kept = contact(cast, held)
    browser = client_of(cast.person["whitlock"])
    assert "Still the right contacts?" in text(browser.get(page("step", held, 10)))
    browser.post(page("contact_still", held, kept.public_id), {"version": 1})
    assert "Still the right contacts?" not in text(browser.get(page("step", held, 10)))


@pytest.mark.parametrize("key", ["yarrow", "lindqvist", "calder"])
def test_nobody_else_says_so(cast, client_of, key):
    held = cast.alive()
    kept = contact(cast, held)
    assert (
        client_of(cast.person[key]).post(page("contact_still", held, kept.public_id), {"version": 1}).status_code == 404
    )


def test_a_finished_collaboration_opens_again_with_a_new_challenge_and_its_contacts(cast, client_of):
    held = finished(cast)
    contact(cast, held)
    browser = client_of(cast.person["whitlock"])
    assert "Open it again with a new challenge" in text(browser.get(page("step", held, 10)))
    said = browser.post(page("reopen", held), {"reason": "Bicycles are stolen now"})
    assert said.headers["Location"] == page("statement", held)
    held.refresh_from_db()
    assert (held.state, held.state_reason) == ("alive", "Bicycles are stolen now")
    assert held.rounds.count() == 2
    assert held.answers.filter(part="contacts", removed_at__isnull=True).count() == 1
    assert "Bicycles are stolen now" in text(browser.get(page("statement", held)))
