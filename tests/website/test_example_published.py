"""Is every published figure of the PaS initiative one that a document gives, and none invented?

*Source:* requirements.md section 7; the five seed documents.
"""

import os
import re
from pathlib import Path

import pytest

from commonground.website.example import organisations, programme

SEEDS = Path(os.environ.get("COMMONGROUND_SHARED", "../shared")) / "seeds"
DOCUMENTS = {
    organisations.GUIDE: "000_",
    organisations.LAUNCH: "001_",
    organisations.SLIDES: "002_",
    organisations.RESULTS: "003_",
    organisations.ARTICLE: "004_",
}

# What the documents say, read once more by hand: key -> value, the words it stands in, the document.
PUBLISHED = {
    "launch-audience": (180, "an audience of 180 at City Hall", "003_"),
    "responses": (197, "There were 197 responses", "003_"),
    "licensed-staff": (48.7, "48.7%", "003_"),
    "cctv": (49.2, "49.2%", "003_"),
    "other-capability": (29.9, "29.9%", "003_"),
    "capabilities": ("around half", "Around half of the respondents", "003_"),
    "no-further": (3, "only 3% wanting no further engagement", "003_"),
    "organisations": (71, "identified 71 Organisations", "003_"),
    "rating-bsia": ("Medium", "British Security Industry Association:** Average effectiveness rating = Medium", "003_"),
    "rating-security-institute": ("Medium", "The Security Institute:** Average effectiveness rating = Medium", "003_"),
    "rating-asis": ("Medium", "ASIS:** Average effectiveness rating = Medium", "003_"),
    "rating-nbcf-nbcs": ("Medium", "Business Crime Forum / Solution:** Average effectiveness rating = Medium", "003_"),
    "rating-csarn": ("High", "CSARN:** Average effectiveness rating = High", "003_"),
    "rating-london-first": ("High", "London First:** Average effectiveness rating = High", "003_"),
    "standards": (24, "24 different standards and accreditations", "003_"),
    "courses": (20, "over 20 training and skills courses", "003_"),
    "cases": (20, 'over 20 cases of "best practice"', "003_"),
    "griffin-argus": (22, "relevant by 22% of respondents were Projects Griffin and Argus", "003_"),
    "griffin": (78.2, "Project Griffin – 78.2% of respondents", "003_"),
    "cssc": (40.2, "CSSC – 40.2% of respondents", "003_"),
    "bcrps": (31.5, "Local BCRPs – 31.5% of respondents", "003_"),
    "want-communications": (20.9, "Communications and intelligence sharing (20.9%)", "003_"),
    "want-website": (13.7, "Use of website / email to communicate messages (13.7%)", "003_"),
    "want-training": (7.1, "Training (7.1%)", "003_"),
    "issue-sharing": (22.7, "make information sharing easier and more effective (22.7%)", "003_"),
    "issue-them-and-us": (14.4, "encourage trust (14.4%)", "003_"),
    "consistency": (30, "30% of respondents felt that it was important", "003_"),
    "consistency-again": (11, "with 11% reiterating", "003_"),
    "communication-key": (30, "almost 30% of respondents", "004_"),
    "steps": (10, "ten step guide", "001_"),
    "questions": (30, "How do you sustain the positive outcome?", "000_"),
}


def _figures():
    return {figure.key: figure for figure in programme.FIGURES}


def test_no_figure_is_added_and_none_is_left_out():
    assert set(_figures()) == set(PUBLISHED)
    assert len(_figures()) == len(programme.FIGURES)


@pytest.mark.parametrize("key", PUBLISHED)
def test_a_figure_is_the_published_one_with_its_document(key):
    value, _, document = PUBLISHED[key]
    figure = _figures()[key]
    assert figure.value == value
    assert document in {DOCUMENTS[source] for source in figure.source.split("; ")}


@pytest.mark.shared
@pytest.mark.parametrize("key", PUBLISHED)
def test_the_document_says_so(key):
    if not SEEDS.is_dir():
        pytest.skip(f"The seed documents are not at {SEEDS}.")
    _, words, document = PUBLISHED[key]
    text = next(SEEDS.glob(f"{document}*")).read_text("utf-8")
    assert _plain(words) in _plain(text)


@pytest.mark.shared
def test_the_guide_has_ten_steps_and_thirty_lettered_questions():
    if not SEEDS.is_dir():
        pytest.skip(f"The seed documents are not at {SEEDS}.")
    text = next(SEEDS.glob("000_*")).read_text("utf-8")
    assert len(re.findall(r"^- [abc]\. ", text, flags=re.M)) == _figures()["questions"].value
    assert len(re.findall(r"^(?:\*\*|## )\d+\. ", text, flags=re.M)) == _figures()["steps"].value


def test_a_rounded_figure_says_that_it_is():
    for figure in programme.FIGURES:
        rounded = re.search(r"almost|over|only|around", figure.published_as, re.I)
        assert figure.approximate or not rounded, figure.key


@pytest.mark.parametrize("figure", [f for f in programme.FIGURES if f.unit == "per cent"], ids=lambda f: f.key)
def test_a_percentage_says_which_whole_number_of_197_it_is_or_that_it_is_none(figure):
    fitting = [people for people in range(198) if round(100 * people / programme.RESPONSES, 1) == figure.value]
    if figure.people is not None:
        assert fitting == [figure.people]
        assert not figure.note
    elif figure.approximate:
        assert figure.published_as != f"{float(figure.value)}%"
    else:
        assert fitting == []
        assert figure.note == programme.NO_BASE


def test_the_launch_dates_are_those_published():
    assert [(event.when, event.source.split("; ")[0]) for event in programme.TIMELINE] == [
        ("2014-12", organisations.RESULTS),
        ("2015-02", organisations.RESULTS),
        ("2015", organisations.RESULTS),
        ("2016-09-27", organisations.LAUNCH),
    ]


def _plain(text):
    return re.sub(r"[\s*]+", " ", text).casefold()
