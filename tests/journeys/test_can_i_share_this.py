"""Can a security manager ask whether something may be shared, be sent to whoever decides, and hear the answer?

Dana Whitlock asks, without JavaScript, and is told "not yet, ask first". Owen Tranter decides with a complete record,
Dana is told by mail, and the figures show how long it took. The public asks too, and leaves nothing behind.

*Source:* R184, R211; issue "Dare to Share", item 4.
"""

from datetime import date

import pytest

from commonground.website.example.people import PEOPLE
from tests.journeys.people_mail import letters_to
from tests.journeys.reader import Looked, Reader, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ABOUT = "Evenings with trouble at the bus station"
ANSWERS = {"purpose": "solve", "flow": "from_police", "person": "unsure", "content": "other", "less": "no"}
RECORD = {
    "received_on": date.today(),
    "deadline": "Before the market days",
    "cell": "criminal/project/sharing",
    "subjects": ["none"],
    "children": "no",
    "facts": "fact",
    "marking": "GREEN",
    "manifest": "Evening\nHour",
    "controllers": "separate",
    "agreement": "no",
    "basis": "none",
    "necessary": "They guard the place and see one shop each",
    "less": "It shows nobody already",
    "confidence": "Nobody told us in confidence",
    "dpia": "not_needed",
    "dpo": "Not asked: no personal data",
    "retention": "Three months, then deleted",
    "security": "On its page here",
    "rights": "No personal data",
    "dates": "Once",
    "outcome": "all",
    "public": "no",
}
REASONS = "Evenings and hours show nobody, and the guards stand there anyway."


def test_a_security_manager_asks_and_an_officer_answers(site, chromium):
    looked = Looked()
    dana = sit_down(chromium, site, looked, "whitlock", scripts=False)
    owen = sit_down(chromium, site, looked, "tranter")
    anybody = sit_down(chromium, site, looked, scripts=False)
    the_public_asks(anybody)
    question = asked(dana)
    decided(owen, question)
    told(dana, question)
    figures(anybody, owen)
    assert looked.faults == []


def the_public_asks(anybody: Reader) -> None:
    """Without signing in: a crime is reported to the police; an answer can be changed; nothing asks to be kept."""
    anybody.open("/dare-to-share/").press("Ask: can I share this?").press("Start with the first question")
    anybody.fill({"purpose": "report"}).press("Continue")
    assert "0800 555 111" in anybody.words() and "No. Do this instead" in anybody.words()
    anybody.press("Change").fill({"purpose": "solve"}).press("Continue")
    anybody.press("Continue")
    assert "Choose one of the answers" in anybody.words()
    for key, value in (("flow", "to_business"), ("person", "no"), ("source", "own")):
        anybody.fill({key: value}).press("Continue")
    assert "You may share it." in anybody.words() and "Keep this answer" not in anybody.words()


def asked(dana: Reader) -> str:
    """Dana answers six questions, one a page, and puts the question to the police; gives its path."""
    dana.open("/sharing/desk/").press("Start with the first question")
    for number, (key, value) in enumerate((ANSWERS | {"cover": "once"}).items(), start=1):
        assert f"Question {number} of at most 6" in dana.words()
        dana.fill({key: value}).press("Continue")
    assert "Not yet. Ask first" in dana.words()
    dana.press("Keep this answer")
    given = {"about": ABOUT, "what": "Evenings and hours of trouble", "purpose": "To decide where guards stand"}
    dana.page.locator("main [name='to']").first.check()
    dana.send(given, "Keep or ask as chosen")
    assert "The question is asked." in dana.words() and "Waiting for an answer" in dana.words()
    return dana.path


def decided(owen: Reader, question: str) -> None:
    """Owen is told what is missing, and then records the whole decision."""
    owen.open("/sharing/questions/").press(ABOUT).press("Decide on the question")
    owen.fill({"outcome": "all"}).press("Record the decision")
    assert "Why is it necessary?" in owen.page.locator(".govuk-error-summary").inner_text()
    owen.send(RECORD | {"reasons": REASONS}, "Record the decision")
    assert "Recorded. Whoever asked is told." in owen.words()
    assert "Time from question to answer" in owen.words()
    assert owen.page.request.get(f"{owen.page.url}paper/pdf/").body().startswith(b"%PDF")
    owen.open(question)


def told(dana: Reader, question: str) -> None:
    """Dana finds a message that says where, and on the page what was decided and why."""
    letters = letters_to(dana.site, PEOPLE["whitlock"].email)
    assert any(question in letter for letter in letters)
    assert not any(REASONS in letter for letter in letters)
    dana.open(question)
    assert REASONS in dana.words() and "Owen Tranter" in dana.words()
    assert "Nobody told us in confidence" not in dana.words()


def figures(anybody: Reader, owen: Reader) -> None:
    """Everybody reads how long answers take; the officer reads it beside the register."""
    anybody.open("/sharing/desk/figures/")
    assert "Questions answered" in anybody.words() and "Time to the answer" in anybody.words()
    owen.open("/sharing/decisions/?q=bus+station")
    assert "How long it takes" in owen.words()
    owen.open("/sharing/assets/").press("Protective security briefings")
    assert "Winter evenings" in owen.words()
