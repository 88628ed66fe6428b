"""How does one collaboration go from a first draft to a legacy, page by page? In chapters, one for each turn.

Maya Thornbury leads for the police, with scripts in her browser; Dana Whitlock leads for the security side, without.

*Source:* issue "The house and the first story", acceptance ("Journey in a real browser"); R6-R47.
"""

import json
import re
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import shapely
from playwright.sync_api import Browser
from shapely.geometry import mapping, shape

from commonground.groundwork import ids
from commonground.projects.rules import guide
from commonground.projects.rules.comparing import ASKED
from commonground.website.example.people import PEOPLE
from tests.journeys import words
from tests.journeys.reader import Looked, Reader, not_there, sit_down
from tests.journeys.site import Site

CITY, BOUNDARIES = "E09000001", "data/boundaries/city_of_london_lsoa21_full.geojson"
SECONDS_TO_COMPUTE = 120
ABOUT_EACH_OTHER = ("", "steps/1/", "steps/1/our-words/", "steps/1/compare/", "history/", "people/", "actions/",
                    "measures/", "public/", "actions.csv")  # fmt: skip
ELSEWHERE = ("/", "/collaborations/", "/collaborations.csv", "/you/", "/search/?q={}", "/collaborations/?q={}")


@dataclass
class Story:
    """The journey so far: who sits where, and the address of the collaboration."""

    browser: Browser
    site: Site
    shared: Path
    looked: Looked = field(default_factory=Looked)
    today: date = field(default_factory=date.today)
    at: str = ""
    case: str = ""

    def __post_init__(self) -> None:
        """Let both leads sign in, and keep whatever the server tells either of them."""
        self.told: dict[str, list[tuple[str, str]]] = {"police": [], "security": []}
        self.maya = sit_down(self.browser, self.site, self.looked, "thornbury")
        self.dana = sit_down(self.browser, self.site, self.looked, "whitlock", scripts=False)
        self.maya.heard = lambda address, text: self.told["police"].append((address, text))
        self.dana.heard = lambda address, text: self.told["security"].append((address, text))
        self.rows = words.rows(self.today)

    def someone(self, key: str) -> Reader:
        """Let another person of the example sign in."""
        return sit_down(self.browser, self.site, self.looked, key)

    def answer(self, reader: Reader, *parts: str) -> None:
        """Type every row of these parts, through the form of each part."""
        for part in parts:
            for row in self.rows[part]:
                reader.open(f"{self.at}answers/{part}/add/").send(row, "Save ")

    def confirm(self, *steps: int) -> None:
        """Let both leads confirm steps on their pages."""
        for step in steps:
            for reader, side in ((self.maya, "police"), (self.dana, "security")):
                reader.open(f"{self.at}steps/{step}/")
                reader.press(f"Confirm for the {side} side")
                assert f"Step {step}, {guide.step(step).title}, is confirmed for your side" in reader.words()
            assert "Still missing" not in reader.words()


def bring_in_the_city(story: Story) -> None:
    """Bring in the City of London's real boundaries and real crimes from the shell, while the site runs."""
    boundaries = story.shared / BOUNDARIES
    parts = [shape(each["geometry"]) for each in json.loads(boundaries.read_text())["features"]]
    whole = {"type": "Feature", "properties": {"code": CITY, "name": "City of London"},
             "geometry": mapping(shapely.union_all(parts))}  # fmt: skip
    file = story.site.home / "city.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [whole]}))
    story.site.run("places", "import", str(file), "--code", "code", "--name", "name", "--kind", "borough")
    story.site.run("places", "import", str(boundaries), "--code", "lsoa21cd", "--name", "lsoa21nm", "--kind", "lsoa",
                   "--within", CITY)  # fmt: skip
    done = json.loads(story.site.run("outcomes", "import", str(story.shared / "data/police/city-of-london"), "--json"))
    assert done["refused"] == []


def propose_and_accept(story: Story) -> None:
    """Maya starts a draft and proposes it; Dana accepts, which nobody else could read before."""
    maya, dana = story.maya, story.dana
    maya.open("/collaborations/new/").press("Make the draft")  # nothing is filled in yet
    assert "There is a problem" in maya.words()
    maya.send({"name": words.NAME, "about": words.ABOUT, "area": "City of London", "other_lead": "Dana Whitlock"},
              "Make the draft")  # fmt: skip
    story.at = maya.path
    dana.open("/collaborations/")
    assert words.NAME in dana.words(), "the lead whom a draft names sees it"
    stranger = story.someone("lindqvist")
    stranger.open(story.at, status=404)
    maya.press("Propose it to the other side").press("Propose it to the other side")
    dana.open(story.at).press("Accept the proposal").press("Accept and begin")
    assert "under way" in dana.words()
    stranger.open(story.at, status=404)
    stranger.page.context.close()


