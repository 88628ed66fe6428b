"""Does access end with the accreditation that it was given on, at the next request, and does somebody say why?

Maya Thornbury shares what is known with the business crime partnership under an agreement whose readers must be
accredited. Ruth Penhallow reads it. Then the partnership's accreditation runs out: the item is gone for her, from the
page and from the list, nobody having done anything; the page of the agreement says what is missing, and since when.
Once it is renewed, she reads again.

*Source:* issue "Dare to Share", acceptance ("Journeys in a real browser"); design/sharing.md 2, 3; D2, D7.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from commonground.website.example.agreements_words import PICTURES
from commonground.website.example.people import PARTNERSHIP
from tests.journeys.reader import Looked, Reader, sit_down
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "Two people with a pushchair that is never unfolded"
TEXT = "They come on the second Tuesday of each month, before the market closes."
STANDARD = "BCRP national standards"
ASKED = "UPDATE sharing_agreementversion SET accreditation_any_of = %s WHERE agreement_id = %s"
# The site's clock is the machine's, so it is the days that move, by as much as the clock would have
MOVED = """
UPDATE people_accreditation SET starts = starts + %(by)s, until = until + %(by)s
WHERE standard = %(standard)s AND organisation_id = (SELECT id FROM people_organisation WHERE name = %(body)s)
"""


@pytest.fixture
def agreement(site: Site) -> Iterator[str]:
    """The agreement on pictures, as if both sides had signed that its readers are accredited; gives its title."""
    with site.as_superuser() as database:
        found = database.execute("SELECT id FROM sharing_agreement WHERE title = %s", [PICTURES.title]).fetchone()
        assert found is not None
        database.execute(ASKED, [[STANDARD], found[0]])
        yield PICTURES.title
        database.execute(ASKED, [[], found[0]])


def days_until(site: Site, days: int) -> int:
    """Let the accreditation end in so many days; gives by how many days it was moved."""
    with site.as_superuser() as database:
        asked = (
            "SELECT until FROM people_accreditation WHERE standard = %s"
            " AND organisation_id = (SELECT id FROM people_organisation WHERE name = %s)"
        )
        found = database.execute(asked, [STANDARD, PARTNERSHIP]).fetchone()
        assert found is not None
        by = (date.today() + timedelta(days=days) - found[0]).days
        moved = database.execute(MOVED, {"by": by, "standard": STANDARD, "body": PARTNERSHIP})
        assert moved.rowcount == 1
        return by


def test_an_accreditation_runs_out_and_with_it_what_was_open_on_it(site, chromium, agreement):
    looked = Looked()
    maya, ruth = sit_down(chromium, site, looked, "thornbury"), sit_down(chromium, site, looked, "penhallow")
    at = shared(maya, reference_of(site))
    ruth.open("/shared/").press(TITLE)
    assert ruth.path == at and TEXT in ruth.words() and "under the agreement" in ruth.words()

    moved = days_until(site, 0)
    ruth.open(at, status=404)
    assert TITLE not in ruth.open("/shared/").words()
    explained(ruth, agreement)
    assert "Ruth Penhallow" not in may_read(maya, at)

    assert days_until(site, -moved) > 0
    assert TEXT in ruth.open(at).words()
    assert "Ruth Penhallow" in may_read(maya, at)
    assert looked.faults == []


def reference_of(site: Site) -> str:
    """Give the reference of the agreement, which is drawn anew in each example."""
    with site.as_superuser() as database:
        found = database.execute(
            "SELECT reference FROM sharing_agreement WHERE title = %s", [PICTURES.title]
        ).fetchone()
        assert found is not None
        return str(found[0])


def shared(maya: Reader, reference: str) -> str:
    """Maya shares what is known with the partnership, under the agreement."""
    maya.open("/shared/").press("Share something")
    maya.fill({"category": "intelligence"}).press("Write it")
    label = maya.page.locator("label").filter(has_text=f"{PARTNERSHIP}, under {reference}").first
    label.click()
    maya.fill({
        "full-title": TITLE, "full-text": TEXT, "full-tlp": "2", "full-clearance": "1", "full-personal": "no",
        "full-not_personal_because": "It names and shows nobody", "full-purpose": "To prevent thefts",
        "area": "Aldermouth", "closes": date.today() + timedelta(days=20),
    })  # fmt: skip
    maya.press("Look who would see it")
    assert "Nothing is shared yet" in maya.words() and "Ruth Penhallow" in maya.words()
    maya.press("Share it with them")
    assert TITLE in maya.words()
    return maya.path


def explained(ruth: Reader, agreement: str) -> None:
    """Ruth is told on the page of the agreement what is missing, and since when."""
    ruth.open("/agreements/yours/").press(agreement)
    said = ruth.section("limits")
    assert f"Whoever gets something holds one of: {STANDARD}." in said
    assert "Your organisation holds none of these accreditations today" in said
    assert f"{STANDARD} ended as" in said and str(date.today().year) in said


def may_read(maya: Reader, at: str) -> str:
    """Maya looks who can read it now; gives the words above those about who cannot."""
    maya.open(f"{at}who/")
    return maya.words().partition("Cannot see it")[0]
