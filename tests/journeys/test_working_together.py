"""Do two sides look after how they work together, on the pages alone, and as every kind of reader?

They start with what they have in common and what the work asks for, adopt a charter in their own words, put up one idea
and give it its time, note for whom they wait, and check a message before it goes. A terrorist threat is led to the
police before anything is kept.

*Source:* issue "The ten steps in depth", acceptance ("every kind of user"); R84-R97, R126.
"""

from datetime import date, timedelta

import pytest

from tests.journeys.reader import Looked, Reader, sit_down

NAME = "Quayside Saturdays"
MUST_BE_SEEN = {
    "projects:together", "projects:cell", "projects:cell_choose", "projects:charter", "projects:charter_word",
    "projects:common_ground", "projects:common_ground_find", "projects:decisions", "projects:decision",
    "projects:decision_new", "projects:waiting", "projects:waiting_new", "projects:explicit", "projects:framework",
    "projects:check_message", "people:matrix", "people:matrix_cell", "people:matrix_change",
}  # fmt: skip


@pytest.mark.browser
@pytest.mark.slow
def test_two_sides_look_after_how_they_work_together(site, chromium):
    looked = Looked()
    maya = sit_down(chromium, site, looked, "thornbury")
    dana = sit_down(chromium, site, looked, "whitlock", scripts=False)

    find_common_ground(maya)
    at = begin_by_the_police(maya, dana)
    adopt_a_charter(maya, dana, at)
    put_up_one_idea(maya, dana, at)
    wait(dana, at)
    others_see_what_is_theirs(chromium, site, looked, at)
    change_a_line(sit_down(chromium, site, looked, "calder"))

    assert {name.split()[0] for name in looked.pages} >= MUST_BE_SEEN
    assert looked.faults == []


def find_common_ground(maya: Reader) -> None:
    """Before anything is proposed: what does the other organisation want, and what do we share?"""
    maya.open("/framework/")
    maya.press("Look for common ground")
    maya.fill({"security": "Marlgate"}).press("Compare the two")
    assert "the same for both" in maya.words()
    assert "Both are called" in maya.words() or "Both say it in the same words" in maya.words()


def begin_by_the_police(maya: Reader, dana: Reader) -> str:
    """Start with a terrorist threat by mistake, come back without losing a word, and choose what it is."""
    maya.open("/collaborations/new/")
    maya.fill({"name": NAME, "about": "Fewer fights at closing time", "area": "Aldermouth"})
    maya.fill({"other_lead": "Dana Whitlock"})
    maya.fill({"risk": "terrorist", "timeliness": "ongoing", "participation": "active"})
    maya.press("Make the draft")
    told = maya.words()
    assert "Nothing is kept here yet" in told
    assert told.index("Call 999") < told.index("0800 789 321") < told.index("gov.uk/ACT")
    maya.press("It is something else")
    assert maya.page.locator("[name=name]").input_value() == NAME
    maya.send({"risk": "criminal"}, "Make the draft")
    at = maya.path
    maya.press("Propose it to the other side").press("Propose it to the other side")
    dana.open(at).press("Accept the proposal").press("Accept and begin")
    maya.open(f"{at}together/").press("Read all of it")
    assert "Criminal, Ongoing, Active" in maya.words()
    assert "question 2c does not name one yet" in maya.words()
    dana.open(f"{at}people/")
    assert "none that holds today is entered" in dana.words() or "Everybody has the clearance" in dana.words()
    return at


def adopt_a_charter(maya: Reader, dana: Reader, at: str) -> None:
    """One words it, both adopt it, without scripts too."""
    maya.open(f"{at}together/").press("Read the working charter").press("Add your own words")
    maya.send({"slowly": "Nothing new after noon on a Friday."}, "Save your words")
    maya.press("Adopt it for the police side")
    dana.open(f"{at}together/charter/").press("Adopt it for the security side")
    dana.open(f"{at}together/")
    assert "Both adopted" in dana.words()
    dana.press("See what you have in common")
    maya.open(f"{at}steps/1/")
    assert "Look for common ground" in maya.words()


def put_up_one_idea(maya: Reader, dana: Reader, at: str) -> None:
    """Two ideas in one are sent back; one gets its time, and is not decided early."""
    maya.open(f"{at}together/decisions/new/")
    idea = {"proposal": "Door staff leave in pairs. Taxis wait at the quay.", "because": "Fights begin there",
            "not_decided": "Who pays for more taxis", "stages": "One Saturday\nEvery Saturday"}  # fmt: skip
    maya.fill(idea).press("Put it up for decision")
    assert "Put up one idea in one sentence" in maya.words()
    maya.send({"proposal": "Door staff leave in pairs"}, "Put it up for decision")
    proposal = maya.path
    dana.open(proposal).send({"words": "Then the last two are two."}, "Say it to both sides")
    assert "Time to comment" in dana.words()
    assert "Say where your side stands" not in dana.words()
    maya.open(f"{proposal}decide/").fill({"agrees": "yes"}).press("Answer for the police side")
    assert "Nothing is decided before" in maya.words()
    dana.open(f"{at}together/decisions/")


def wait(dana: Reader, at: str) -> None:
    """Note for whom the whole waits, put it off in one press, and say what came."""
    dana.open(f"{at}together/").press("See what you wait for").press("Note what you wait for")
    dana.send({"whom": "The harbour office", "what": "To say when the gate closes",
               "look_again": date.today() + timedelta(days=20)}, "Note what you wait for")  # fmt: skip
    dana.open(at)
    assert "Waiting for The harbour office" in dana.words()
    dana.open(f"{at}together/waiting/").press("Look again later").send({"days": "30"}, "Put it off")
    dana.press("It came").send({"because": "At one in the morning"}, "No longer waited for")
    dana.open(f"{at}together/explicit/")


def others_see_what_is_theirs(chromium, site, looked: Looked, at: str) -> None:
    """The public reads framework and matrix, a member checks a message, a stranger finds nothing of the rest."""
    public = sit_down(chromium, site, looked)
    public.open("/framework/")
    assert "Three instruments for working together" in public.words()
    public.open("/framework/matrix/").fill({"risk": "terrorist", "timeliness": "project", "participation": "sharing"})
    public.press("Show what it asks for")
    assert public.words().index("Call 999") < public.words().index("How partners reach each other")
    stranger = sit_down(chromium, site, looked, "lindqvist")
    for page in ("", "charter/", "decisions/", "waiting/", "explicit/", "common-ground/", "asks-for/choose/"):
        stranger.open(f"{at}together/{page}", status=404)
    stranger.open("/check-a-message/").send(
        {"text": "Two men took coats from the Marl on Friday at 5pm.", "kind": "alert"}, "Look at the five Cs"
    )
    assert "Say whom to ask or tell, and how." in stranger.words()


def change_a_line(keeper: Reader) -> None:
    """The keeper lets what goes on be looked at sooner, and everybody can read that it is this installation's own."""
    keeper.open("/framework/matrix/low-ongoing-active/").press("Change what it asks for")
    keeper.send({"review": "60"}, "Save what this cell asks for")
    assert "60 days" in keeper.words()
    keeper.press("Go back to our defaults").press("Go back to ours")
    assert "180 days" in keeper.words()
