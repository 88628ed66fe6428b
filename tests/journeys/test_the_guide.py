"""Can everybody read the guide and take it home, and can its workgroup change it without anybody losing an answer?

Dana Whitlock writes the third version, Maya Thornbury approves and launches it, Gwen Hartnoll suggests what comes next,
Ruth Penhallow adds a local question, and the public reads it all without an account and without scripts.

*Source:* R2-R3, R5, R51, R53, R55, R58, R71-R72.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from tests.journeys.reader import Looked, Reader, sit_down
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST_WORDS = "Met? Moved? Agreed together to stop?"
SEEN = {
    "projects:guide", "projects:guide_step", "projects:guide_versions", "projects:guide_version",
    "projects:guide_words", "projects:guide_about", "projects:guide_send", "projects:guide_approve",
    "projects:guide_launch", "projects:guide_suggestions", "projects:guide_suggest", "projects:guide_answer",
    "projects:guide_add", "people:workgroups", "people:workgroup", "people:note_meeting", "people:look_again",
    "people:end_step",
}  # fmt: skip


def test_the_guide_is_changed_by_its_workgroup_and_read_by_everybody(site: Site, chromium: Browser) -> None:
    looked = told(chromium, site)
    assert looked.faults == []
    assert {name.split()[0] for name in looked.pages} >= SEEN


def told(chromium: Browser, site: Site) -> Looked:
    """Tell the story on a site, and give what was seen."""
    looked = Looked()
    dana, maya, gwen, ruth = (
        sit_down(chromium, site, looked, key) for key in ("whitlock", "thornbury", "hartnoll", "penhallow")
    )
    anybody = sit_down(chromium, site, looked, scripts=False)
    read_and_taken_home(anybody)
    written(dana)
    assert FIRST_WORDS not in anybody.open("/guide/9/").words()
    approved_and_launched(maya)
    assert FIRST_WORDS in anybody.open("/guide/9/").words()
    assert "Version 3" in anybody.words()
    assert "The guide, version 3" in anybody.fetch("/guide/feed/")
    suggested_and_answered(gwen, dana, anybody)
    added_locally(ruth, anybody)
    kept_by_its_group(dana, anybody)
    return looked


def read_and_taken_home(anybody: Reader) -> None:
    """The public reads the steps, and takes the files."""
    anybody.open("/guide/").press("Step 3, and who followed it")
    assert "For example:" in anybody.words() and "answered for by" in anybody.words()
    for path in ("download/pdf", "download/epub", "download/docx", "worksheets/pdf", "sheets/a3", "sheets/card"):
        answer = anybody.page.request.get(f"{anybody.site.address}/guide/{path}/")
        assert answer.ok and "attachment" in answer.headers["content-disposition"], path
        assert len(answer.body()) > 4000, path
    anybody.open("/guide/versions/").press("Version 2")
    assert "Before:" in anybody.words() and "Now:" in anybody.words()


def written(dana: Reader) -> None:
    """A writer changes a step, says what changed, and sends it on."""
    dana.open("/guide/versions/").press("Version 3").press("9. Knowing when to stop")
    dana.send({"t_9_what": FIRST_WORDS}, "Keep the words of step 9")
    dana.press("Say what changed")
    said = {
        "change_log": "Step 9 asks whether it was agreed together.",
        "announcement": "Version 3 is short and clear.",
    }
    dana.send(said, "Keep what is said").press("Send it to review").press("Send it to review")
    assert "Approve this version" not in dana.words() or "lead" in dana.words()


def approved_and_launched(maya: Reader) -> None:
    """A lead sends it back once, has it again, approves and launches it."""
    maya.open("/guide/versions/3/").press("Send it back")
    maya.send({"because": "Read it once more"}, "Send it back to its writers")
    assert "Sent back: Read it once more" in maya.words()
    maya.press("Send it to review").press("Send it to review")
    maya.press("Approve this version").press("Approve this version")
    maya.press("Launch this version").send({"on": date.today()}, "Launch it on this day")
    assert "In force" in maya.words()


def suggested_and_answered(gwen: Reader, dana: Reader, anybody: Reader) -> None:
    """A member suggests, the workgroup answers, everybody reads both."""
    gwen.open("/guide/5/").press("Suggest a change of this step")
    gwen.send({"about": "5a", "text": "Say how many are enough to ask"}, "Send it to the workgroup")
    dana.open("/guide/suggestions/").press("Answer it")
    dana.send({"outcome": "later", "text": "We gather examples until spring"}, "Answer it for everybody")
    assert "We gather examples until spring" in anybody.open("/guide/suggestions/").words()


def added_locally(ruth: Reader, anybody: Reader) -> None:
    """A coordinator adds a question beside the guide's own."""
    ruth.open("/guide/4/").press("Add to this step")
    ruth.send({"kind": "question", "title": "Who stands in on market days?"}, "Add it for everybody")
    words = anybody.open("/guide/4/").words()
    assert "Who stands in on market days?" in words
    assert "local: by Aldermouth Business Crime Partnership" in words


def kept_by_its_group(dana: Reader, anybody: Reader) -> None:
    """The workgroup notes a meeting and a review; the public reads the review only."""
    dana.open("/workgroups/").press("Effective collaboration workgroup of Aldermouth")
    at = dana.path
    dana.press("Note a meeting").fill({"note": "Canary of the meeting", "on": date.today()}).press("Save the note")
    assert "Say what is done next, or why nothing follows" in dana.words()
    soon = date.today() + timedelta(days=14)
    dana.send({"what": "Canary of the step", "membership": "Dana Whitlock", "due": soon}, "Save the note")
    dana.press("That is all: back to the workgroup").press("Say what came of it: Canary of the step")
    dana.send({"ending": "done", "outcome": "It sang."}, "Note it")
    dana.press("We looked at it").send({"review_on": date.today() + timedelta(days=200)}, "Note the review")
    assert "Canary of the meeting" in dana.words()
    words = anybody.open(at).words()
    assert "To be looked at again on" in words and "Canary" not in words
