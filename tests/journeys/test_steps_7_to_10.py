"""Can a failed review change the plan, is a result told with how firm it is, and does a legacy lead to a new beginning?

In the collaborations of the example: Ruth Penhallow and Maya Thornbury at Castle Parade, which is in mid-life; Samir
Haddow and Dana Whitlock at Minster Gate, which has ended. The objection that is met on asking again is in the whole
story (`chapters.agree_to_hand_over`), and so is the reader from outside.

*Source:* issue "The ten steps in depth", acceptance ("A journey in a real browser per step"); R32-R47.
"""

import pytest

from tests.journeys.chapters import Story

CASTLE, MINSTER = "Castle Parade mornings", "Minster Gate evenings"
LATER = """
UPDATE projects_collaboration SET stopped_at = stopped_at - interval '100 days' WHERE name = %s
"""


def find(story: Story, name: str) -> str:
    """Give the address of a collaboration of the example."""
    return str(story.maya.open("/collaborations/").press(name).path)


def a_failed_review_changes_the_plan(story: Story) -> None:
    """Step 7: security says that the plan must change; it is changed, put forward because of it, and agreed."""
    ruth = story.someone("penhallow")
    ruth.open(f"{find(story, CASTLE)}steps/7/").press("Answer the review for your side")
    review = ruth.path
    ruth.press("Answer for your side")
    said = {"relevant": "yes", "on_course": "no", "change": "yes", "why": "Two shops still open alone on Mondays."}
    ruth.send(said | {"comment_0": "One quarter says little."}, "Answer for the security side")
    assert "the plan must change" in ruth.words(), "the side that asks for more is followed"
    assert "Judge it with six months of counts" in ruth.words(), "why the police would keep the plan is read too"
    assert "One quarter says little." in ruth.words()
    tactic = story.rows["tactics"][0] | {"name": "Mondays first"}
    ruth.open(f"{find(story, CASTLE)}answers/tactics/add/").send(tactic, "Save ")
    ruth.open(review).press("Put the plan forward as a new version")
    ruth.send({"reason": "Mondays are not covered."}, "Put it forward for both sides")
    assert "Mondays are not covered." in story.maya.open(review).words()
    ruth.page.context.close()


def both_say_what_difference_it_made(story: Story) -> None:
    """Step 8: neither reads the other's view before it has given its own; the statement carries its grades."""
    here = find(story, CASTLE)
    ruth = story.someone("penhallow")
    view = {"effect": "better", "words": "Fewer open up alone. Canary of the police."}
    story.maya.open(f"{here}steps/8/effect/").send(view, "Say so for the police side")
    assert "Canary" not in ruth.open(f"{here}steps/8/").words()
    ruth.press("Say for your side").send({"effect": "cannot", "words": "Too early."}, "Say so for the security side")
    assert "Canary of the police." in ruth.words()
    assert "Firmness" in ruth.fetch(f"{find(story, MINSTER)}steps/8/achievements/md/")
    ruth.page.context.close()


def the_rule_waits_for_the_other_side(story: Story) -> None:
    """Step 9: nobody can be asked before both sides agreed to the rule."""
    here = find(story, CASTLE)
    rule = {"rule": "majorities", "silence": "not_counted", "days": 14}
    story.maya.open(f"{here}steps/9/rule/").send(rule, "Put this rule forward")
    assert "Both sides agree first" in story.maya.open(f"{here}steps/9/rounds/new/").words()
    ruth = story.someone("penhallow")
    ruth.open(f"{here}steps/9/").press("Agree to this rule for the security side")
    ruth.open(f"{here}steps/9/rounds/new/").send({"motion": "continue", "words": "As it is."}, "Ask everybody")
    assert "Asking" in ruth.words()
    ruth.page.context.close()


def a_legacy_leads_to_a_new_beginning(story: Story) -> None:
    """Step 10: three months on, an owner says what is wrong, and a lead opens the collaboration again with it."""
    with story.site.as_superuser() as database:
        database.execute(LATER, [MINSTER])
    here = find(story, MINSTER)
    samir = story.someone("haddow")
    samir.open(f"{here}steps/10/").press("Say whether it still holds")
    samir.send({"words": "The rounds stopped in the new contract."}, "Say what is wrong")
    assert "The rounds stopped" in samir.words()
    samir.page.context.close()
    dana = story.dana
    dana.open(f"{here}steps/10/").press("Open it again with this")
    assert "The rounds stopped" in str(dana.page.locator("[name=reason]").input_value())
    dana.press("Open it again")
    assert dana.path.endswith("/our-words/"), "each side writes about the new problem on its own first"
    assert "Finished on" not in dana.open(here).words()


@pytest.mark.browser
@pytest.mark.shared
@pytest.mark.slow
def test_steps_7_to_10(site, chromium, shared):
    story = Story(chromium, site, shared)
    a_failed_review_changes_the_plan(story)
    both_say_what_difference_it_made(story)
    the_rule_waits_for_the_other_side(story)
    a_legacy_leads_to_a_new_beginning(story)
    assert story.looked.faults == []
