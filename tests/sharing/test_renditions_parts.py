"""Are fact and opinion, and those who are suspected, convicted, victims and witnesses, kept apart and never lost?

*Source:* R15, R213; D7; design/sharing.md 5; DPA 2018, section 38.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.groundwork.markings import Tlp
from commonground.groundwork.refusals import Invalid
from commonground.sharing.rules.renditions import (
    PART,
    STARTS,
    besides,
    packed,
    require_no_old_marking,
    shown,
    start_of,
    unpacked,
)
from commonground.sharing.rules.writing import PERSONAL_FIELDS

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1)


@given(st.dictionaries(st.sampled_from(sorted(PART)), WORDS))
def test_what_is_typed_apart_comes_back_as_it_was_typed(told):
    assert unpacked(packed(told)) == told
    assert [words for _label, words in shown(packed(told))] == [told[key] for key in PART if key in told]


@given(st.sampled_from(sorted(PART)), WORDS)
def test_what_is_about_a_person_a_vehicle_or_a_contact_is_kept_where_it_makes_a_version_personal(key, words):
    kept = packed({key: words})
    assert (PART[key].holds in PERSONAL_FIELDS) == bool(kept.keys() & {field.value for field in PERSONAL_FIELDS})


def test_what_no_part_of_the_form_holds_is_not_lost_by_a_change():
    held = {"person": "Two men", "vehicle": "A van", "crime": "theft", "seen": 2}
    assert {**besides(held), **packed(unpacked(held))} == {
        "person": {"described": "Two men"}, "vehicle": "A van", "crime": "theft", "seen": 2
    }  # fmt: skip


def test_there_is_no_part_for_who_a_source_is():
    assert not [key for key in PART if key in {"source", "informant", "chis", "handler"}]


def test_fewer_are_meant_by_the_full_version_than_by_any_other():
    for category in STARTS:
        full, sanitised, awareness = (start_of(category, kind) for kind in ("full", "sanitised", "awareness"))
        assert full.tlp > sanitised.tlp > awareness.tlp
        assert full.clearance >= sanitised.clearance >= awareness.clearance
    assert start_of("nothing that is known", "full").tlp is Tlp.AMBER_STRICT


@pytest.mark.parametrize(
    "words",
    ["SECRET", "  *** TOP SECRET ***", "Two men\nCONFIDENTIAL\nseen", "RESTRICTED: two men", "TLP:WHITE",
     "NOT PROTECTIVELY MARKED", "B24, 5x5x5", "TLP:AMBER-STRICT"],
)  # fmt: skip
def test_pasted_markings_that_may_not_stand_here_are_refused_with_a_sentence(words):
    with pytest.raises(Invalid) as refusal:
        require_no_old_marking(words, "text")
    assert refusal.value.field == "text" and refusal.value.reason.endswith(".")


@pytest.mark.parametrize(
    "words", ["The secret is out", "A restricted area", "TLP:AMBER", "Secretary Smith", "OFFICIAL", "SECRETARY", ""]
)
def test_words_that_only_look_like_markings_stay(words):
    require_no_old_marking(words, "text")
