"""Do five questions tell a message that can be sent from one that cannot, and say what to do about it?

Thirty messages of our own, good and bad for each of the five, are the measure.

*Source:* R92.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.groundwork import five_cs
from commonground.groundwork.five_cs import C, check, reading_ease, sentences_of, syllables, words_of
from tests.figures import counts

JARGON = {"IPT": "integrated policing team", "displacement": "crime that moves instead of ending"}
GOOD = (
    "Two men took coats from the Marl in Tannery Street on Friday at 5:30pm. They came twice this week, so they may"
    " come again. If you see them, do not stop them: call the control room on 01632 960120. Seen on camera, confirmed"
    " by the centre manager; checked with Sergeant Tranter's team."
)

# The text, and those of the five that are met, by their first letters: c(l)ear, com(p)lete, con(s)ise, conc(r)ete,
# corr(e)ct
LABELLED = [
    (GOOD, "lpsre"),
    ("Shops will close at 4pm on Christmas Eve. Ask your manager which door you lock.", "ls"),
    ("IPT will attend the location.", "s"),
    ("Our IPT (integrated policing team) walks Minster Gate on Friday at 6pm with 4 officers.", "lsr"),
    ("There was displacement to Quayside, 40 thefts in June, according to police records.", "sr"),
    ("We look for displacement, that is, crime that moves. In June we counted 40 thefts at Quayside.", "lsr"),
    (
        "Notwithstanding antecedent communications regarding organisational responsibilities, representatives are"
        " requested to facilitate implementation of appropriate methodological considerations.",
        "s",
    ),
    ("", "s"),
    ("Something happened somewhere recently.", "ls"),
    ("Some people are hanging around in the area and doing stuff.", "ls"),
    ("Three people took meat worth £240 from the shop in Castle Parade today at 9:15.", "lsr"),
    ("Please be advised that in order to help, it should be noted that two men were in Tannery Street today.", "lr"),
    ("The door at Castle Parade is open. The door at Castle Parade is open. Two keys are lost since Monday.", "lr"),
    ("A man sells 20 pound notes that are not real at Guildhall market on Saturdays.", "lsr"),
    ("It could be dangerous. Watch out.", "ls"),
    ("Report it. Call 101.", "ls"),
    ("We will meet soon to discuss various matters with many people.", "ls"),
    ("We meet on Tuesday at 10am in the Guildhall to agree 2 patrols. Ring 01632 960101.", "lsr"),
    ("One report so far, not checked yet: a car was seen at Quayside at 23:40 on 12 June.", "lsr"),
    (
        "Believed to be linked: two reports from Marlgate, seen on camera by our staff, checked by the business crime"
        " desk.",
        "lse",
    ),
    ("The figures are right.", "ls"),
    ("Recorded by the police, confirmed, and checked with Marlgate.", "lse"),
    ("Thefts fell from 412 to 260 in six months at Minster Gate. Figures from police records, confirmed.", "lsr"),
    (
        "Lock the back door. Staff at the quay were pushed on Friday at midnight, and it may happen again. Tell 101.",
        "lps",
    ),
    ("At this moment in time we are really very busy going forward with regard to patrols.", "l"),
    ("WPA will liaise with ARV re the DVPN.", "s"),
    (
        "Do not follow the woman in the red coat. She was at the station at 7pm, once, and could be armed: call 999.",
        "lpsr",
    ),
    ("A robust and enhanced presence is planned regularly.", "ls"),
    (
        "Nobody was hurt at the arcade yesterday. Two guards were there. Our records say so, and both are certain.",
        "lsr",
    ),
    ("Yesterday at noon four boys ran out of the shop in High Street with 6 bottles.", "lsr"),
    (" ".join(["word"] * 250) + ".", ""),
]
LETTERS = {"l": C.CLARITY, "p": C.COMPLETENESS, "s": C.CONCISENESS, "r": C.CONCRETENESS, "e": C.CORRECTNESS}


@pytest.mark.parametrize(("text", "letters"), LABELLED, ids=[text[:40] for text, _ in LABELLED])
def test_a_labelled_message_meets_exactly_those_of_the_five_that_we_say(text, letters):
    met = {one.c for one in check(text, jargon=JARGON).findings if one.is_met}
    assert met == {LETTERS[letter] for letter in letters}


def test_for_each_of_the_five_there_are_good_and_bad_messages_in_the_set():
    assert len(LABELLED) >= 30
    for letter in LETTERS:
        met = sum(letter in letters for _text, letters in LABELLED)
        assert 0 < met < len(LABELLED)


def test_a_word_of_the_field_is_explained_by_the_glossary_in_the_hint():
    hints = check("There was displacement to Quayside.", jargon=JARGON).of(C.CLARITY).hints
    assert "Say in plain words what “displacement” means: crime that moves instead of ending." in hints


def test_what_stands_beside_the_text_in_fields_of_its_own_need_not_stand_in_it():
    said = dict.fromkeys(("source", "grading", "checked_by"), "x")
    assert not check("Two men ran.").of(C.CORRECTNESS).is_met
    assert check("Two men ran.", said=said).of(C.CORRECTNESS).is_met
    assert not check("Two men ran.", said={**said, "grading": " "}).of(C.CORRECTNESS).is_met


def test_a_person_may_tick_what_no_rule_sees_and_then_its_hints_go():
    before = check("The figures are right.")
    after = check("The figures are right.", ticked=["correctness", "nonsense"])
    assert after.score == before.score + 1
    assert not set(before.of(C.CORRECTNESS).hints) & set(after.hints)


def test_an_alert_is_to_be_shorter_than_a_bulletin():
    text = " ".join(["Two men ran from the shop."] + [f"They took {n} bottles." for n in range(30)])
    assert not check(text, kind="alert").of(C.CONCISENESS).is_met
    assert check(text, kind="bulletin").of(C.CONCISENESS).is_met


def test_easy_words_read_easier_than_long_ones():
    assert reading_ease("The cat sat on the mat.") > 90
    assert reading_ease("Organisational responsibilities necessitate methodological consideration.") < 0
    assert [syllables(word) for word in ("cat", "table", "police", "security", "the")] == [1, 2, 2, 4, 1]


@settings(max_examples=counts(300, 5000))
@given(st.text(max_size=400), st.sets(st.sampled_from([c.value for c in C])))
def test_any_text_gets_a_score_from_none_to_five_and_a_hint_for_all_that_is_missing(text, ticked):
    checked = check(text, jargon=JARGON, ticked=ticked)

    assert [one.c for one in checked.findings] == list(C)
    assert 0 <= checked.score <= 5
    assert checked.score >= len(ticked)
    for one in checked.findings:
        assert one.asked - one.good == len(one.hints)
        assert all(hint.strip() and hint[-1] in ".?!" for hint in one.hints)
    assert checked.in_words.endswith(".")


@settings(max_examples=counts(200, 3000))
@given(st.text(max_size=200), st.text(max_size=200))
def test_checking_is_a_function_of_the_text_alone_and_ticking_never_lowers_it(one, other):
    assert check(one) == check(one)
    assert check(one).score <= check(one, ticked=["clarity"]).score
    assert len(words_of(f"{one} {other}")) >= max(len(words_of(one)), len(words_of(other))) - 1
    assert all(words_of(sentence) for sentence in sentences_of(one))


def test_no_hint_shames_anybody():
    import inspect

    words = inspect.getsource(five_cs).casefold()
    assert not any(f" {word} " in words for word in ("overdue", "failed to", "bad writing", "wrong again"))
