"""Can a custodian say what of theirs somebody could see at a moment that is over, and is it recorded that they asked?

*Source:* bar C6 of the reference on security; D1; DPA 2018 s.62.
"""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed
from commonground.sharing.actions import could_see, releases
from commonground.sharing.commands import COMMANDS
from commonground.sharing.models import Release
from tests.projects.pages import text
from tests.sharing.shared_things import CANARY, agreed, cleared, role, to, version, written


@pytest.fixture
def alert(cast):
    """An alert of the police that Marlgate Centre may read; its custodian and readers are cleared."""
    role(cast, "ashdown", "custodian")
    role(cast, "whitlock", "custodian")
    for key in ("ashdown", "thornbury", "whitlock", "haddow"):
        cleared(cast, key)
    made = agreed(cast, "Aldermouth Police", "Marlgate Centre", "Northgate Guarding")
    return written(cast, version("Two with foil bags", to(cast, "Marlgate Centre", made)))


def moment():
    """The database's own moment, which is over by the next question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def asked(cast, about, at, by="ashdown", purpose="Inquiry 12"):
    found = could_see.ask(actor=cast.actor(by), about=about, at=at, purpose=purpose)
    return {one.title: people for one, people in found.rows}


def test_what_was_closed_since_was_open_then_and_is_not_afterwards(cast, alert):
    while_open = moment()
    releases.revoke(actor=cast.actor("thornbury"), release=Release.objects.get(), reason="A mistake")
    reader = cast.membership["whitlock"]
    assert asked(cast, reader, while_open) == {"Two with foil bags": 1}
    assert asked(cast, reader, moment()) == {}
    assert asked(cast, cast.membership["haddow"], while_open) == {}


def test_of_an_organisation_it_is_said_how_many_of_its_people_could_read_each(cast, alert):
    found = asked(cast, cast.organisation["Marlgate Centre"], moment())
    assert found["Two with foil bags"] >= 1
    assert asked(cast, cast.organisation["Northgate Guarding"], moment()) == {}


def test_nothing_of_others_is_told(cast, alert):
    written(cast, version("The centre’s own"), by="whitlock")
    assert "The centre’s own" not in asked(cast, cast.membership["whitlock"], moment())


def test_only_a_custodian_asks_with_a_purpose_about_what_is_over_and_it_is_recorded(cast, alert):
    about = cast.membership["whitlock"]
    with pytest.raises(NotAllowed):
        asked(cast, about, moment(), by="tranter")
    with pytest.raises(Invalid, match="what for"):
        asked(cast, about, moment(), purpose=" ")
    with pytest.raises(Invalid, match="over"):
        asked(cast, about, timezone.now() + timedelta(days=1))
    asked(cast, about, moment())
    row = Entry.objects.get(tag="sharing:then:asked")
    assert (row.details["about"], row.details["purpose"]) == (about.ref, "Inquiry 12")
    assert CANARY not in json.dumps(row.details) and "foil" not in json.dumps(row.details)


def test_the_page_asks_whom_when_and_what_for_and_answers(cast, alert, client_of):
    browser, address = client_of(cast.person["ashdown"]), reverse("sharing:could_see_then")
    assert address in browser.get(reverse("sharing:records")).content.decode()
    now = timezone.localtime(moment())
    typed = {
        "about": f"m:{cast.membership['thornbury'].ref}", "on_day": now.day, "on_month": now.month, "on_year": now.year,
        "at": "00:00", "purpose": "Inquiry 12",
    }  # fmt: skip
    early = text(browser.post(address, typed))
    assert "They could read nothing of yours" in early, "it was written after midnight"
    late = text(browser.post(address, typed | {"on_year": now.year + 1}))
    assert "Enter a moment that is over" in late
    assert "What for?" in text(browser.post(address, typed | {"purpose": ""}))
    assert client_of(cast.person["tranter"]).get(address).status_code == 403


def test_the_command_answers_in_keys_without_a_word_and_leaves_a_row(cast, alert, capsys):
    then = next(one for one in COMMANDS if one.verb == "then")
    given = {"moment": moment(), "person": cast.person["whitlock"].ref, "purpose": "Inquiry 12"}
    assert then.run(type("Given", (), given)()) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(one["person"], one["rendition"]) for one in lines if one["allowed"]} == {
        (str(cast.person["whitlock"].pk), str(alert.renditions.get().pk))
    }
    assert "foil" not in json.dumps(lines)
    assert Entry.objects.get(tag="sharing:then:asked").details["purpose"] == "Inquiry 12"
    with pytest.raises(Invalid, match="nobody"):
        then.run(type("Given", (), given | {"person": "nobody"})())
