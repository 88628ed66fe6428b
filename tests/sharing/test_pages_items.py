"""Do the pages of what is shared show each reader what is theirs, say why, and show nobody anything else?

*Source:* R15, R78, R213; D1, D2, D7; design/sharing.md 2, 2.1, 2.2.
"""

import pytest
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.sharing.actions import items, releases, renditions
from commonground.sharing.models import Ask, Item, Reading
from tests.projects.pages import text
from tests.sharing.shared_things import CANARY, agreed, cleared, role, to, version, written

MISSING = "0" * 22


@pytest.fixture
def partners(cast):
    """Police, centre, guards and partnership under one agreement; custodians, and people who are cleared."""
    for key in ("ashdown", "whitlock"):
        role(cast, key, "custodian")
    for key in ("ashdown", "thornbury", "tranter", "whitlock", "haddow", "penhallow"):
        cleared(cast, key)
    return agreed(
        cast, "Aldermouth Police", "Marlgate Centre", "Northgate Guarding", "Aldermouth Business Crime Partnership"
    )


@pytest.fixture
def item(cast, partners):
    """One item in three versions for three partners."""
    return written(
        cast,
        version("Two men in green jackets", to(cast, "Marlgate Centre", partners), kind="full", tlp=3),
        version("A pair at the desk", to(cast, "Northgate Guarding", partners)),
        version(
            "Watch the lower shelves",
            to(cast, "Aldermouth Business Crime Partnership", partners),
            kind="awareness",
            tlp=1,
        ),
        category="intelligence",
    )


TITLES = {
    "whitlock": "Two men in green jackets",
    "haddow": "A pair at the desk",
    "penhallow": "Watch the lower shelves",
}


def address(name, *things):
    """The address of a page of what is shared."""
    return reverse(f"sharing:{name}", args=[thing.public_id for thing in things])


def versions(item):
    """The versions of an item, in the originator's order."""
    return list(item.renditions.order_by("place"))


@pytest.mark.parametrize("key", TITLES)
def test_each_partner_reads_its_own_version_and_nothing_of_the_others(cast, item, client_of, key):
    browser = client_of(cast.person[key])
    for page in (address("items"), address("item", item)):
        shown = text(browser.get(page))
        assert TITLES[key] in shown
        assert not [title for title in TITLES.values() if title != TITLES[key] and title in shown]
    shown = text(browser.get(address("item", item)))
    assert "ISA-0007" in shown, "the sentence why names the agreement"
    assert "Who else can see it is known to its originator alone" in shown


def test_the_label_stands_before_the_title_in_the_list_and_on_the_page(cast, item, client_of):
    browser = client_of(cast.person["whitlock"])
    for page in (address("items"), address("item", item)):
        main = (
            browser.get(page)
            .content.decode()
            .partition("cg-rows cg-sheet" if page == address("items") else "<title>")[2]
        )
        assert main.index("TLP:AMBER+STRICT") < main.index("Two men in green jackets")


def test_the_originator_sees_all_versions_who_reads_each_and_who_has_read_it(cast, item, client_of):
    client_of(cast.person["whitlock"]).get(address("item", item))
    browser = client_of(cast.person["thornbury"])
    shown = text(browser.get(address("item", item)))
    assert all(title in shown for title in TITLES.values())
    assert "Counted just now" in shown
    who = text(browser.get(address("who", item)))
    assert "Dana Whitlock" in who, "who has read it"
    assert "Cannot see it" in who
    assert "Written Maya Thornbury" in who, "its history"


def test_who_can_see_it_and_its_records_are_the_originators_alone(cast, item, client_of):
    for key in ("whitlock", "lindqvist"):
        browser = client_of(cast.person[key])
        for page in (address("who", item), address("record", item), address("item_withdraw", item)):
            assert browser.get(page).status_code == 404


