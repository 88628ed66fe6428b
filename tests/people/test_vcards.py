"""Does a contact come out of its vCard as it went in, whatever its names hold, for a reader that we did not write?

*Source:* R115; RFC 6350; issue on people who can be found, acceptance (vCards; hostile names).
"""

from datetime import UTC, datetime

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.people.rules.vcards import LONGEST, Contact, written
from tests.figures import counts

CHANGED = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
HOSTILE = {
    "line breaks": "Desk\r\nTEL:999\nEND:VCARD",
    "semicolons": "Desk; night; shift",
    "commas": "Desk, night, shift",
    "backslashes": "Desk \\n not a line \\; \\\\",
    "emoji": "Desk 👮🏽‍♀️🏪",
    "ten thousand characters": "abcdefghi " * 1000,
    "right to left": "مكتب الأمن \u202eABC\u202c",
    "accents": "Señora Åström Łukasz",
    "quotes and colons": 'The "desk": one=1',
    "a form feed and a bell": "Desk\x0c\x07 end",
    "nothing but a space": " ",
}


def contact(**more):
    return Contact(**{"uid": "0" * 32, "title": "Desk", "organisation": "Shops", "changed": CHANGED, **more})


def clean(text):
    """What a value keeps: every sign but control characters, with one kind of line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(c for c in lines if c == "\n" or not (c < " " or "\x7f" <= c <= "\x9f"))


def read(text):
    return vobject.readOne(text)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_goes_round_through_an_independent_reader(name):
    text = written(contact(title=name, organisation=name, note=name, topics=[name], email="a@example.org"))
    card = read(text)
    assert card.fn.value == f"{clean(name)}, {clean(name)}"
    assert card.title.value == card.role.value == clean(name)
    assert card.org.value == [clean(name)]
    assert card.note.value == clean(name)
    assert card.email.value == "a@example.org"
    assert not hasattr(card, "tel")


@settings(max_examples=counts(300, 10_000), deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_name_goes_round_through_an_independent_reader(name):
    card = read(written(contact(title=name, note=name)))
    assert card.title.value == clean(name)
    assert card.note.value == clean(name)


@settings(max_examples=counts(200, 5000))
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(name):
    text = written(contact(title=name, topics=[name, name]))
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= LONGEST for line in lines)
    assert text.encode().decode() == text
    unfolded = text.replace("\r\n ", "")
    assert "\n" not in unfolded.replace("\r\n", "")
    assert unfolded.count("BEGIN:VCARD") == 1


def test_a_card_says_what_version_4_asks_for():
    text = written(
        contact(
            telephone="01632 960 141",
            other_telephones=["01632 960 199"],
            topics=["Theft, from shops", "Violence"],
            url="http://localhost/contacts/x/",
        )
    )
    lines = text.split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert lines[-2:] == ["END:VCARD", ""]
    assert 'TEL;VALUE=text;TYPE="work,voice";PREF=1:01632 960 141' in lines
    assert 'TEL;VALUE=text;TYPE="work,voice";PREF=2:01632 960 199' in lines
    assert "REV:20261116T093000Z" in lines
    assert "CATEGORIES:Theft\\, from shops,Violence" in lines
    assert not [line for line in lines if line.startswith("RELATED")]
    assert read(text).categories.value == ["Theft, from shops", "Violence"]
