"""Can an officer share what is known with three partners, each in the words that they need, and see it as each does?

Maya Thornbury writes three versions, looks who would see them, shares them, and looks at them as each partner. Each
partner reads its own version and why, learns nothing of the others, and one of them reads without scripts on a phone's
width. A stranger is told nothing. Then she closes one of them, and withdraws the whole with a reason.

*Source:* issue "Dare to Share", acceptance ("Journeys in a real browser"); R15, R78, R213; D2, D7.
"""

from datetime import date, timedelta

import pytest

from commonground.website.example.people import MARLGATE, NORTHGATE, PARTNERSHIP, POLICE
from tests.journeys.reader import Looked, Reader, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLES = {
    "whitlock": "Two people at the service desk, with what each does",
    "haddow": "Offer help early at the service desk",
    "penhallow": "Watch the lower shelves in the mornings",
}
KINDS = dict(zip(TITLES, ("full", "sanitised", "awareness"), strict=True))
BODIES = {"whitlock": MARLGATE, "haddow": NORTHGATE, "penhallow": PARTNERSHIP}
SEEN = {
    "sharing:items", "sharing:item_new", "sharing:item", "sharing:who", "sharing:as_them", "sharing:record",
    "sharing:records", "sharing:copy", "sharing:release_revoke", "sharing:item_withdraw", "sharing:notices",
    "sharing:notice", "sharing:attach", "sharing:challenge",
}  # fmt: skip


def test_an_officer_shares_three_versions_with_three_partners_and_sees_it_as_each(site, chromium, tmp_path):
    looked = Looked()
    maya = sit_down(chromium, site, looked, "thornbury")
    partners = {key: sit_down(chromium, site, looked, key, scripts=key != "haddow") for key in TITLES}
    stranger = sit_down(chromium, site, looked, "lindqvist")

    at = shared(maya)
    seen_as_each(maya)
    for key, partner in partners.items():
        read(partner, key, at)
    stranger.open(at, status=404)
    assert not [title for title in TITLES.values() if title in stranger.open("/shared/").words()]
    attached(maya, partners, at, tmp_path)
    questioned(partners["penhallow"], at)
    closed(maya, partners["haddow"], at)
    withdrawn(maya, partners["whitlock"], at)

    assert looked.faults == []
    assert {name.split()[0] for name in looked.pages} >= SEEN


def shared(maya: Reader) -> str:
    """Maya writes three versions, looks who would see them, and shares them."""
    maya.open("/shared/").press("Share something")
    maya.fill({"category": "alert"}).press("Write it")
    for key, title in TITLES.items():
        kind = KINDS[key]
        maya.fill({
            f"{kind}-title": title, f"{kind}-text": f"Words for {BODIES[key]} alone.", f"{kind}-tlp": "1",
            f"{kind}-clearance": "0", f"{kind}-personal": "no",
            f"{kind}-not_personal_because": "It names and shows nobody", f"{kind}-other": BODIES[key],
            f"{kind}-purpose": "To prevent thefts on weekday mornings",
        })  # fmt: skip
    maya.fill({"area": "Aldermouth", "closes": date.today() + timedelta(days=20)})
    maya.press("Look who would see it")
    assert "Nothing is shared yet" in maya.words()
    assert "Dana Whitlock" in maya.words()
    maya.press("Share it with them")
    assert all(title in maya.words() for title in TITLES.values())
    assert POLICE in maya.words()
    at = maya.path
    maya.press("Who can see this, who cannot")
    assert "Cannot see it" in maya.words()
    return at


def seen_as_each(maya: Reader) -> None:
    """Maya looks at what she shares as each partner does."""
    for key, title in TITLES.items():
        maya.open("/shared/as/").fill({"member": PEOPLE_IN_WORDS[key]}).press("Look as they do")
        words = maya.words()
        assert title in words
        assert not [other for other in TITLES.values() if other != title and other in words]


PEOPLE_IN_WORDS = {
    "whitlock": f"Dana Whitlock of {MARLGATE}",
    "haddow": f"Samir Haddow of {NORTHGATE}",
    "penhallow": f"Ruth Penhallow of {PARTNERSHIP}",
}


def read(partner: Reader, key: str, at: str) -> None:
    """A partner finds its version in the list, reads it and why, and copies it with its marking."""
    partner.open("/shared/").press(TITLES[key])
    assert partner.path == at
    words = partner.words()
    assert f"Words for {BODIES[key]} alone." in words and "TLP:GREEN" in words
    assert f"Released to {BODIES[key]}" in words
    assert not [title for other, title in TITLES.items() if other != key and title in words]
    partner.press("Copy or print with its marking")
    assert partner.page.locator("main .cg-marking").count() == 2


def attached(maya: Reader, partners: dict[str, Reader], at: str, folder: object) -> None:
    """Maya attaches a note to one version; its reader can fetch it, the others cannot."""
    note = folder / "a name that stays at home.txt"  # type: ignore[operator]
    note.write_text("Mondays and Thursdays, before eleven.")
    _records(maya, at).press("Attach a file")
    maya.fill({"caption": "When it happens"})
    maya.page.locator("[name=file]").set_input_files(str(note))
    maya.press("Attach the file")
    assert "When it happens" in maya.words()
    dana = partners["whitlock"].open(at)
    link = dana.page.get_by_role("link", name="When it happens").get_attribute("href") or ""
    assert dana.fetch(link) == "Mondays and Thursdays, before eleven."
    assert "Mondays" not in partners["penhallow"].fetch(link)


def questioned(ruth: Reader, at: str) -> None:
    """A partner says that a marking is wrong."""
    ruth.open(at).press("Challenge this marking")
    ruth.send({"reason": "It could be on a poster"}, "Tell the originator")
    assert "The originator is told" in ruth.words()


def closed(maya: Reader, samir: Reader, at: str) -> None:
    """Maya closes one version to its reader, who has no access at the next request."""
    samir.open(at)
    records = _records(maya, at)
    records.press(f"Close it to them ({NORTHGATE})")
    maya.send({"reason": "Their shift has changed"}, "Close it to them")
    samir.open(at, status=404)


def withdrawn(maya: Reader, dana: Reader, at: str) -> None:
    """Maya withdraws the item; who had read it is told why, and reads it no more."""
    dana.open(at)
    _records(maya, at).press("Withdraw it")
    maya.send({"reason": "Two arrests were made; it is over"}, "Withdraw the item")
    dana.open(at, status=404)
    dana.open("/shared/").press("Withdrawn, and what you asked")
    dana.press(at.split("/")[2])
    assert "Two arrests were made; it is over" in dana.words()
    assert TITLES["whitlock"] not in dana.words()


def _records(maya: Reader, at: str) -> Reader:
    """Open the records of the item, for a change."""
    maya.open(at).press("Open its records")
    return maya.fill({"purpose": "change"}).press("Open the records")
