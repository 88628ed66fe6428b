"""Can a street begin with what another has done, say how far it keeps to it, and be told whether it is right?

Ruth Penhallow begins from Community Guarding for the security side, Leila Marchbank accepts for the police, Marit
Lindqvist advises from outside, and the public reads what both approve. Then Ruth begins from a case study.

*Source:* R105-R107, R116, R120, R124-R125, R150, R217.
"""

import pytest

from commonground.projects.rules.ethics import ASKED
from commonground.projects.rules.templates import TEMPLATES
from commonground.website.example.people import PEOPLE
from tests.journeys.reader import Looked, Reader, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KIT = TEMPLATES["community-guarding"]
NAME = "Harbour Street guards"
SEEN = {
    "projects:templates", "projects:template", "projects:template_start", "projects:origin", "projects:origin_check",
    "projects:book", "projects:ethics", "projects:ethics_answer", "projects:ethics_ask", "projects:advice",
    "projects:ethics_note", "projects:ethics_read", "projects:ethics_public", "projects:ethics_register",
    "projects:case_start", "projects:models", "projects:model", "projects:packs", "projects:pack",
}  # fmt: skip


def test_a_street_begins_with_what_others_have_done(site, chromium):
    looked = Looked()
    ruth, leila, marit = (sit_down(chromium, site, looked, key) for key in ("penhallow", "marchbank", "lindqvist"))
    anybody = sit_down(chromium, site, looked, scripts=False)
    what_everybody_reads(anybody)
    at = begun(ruth, leila)
    kept_to(ruth, at)
    logged(ruth, leila, at)
    judged(ruth, leila, marit, anybody, at)
    begun_from_a_case_study(ruth)
    assert looked.faults == []
    assert {name.split()[0] for name in looked.pages} >= SEEN


def what_everybody_reads(anybody: Reader) -> None:
    """Without signing in: the templates, the shapes beside each other, and both packs with their evidence."""
    anybody.open("/templates/").press(KIT.name)
    words = anybody.words()
    assert all(one.name in words for one in KIT.components)
    assert "Quayside guarding" in words, "who began from it, and has a public page"
    anybody.open("/models/").press("A liaison group that meets")
    assert "Minster Gate evenings" in anybody.words()
    anybody.open("/packs/").press("How private security is used well")
    assert "Both sides work the same hours" in anybody.words()
    assert "Firmness" in anybody.words()
    anybody.open("/packs/security/")
    assert "Late-shift staff feel safe" in anybody.words()


def begun(ruth: Reader, leila: Reader) -> str:
    """Ruth makes the draft from the template and proposes it; Leila accepts."""
    ruth.open(f"/templates/{KIT.key}/").press("Start from this template")
    given = {"name": NAME, "about": "One team of guards for Harbour Street", "area": "Aldermouth"}
    ruth.send(given | {"other_lead": PEOPLE["marchbank"].name}, "Make the draft")
    at = ruth.path
    ruth.open(f"{at}steps/3/")
    assert "still say what Community Guarding" in ruth.words()
    tactic = KIT.core[0].name
    ruth.press(tactic).send({"why_here": "Thieves walk from shop to shop here."}, "Save this tactic")
    assert tactic not in ruth.page.locator(".govuk-inset-text").first.inner_text()
    ruth.open(f"{at}propose/").press("Propose it to the other side")
    leila.open(f"{at}accept/").press("Accept and begin")
    return at


def kept_to(ruth: Reader, at: str) -> None:
    """Ruth checks one component twice; both checks stay."""
    ruth.open(f"{at}origin/")
    for standing, words in (("partly", "One post, no patrol yet"), ("in_place", "A post and a patrol since Monday")):
        ruth.open(f"{at}origin/two_tiers/").send({"standing": standing, "words": words}, "Save this check")
        assert words in ruth.words()
    assert "Earlier checks" in ruth.words()


def logged(ruth: Reader, leila: Reader, at: str) -> None:
    """Ruth logs where a statement is, and maps a gain; Leila answers what stands in the way."""
    ruth.open(f"{at}steps/6/").press("Guarding together")
    ruth.press("Add an entry of the evidence log")
    entry = {"reference": "HS-0001", "place": "Harbour Street 4", "what": "statement", "kept_by": "Northgate Guarding"}
    ruth.page.locator("[name=on_day]").fill("2")
    ruth.page.locator("[name=on_month]").fill("3")
    ruth.page.locator("[name=on_year]").fill("2026")
    ruth.send(entry, "Save ")
    assert "HS-0001" in ruth.words()
    gain = {
        "benefit": "Staff walk to the bus unafraid", "sign": "gain", "side": "both", "activity": "Patrols",
        "output": "Two guards in the street", "outcome": "Fewer threats", "beneficiary": "Late-shift staff",
        "whose": "security", "gain": "safety", "baseline": "Not known", "known_by": "expected",
        "without": "They would go in groups", "low": "100", "high": "200", "year": "2026", "source": "A guess",
        "tell": True,
    }  # fmt: skip
    ruth.open(f"{at}books/benefits/").press("Add a line of the benefit map").send(gain, "Save ")
    assert "nobody has counted it yet" in ruth.words()
    leila.open(f"{at}books/barriers/").press("How is it here?")
    leila.send({"here": "hinders", "shows": "Reports wait for a week"}, "Save ")
    assert "has nobody who acts on it" in leila.words()


def judged(ruth: Reader, leila: Reader, marit: Reader, anybody: Reader, at: str) -> None:
    """Both sides answer the eight questions, Marit advises, and the note is public once both have approved it."""
    for reader, words in ((ruth, "Guards act as anybody may"), (leila, "Officers note each stop")):
        for key in ASKED:
            reader.open(f"{at}ethics/{key}/").send({"answer": "settled", "words": words}, "Answer for the ")
    ruth.open(f"{at}ethics/ask/")
    ruth.send({"adviser": PEOPLE["lindqvist"].name, "asks": "Do we watch the right people?"}, "Ask for advice")
    marit.open("/advice/").press(NAME)
    assert "Officers note each stop" not in marit.words()
    marit.send({"has_interest": "no"}, "Say so and go on")
    assert "Officers note each stop" in marit.words()
    marit.send({"verdict": "conditions", "words": "Ask the young people, too"}, "Give this advice")
    ruth.open(f"{at}ethics/note/").send({"note": "Guards have no powers of their own."}, "Put it up for approval")
    note = ruth.path
    ruth.press("Approve for the security side")
    anybody.open("/ethics/")
    assert NAME not in anybody.words()
    leila.open(note).press("Approve for the police side")
    anybody.open("/ethics/").press(NAME)
    assert "Ask the young people, too" in anybody.words()
    assert PEOPLE["lindqvist"].name not in anybody.words()


def begun_from_a_case_study(ruth: Reader) -> None:
    """Ruth begins from Minster Gate; what both sides marked as core is there to be checked."""
    ruth.open("/case-studies/").press("Minster Gate evenings")
    assert "Friary evenings" in ruth.words(), "who else began from it"
    ruth.press("Start from this case study")
    given = {"name": "Harbour Street evenings", "about": "What worked at Minster Gate", "area": "Aldermouth"}
    ruth.send(given | {"other_lead": PEOPLE["marchbank"].name}, "Make the draft")
    ruth.open(f"{ruth.path}origin/")
    assert "A deputy for every lead" in ruth.words()
