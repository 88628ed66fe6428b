"""Are markings read as their schemes write them, and are old words and SECRET refused with a sentence?

*Source:* reference/standards.md 2.2-2.4; D7.
"""

import pytest

from commonground.groundwork import markings
from commonground.groundwork.markings import Grade, Gsc, Handling, HowKnown, Information, Source, Tlp
from commonground.groundwork.refusals import Invalid
from commonground.groundwork.sides import Side


def test_tlp_has_four_labels_and_strict_in_their_order():
    assert [tlp.label for tlp in sorted(Tlp)] == ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
    assert Tlp.CLEAR < Tlp.GREEN < Tlp.AMBER < Tlp.AMBER_STRICT < Tlp.RED
    assert Tlp.AMBER <= Tlp.AMBER and max(Tlp.RED, Tlp.CLEAR) is Tlp.RED
    assert all(tlp.meaning.endswith(".") and len(tlp.colour) == 7 for tlp in Tlp)


@pytest.mark.parametrize("tlp", Tlp)
def test_a_label_reads_back_with_and_without_its_beginning(tlp):
    assert markings.read_tlp(tlp.label) is markings.read_tlp(tlp.value) is tlp


@pytest.mark.parametrize(
    "words", ["", "amber", "TLP: AMBER", "TLP:AMBER STRICT", "TLP:BLACK", "ROT", "tlp:RED", "TLP:"]
)
def test_what_is_no_label_is_refused_with_the_labels(words):
    with pytest.raises(Invalid, match=r"TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER\+STRICT, TLP:RED"):
        markings.read_tlp(words)


@pytest.mark.parametrize("words", ["TLP:WHITE", "WHITE", "white"])
def test_white_of_the_first_version_is_refused_with_its_successor(words):
    with pytest.raises(Invalid, match="TLP:CLEAR"):
        markings.read_tlp(words)


def test_official_and_official_sensitive_are_read():
    assert markings.read_gsc("official") is Gsc.OFFICIAL
    assert markings.read_gsc(" OFFICIAL-SENSITIVE ") is Gsc.OFFICIAL_SENSITIVE


@pytest.mark.parametrize("words", ["SECRET", "Top Secret", "TOP  SECRET", "secret"])
def test_secret_and_above_may_not_be_kept_here(words):
    with pytest.raises(Invalid, match="may not be kept here"):
        markings.read_gsc(words)


@pytest.mark.parametrize("words", ["RESTRICTED", "confidential"])
def test_a_word_of_the_old_scheme_sends_to_the_originator(words):
    with pytest.raises(Invalid, match="Ask the originator"):
        markings.read_gsc(words)


@pytest.mark.parametrize("words", ["", "PUBLIC", "OFFICIAL SENSITIVE", "OFFICIAL-SECRET"])
def test_any_other_classification_is_refused(words):
    with pytest.raises(Invalid, match="OFFICIAL or OFFICIAL-SENSITIVE"):
        markings.read_gsc(words)


def test_every_3x5x2_grade_reads_back():
    read = {
        markings.read_grade(f"{s}{i}{h}", "Do not copy." if h is Handling.CONDITIONS else "").code
        for s in Source
        for i in Information
        for h in Handling
    }

    assert len(read) == 3 * 5 * 2
    assert markings.read_grade("2 - b - p") == Grade(Source.UNTESTED, Information.CORROBORATED, Handling.PERMITTED)
    assert all(code.label for kind in (Source, Information, Handling) for code in kind)


@pytest.mark.parametrize("words", ["B21", "E44", "A11"])
def test_a_5x5x5_grade_is_never_converted(words):
    with pytest.raises(Invalid, match="not converted"):
        markings.read_grade(words)


@pytest.mark.parametrize("words", ["", "4AP", "1FP", "1AX", "1A", "1APP", "AP1", "F11"])
def test_what_is_no_grade_is_refused(words):
    with pytest.raises(Invalid, match="A 3x5x2 grade is"):
        markings.read_grade(words)


def test_code_c_has_conditions_that_are_accepted_and_code_p_has_none():
    with pytest.raises(Invalid, match="needs its conditions"):
        markings.read_grade("1AC", "  ")
    with pytest.raises(Invalid, match="has no conditions"):
        markings.read_grade("1AP", "Do not copy.")
    assert markings.read_grade("1AC", "Do not copy.").must_be_accepted
    assert not markings.read_grade("1AP").must_be_accepted


def test_only_what_comes_from_the_police_is_classified_or_graded():
    markings.require_police_origin(Side.POLICE)
    for side in set(Side) - {Side.POLICE}:
        with pytest.raises(Invalid, match="Only what comes from the police"):
            markings.require_police_origin(side)


def test_words_of_business_only_suggest_a_grade():
    assert set(markings.SUGGESTED) == set(HowKnown)
    assert markings.SUGGESTED[HowKnown.SAW_IT] is Information.DIRECTLY


def test_no_part_of_a_grade_could_name_a_confidential_source():
    assert set(Grade.__dataclass_fields__) == {"source", "information", "handling", "conditions"}
