"""Can two sides that see the problem differently agree on a challenge, a partnership and a plan, and change the plan?

Maya Thornbury leads for the police, with scripts in her browser; Dana Whitlock leads for the security side, without.
Marit Lindqvist of a hotel reads what others ask for and offers some of it.

*Source:* issue "The ten steps in depth", acceptance ("A journey in a real browser per step"); R6-R19, R35, R59-R61.
"""

from datetime import timedelta

import pytest

from commonground.projects.rules.comparing import ASKED
from tests.journeys import chapters, words
from tests.journeys.chapters import Story

NAME = "Ferry road evenings"
MARKS = {"what": "apart", "how_often": "apart", "where_when": "same", "who": "close", "better": "apart"}
STAKEHOLDER = {
    "name": "Street Pastors", "interest": "high", "influence": "high", "channel": "Friday briefing",
    "message": "Where staff are alone", "how_often": "weekly", "owner": "Maya Thornbury", "stance": "for",
}  # fmt: skip
SHARING = {"personal": False, "intelligence": False, "images": True, "regular": "once", "decided": "request",
           "reason": "A few stills in six months"}  # fmt: skip
FORMALITY = {
    "money": False, "powers": False, "personal": False, "staff": True, "long": False, "liability": False,
    "chosen": "memorandum", "reason": "Guards work to the sergeant’s word on Fridays",
}  # fmt: skip
RADIOS = {"kind": "radios", "what": "Radios for the ferry road", "needed": "4", "pledged": "2", "confirmed": "2",
          "provider": "The partnership"}  # fmt: skip


def begin(story: Story) -> None:
    """Maya starts and proposes; Dana accepts."""
    maya, dana = story.maya, story.dana
    maya.open("/collaborations/new/")
    maya.send({"name": NAME, "about": "Nobody is threatened on the ferry road", "area": "The shopping mile",
               "other_lead": "Dana Whitlock"}, "Make the draft")  # fmt: skip
    story.at = maya.path
    maya.press("Propose it to the other side").press("Propose it to the other side")
    dana.open(story.at).press("Accept the proposal").press("Accept and begin")


def step_1(story: Story) -> None:
    """Both write alone, find that they see different problems, talk about what lies apart, and agree on words."""
    maya, dana = story.maya, story.dana
    for reader, side in ((maya, "police"), (dana, "security")):
        reader.open(f"{story.at}steps/1/our-words/").send(words.own_words(side), "Save the draft")
        reader.press("go on to send").press(f"Send for the {side} side")
    for reader in (maya, dana):
        reader.open(f"{story.at}steps/1/compare/")
        for asked in ASKED:
            box = reader.page.locator(f"details:has(form[action$='/{asked}/'])")
            box.locator("summary").click()
            reader.fill({f"{asked}-mark": MARKS[asked], f"{asked}-line": "Goods for one, people for the other."})
            reader.press("Save our mark", within=f"form[action$='/{asked}/']")
    assert "apart on three" in dana.words()
    assert "Confirm for the police side" not in maya.open(f"{story.at}steps/1/").words()
    maya.open(f"{story.at}answers/triangle/add/").send({"place": "A dark corner by the ferry"}, "Save ")
    dana.open(f"{story.at}steps/1/compare/").press("Draft the joint statement").send(story.rows["joint"][0], "Save ")
    story.answer(maya, "victims", "outcomes")
    story.confirm(1)


