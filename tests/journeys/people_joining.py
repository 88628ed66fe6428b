"""How does a guard's manager get in, and whom do they find then? In chapters, one for each turn.

Keziah Orme manages the guards of a firm that the register does not know. Ruth Penhallow verifies and calls back; Dana
Whitlock and Owen Tranter know her; Helen Ashdown decides.

*Source:* issue "People who can be found, trusted and replaced", acceptance ("Journeys in a real browser"); R89, R115,
R232; D3.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import vobject
from playwright.sync_api import Browser

from commonground.people.rules import signing_in as rules
from commonground.website.example.people import PEOPLE
from tests.journeys.people_mail import letters_to, link_in
from tests.journeys.reader import WIDE, Looked, Reader, sit_down
from tests.journeys.site import Site
from tests.journeys.test_signing_in import device, signs_out

NAME, FIRM, EMAIL = "Keziah Orme", "Lanternwood Guarding", "keziah.orme@lanternwood.example.org"
PASSWORD = "lanterns along the wood"
PUBLISHED = "01632 960340"
APPLICATION = {
    "organisation_name": FIRM, "kind": "provider", "website": "https://lanternwood.example.org/",
    "switchboard": PUBLISHED, "switchboard_source": "On our website", "name": NAME, "email": EMAIL,
    "post_title": "Guarding manager", "telephone": "07700 900340",
    "sponsors_named": "Dana Whitlock, Marlgate Centre; Owen Tranter, Aldermouth Police",
    "reason": "Our guards stand in Minster Gate and need to know whom to call.", "controls": "yes", "active": "yes",
}  # fmt: skip
CALL = {"number": PUBLISHED, "outcome": "confirmed", "spoke_to": "The duty manager, then the managing director",
        "note": "She works there in this post, and is meant to join."}  # fmt: skip
SPONSORS = {"whitlock": "Her guards relieve ours at the centre.", "tranter": "We meet every month at the shop watch."}
INSIDE = ("/applications/", "/vouching/", "/collaborations/", "/handovers/", "/you/", "/you/data/")
WANTED, DEPUTY = "Neighbourhood sergeant, Minster Gate", "Leila Marchbank"
FOR_MEMBERS = "Neighbourhood sergeant, Castle Parade"
TELEPHONE_WIDTH = 375


@dataclass
class Joining:
    """The journey so far: the applicant's window, the secret link, and where the application is checked."""

    browser: Browser
    site: Site
    looked: Looked = field(default_factory=Looked)
    link: str = ""
    checked_at: str = ""

    def __post_init__(self) -> None:
        """Open a window for the applicant, who is nobody here yet."""
        self.keziah = sit_down(self.browser, self.site, self.looked)

    @contextmanager
    def someone(self, key: str) -> Iterator[Reader]:
        """Let a person of the example sign in for a while."""
        reader = sit_down(self.browser, self.site, self.looked, key)
        yield reader
        reader.page.context.close()


def apply(story: Joining) -> None:
    """She reads how it goes and applies; without the code of conduct nothing is taken."""
    keziah = story.keziah
    keziah.open("/join/").press("Apply to join").fill(APPLICATION).press("Send the application")
    assert "accepts_conduct" in keziah.page.locator(".govuk-error-summary").inner_html()
    keziah.page.check("[name=accepts_conduct]")
    keziah.send({}, "Send the application")
    assert "A message is on its way" in keziah.words()
    (letter,) = letters_to(story.site, EMAIL)
    story.link = link_in(letter, story.site)


def confirm_the_address(story: Joining) -> None:
    """Nobody reads the application until she confirms, on the page that the message leads to, that it is hers."""
    with story.someone("penhallow") as ruth:
        assert NAME not in ruth.open("/applications/").words()
    story.keziah.open(story.link).press(f"Confirm that {EMAIL} is mine")
    assert "Your application is being checked" in story.keziah.words()
    assert any("waits to be checked" in letter for letter in letters_to(story.site, PEOPLE["penhallow"].email))


def see_nothing_yet(story: Joining) -> None:
    """With the link of her application she sees that application, and otherwise what the public sees."""
    keziah, public = story.keziah, sit_down(story.browser, story.site, story.looked)
    for path in INSIDE:
        for reader in (public, keziah):
            assert reader.open(path).path == "/sign-in/", path
    here = story.checked_at or _checked_at(story)
    for path in (here, f"{here}admit/", f"{here}call/"):
        assert keziah.open(path).path == "/sign-in/", path
    assert FOR_MEMBERS not in keziah.open("/contacts/?where=Castle+Parade").words()
    assert NAME not in keziah.open("/search/?q=Keziah").words()
    assert FIRM not in keziah.open("/organisations/?q=Lanternwood").words()
    keziah.open("/password/forgotten/").send({"email": EMAIL}, "Send")
    assert not [letter for letter in letters_to(story.site, EMAIL) if "/password/new/" in letter]
    public.page.context.close()


def _checked_at(story: Joining) -> str:
    with story.someone("penhallow") as ruth:
        ruth.open("/applications/").press(NAME)
        story.checked_at = ruth.path
    return story.checked_at


