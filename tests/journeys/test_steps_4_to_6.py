"""Can two sides find who leads and who backs them, ask the community, and agree on who does what? Steps 4 to 6.

One who is asked to lead declines, and so does one senior person; people of the community answer a poll on a telephone
without scripts; an organisation signs, somebody outside reads the plan, and its days reach a calendar.

*Source:* issue "The ten steps in depth", acceptance ("A journey in a real browser per step"); R20-R31, R62-R64.
"""

import re

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser

from tests.journeys import chapters
from tests.journeys.chapters import Story
from tests.journeys.people_mail import letters_to, link_in
from tests.journeys.reader import Reader

NAME = "Quay market Fridays"
TELEPHONE = 375
POLICE, MARLGATE = "Aldermouth Police", "Marlgate Centre"
NO = "I have no officers to promise before the spring."
YES = "I will say so at the briefing on Friday."
SHARED = ("share", "share", "partly", "share", "not")


def begin(story: Story) -> None:
    """Maya starts and proposes, Dana accepts, and an outcome is set."""
    maya, dana = story.maya, story.dana
    maya.open("/collaborations/new/")
    maya.send({"name": NAME, "about": "Nothing is taken from the stalls on Fridays", "area": "Aldermouth",
               "other_lead": "Dana Whitlock"}, "Make the draft")  # fmt: skip
    story.at = maya.path
    maya.press("Propose it to the other side").press("Propose it to the other side")
    dana.open(story.at).press("Accept the proposal").press("Accept and begin")
    story.answer(maya, "outcomes")


def on_a_telephone(story: Story) -> Reader:
    """Give somebody who is not signed in a small window without scripts."""
    window = story.browser.new_context(viewport={"width": TELEPHONE, "height": 700}, java_script_enabled=False)
    return Reader(story.site, window.new_page(), story.looked, scripts=False)


def step_4(story: Story) -> None:
    """One declines to lead; a superior declines to back it with a reason, and two others back it."""
    assert "It is unsupported" in story.maya.open(f"{story.at}steps/4/").words()
    chapters.fill_the_posts(story)
    story.answer(story.maya, "support")
    assert "It is unsupported" not in story.maya.open(f"{story.at}steps/4/").words()
    asked = (
        (story.maya, POLICE, "Asha Penrose", "asha.penrose@example.org", "declines"),
        (story.maya, POLICE, "Rufus Bligh", "rufus.bligh@example.org", "backs"),
        (story.dana, MARLGATE, "Ivo Trent", "ivo.trent@example.org", "backs"),
    )
    for reader, body, name, address, answer in asked:
        reader.open(f"{story.at}steps/4/backing/ask/")
        reader.page.get_by_label(body, exact=True).check()
        reader.send({"name": name, "post_title": "Head of the area", "email": address}, "Send them the question")
        _answer_by_mail(story, address, answer)
    shown = story.dana.open(f"{story.at}steps/4/").words()
    assert NO in shown and "Declined" in shown and shown.count(YES) > 1
    story.confirm(4)


def _answer_by_mail(story: Story, address: str, answer: str) -> None:
    path = link_in(letters_to(story.site, address)[-1], story.site)
    senior = on_a_telephone(story).open(path).press("Send my answer to the team")
    assert "There is a problem" in senior.words(), "nothing is chosen yet"
    words = {"answer": answer, "words" if answer == "backs" else "reason": YES if answer == "backs" else NO}
    senior.send(words, "Send my answer to the team")
    assert "Your answer is with the team" in senior.words()
    senior.open(path, status=404)
    senior.page.context.close()


def step_5(story: Story) -> None:
    """A poll is answered on telephones; what was said and done reaches everybody once both sides approve it."""
    maya, dana = story.maya, story.dana
    maya.open(f"{story.at}polls/new/").send({"about": "Tell us whether you want the same."}, "Prepare the poll")
    poll = maya.path
    maya.press("Ask another group").send({"name": "Quay traders", "kind": "business"}, "Ask this group")
    dana.open(poll).press("Open the poll")
    link = re.search(r"/polls/[^\s]+/", dana.page.locator("code").first.inner_text())
    assert link is not None
    for number, share in enumerate(SHARED):
        _answer_the_poll(story, link[0], share, "The far end is dark." if number == 4 else "")
    assert "The far end is dark" not in dana.open(poll).words()
    dana.press("Close it now")
    assert "3 of 5 who answered share it" in dana.words() and "The far end is dark." in dana.page.content()
    maya.open(poll).press("Say what you did about it")
    maya.send({"said": "The far end is dark.", "did": "We asked for a lamp."}, "Keep the response")
    maya.press("Put the result up for approval")
    version = maya.path
    maya.press("Approve version 1 for the police side")
    dana.open(version).press("Approve version 1 for the security side").press("Open it as everybody sees it")
    anybody = on_a_telephone(story).open(dana.path)
    assert "Of 5 who answered, 3 share it" in anybody.words() and "We asked for a lamp." in anybody.words()
    _notice_and_follow(story, anybody)
    story.answer(dana, "community_news")
    story.confirm(5)