def test_a_stranger_gets_the_bytes_of_a_missing_item_on_every_page_of_one(cast, item, client_of):
    browser = client_of(cast.person["lindqvist"])
    one = versions(item)[0]
    names = ("item", "who", "record", "item_extend", "item_known", "item_withdraw", "rendition_add", "ask_access")
    pages = [(name, [item.public_id]) for name in names]
    pages += [
        (name, [item.public_id, one.public_id])
        for name in (
            "accept",
            "copy",
            "challenge",
            "pass_on",
            "rendition_change",
            "release",
            "attach",
            "rendition_personal",
        )
    ]
    for name, args in pages:
        there = browser.get(reverse(f"sharing:{name}", args=args))
        nowhere = browser.get(reverse(f"sharing:{name}", args=[one.public_id, *args[1:]]))
        assert there.status_code == nowhere.status_code == 404, name
        assert there.content.replace(item.ref.encode(), one.ref.encode()) == nowhere.content, name
        assert browser.post(reverse(f"sharing:{name}", args=args)).status_code in (404, 405), name


def test_search_and_filters_find_what_the_reader_may_read_and_nothing_else(cast, item, client_of):
    wanted = {"q": "shelves"}
    assert "Watch the lower shelves" in text(client_of(cast.person["penhallow"]).get(address("items"), wanted))
    shown = text(client_of(cast.person["haddow"]).get(address("items"), wanted))
    assert "0 items that you can read" in shown and "Watch" not in shown
    own = text(client_of(cast.person["thornbury"]).get(address("items"), {"whose": "others"}))
    assert "0 items that you can read" in own


def test_reading_is_recorded_and_looking_at_the_list_is_too(cast, item, client_of):
    browser = client_of(cast.person["whitlock"])
    browser.get(address("item", item))
    browser.get(address("item", item))
    reading = Reading.objects.get(membership=cast.membership["whitlock"])
    assert reading.times == 2 and reading.rendition == versions(item)[0]
    browser.get(address("items"))
    assert Entry.objects.filter(tag="item:items:seen", actor_id=cast.person["whitlock"].pk).exists()
    assert "green jackets" not in str(list(Entry.objects.values())), "ids, never content"


def test_a_copy_carries_its_marking_first_and_last_and_prints_it(cast, item, client_of):
    page = client_of(cast.person["whitlock"]).get(address("copy", item, versions(item)[0]))
    words = page.content.decode()
    assert "cg-paper--amber-strict" in words
    body = words.partition("<main")[2]
    assert body.index("TLP:AMBER+STRICT") < body.index(CANARY) < body.rindex("TLP:AMBER+STRICT")


def test_a_marking_is_challenged_and_passing_on_is_asked_up_to_amber_alone(cast, item, client_of):
    strict, amber, _green = versions(item)
    centre, guards = client_of(cast.person["whitlock"]), client_of(cast.person["haddow"])
    assert centre.get(address("pass_on", item, strict)).status_code == 404
    assert "Ask to pass it on" not in text(centre.get(address("item", item)))
    assert "Answer the question" in text(centre.post(address("challenge", item, strict), {}))
    done = centre.post(address("challenge", item, strict), {"reason": "AMBER would do"}, follow=True)
    assert "The originator is told" in text(done)
    assert "Ask to pass it on" in text(guards.get(address("item", item)))
    tannery = cast.organisation["Tannery Stores"]
    asked = {"organisation": tannery.ref, "reason": "They stand next door"}
    assert "Nobody else gets it" in text(guards.post(address("pass_on", item, amber), asked, follow=True))
    assert client_of(cast.person["hartnoll"]).get(address("item", item)).status_code == 404


def test_conditions_of_the_police_are_accepted_before_the_first_reading(cast, item, client_of):
    role(cast, "calloway", "intelligence", "custodian")
    cleared(cast, "calloway")
    full = versions(item)[0]
    renditions.grade(actor=cast.actor("calloway"), rendition=full, grade="2BC", conditions="Do not act on this alone")
    browser = client_of(cast.person["whitlock"])
    shown = text(browser.get(address("item", item)))
    assert CANARY not in shown and "Two men" not in shown and "Read the conditions" in shown
    listed = text(browser.get(address("items")))
    assert "Conditions to accept first" in listed and "Two men" not in listed, "a title is content"
    assert browser.get(address("challenge", item, full)).status_code == 404
    assert CANARY not in text(browser.get(address("copy", item, full), follow=True))
    asked = text(browser.get(address("accept", item, full)))
    assert "Do not act on this alone" in asked and CANARY not in asked
    refused = browser.post(address("accept", item, full), {})
    assert refused.status_code == 200 and "Tick the box" in text(refused)
    read = text(browser.post(address("accept", item, full), {"accepted": "on"}, follow=True))
    assert CANARY in read and "2BC" in read
    assert CANARY in text(browser.get(address("item", item)))


