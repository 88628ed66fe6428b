"""Is an entry of the catalogue changed by those who keep it, with what it said before, and is what is lent counted?

*Source:* R222, R223.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.sharing.actions import requests as lending
from commonground.sharing.actions import requests_briefings as briefings
from commonground.sharing.actions import requests_catalogue as doing
from commonground.sharing.models import AssetVersion
from commonground.sharing.rules import requests as rules
from tests.projects.pages import text
from tests.sharing.test_requests import asked, granted, lent


def radio(cast, **card):
    return lent(cast, kind="radio", title="City radio", **{"seats": 2, "contact": "radio@police.example.org", **card})


def card_of(asset, **changed):
    return {name: getattr(asset, name) for name in doing.CARD} | changed


def change(cast, asset, by="thornbury", version=None, **changed):
    given = card_of(asset, **changed)
    return doing.change_asset(actor=cast.actor(by), asset=asset, version=version or asset.version, **given)


def held(cast, asset):
    """A grant of an entry for Marlgate Centre."""
    return granted(cast, asked(cast, asset=asset))


@pytest.mark.django_db
def test_what_an_entry_said_before_is_kept_with_who_changed_it(cast):
    asset = radio(cast)
    changed = change(cast, asset, conditions="No names on the air.", seats=5)
    assert (changed.conditions, changed.seats, changed.version) == ("No names on the air.", 5, 2)
    kept = AssetVersion.objects.get()
    assert (kept.number, kept.said["conditions"], kept.said["seats"]) == (1, "No notes leave the room.", 2)
    assert kept.changed_by == cast.membership["thornbury"]
    assert change(cast, changed).version == 2 and AssetVersion.objects.count() == 1, "nothing new, nothing kept"


@pytest.mark.django_db
def test_two_who_change_an_entry_at_once_lose_neither_text(cast):
    asset = radio(cast)
    change(cast, asset, about="One channel")
    with pytest.raises(Stale) as refused:
        change(cast, asset, version=1, about="Two channels")
    assert (refused.value.theirs["about"], refused.value.version) == ("One channel", 2)


@pytest.mark.django_db
def test_only_a_coordinator_of_the_police_that_lend_it_changes_an_entry_and_never_a_closed_one(cast):
    asset = radio(cast)
    for key in ("tranter", "whitlock", "penhallow"):
        with pytest.raises(NotAllowed):
            change(cast, asset, by=key, about="Mine")
    with pytest.raises(Invalid, match="name"):
        change(cast, asset, title=" ")
    lending.close_asset(actor=cast.actor("thornbury"), asset=asset)
    asset.refresh_from_db()
    with pytest.raises(Refused, match="not lent"):
        change(cast, asset, about="Open again")


@pytest.mark.django_db
def test_whoever_holds_a_grant_is_told_that_what_binds_them_changed_and_of_nothing_else(cast):
    asset = radio(cast)
    held(cast, asset)
    mail.outbox.clear()
    changed = change(cast, asset, about="Now on one channel")
    assert mail.outbox == []
    change(cast, changed, conditions="Lost sets are reported at once, quetzal")
    (told,) = mail.outbox
    assert told.to == ["dana.whitlock@marlgate.example.org"]
    assert asset.ref in told.body and "quetzal" not in told.body


@pytest.mark.django_db
def test_what_is_lent_is_signed_out_and_back_and_no_more_than_there_are(cast):
    asset = radio(cast)
    grant = held(cast, asset)
    police = cast.actor("tranter")
    with pytest.raises(Refused, match="Nothing of this grant is out"):
        doing.sign_back(actor=police, grant=grant, words="Set 1")
    for number in (1, 2):
        doing.sign_out(actor=police, grant=grant, words=f"Set {number} to Dana Whitlock")
    with pytest.raises(Refused, match="All of them are out"):
        doing.sign_out(actor=police, grant=grant, words="Set 3")
    with pytest.raises(Invalid, match="2 are signed out"):
        change(cast, asset, seats=1)
    doing.sign_back(actor=police, grant=grant, words="Set 1, whole")
    doing.sign_out(actor=police, grant=grant, words="Set 1 again")
    assert [one.kind for one in grant.entries.all()] == ["out", "back", "out", "out"]


@pytest.mark.django_db
def test_only_whoever_lends_it_signs_it_out_and_only_while_it_is_granted(cast):
    grant = held(cast, radio(cast))
    with pytest.raises(NotAllowed):
        doing.sign_out(actor=cast.actor("whitlock"), grant=grant, words="Set 1")
    doing.sign_out(actor=cast.actor("tranter"), grant=grant, words="Set 1")
    with pytest.raises(Invalid):
        doing.sign_back(actor=cast.actor("tranter"), grant=grant, words=" ")
    lending.revoke(actor=cast.actor("tranter"), grant=grant, because="Lost a set")
    grant.refresh_from_db()
    with pytest.raises(NotAllowed):
        doing.sign_out(actor=cast.actor("tranter"), grant=grant, words="Set 2")
    doing.sign_back(actor=cast.actor("tranter"), grant=grant, words="Set 1, after the end")


@pytest.mark.parametrize(
    ("seats", "out", "fits", "one_more"),
    [(None, 9, True, True), (2, 2, True, False), (2, 1, True, True), (1, 2, False, False)],
)
def test_what_is_not_counted_never_runs_out(seats, out, fits, one_more):
    assert (rules.fault_of_seats(seats, out) is None) == fits
    assert (rules.fault_of_signing_out(seats, out) is None) == one_more


@pytest.mark.django_db
def test_an_entry_is_changed_on_its_page_and_every_member_reads_what_it_said(cast, client_of):
    asset = radio(cast)
    browser, page = client_of(cast.person["thornbury"]), reverse("sharing:asset", args=[asset.public_id])
    address = reverse("sharing:asset_change", args=[asset.public_id])
    assert address in browser.get(page).content.decode()
    typed = {"title": "City radio", "about": "One channel", "clearance": "1", "conditions": "No names on the air.",
             "seats": "3", "contact": "Control room", "no_forward": "on", "version": "1"}  # fmt: skip
    shown = text(browser.post(address, typed, follow=True))
    assert "The entry is changed" in shown and "Not to be passed on" in shown and "Control room" in shown
    late = text(browser.post(address, typed | {"about": "Mine"}))
    assert "Somebody else changed this entry" in late and "Mine" in late
    reader = client_of(cast.person["whitlock"])
    history = text(reader.get(reverse("sharing:asset_history", args=[asset.public_id])))
    assert "No notes leave the room." in history and "No names on the air." in history and "Maya Thornbury" in history
    assert reader.get(address).status_code == 403
    assert client_of(cast.person["calder"]).get(page.rstrip("/") + "/history/").status_code in (403, 404)


@pytest.mark.django_db
def test_a_set_is_signed_out_and_back_on_the_page_of_its_grant(cast, client_of):
    grant = held(cast, radio(cast))
    browser, page = client_of(cast.person["tranter"]), reverse("sharing:asset_request", args=[grant.request.public_id])
    assert "Sign one out" in text(browser.get(page)) and "Sign one back" not in text(browser.get(page))
    browser.post(reverse("sharing:grant_out", args=[grant.request.public_id]), {"words": "Set 14 to Dana Whitlock"})
    shown = text(browser.get(page))
    assert "Signed out now 1" in shown and "Set 14 to Dana Whitlock" in shown and "Sign one back" in shown
    theirs = client_of(cast.person["whitlock"])
    assert "Sign one" not in text(theirs.get(page))
    assert theirs.get(reverse("sharing:grant_out", args=[grant.request.public_id])).status_code == 403
    browser.post(reverse("sharing:grant_back", args=[grant.request.public_id]), {"words": "Set 14, whole"})
    assert "Signed out now 0" in text(browser.get(page))


@pytest.mark.django_db
def test_what_is_not_to_be_passed_on_is_marked_so_at_each_session(cast, client_of):
    asset = lent(cast, no_forward=True)
    held(cast, asset)
    one = briefings.open_briefing(
        actor=cast.actor("tranter"), asset=asset, title="Evenings", starts=timezone.now() + timedelta(days=2),
        place="Minster Gate", seats=2, tlp=2,
    )  # fmt: skip
    page = client_of(cast.person["whitlock"]).get(reverse("sharing:briefing", args=[asset.public_id, one.public_id]))
    assert "Not to be passed on" in text(page)