def write_blind(story: Story) -> None:
    """Each side writes alone and sends; until both have, no answer of the server tells either the other's words."""
    maya, dana = story.maya, story.dana
    maya.open(f"{story.at}steps/1/our-words/")
    maya.send(words.own_words("police"), "Save the draft")
    dana.open(f"{story.at}steps/1/our-words/").send(words.own_words("security"), "Save the draft")
    _look_everywhere(story)
    maya.open(f"{story.at}steps/1/our-words/").press("go on to send").press("Send for the police side")
    assert "Your side’s words are sent" in maya.words()
    _look_everywhere(story)
    not_there(words.CANARY["security"], story.told["police"])
    not_there(words.CANARY["police"], story.told["security"])
    dana.open(f"{story.at}steps/1/our-words/").press("go on to send").press("Send for the security side")
    assert words.CANARY["police"] in dana.words(), "both texts are open now"
    assert words.CANARY["security"] in maya.open(f"{story.at}steps/1/compare/").words()


def _look_everywhere(story: Story) -> None:
    """Let both leads open whatever might tell the other's words."""
    for reader, other in ((story.maya, "security"), (story.dana, "police")):
        for path in ABOUT_EACH_OTHER:
            _open_or_fetch(reader, f"{story.at}{path}")
        for path in ELSEWHERE:
            _open_or_fetch(reader, path.format(words.CANARY[other].partition("-")[0]))


def _open_or_fetch(reader: Reader, path: str) -> None:
    if path.endswith(".csv"):
        assert reader.heard is not None
        reader.heard(path, reader.fetch(path))
    else:
        reader.open(path)


def compare_and_agree(story: Story) -> None:
    """Both mark how near the other's answers are; then the joint statement is written together."""
    for reader in (story.maya, story.dana):
        reader.open(f"{story.at}steps/1/compare/")
        for asked in ASKED:
            box = reader.page.locator(f"details:has(form[action$='/{asked}/'])")
            box.locator("summary").click()
            reader.fill({f"{asked}-mark": words.MARKS[asked], f"{asked}-line": "Two counts, both kept."})
            reader.press("Save our mark", within=f"form[action$='/{asked}/']")
    assert "agree on two, are close on two and are apart on one" in story.dana.words()
    story.dana.press("Draft the joint statement").send(story.rows["joint"][0], "Save ")
    story.answer(story.maya, "victims", "outcomes")


def fill_the_posts(story: Story) -> None:
    """Four people lead: one declines first, another is asked; a stakeholder is invited."""
    at = f"{story.at}people/"
    story.maya.open(f"{at}ask/police/delivery/").send({"holder": "Owen Tranter", "deputy": "Leila"}, "Ask this person")
    story.dana.open(f"{at}ask/security/delivery/").send({"holder": "Ruth Penhallow"}, "Ask this person")
    story.maya.open(f"{at}add/").send({"membership": "Bill Yarrow", "part": "stakeholder"}, "Add this person")
    owen, ruth = story.someone("tranter"), story.someone("penhallow")
    owen.open(story.at).press("Accept the post")
    ruth.open(story.at).press("Decline, with a reason")
    ruth.send({"reason": "I keep the log that this is measured by."}, "Decline with this reason")
    assert "I keep the log" in story.dana.open(at).words()
    story.dana.open(f"{at}ask/security/delivery/").send({"holder": "Tomas Ellerby"}, "Ask this person")
    tomas = story.someone("ellerby")
    tomas.open(story.at).press("Accept the post")
    story.answer(owen, "engagement")
    for reader in (owen, ruth, tomas):
        reader.page.context.close()


def plan_and_begin(story: Story) -> None:
    """The two leads answer what is left of steps 2 to 6, half of it without scripts, and confirm all six."""
    story.answer(story.maya, "architecture", "stakeholders", "resources", "tactics", "support", "views", "actions")
    story.answer(story.maya, "roles")
    story.dana.open(f"{story.at}answers/formality/add/").fill(story.rows["formality"][0])
    story.dana.press("See what the answers point to")
    story.dana.send({}, "Save ")
    story.answer(story.dana, "sharing", "sponsors", "measures", "backing", "community_news", "plan_shared")
    story.answer(story.dana, "milestones")
    sign_the_plan(story)
    story.confirm(1, 2, 3, 4, 5, 6)