def test_a_withdrawn_item_leaves_a_notice_with_its_reason_and_nothing_else(cast, item, client_of):
    browser = client_of(cast.person["whitlock"])
    browser.get(address("item", item))
    told = items.withdraw(actor=cast.actor("thornbury"), item=item, reason="It was a mistake of ours")
    assert told == 1
    assert browser.get(address("item", item)).status_code == 404
    shown = browser.get(address("items"))
    assert "Withdrawn since you read it" in text(shown)
    page = text(browser.get(address("notices")))
    assert "Aldermouth Police" in page
    notice = browser.get(shown.content.decode().partition('cg-row-title" href="')[2].partition('"')[0])
    assert "It was a mistake of ours" in text(notice) and "green jackets" not in text(notice)
    assert "Nothing that you have read was withdrawn" in text(client_of(cast.person["haddow"]).get(address("notices")))


def test_the_originator_sees_its_own_items_as_somebody_else_reads_them(cast, item, client_of):
    written(cast, version("What the centre keeps to itself", to(cast, "Northgate Guarding"), tlp=1), by="whitlock")
    browser = client_of(cast.person["thornbury"])
    page = address("as_them")
    assert "Choose somebody" in text(browser.get(page))
    shown = text(browser.get(page, {"member": cast.membership["tranter"].ref}))
    assert "Two men in green jackets" in shown
    assert "keeps to itself" not in shown
    assert "Choose a valid" in text(browser.get(page, {"member": MISSING})) or browser.get(page).status_code == 200


def test_records_ask_what_for_before_they_show_anything(cast, item, client_of):
    browser = client_of(cast.person["thornbury"])
    page = address("record", item)
    asked = browser.get(page)
    assert "What do you open these records for?" in text(asked) and CANARY not in text(asked)
    assert "What do you open these records for?" in text(browser.get(page, {"purpose": "nonsense"}))
    shown = text(browser.get(page, {"purpose": "review"}))
    assert CANARY in shown and "Under agreement ISA-0007" in shown
    assert Entry.objects.filter(details__purpose="review", actor_id=cast.person["thornbury"].pk).exists()
    assert "Two men" not in text(browser.get(address("records"))), "a title is content"
    assert client_of(cast.person["tranter"]).get(page).status_code == 404, "neither author nor custodian"


def test_a_version_is_changed_at_the_records_and_what_it_said_before_is_kept(cast, item, client_of):
    browser, one = client_of(cast.person["thornbury"]), versions(item)[1]
    page = address("rendition_change", item, one)
    form = {"title": "A pair at both desks", "text": "They work in turns", "tlp": "2", "clearance": "0"}
    form |= {"personal": "yes", "version": one.version}
    assert "Enter the title" in text(browser.post(page, {**form, "title": ""}))
    assert "Save the version" in text(browser.post(page, {**form, "version": ""}))
    done = text(browser.post(page, form, follow=True))
    assert "A pair at both desks" in done and "What it said before" in done and "A pair at the desk" in done
    lost = browser.post(page, form | {"title": "Too late"})
    assert lost.status_code == 200 and "A pair at both desks" in text(lost)
    one.refresh_from_db()
    assert one.title == "A pair at both desks"


def test_a_release_is_opened_extended_and_closed_at_the_records(cast, item, partners, client_of):
    browser, amber = client_of(cast.person["thornbury"]), versions(item)[1]
    marlgate = cast.organisation["Marlgate Centre"]
    page = address("release", item, amber)
    form = {"to": f"o:{marlgate.ref}:{partners.ref}", "purpose": "To prevent thefts", "clearance": "0"}
    assert "Choose" in text(browser.post(page, {**form, "to": "nonsense"}))
    assert "Answer the question" in text(browser.post(page, {**form, "purpose": ""}))
    browser.post(page, form, follow=True)
    centre = client_of(cast.person["whitlock"])
    assert "A pair at the desk" in text(centre.get(address("item", item)))
    made = amber.releases.get(organisation=marlgate)
    longer = {"closes_day": "1", "closes_month": "1", "closes_year": "2099"}
    assert browser.post(address("release_extend", item, made), longer).status_code in (200, 302)
    assert "Why is it closed?" in text(browser.post(address("release_revoke", item, made), {}))
    browser.post(address("release_revoke", item, made), {"reason": "Enough"})
    assert "A pair at the desk" not in text(centre.get(address("item", item)))
    other = written(cast, version("Another", to(cast, "Northgate Guarding"), tlp=1))
    assert browser.get(address("release_revoke", other, made)).status_code == 404, "of another item"