def step_2(story: Story) -> None:
    """A shape brings its bodies, which are drawn and said; the paper, the map and the sheet follow from the answers."""
    maya, dana = story.maya, story.dana
    maya.open(f"{story.at}answers/architecture/add/")
    maya.send({"shape": "steering", "decides": "The steering group", "meets": "Monthly"}, "Save ")
    maya.press("Begin with the bodies that this shape usually has").press("List these bodies and links")
    assert "Delivery group reports to Steering group." in maya.page.locator("svg desc").first.text_content()
    dana.open(f"{story.at}answers/bodies/add/").send(
        {"name": "Ferry crews", "kind": "does", "side": "security"}, "Save "
    )
    dana.open(f"{story.at}answers/links/add/")
    dana.send({"first": "Ferry crews", "how": "advises", "second": "Delivery group"}, "Save ")
    assert "Ferry crews advises Delivery group." in dana.page.locator("svg desc").first.text_content()
    maya.open(f"{story.at}answers/formality/add/").send(FORMALITY, "Save ")
    paper = maya.fetch(f"{story.at}steps/2/arrangement/md/")
    assert "Memorandum of understanding" in paper and "Who answers for staff who work under another" in paper
    maya.open(f"{story.at}answers/stakeholders/add/").send(STAKEHOLDER, "Save ")
    assert "Nobody has been in touch yet" in maya.words()
    maya.press("In touch today").press("Yes, today")
    assert "Street Pastors: spoken to today." in maya.words()
    dana.open(f"{story.at}answers/sharing/add/").send(SHARING, "Save ")
    assert "Ask in writing each time" in dana.words()
    assert "By when" in dana.fetch(f"{story.at}steps/2/request/md/")
    story.confirm(2)


def step_3(story: Story) -> None:
    """What is missing is asked of others and offered; a tactic is chosen; the plan is agreed, and changed."""
    maya, dana = story.maya, story.dana
    maya.open(f"{story.at}answers/resources/add/").send(RADIOS, "Save ")
    maya.press("Ask others for it")
    maya.send({"what": "Two radios for crews", "amount": "2", "until": story.today + timedelta(days=20),
               "audience": "members"}, "Ask others for it")  # fmt: skip
    marit = story.someone("lindqvist")
    marit.open("/resources-wanted/").press("Two radios for crews")
    assert NAME not in marit.words()
    marit.send({"amount": "2", "words": "Two of ours, until Easter"}, "Offer it")
    dana.open(f"{story.at}steps/3/").press("Asked of others", within="#gaps ~ *, section:has(#gaps)")
    dana.press("Accept").send({"answer": "We fetch them on Monday"}, "Accept the offer")
    assert "We fetch them on Monday" in marit.open(marit.path).words()
    marit.page.context.close()
    assert "2 pledged and not confirmed" in maya.open(f"{story.at}steps/3/").words()
    maya.press("Find a tactic in the library").fill({"mechanism": "risk"}).press("Show")
    maya.press("Begin a tactic with it").send({"why_here": "Nobody is there after five"}, "Save ")
    _agree_and_change_the_plan(story)
    maya.open(f"{story.at}steps/3/").press("Change", within="#resources")
    maya.send({"confirmed": "4"}, "Save ")
    story.answer(maya, "sponsors")
    measure = story.rows["measures"][0] | {"owner": "Maya Thornbury"}
    maya.open(f"{story.at}answers/measures/add/").send(measure, "Save ")
    story.confirm(3)


def _agree_and_change_the_plan(story: Story) -> None:
    maya, dana = story.maya, story.dana
    maya.open(f"{story.at}steps/3/plans/").press("Put the plan forward").press("Put it forward for both sides")
    for reader, side in ((maya, "police"), (dana, "security")):
        reader.open(f"{story.at}steps/3/plans/").press("Version 1").press("Agree for your side")
        reader.press(f"Agree to version 1 for the {side} side")
    assert "Both have agreed" in dana.open(f"{story.at}steps/3/plans/").words()
    dana.open(f"{story.at}steps/3/").press("Change", within="#tactics")
    dana.send({"security_part": "Guards walk with the officers"}, "Save ")
    dana.open(f"{story.at}steps/3/plans/put-forward/").press("Put it forward for both sides")
    assert "Enter why the plan changes" in dana.words()
    dana.send({"reason": "Rounds apart from each other left gaps"}, "Put it forward for both sides")
    assert "Guards walk with the officers" in (dana.page.locator("ins").first.text_content() or "")
    pages = maya.fetch(f"{story.at}steps/3/plans/newest/md/")
    assert "Version 2" in pages and "Rounds apart from each other left gaps" in pages


@pytest.mark.browser
@pytest.mark.slow
def test_two_sides_that_see_different_problems_come_to_one_plan_and_change_it(site, chromium):
    story = chapters.Story(chromium, site, site.home)
    for chapter in (begin, step_1, step_2, step_3):
        chapter(story)
    assert story.looked.faults == []
