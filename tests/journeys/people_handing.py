"""How does an officer move post without anything going dark? In chapters, one for each turn.

Leila Marchbank holds the police's point of contact on Castle Parade, leads delivery there, and moves to another post.
Owen Tranter follows her; what he cannot take as well goes to Helen Ashdown. Ruth Penhallow works with them on the other
side.

*Source:* issue "People who can be found, trusted and replaced", acceptance ("Journeys in a real browser"); R45, R115,
R247.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Browser

from commonground.hosting.postgres import Server
from commonground.website.example.people import PEOPLE
from tests.journeys.people_mail import letters_to
from tests.journeys.reader import Looked, Reader, sit_down
from tests.journeys.site import CLONE, Site, environment

POST, NUMBER = "Neighbourhood sergeant, Castle Parade", "01632 960 142"
COLLABORATION = "Castle Parade mornings"
DEPUTY_AT = "Neighbourhood sergeant, Minster Gate"
STANDS_IN_FOR_HIM = (f"Deputy: {DEPUTY_AT}", "Deputy of Owen Tranter")
NOTE = "The florist opens first and sees everything. Ruth wants a call, not a letter."
ASKED = "Who has the key of the room behind the arcade?"
ANSWERED = "The caretaker, every day until three."
LEAVER, SUCCESSOR, OTHER, PARTNER = "marchbank", "tranter", "ashdown", "penhallow"
DAYS, SECONDS_FOR_THE_ROUND = 7, 60


@dataclass
class Handing:
    """The journey so far: who sits where, and the addresses of the handover and of the team's page."""

    browser: Browser
    site: Site
    looked: Looked = field(default_factory=Looked)
    today: date = field(default_factory=date.today)
    at: str = ""
    team: str = ""

    def __post_init__(self) -> None:
        """Let the three sign in."""
        self.leila, self.owen, self.ruth = (self._signed_in(key) for key in (LEAVER, SUCCESSOR, PARTNER))

    def _signed_in(self, key: str) -> Reader:
        return sit_down(self.browser, self.site, self.looked, key)

    def told(self, key: str, words: str) -> int:
        """How many messages with these words somebody has got."""
        return sum(words in letter for letter in letters_to(self.site, PEOPLE[key].email))


def begin(story: Handing) -> None:
    """From her own page she begins to hand over everything that she holds, and writes the note."""
    leila = story.leila
    leila.open("/collaborations/").press(COLLABORATION)
    story.team = leila.path
    leila.open("/you/").press("Handovers").press("Begin a handover")
    leila.fill({"reason": "moves", "leaves_on": story.today + timedelta(DAYS)})
    leila.page.get_by_label("Everything they hold").check()
    leila.send({}, "List what is open")
    story.at = leila.path
    assert f"Holder: {POST}" in leila.words(), leila.words()
    leila.press("Choose who follows, both days, and write the note")
    note = {"successor": PEOPLE[SUCCESSOR].name, "note": "The password of the mailbox is Parade44"}
    leila.fill(note).press("Save who follows")
    assert "never handed over here" in leila.words(), leila.words()
    leila.send({"note": NOTE, "starts_on": story.today + timedelta(1)}, "Save who follows")


def choose_for_each_matter(story: Handing) -> None:
    """Everything goes to Owen but what he cannot take: he cannot stand in for himself."""
    leila, titles = story.leila, _matters(story)
    assert any(COLLABORATION in title for title in titles), titles
    for title in titles:
        leila.open(story.at).press(title)
        who = (
            {"choice": "other", "to": PEOPLE[OTHER].name}
            if title.startswith(STANDS_IN_FOR_HIM)
            else {"choice": "successor"}
        )
        leila.send(who, "Save where it goes")
    assert f"To {PEOPLE[OTHER].name}" in leila.words()
    story.owen.open(story.at, status=404)


def _matters(story: Handing) -> list[str]:
    rows = story.leila.open(story.at).page.locator("a[href*='/matters/']")
    return [text.strip() for text in rows.all_inner_texts()]