def call_back(story: Joining) -> None:
    """Ruth calls the published number; found only where the applicant said, it proves nothing."""
    with story.someone("penhallow") as ruth:
        ruth.open("/applications/").press(NAME)
        assert "Nobody has called yet." in ruth.words()
        ruth.press("Keep a call").fill({**CALL, "published_at": APPLICATION["switchboard_source"]})
        ruth.press("Keep the call")
        assert "Only the applicant says so" in ruth.words()
        ruth.send({"published_at": "Register of approved contractors"}, "Keep the call")
        assert "Counts" in ruth.words()
        for key in SPONSORS:
            ruth.press("Ask a member to vouch").open(f"{ruth.path}?q={PEOPLE[key].name.split()[1]}")
            ruth.page.get_by_label(PEOPLE[key].name).check()
            ruth.send({}, "Ask them by mail")
        assert "Two members of two other organisations have not both vouched yet." in ruth.words()


def vouch(story: Joining) -> None:
    """Each sponsor finds the question on their day's page, and answers it."""
    for key, known_how in SPONSORS.items():
        with story.someone(key) as sponsor:
            sponsor.open("/").press(f"Say whether you can vouch for {NAME}")
            assert APPLICATION["telephone"] not in sponsor.words(), "a sponsor reads no more than the page says"
            sponsor.send({"answer": "vouched", "known_how": known_how}, "Send the answer to those who check")
            assert NAME not in sponsor.open("/").words()
    for letter in letters_to(story.site, EMAIL):
        assert not any(PEOPLE[key].name in letter for key in SPONSORS), "what they answered is not for the applicant"


def admit(story: Joining) -> None:
    """Ruth, who called, cannot decide; Helen can, and the way in comes by mail."""
    with story.someone("penhallow") as ruth:
        ruth.open(story.checked_at)
        assert "whoever made the call does not decide alone" in ruth.words()
        assert "Admit them" not in ruth.open(f"{story.checked_at}admit/").words()
    with story.someone("ashdown") as helen:
        helen.open("/applications/?needs=nothing").press(NAME).press("Admit").press("Admit them and send the message")
        assert f"{NAME} is admitted." in helen.words()
    assert "You are admitted." in story.keziah.open(story.link).words()


def set_up_both_factors(story: Joining) -> None:
    """She sets a password, and before anything opens a telephone; then a passkey."""
    keziah = story.keziah
    keziah.open(link_in(letters_to(story.site, EMAIL)[-1], story.site))
    keziah.send({"password1": PASSWORD}, "Set this password").press("Go to sign in")
    keziah.send({"login": EMAIL, "password": PASSWORD}, "Sign in")
    assert keziah.path == "/you/sign-in/first/"
    assert keziah.open("/collaborations/").path == "/you/sign-in/first/"
    keziah.press("Set up a telephone")
    seed = str(keziah.page.locator("#seed").text_content()).replace(" ", "")
    keziah.send({"code": rules.code_at(seed, rules.period_of(time.time()))}, "Set up this telephone")
    keziah.press("I have kept them")
    assert not keziah.open("/conduct/").page.locator("main form").count(), "she accepted it when she applied"
    keziah.open("/you/").press("How you sign in").press("Set up a passkey")
    keziah.fill({"name": "work laptop"}).press("Make the passkey")
    assert "Your passkey is set up." in keziah.words()
    signs_out(keziah)
    assert keziah.open("/you/").path == "/sign-in/"
    keziah.press("Sign in with a passkey")
    assert FIRM in keziah.open("/you/").words()


def find_the_contact(story: Joining) -> None:
    """On her telephone she types the place as she heard it, and the right card comes first."""
    keziah = story.keziah
    keziah.page.set_viewport_size({"width": TELEPHONE_WIDTH, "height": 812})
    keziah.open("/contacts/").fill({"where": "Minster Gaet", "about": "shop theft", "side": "police"})
    keziah.press("Find contacts")
    card = keziah.page.locator(".cg-cards > li").first
    said = card.inner_text()
    for part in (WANTED, PEOPLE["tranter"].name, f"Deputy: {DEPUTY}", "Call 01632 960 141", "onfirmed"):
        assert part in said, f"{part} is not on the first card: {said}"
    assert card.locator("a[href^='tel:']").first.get_attribute("href") == "tel:01632960141"
    assert keziah.page.evaluate("window.innerWidth") == TELEPHONE_WIDTH
    assert keziah.visit.widest() == []
    assert FOR_MEMBERS in keziah.open("/contacts/?where=Castle+Parade").words(), "a member sees what members may"


def keep_the_card(story: Joining) -> None:
    """The vCard that she saves has the number that the page shows, for a reader that is not ours."""
    keziah = story.keziah
    keziah.open("/contacts/?where=Minster+Gaet&about=shop+theft&side=police").press(WANTED)
    assert keziah.page.locator("h1", has_text=WANTED).count()
    shown = str(keziah.page.locator("a.cg-contact__first").inner_text()).removeprefix("Call").strip()
    with keziah.page.expect_download() as saved:
        keziah.page.locator("main a[href$='.vcf']").first.click()
    card: Any = vobject.readOne(saved.value.path().read_text())
    read = (card.version.value, card.tel.value, card.title.value)
    assert read == ("4.0", shown, WANTED), f"{read}, and the page shows {shown}"
    assert card.org.value == [PEOPLE["tranter"].organisation]
    keziah.page.set_viewport_size({"width": WIDE, "height": 900})


CHAPTERS: tuple[Callable[[Joining], None], ...] = (
    apply, confirm_the_address, see_nothing_yet, call_back, vouch, admit, set_up_both_factors, find_the_contact,
    keep_the_card,
)  # fmt: skip


def told(browser: Browser, site: Site) -> Joining:
    """Tell the whole story, with a device that makes passkeys beside the applicant."""
    story = Joining(browser, site)
    with device(story.keziah.page):
        for chapter in CHAPTERS:
            chapter(story)
    return story