def test_what_is_only_known_to_exist_can_be_asked_for_and_says_nothing_else(cast, partners, client_of):
    hidden = written(
        cast,
        version("The plan for Friday", to(cast, "Marlgate Centre", partners)),
        known_title="A briefing about Friday",
        known_to=[cast.organisation["Tannery Stores"].pk],
    )
    browser = client_of(cast.person["hartnoll"])
    shown = text(browser.get(address("items")))
    assert "A briefing about Friday" in shown and "The plan for Friday" not in shown
    page = address("ask_access", hidden)
    assert "Answer the question" in text(browser.post(page, {}))
    assert "The originator is asked" in text(browser.post(page, {"reason": "We open late"}, follow=True))
    assert browser.get(address("item", hidden)).status_code == 404
    assert client_of(cast.person["lindqvist"]).get(page).status_code == 404


def test_a_second_person_agrees_or_declines_with_a_reason(cast, partners, client_of):
    other = written(cast, version("About a child", kind="full", tlp=2, personal=True, children=True))
    role(cast, "thornbury", "custodian")
    waiting = releases.release(
        actor=cast.actor("thornbury"), rendition=versions(other)[0], draft=to(cast, "Marlgate Centre", partners)
    )
    second = client_of(cast.person["ashdown"])
    assert "Waiting for a second person" in text(second.get(address("records")))
    page = address("approval", waiting)
    assert "Do you agree to open this?" in text(second.get(page))
    assert "Answer the question" in text(second.post(page, {"do": "decline"}))
    assert client_of(cast.person["whitlock"]).get(page).status_code == 404
    assert "You agreed" in text(second.post(page, {"do": "approve"}, follow=True))
    assert "About a child" in text(client_of(cast.person["whitlock"]).get(address("item", other)))


def test_no_page_is_open_to_whoever_is_signed_out(client, cast, item):
    for page in (address("items"), address("item", item), reverse("sharing:item", args=[versions(item)[0].public_id])):
        assert client.get(page).status_code == 302
    assert Item.objects.count() == 1


def test_a_question_is_its_writers_and_the_originators_and_is_answered_once(cast, item, client_of):
    amber = versions(item)[1]
    guards, police = client_of(cast.person["haddow"]), client_of(cast.person["thornbury"])
    guards.post(address("challenge", item, amber), {"reason": "GREEN would do"})
    asked = Ask.objects.get()
    assert "Others ask you" in text(police.get(address("records")))
    page = address("ask", asked)
    assert "GREEN would do" in text(police.get(page))
    assert "Answer the question" in text(police.post(page, {})) or "Enter" in text(police.post(page, {}))
    assert "It is not answered yet" in text(guards.get(page))
    for key in ("whitlock", "lindqvist"):
        assert client_of(cast.person[key]).get(page).status_code == 404
    assert "Your answer is kept" in text(police.post(page, {"reason": "It stays AMBER"}, follow=True))
    assert "It stays AMBER" in text(guards.get(page))
    assert "Answered" in text(guards.get(address("notices")))


def test_what_was_opened_in_an_emergency_is_looked_at_again_by_somebody_else(cast, partners, client_of):
    hurried = written(
        cast,
        version("A child is missing", to(cast, "Marlgate Centre", partners), kind="full", personal=True, children=True),
        emergency=True,
    )
    assert client_of(cast.person["whitlock"]).get(address("item", hurried)).status_code == 200
    second = client_of(cast.person["ashdown"])
    assert "Opened in an emergency" in text(second.get(address("records")))
    made = versions(hurried)[0].releases.get()
    page = address("release_review", hurried, made)
    assert "Was it right to open this" in text(second.get(page))
    assert client_of(cast.person["whitlock"]).get(page).status_code == 404
    assert "Answer the question" in text(second.post(page, {"do": "close"}))
    second.post(page, {"do": "close", "reason": "She was found"})
    assert client_of(cast.person["whitlock"]).get(address("item", hurried)).status_code == 404
