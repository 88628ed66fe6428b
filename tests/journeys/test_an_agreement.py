"""Can two sides agree on what they share, in a browser? Write it, sign it, let a third in by the annex, sign it anew.

Both sides write clauses of one draft; each names its people and enters its lawful bases; the signatories sign what they
read; a guarding firm joins while the body stays signed; a second version takes the place of the first; the public reads
a summary.

*Source:* R212; design/sharing.md 5; issue "Dare to Share" (agreements).
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from commonground.sharing.rules.agreements_clauses import CLAUSES, Clause, Kind
from tests.journeys.reader import Looked, Reader, sit_down
from tests.journeys.site import Site

TITLE = "Plates of vans at the station"
SUMMARY = "The police and two businesses share number plates of vans that carry stolen goods. Nobody else reads them."
PARTS = ("signatory", "contact", "deputy", "privacy")
LAW = {"special": "none-special", "criminal": "schedule-1-10", "power": "no-power", "exemption": "no-exemption"}
GIVES = {"gives": ["incident", "alert"], "gets": ["incident", "alert"]}


def answers(clause: Clause) -> dict[str, object]:
    """An answer to each field of a clause, as a reader fills it in."""
    found: dict[str, object] = {}
    for one in clause.fields:
        if one.kind is Kind.YES_NO:
            found[one.name] = True
        elif one.kind is Kind.CHOICE:
            found[one.name] = next(iter(one.choices or {}))
        elif one.kind is Kind.CHOICES:
            found[one.name] = list(one.choices or {})
        elif one.kind is Kind.DATE:
            found[one.name] = date.today() + timedelta(days=365 * (one.name == "ends"))
        elif one.name not in ("accreditations",):
            found[one.name] = SUMMARY if one.name == "summary" else f"As both sides said about {one.label.lower()}"
    return found | ({"ceiling": "AMBER", "personal": True} if clause.key == "limits" else {})


def begin(maya: Reader) -> str:
    """Begin the draft, and name the other side."""
    maya.open("/agreements/yours/").press("Begin an agreement")
    maya.send({"title": TITLE, "kind": "isa", "area": "Aldermouth"}, "Begin the draft")
    here = maya.path
    maya.open(f"{here}parties/").press("Change what it gives and gets").send(GIVES, "Save what it gives and gets")
    maya.press("Name a party").send({"organisation": "Marlgate Centre", **GIVES}, "Name it as a party")
    assert "Write the clause “Purpose”." in maya.open(here).words()
    return here


def write(writers: tuple[Reader, Reader], here: str) -> None:
    """Write every clause, the two sides in turns."""
    for place, one in enumerate(CLAUSES):
        writer = writers[place % 2]
        writer.open(f"{here}clauses/{one.key}/")
        if one.many:
            writer.press("Add a kind of data").send(answers(one), "Save this line")
        else:
            writer.send(answers(one), "Save this clause")
    assert "Written" in writers[0].open(here).words()


def staff(reader: Reader, here: str, name: str, parts: tuple[str, ...] = PARTS) -> None:
    """Name somebody for each part, and enter a lawful basis for each direction."""
    for part in parts:
        reader.open(f"{here}people/name/").send({"membership": name, "part": part}, "Name them")
    basis = "part-3" if name == "Maya" else "recognised-crime"
    for direction in ("gives", "gets"):
        reader.open(f"{here}bases/enter/{direction}/").send({"basis": basis, **LAW}, "Enter this basis")


def sign(reader: Reader, here: str) -> None:
    """Read what awaits signature and sign it."""
    reader.open(here).press("Read and sign for")
    reader.page.get_by_label("I have read the words").check()
    reader.press("Sign for")
    assert "There is a problem" not in reader.words()


def join(maya: Reader, samir: Reader, dana: Reader, here: str) -> None:
    """A third organisation joins by the annex; the body stays signed."""
    maya.open(f"{here}annex/put/")
    maya.send({"organisation": "Northgate Guarding", **GIVES, "because": "They guard the station."}, "Put the change")
    staff(samir, here, "Samir", ("signatory", "contact"))
    samir.open(here).press("Northgate Guarding").press("Read and sign for")
    samir.page.get_by_label("I have read the words").check()
    samir.press("Sign for")
    change = dana.open(here).press("Northgate Guarding")
    assert "Another party lets it in" in change.words()
    dana.press("Let Northgate Guarding in").press("Let Northgate Guarding in from now on")
    assert "Northgate Guarding is in from now on" in dana.words()
    assert "In force" in samir.open(here).words()


def supersede(maya: Reader, dana: Reader, samir: Reader, here: str) -> None:
    """A second version is written from the first, shows what changes, and takes its place when all have signed."""
    dana.open(here).press("Begin a new version")
    dana.send({"because": "The review found nobody who deletes at weekends."}, "Begin a new version")
    dana.open(f"{here}clauses/how/").send({"often": "Every Monday at nine"}, "Save this clause")
    assert "Monday" in dana.open(f"{here}versions/2/difference/").words()
    for part in ("deputy", "privacy"):
        samir.open(f"{here}people/name/").send({"membership": "Samir", "part": part}, "Name them")
    dana.open(here).press("Offer it for signature").press("Offer it for signature")
    for reader in (maya, dana):
        sign(reader, here)
    assert "Waiting for: Northgate Guarding" in maya.open(here).words()
    sign(samir, here)
    assert "Every Monday at nine" in maya.open(f"{here}words/").words()
    assert "Every Monday at nine" not in maya.open(f"{here}versions/1/").words()


@pytest.mark.browser
@pytest.mark.slow
def test_two_sides_agree_sign_let_a_third_in_and_sign_anew(site: Site, chromium: Browser):
    looked = Looked()
    maya, dana = (sit_down(chromium, site, looked, key) for key in ("thornbury", "whitlock"))
    here = begin(maya)
    write((maya, dana), here)
    staff(maya, here, "Maya")
    staff(dana, here, "Dana")
    maya.open(here).press("Offer it for signature").press("Offer it for signature")
    sign(maya, here)
    assert "Waiting for: Marlgate Centre" in maya.open(here).words()
    sign(dana, here)
    assert "In force" in dana.open(here).words()
    samir = sit_down(chromium, site, looked, "haddow")
    samir.open(here, status=404)
    join(maya, samir, dana, here)
    supersede(maya, dana, samir, here)
    paper = maya.page.request.get(f"{site.address}{here}take/pdf/")
    assert paper.ok and paper.body().startswith(b"%PDF")
    anybody = sit_down(chromium, site, looked)
    anybody.open("/agreements/").press(TITLE)
    assert SUMMARY in anybody.words() and "Northgate Guarding" in anybody.words()
    assert looked.faults == []
