"""Can something be proposed to both sides, be reviewed by people who do not stand close, and begin with support?

Gwen Hartnoll proposes, Ines Calder sorts, Dana Whitlock stands close, Owen Tranter and Samir Haddow review, each alone.
They ask for another version, review that, and it is supported; everybody can read it, and a collaboration begins.

*Source:* R93, R103-R104, R108-R109; D12.
"""

import pytest

from commonground.projects.rules.assessing import KEYS
from commonground.website.example.people import PEOPLE
from tests.journeys.reader import Looked, Reader, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAME = "Patrols and check calls along the Parade"
WRITES = "the same time every evening"
SEEN = {
    "projects:need_new", "projects:need", "projects:need_confirm", "projects:proposals", "projects:proposal_new",
    "projects:proposal_change", "projects:proposal_reuse", "projects:proposal_reuse_answer",
    "projects:proposal_reuse_add", "projects:proposal_submit", "projects:proposal", "projects:proposal_take_up",
    "projects:proposal_reviewers", "projects:proposal_send", "projects:proposal_declare", "projects:proposal_review",
    "projects:proposal_reviews", "projects:proposal_decide", "projects:proposal_difference",
    "projects:proposal_support", "projects:supported", "projects:supported_one", "projects:proposal_begin",
}  # fmt: skip


def test_a_proposal_is_reviewed_blind_revised_supported_and_begun(site, chromium):
    looked = Looked()
    keys = ("hartnoll", "calder", "ellerby", "tranter", "haddow", "lindqvist")
    gwen, ines, tomas, owen, samir, marit = (sit_down(chromium, site, looked, key) for key in keys)
    anybody = sit_down(chromium, site, looked, scripts=False)
    needed(gwen, marit)
    at = proposed(gwen)
    sorted_out(ines, at, "tranter", "haddow", "ellerby")
    stands_close(tomas, at)
    reviewed(owen, at, "2", "revise")
    assert WRITES not in samir.open(at).words()
    assert "Closed" in ines.open("/proposals/reviews/").words()
    reviewed(samir, at, "3", "revise")
    revised(ines, gwen, at)
    sorted_out(ines, at, "tranter", "haddow")
    reviewed(owen, at, "3", "support")
    reviewed(samir, at, "4", "support")
    supported(ines, gwen, anybody, at)
    assert looked.faults == []
    assert {name.split()[0] for name in looked.pages} >= SEEN


def needed(gwen: Reader, marit: Reader) -> None:
    """Gwen states a need; Marit, who manages security elsewhere, has it too."""
    words = dict.fromkeys(("who", "what", "where", "how_known", "must_do"), "Whoever walks home after the last shift")
    gwen.open("/needs/").press("State a need")
    gwen.send(words | {"title": "Nobody knows who is still out", "area": "Aldermouth"}, "State it")
    marit.open(gwen.path).press("We have it too").send({"words": "At the quay as well"}, "Confirm it")
    assert "Confirmed by others who have it" in marit.words()


def proposed(gwen: Reader) -> str:
    """Gwen writes the proposal, says of all that exists why it cannot deliver, names another, and submits it."""
    gwen.open("/proposals/").press("Propose something")
    gwen.send({"title": NAME, "area": "Aldermouth"}, "Begin the draft")
    at = gwen.path.removesuffix("change/")
    said = {name: f"What stands under {name}" for name in (
        "benefit_police", "benefit_security", "success_police", "success_security", "resources")}  # fmt: skip
    said |= {"what": f"Check calls and patrols at {WRITES}", "need": "Nobody knows who"}
    said |= {"risk": "criminal", "timeliness": "project", "participation": "active"}
    gwen.send(said, "Save")
    answered = 0
    while "Not answered" in gwen.open(f"{at}exists/").words():
        gwen.press("Answer").send({"way": "cannot", "why": "It ends at ten"}, "Save")
        answered += 1
    assert answered, "the supported check calls are found"
    gwen.press("I know of another")
    gwen.send({"name": "The taxi marshals", "way": "extends", "why": "They go on until one"}, "Save")
    gwen.press("Check it and submit").press("Submit it")
    assert "Submitted" in gwen.words()
    return at


def sorted_out(ines: Reader, at: str, *keys: str) -> None:
    """Ines takes it up, asks reviewers of both sides and sends it to them."""
    ines.open(at).press("Take it up").press("Take it up")
    ines.open(f"{at}reviewers/")
    assert "Gwen Hartnoll" not in ines.page.locator("main form[method=post]").inner_text()
    for key in keys:
        ines.page.get_by_label(PEOPLE[key].name, exact=False).check()
    ines.press("Ask them")
    ines.press("Send it to review").press("Send it to review")
    assert "In review" in ines.words()


def stands_close(tomas: Reader, at: str) -> None:
    """Tomas is asked, reads only what it is called, and declares an interest: it is gone for him."""
    assert WRITES not in tomas.open(at).words()
    tomas.press("Say whether you stand close")
    tomas.fill({"close": "yes"})
    tomas.send({"words": "My team would make the calls"}, "Declare this")
    tomas.open(at, 404)


def reviewed(reader: Reader, at: str, score: str, recommends: str) -> None:
    """Somebody declares no interest, reads it, and sends a review."""
    reader.open(at).press("Say whether you stand close").send({"close": "no"}, "Declare this")
    assert WRITES in reader.words()
    reader.press("Write your review")
    given = {f"score_{key}": score for key in KEYS} | {f"comment_{key}": f"Seen for {key}" for key in KEYS}
    reader.send(given | {"recommends": recommends, "overall": "Say who calls"}, "Send the review")


def revised(ines: Reader, gwen: Reader, at: str) -> None:
    """Ines asks for another version; Gwen reads why and what was written, changes it, and submits it again."""
    ines.open(at).press("Decide otherwise").send({"outcome": "revise", "reasons": "Say who calls"}, "Decide this")
    words = gwen.open(at).words()
    assert "Say who calls" in words
    assert "Owen Tranter" not in words, "reviewers who do not sign stay unnamed"
    gwen.press("Change what it says")
    gwen.send({"what": f"The radio room makes check calls at {WRITES}"}, "Save")
    gwen.press("Check it and submit").press("Submit it")
    gwen.open(f"{at}versions/2/")
    assert gwen.page.locator("ins").count()
    assert gwen.page.locator("del").count()


def supported(ines: Reader, gwen: Reader, anybody: Reader, at: str) -> None:
    """Ines supports it; everybody can read it with its badge; Gwen begins the collaboration."""
    ines.open(at).press("Support it")
    given = {"sponsor": "Marlgate Centre", "reasons": "Both sides gain", "conditions": "Count the calls"}
    ines.send(given, "Support it")
    anybody.open("/supported/").press(NAME)
    words = anybody.words()
    assert "What stands under success_police" in words
    assert "Count the calls" in words
    assert "Supported project" in anybody.fetch(f"{anybody.path}badge.svg")
    gwen.open(at).press("Begin the collaboration")
    gwen.send({"other_lead": PEOPLE["thornbury"].name}, "Make the draft")
    assert NAME in gwen.words()