def sign_the_plan(story: Story) -> None:
    """Somebody of every organisation on the team signs the plan as it stands."""
    plan = f"{story.at}plan/"
    for reader in (story.maya, story.dana):
        reader.open(plan).press("Sign the plan for")
    if "Still to sign: Aldermouth Business Crime Partnership" in story.dana.section("stands"):
        ruth = story.someone("penhallow")
        ruth.open(plan).press("Sign the plan for")
        ruth.page.context.close()
    assert "Signed by all" in story.dana.open(plan).section("stands")


def review_twice(story: Story) -> None:
    """A review finds them off course and the plan is changed; the next carries on."""
    off = {"relevant": "yes", "on_course": "no", "change": "yes", "why": "The hour after one is the worst now."}
    on = {"relevant": "yes", "on_course": "yes", "why": "Guards and officers know each other by name."}
    for police, security, follows in ((off, on, "the plan must change"), (on, on, "Carry on")):
        story.maya.open(f"{story.at}reviews/new/")
        story.maya.send({"present": "Maya Thornbury, Dana Whitlock", "interval": "91"}, "Begin the review")
        review = story.maya.path
        for reader, side, said in ((story.maya, "police", police), (story.dana, "security", security)):
            reader.open(review).press("Answer for your side")
            reader.send(said, f"Answer for the {side} side")
        assert follows in story.dana.words()
        if follows != "Carry on":
            story.dana.open(f"{story.at}steps/3/").press("Change", within="main #tactics")
            story.dana.send({"why_here": "The thefts gather in two hours a day."}, "Save ")
            assert "changed since" in story.maya.open(f"{story.at}steps/3/").words()
            story.confirm(3)
    story.confirm(7)


def measure(story: Story) -> None:
    """Maya asks for the study of real shop theft, the worker computes it, and the collaboration takes it on."""
    asked = json.loads((story.shared / "design/studies/city-theft.json").read_text())
    maya = story.maya
    maya.open("/evidence/new/").send({"title": words.STUDY, "town": "City of London"}, "Go on")
    chosen = {"crime_types": asked["crime_types"], "treated": asked["treated"]}
    for period in ("before", "after"):
        chosen |= {f"{period}_first": asked[period][0], f"{period}_last": asked[period][1]}
    maya.send(chosen, "Go on to what to compare")
    named = {f"part-{area}": role for role in ("control", "displacement") for area in asked[role]}
    others = {name: "" for name in _parts_on(maya) if name not in named}
    maya.send(named | others, "Make the study")
    _wait_for_the_worker(maya)
    said = json.loads(
        story.site.run("outcomes", "evaluate", str(story.shared / "design/studies/city-theft.json"), "--json")
    )
    for role in ("treated", "control", "displacement"):
        for period in ("before", "after"):
            assert f"{said['counts'][role][period]:,}" in maya.section("numbers")
    maya.open(f"{story.at}measures/").send({"study": words.STUDY}, "Add the study")


def _parts_on(reader: Reader) -> list[str]:
    return reader.page.locator("select[name^=part-]").evaluate_all("all => all.map(e => e.name)")


def _wait_for_the_worker(reader: Reader) -> None:
    until = time.monotonic() + SECONDS_TO_COMPUTE
    while "is being computed" in reader.words():
        assert time.monotonic() < until, "the worker does not compute the study"
        time.sleep(0.5)
        reader.press("See whether it is ready")


def tell_what_came_of_it(story: Story) -> None:
    """Step 8, then step 9: the evaluation cannot tell and says why; everybody says where they stand."""
    story.answer(story.maya, "achievements", "audiences", "telling", "criteria", "risks")
    story.confirm(8)
    story.dana.open(f"{story.at}steps/9/")
    _says_that_it_cannot_tell(story.dana)
    for way in story.rows["displacement"]:
        story.dana.open(f"{story.at}answers/displacement/add/?way={way['way']}").send(way, "Save ")
    bill = story.someone("yarrow")
    bill.open(f"{story.at}steps/1/", status=404)
    bill.open(f"{story.at}steps/2/").open(f"{story.at}steps/5/")
    agree_to_hand_over(story, bill)
    bill.page.context.close()
    story.confirm(9)