def _answer_the_poll(story: Story, path: str, share: str, why: str) -> None:
    reader = on_a_telephone(story).open(path)
    reader.press("Start").press("Go on")
    assert "Answer the question: Do you share this objective?" in reader.words()
    reader.send({"share": share, "why": why}, "Go on").press("Send my answers")
    assert "Your answers are counted" in reader.words()
    reader.page.context.close()


def _notice_and_follow(story: Story, anybody: Reader) -> None:
    """The page and a notice are approved by both sides; somebody follows, and leaves."""
    maya, dana = story.maya, story.dana
    page = {"purpose": "Quiet Fridays.", "doing": "Walks and radios.", "reach": "01632 960100"}
    for path, values, button in (
        ("public/page/", page, "Save the version and look at it"),
        ("notices/new/", {"title": "A second walk", "words": "From Friday on."}, "Put the notice up for approval"),
    ):
        maya.open(f"{story.at}{path}").send(values, button)
        version = maya.path
        maya.press("Approve version 1 for the police side")
        dana.open(version).press("Approve version 1 for the security side")
        dana.press("Open it as everybody sees it")
    anybody.open(dana.path).press("More about")
    anybody.press("By e-mail").send({"email": "reader@example.org"}, "Send me the link to confirm")
    anybody.open(link_in(letters_to(story.site, "reader@example.org")[-1], story.site)).press("Send me the notices")
    assert "You hear what is new" in anybody.words()
    anybody.page.context.close()


def step_6(story: Story) -> None:
    """Everybody's part is said, the plan is signed by all, read outside, and its days come into a calendar."""
    maya, dana = story.maya, story.dana
    story.answer(maya, "actions", "roles", "powers", "safety", "milestones")
    maya.open(f"{story.at}steps/6/").press("Say what each organisation does")
    maya.page.get_by_role("group", name=MARLGATE).get_by_label("Does it").check()
    maya.send({}, "Keep who does what")
    assert "R: Does it" in maya.words()
    chapters.sign_the_plan(story)
    maya.open(f"{story.at}plan/").press("I have read this plan")
    maya.press("Share it outside the team")
    maya.send({"name": "Iris Fell, council", "email": "iris.fell@example.org"}, "Send them a link to the plan")
    outside = on_a_telephone(story).open(link_in(letters_to(story.site, "iris.fell@example.org")[-1], story.site))
    outside.press("I have read this plan")
    assert "You said on" in outside.words()
    outside.page.context.close()
    story.confirm(6)
    _circle(story)
    dana.open(f"{story.at}calendar/").press("Make an address: All of this collaboration")
    address = re.search(r"/calendars/[^\s]+/", dana.words())
    assert address is not None
    days = Calendar.from_ical(dana.fetch(address[0])).walk("VEVENT")
    assert {one["STATUS"] for one in days} == {"CONFIRMED"} and len(days) >= 3


def _circle(story: Story) -> None:
    """A milestone that would come after itself is refused with the circle named."""
    maya = story.maya
    maya.open(f"{story.at}steps/6/").press("Change", within="section[aria-labelledby='q6c']")
    own = maya.page.locator("[name='what']").input_value()
    maya.fill({"after": own}).press("Save ")
    assert "A milestone cannot come after itself" in maya.words()


@pytest.mark.browser
@pytest.mark.slow
def test_leaders_are_found_the_community_is_asked_and_the_plan_is_signed(site, chromium: Browser):
    story = chapters.Story(chromium, site, site.home)
    for chapter in (begin, step_4, step_5, step_6):
        chapter(story)
    assert story.looked.faults == []