def offer(story: Handing) -> None:
    """She offers it; Owen reads the pack, asks, and is answered; neither is told by mail what was said."""
    name = PEOPLE[SUCCESSOR].name
    story.leila.open(story.at).press(f"Offer it to {name}")
    assert story.told(SUCCESSOR, "asks you to take over their work") == 1
    owen = story.owen.open("/").press("Leila Marchbank")
    assert owen.path == story.at, owen.path
    for said in (POST, NOTE, "What you will be able to see", f"{PEOPLE[PARTNER].name} ("):
        assert said in owen.words(), said
    owen.press("Ask Leila Marchbank a question").send({"text": ASKED}, "Send")
    story.leila.open(story.at).press(f"Write to {name}").send({"text": ANSWERED}, "Send")
    assert ANSWERED in owen.open(story.at).words()
    assert story.told(LEAVER, ASKED) == story.told(SUCCESSOR, ANSWERED) == 0
    assert story.told(LEAVER, "has written to you about a handover") == 1


def accept(story: Handing) -> None:
    """He accepts; until the day nothing passes, nobody else is told, and the card stays hers."""
    owen = story.owen.open(story.at)
    with owen.page.expect_download() as saved:
        owen.page.get_by_text("Keep it as one file").click()
    assert NOTE in saved.value.path().read_text()
    owen.press("Accept the handover")
    assert "You have accepted" in owen.words()
    assert story.told(LEAVER, "has accepted your handover") == 1
    assert story.told(PARTNER, "follows") == 0
    assert PEOPLE[LEAVER].name in _card(story).partition("Deputy")[0]
    story.leila.open(story.team)


def let_the_day_pass(story: Handing) -> None:
    """It was all agreed longer ago, so that the last day was yesterday; the worker does its round of the day.

    The site's clock is the machine's, so it is the two days that move, by as much as the clock would have.
    """
    with story.site.as_superuser() as database:
        moved = "UPDATE people_handover SET starts_on = starts_on - %(by)s, leaves_on = leaves_on - %(by)s"
        done = database.execute(f"{moved} WHERE state = 'accepted' AND note = %(note)s", {"by": DAYS + 1, "note": NOTE})
        assert done.rowcount == 1
        _ask_for_the_round(story.site)
        until = time.monotonic() + SECONDS_FOR_THE_ROUND
        while not database.execute(
            "SELECT 1 FROM people_handover WHERE state = 'done' AND note = %s", [NOTE]
        ).fetchone():
            assert time.monotonic() < until, "the worker has not done its round"
            time.sleep(0.2)


def _ask_for_the_round(site: Site) -> None:
    """Put the round of the day into the worker's queue, as its clock does in the morning."""
    asked = [sys.executable, "-m", "django", "procrastinate", "defer", "people:daily", '{"timestamp": 0}']
    named = {"DJANGO_SETTINGS_MODULE": "commonground.website.settings", "DATABASE_URL": Server(site.home).addresses.app}
    ran = subprocess.run(
        asked, cwd=CLONE, env=environment(site.home) | named, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def see_who_follows(story: Handing) -> None:
    """The card shows Owen under the same number, Ruth got one message, and Leila is out at the next request."""
    held, _comma, _rest = _card(story).partition("Deputy")
    assert PEOPLE[SUCCESSOR].name in held
    assert PEOPLE[LEAVER].name not in held
    assert NUMBER in _card(story)
    assert story.told(PARTNER, f"{PEOPLE[SUCCESSOR].name} follows") == 1
    story.leila.open(story.team, status=404)
    assert COLLABORATION not in story.leila.open("/collaborations/").words()
    assert "Handed over" in story.leila.open(story.at).words()
    assert COLLABORATION in story.owen.open(story.team).words()
    minster: Any = story.ruth.open("/contacts/?where=Minster+Gate&side=police").page
    assert f"Deputy: {PEOPLE[OTHER].name}" in minster.locator(".cg-cards > li", has_text=DEPUTY_AT).inner_text()


def _card(story: Handing) -> str:
    """The card of the post, as the partner on the other side finds it."""
    found = story.ruth.open("/contacts/?where=Castle+Parade&about=shop+theft&side=police").page
    return str(found.locator(".cg-cards > li", has_text=POST).inner_text())


CHAPTERS: tuple[Callable[[Handing], None], ...] = (
    begin, choose_for_each_matter, offer, accept, let_the_day_pass, see_who_follows,
)  # fmt: skip


def told(browser: Browser, site: Site) -> Handing:
    """Tell the whole story."""
    story = Handing(browser, site)
    for chapter in CHAPTERS:
        chapter(story)
    return story