def agree_to_hand_over(story: Story, bill: Reader) -> None:
    """Set the rule, ask everybody, meet Bill's objection, ask again, and record what was decided."""
    nine, maya, dana = f"{story.at}steps/9/", story.maya, story.dana
    rule = {"rule": "objection", "silence": "content", "days": 10}
    maya.open(f"{nine}rule/").send(rule, "Put this rule forward")
    dana.open(nine).press("Agree to this rule for the security side")
    dana.open(f"{nine}rounds/new/").send({"motion": "stop", "words": "We stop at the end of the month."}, "Ask every")
    _all_say(story, (bill, "cannot"), (maya, "stop"), (dana, "stop"))
    assert "cannot support it" in maya.open(nine).words()
    maya.press("Say what you change because of it").send({"changed": "The rounds get an owner."}, "Write down")
    dana.open(f"{nine}rounds/new/").send({"motion": "hand_over", "words": "What works gets an owner."}, "Ask every")
    assert "The rounds get an owner." in bill.open(f"{nine}position/").words(), "Bill reads what met his objection"
    _all_say(story, (bill, "changed"), (maya, "stop"), (dana, "changed"))
    decided = story.rows["decision"][0] | {"what_1": "Hold the first briefing", "by_1": story.today}
    given = {name: decided[name] for name in ("reason", "open", "what_1", "by_1")}
    maya.open(nine).press("Record the decision")
    maya.send(given | {"owner_1": PEOPLE["tranter"].name}, "Record this decision")
    assert "Hold the first briefing" in maya.words()


def _all_say(story: Story, *said: tuple[Reader, str]) -> None:
    for reader, position in said:
        reader.open(f"{story.at}steps/9/position/")
        reader.send({"position": position, "reason": "Keep the people on the street."}, "Record where you stand")


def _says_that_it_cannot_tell(reader: Reader) -> None:
    said = reader.section("evaluation")
    for sentence in ("cannot tell", "Why this study cannot tell", "A real change could be there", "What would help"):
        assert sentence.casefold() in said.casefold(), f"step 9 does not say “{sentence}”: {said}"
    assert re.search(r"\b(few|one|two|three|small|month|areas?)\b", said), "the weaknesses are given in sentences"


def publish(story: Story) -> None:
    """Step 10: contacts, what lasts, and the case study, which the public reads once both sides approved it."""
    story.answer(story.dana, "contacts", "sustain", "case_study")
    story.dana.open(f"{story.at}public/case-study/").send({}, "Make the version")
    version = story.dana.path
    _read_from_outside(story, version)
    public = sit_down(story.browser, story.site, story.looked)
    story.dana.open(version).press("for the security side")
    assert words.NAME not in public.open("/case-studies/").words(), "one side's approval publishes nothing"
    story.maya.open(version).press("for the police side")
    assert words.NAME in public.open("/case-studies/").words()
    public.press(words.NAME)
    assert story.rows["case_study"][0]["summary"] in public.words()
    assert "cannot tell" in public.words().casefold()
    story.case = public.path
    assert words.STUDY in public.open("/evidence/").words()
    public.press(words.STUDY)
    assert words.CANARY["police"] not in public.page.content()
    public.page.context.close()


def _read_from_outside(story: Story, version: str) -> None:
    """Marit Lindqvist, of neither organisation, reads it first; the team answers her."""
    story.maya.open(f"{story.at}steps/10/reader/").send({"reader": PEOPLE["lindqvist"].name}, "Ask this person")
    marit = story.someone("lindqvist")
    marit.open("/").press("Read the case study of")
    marit.send({"verdict": "changes", "words": "Say how many people it takes."}, "Say so to those who wrote it")
    marit.open(version, status=404).page.context.close()
    story.dana.open(version).press("Answer the reader").send({"answered": "It stands under cost."}, "Answer the reader")


def end(story: Story) -> None:
    """Both confirm the legacy and close; the record stays readable and says that it is finished."""
    story.confirm(10)
    story.maya.open(f"{story.at}steps/9/").press("Close the collaboration").press("Close the collaboration")
    assert "finished" in story.maya.words().casefold()
    overview: Any = story.dana.open(story.at).words()
    assert "Finished on" in overview
    assert ids.PATTERN, "public ids stand in every address"
    assert re.fullmatch(rf"/case-studies/{ids.PATTERN}/", story.case)
