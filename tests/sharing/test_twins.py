"""Does anything tell somebody that there is something that they may not read? Two worlds that differ in that alone.

*Source:* design/sharing.md 2 ("Everybody else gets non-existence"); bar A5 of reference/security.md.
"""

import re
from random import Random

from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonground.sharing.actions import items, renditions
from commonground.sharing.actions.items import ReleaseDraft
from commonground.sharing.queries import visible
from tests.figures import counts
from tests.sharing.town import AMBER, GREEN, town_of

PLACES = (
    "/shared/", "/shared/?words=lorry", "/shared/?category=alert", "/shared/?whose=others", "/shared/withdrawn/",
    "/shared/groups/", "/search/?q=lorry", "/", "/record/",
)  # fmt: skip
CHANGES = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*|nonce-[\w+/=-]+|nonce="[^"]*"|\d\d:\d\d(:\d\d)?')


def seen(browser, places):
    """What a reader is answered: status and bytes, without what changes each time, and how many questions were put
    to the database."""
    found = []
    for place in places:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = browser.get(place)
        found.append((place, page.status_code, CHANGES.sub(b"", page.content), len(asked.captured_queries)))
    return found


def something_else(town, dice, number):
    """Do something of which the reader may learn nothing."""
    marlgate = town.cast.organisation["Marlgate Centre"]
    draft = ReleaseDraft(organisation_id=marlgate.pk, purpose="To tell them")
    tlp = dice.choice([GREEN, AMBER])
    item = town.alert(f"A lorry without plates {number}", [draft], tlp=tlp, personal=False)
    if dice.random() < 0.5:
        found = visible.item_for(town.actor("whitlock"), item.public_id)
        renditions.read(actor=town.actor("whitlock"), rendition=found)
    if dice.random() < 0.3:
        items.withdraw(actor=town.actor("thornbury"), item=item, reason="It was ours")
    return item


def test_worlds_that_differ_in_what_somebody_may_not_read_answer_them_with_the_same_bytes(cast, client_of, figure):
    town, dice = town_of(cast), Random(5)
    hotel = cast.organisation["Harbour View Hotel"]
    town.alert("A lorry for you", [ReleaseDraft(organisation_id=hotel.pk, purpose="x")], tlp=GREEN, personal=False)
    browser = client_of(cast.person["lindqvist"])
    seen(browser, PLACES)  # what the first visit of all leaves behind is no difference
    places, differing, worlds = list(PLACES), [], counts(4, 500)
    missing = f"/shared/{'0' * 21}1/"
    for number in range(worlds):
        before = seen(browser, places)
        hidden = something_else(town, dice, number)
        differing += [a[0] for a, b in zip(before, seen(browser, places), strict=True) if a != b]
        other, one = browser.get(missing), browser.get(f"/shared/{hidden.ref}/")
        if (other.status_code, CHANGES.sub(b"", other.content)) != (one.status_code, CHANGES.sub(b"", one.content)):
            differing.append(hidden.ref)
    figure("pairs of worlds that differ in what a reader may not read", worlds)
    figure("answers that differed between them", len(differing), bar="0")
    assert not differing
