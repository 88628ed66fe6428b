"""Is something shared in the words of the person who shares it, with its readers chosen first, and nothing by mistake?

*Source:* R15, R213; D2, D7; design/sharing.md 2.1, 2.2, 5.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.sharing.models import Group, Item, Release, Rendition
from tests.projects.pages import text
from tests.sharing.shared_things import CANARY, agreed, cleared, role

NEW = "sharing:item_new"
YEAR = str(timezone.localdate().year + 1)


@pytest.fixture
def partners(cast):
    """Police, centre and guards under one agreement."""
    role(cast, "ashdown", "custodian")
    role(cast, "whitlock", "custodian")
    for key in ("ashdown", "thornbury", "tranter", "whitlock", "haddow"):
        cleared(cast, key)
    return agreed(cast, "Aldermouth Police", "Marlgate Centre", "Northgate Guarding")


def page(category="alert"):
    """The address of the editor."""
    return f"{reverse(NEW)}?category={category}"


def typed(cast, agreement, **more):
    """What somebody types who shares one sanitised version with Marlgate Centre."""
    marlgate = cast.organisation["Marlgate Centre"]
    values = {
        "area": "Aldermouth", "closes_day": "1", "closes_month": "3", "closes_year": YEAR, "do": "look",
        "sanitised-title": "A pair at the desk", "sanitised-text": CANARY, "sanitised-tlp": "2",
        "sanitised-clearance": "1", "sanitised-personal": "no", "sanitised-not_personal_because": "It names nobody",
        "sanitised-to": [f"o:{marlgate.ref}:{agreement.ref}"], "sanitised-purpose": "To prevent thefts",
    }  # fmt: skip
    return values | more


def basis():
    """A lawful basis as the form offers it."""
    from commonground.sharing.queries.items_choices import bases

    return bases()[0][0]


def test_what_it_is_comes_first_and_marks_the_versions_to_begin_with(cast, partners, client_of):
    browser = client_of(cast.person["thornbury"])
    assert "What do you want to share?" in text(browser.get(reverse(NEW)))
    assert "What do you want to share?" in text(browser.get(page("nonsense")))
    shown = browser.get(page("intelligence")).content.decode()
    assert all(words in shown for words in ("Full version", "Sanitised version", "Awareness version"))
    full = shown.partition('name="full-tlp"')[2].partition("</select>")[0]
    assert 'value="3" selected' in full, "TLP:AMBER+STRICT to begin with"


def test_nothing_is_kept_before_somebody_has_looked_who_would_see_it(cast, partners, client_of):
    browser = client_of(cast.person["thornbury"])
    looked = browser.post(page(), typed(cast, partners))
    shown = text(looked)
    assert "Nothing is shared yet" in shown and not Item.objects.exists()
    assert "Would see it" in shown and "Maya Thornbury" in shown
    assert "A pair at the desk" in looked.content.decode()
    back = browser.post(page(), typed(cast, partners, do="edit"))
    assert "Write what each kind of reader needs" in text(back) and CANARY in back.content.decode()
    done = browser.post(page(), typed(cast, partners, do="share"), follow=True)
    assert "It is shared as the page before said" in text(done)
    item = Item.objects.get()
    assert (item.category, item.author) == ("alert", cast.person["thornbury"])
    release = Release.objects.get()
    assert release.organisation.name == "Marlgate Centre" and release.agreement == partners
    assert client_of(cast.person["whitlock"]).get(reverse("sharing:item", args=[item.public_id])).status_code == 200


def test_readers_are_chosen_before_the_first_save_and_our_own_people_are_a_choice(cast, partners, client_of):
    browser = client_of(cast.person["thornbury"])
    refused = browser.post(page(), typed(cast, partners, **{"sanitised-to": [], "do": "share"}))
    assert "Choose who it is for before you save it" in text(refused) and not Item.objects.exists()
    own = typed(cast, partners, **{"sanitised-to": ["own"], "sanitised-purpose": "", "do": "share"})
    assert browser.post(page(), own).status_code == 302
    assert not Release.objects.exists() and Rendition.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("sanitised-text", "SECRET\nTwo men", "SECRET information may not be kept here"),
        ("sanitised-title", "TOP SECRET: two men", "TOP SECRET information may not be kept here"),
        ("sanitised-text", "CONFIDENTIAL\nTwo men", "belongs to the scheme before the present one"),
        ("sanitised-text", "TLP:WHITE\nTwo men", "In TLP 2.0 it is TLP:CLEAR"),
        ("sanitised-text", "Graded B24 under 5x5x5", "is not converted"),
        ("sanitised-gsc", "SECRET", "SECRET information may not be kept here"),
        ("sanitised-gsc", "RESTRICTED", "belongs to the scheme before the present one"),
        ("sanitised-tlp", "9", "Choose"),
        ("sanitised-tlp", "WHITE", "Choose"),
        ("sanitised-to", ["o:nonsense:nonsense"], "Choose"),
        ("sanitised-person", "nonsense", "Choose"),
        ("sanitised-title", "", "Enter the title"),
        ("sanitised-text", "", "Enter what is known"),
        ("sanitised-purpose", "", "Enter what it is shared for"),
        ("sanitised-not_personal_because", "", "Enter why it holds no personal data"),
        ("sanitised-personal", "yes", "Choose a lawful basis"),
        ("sanitised-title", "x" * 300, "at most 200"),
        ("area", "Nowhere at all", "No area is called"),
        ("closes_year", "1999", "Enter a date in the future"),
        ("closes_day", "", "the day"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_kept(
    cast, partners, client_of, field, value, sentence
):
    browser = client_of(cast.person["thornbury"])
    for do in ("look", "share"):
        refused = browser.post(page(), typed(cast, partners, **{field: value, "do": do}))
        assert refused.status_code == 200 and sentence in text(refused)
        assert not Item.objects.exists()


def test_nothing_written_at_all_is_a_sentence_too(cast, partners, client_of):
    refused = client_of(cast.person["thornbury"]).post(page(), {})
    assert refused.status_code == 200 and "at least one version" in text(refused)


def test_only_the_police_classify_and_only_their_intelligence_staff_grade(cast, partners, client_of):
    role(cast, "calloway", "intelligence")
    role(cast, "penhallow", "intelligence")
    shown = {
        key: client_of(cast.person[key]).get(page()).content.decode()
        for key in ("thornbury", "calloway", "whitlock", "penhallow")
    }
    assert {key for key, page_ in shown.items() if "full-gsc" in page_} == {"thornbury", "calloway"}
    assert {key for key, page_ in shown.items() if "full-grade" in page_} == {"calloway"}
    assert {key for key, page_ in shown.items() if "full-how_known" in page_} == {"whitlock", "penhallow"}
    sneaked = typed(cast, partners, **{"sanitised-grade": "1AP", "sanitised-gsc": "OFFICIAL", "do": "share"})
    client_of(cast.person["thornbury"]).post(page(), sneaked)
    made = Rendition.objects.get()
    assert (made.grade, made.gsc) == ("", "OFFICIAL")


def test_there_is_no_field_for_who_a_source_is_and_people_are_kept_apart(cast, partners, client_of):
    browser = client_of(cast.person["thornbury"])
    shown = browser.get(page("intelligence")).content.decode()
    assert not [word for word in ('name="full-source', 'name="full-informant', "chis") if word in shown.lower()]
    apart = {
        "sanitised-suspects": "One of two", "sanitised-victims": "A cashier", "sanitised-opinion": "They know the shop",
        "sanitised-personal": "yes", "sanitised-basis_of_giver": basis(), "sanitised-basis_of_getter": basis(),
    }  # fmt: skip
    browser.post(page("intelligence"), typed(cast, partners, do="share", **apart))
    made = Rendition.objects.get()
    assert made.personal
    item = text(browser.get(reverse("sharing:item", args=[made.item.public_id])))
    for words in ("Who is suspected One of two", "Who is a victim A cashier", "What is opinion They know the shop"):
        assert words in item


def test_a_field_about_a_person_makes_the_version_personal_whatever_was_said(cast, partners, client_of):
    browser = client_of(cast.person["thornbury"])
    refused = browser.post(page(), typed(cast, partners, do="share", **{"sanitised-vehicle": "A white van"}))
    made = Rendition.objects.first()
    assert (made and made.personal) or (refused.status_code == 200 and "There is a problem" in text(refused))


def test_whoever_acts_for_nobody_shares_nothing(cast, client_of):
    assert client_of(cast.person["calder"]).get(page()).status_code == 403


def test_a_group_is_begun_by_a_custodian_and_says_how_many_old_items_a_join_opens(cast, partners, client_of):
    browser = client_of(cast.person["ashdown"])
    assert client_of(cast.person["tranter"]).get(reverse("sharing:group_new")).status_code == 403
    browser.post(reverse("sharing:group_new"), {"name": "Radio link"})
    group = Group.objects.get()
    join = reverse("sharing:group_join", args=[group.public_id])
    marlgate, tannery = cast.organisation["Marlgate Centre"], cast.organisation["Tannery Stores"]
    assert "one of the two" in text(browser.post(join, {}))
    assert "They are in the group" in text(browser.post(join, {"organisation": marlgate.ref}, follow=True))
    green = {"awareness-title": "Watch the shelves", "awareness-text": CANARY, "awareness-tlp": "1",
             "awareness-clearance": "0", "awareness-personal": "no", "awareness-not_personal_because": "Nobody",
             "awareness-to": [f"g:{group.ref}"], "awareness-purpose": "To prevent thefts"}  # fmt: skip
    values = {key: value for key, value in typed(cast, partners).items() if not key.startswith("sanitised-")}
    browser.post(page(), values | green | {"do": "share"})
    item = Item.objects.get()
    asked = text(browser.post(join, {"organisation": tannery.ref}))
    assert "opens 1 item to people who cannot read" in asked
    assert "opens 1 item to people" in text(browser.post(join, {"organisation": tannery.ref, "confirmed": "7"}))
    assert client_of(cast.person["hartnoll"]).get(reverse("sharing:item", args=[item.public_id])).status_code == 404
    browser.post(join, {"organisation": tannery.ref, "confirmed": "1"})
    reader = client_of(cast.person["hartnoll"])
    assert reader.get(reverse("sharing:item", args=[item.public_id])).status_code == 200
    entry = group.entries.get(organisation=tannery)
    leave = reverse("sharing:group_leave", args=[group.public_id, entry.public_id])
    assert browser.get(leave).status_code == 200
    browser.post(leave)
    assert reader.get(reverse("sharing:item", args=[item.public_id])).status_code == 404
    assert reader.get(reverse("sharing:group", args=[group.public_id])).status_code == 404
