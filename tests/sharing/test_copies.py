"""Does a copy keep its source, is it never less marked, and does it go nowhere that the originator has not agreed to?

*Source:* design/sharing.md 2.1 ("A copy keeps its source and is never less marked"); R15, R213.
"""

from dataclasses import replace

import pytest
from django.core import mail
from django.db import connection
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.markings import Tlp
from commonground.groundwork.refusals import Invalid, Refused
from commonground.sharing.actions import items, questions, releases, renditions
from commonground.sharing.models import Ask, Item, Rendition
from commonground.sharing.queries import asking, copies, visible
from commonground.sharing.rules.copies import Source, require_goes_no_further, require_marked_as
from tests.projects.pages import text
from tests.sharing.shared_things import agreed, cleared, role, to, version, written

AMBER, STRICT = 2, 3
YEAR = str(timezone.localdate().year + 1)


@pytest.fixture
def partners(cast):
    """Police, centre and guards under one agreement."""
    role(cast, "ashdown", "custodian")
    role(cast, "whitlock", "custodian")
    for key in ("ashdown", "thornbury", "tranter", "whitlock", "haddow"):
        cleared(cast, key)
    return agreed(cast, "Aldermouth Police", "Marlgate Centre", "Northgate Guarding")


@pytest.fixture
def alert(cast, partners):
    """An alert of the police that Marlgate Centre may read."""
    item = written(cast, version("Two with foil bags", to(cast, "Marlgate Centre", partners)))
    return item.renditions.get()


def copy_of(source, *opened, **more):
    """What somebody writes from a version."""
    return replace(version("From the police", *opened, **more), source=source.public_id)


def drawn(cast, source, *opened, **more):
    """Write an item from a version, as the centre's security manager."""
    return written(cast, copy_of(source, *opened, **more), by="whitlock")


def may_pass_on(cast, alert, *, agreed=True, name="Northgate Guarding"):
    """Let the centre ask whether somebody else may get it, and the police answer."""
    onward = cast.organisation[name].pk
    ask = questions.ask_to_pass_on(
        actor=cast.actor("whitlock"), rendition=alert, organisation_id=onward, reason="They guard our doors"
    )
    return questions.answer(actor=cast.actor("thornbury"), question=ask, words="As you ask", agreed=agreed)


def test_a_copy_keeps_what_it_was_drawn_from_and_how_that_was_marked(cast, alert):
    made = drawn(cast, alert).renditions.get()
    assert (made.source, made.source_of.name, made.source_tlp) == (alert, "Aldermouth Police", AMBER)


def test_a_copy_is_never_less_marked_than_its_source(cast, alert):
    with pytest.raises(Invalid, match="never less marked than its source, which is TLP:AMBER") as refused:
        drawn(cast, alert, tlp=1)
    assert refused.value.field == "tlp" and Item.objects.count() == 1
    assert drawn(cast, alert, tlp=STRICT).renditions.get().tlp == STRICT


def test_a_copy_asks_no_lower_level_of_its_readers(cast, partners):
    source = written(cast, version("Vetted", to(cast, "Marlgate Centre", partners), clearance=2)).renditions.get()
    with pytest.raises(Invalid, match="no lower level") as refused:
        drawn(cast, source, clearance=1)
    assert refused.value.field == "clearance"


def test_a_copy_is_not_marked_lower_later_and_follows_its_source_up(cast, alert):
    made = drawn(cast, alert, tlp=STRICT).renditions.get()
    boss = cast.actor("whitlock")
    with pytest.raises(Invalid, match="never less marked"):
        renditions.change(actor=boss, rendition=made, version=1, tlp=1)
    renditions.change(actor=cast.actor("thornbury"), rendition=alert, version=1, tlp=STRICT)
    with pytest.raises(Invalid, match=r"TLP:AMBER\+STRICT"):
        renditions.change(actor=boss, rendition=made, version=1, tlp=AMBER)


def test_a_copy_is_marked_higher_in_the_moment_in_which_its_source_is_and_keeps_what_it_was(cast, partners, alert):
    """Of a copy that went further by consent, and of a copy of that, at organisations that do not see each other."""
    may_pass_on(cast, alert)
    item = drawn(cast, alert, to(cast, "Northgate Guarding", partners))
    first = item.renditions.get()
    second = written(cast, copy_of(first), by="haddow").renditions.get()
    assert visible.rendition_for(cast.actor("haddow"), first.public_id).tlp == AMBER
    renditions.change(actor=cast.actor("thornbury"), rendition=alert, version=1, tlp=4, clearance=2)
    for copy in (first, second):
        copy.refresh_from_db()
        assert (copy.tlp, copy.clearance, copy.version) == (4, 2, 2)
        assert (copy.source_tlp, copy.source_clearance) == (4, 2)
        before = copy.versions.get()
        assert (before.tlp, before.clearance, before.title, before.changed_by) == (AMBER, 0, copy.title, None)
    with pytest.raises(Http404):  # what is RED is for a named person, and none was named
        visible.rendition_for(cast.actor("haddow"), first.public_id)
    renditions.change(actor=cast.actor("thornbury"), rendition=alert, version=2, tlp=AMBER, confirmed=1)
    first.refresh_from_db()
    assert first.tlp == 4  # lower is for its own people to say


def test_nobody_has_a_copy_follow_but_whoever_keeps_its_source(cast, alert):
    made = drawn(cast, alert).renditions.get()
    Rendition.objects.filter(pk=alert.pk).update(tlp=STRICT)
    with connection.cursor() as cursor, asking.at_work(cast.actor("haddow")):
        cursor.execute("SELECT count(*) FROM sharing_follow(%s, now())", [alert.pk])
        assert cursor.fetchone() == (0,)
    made.refresh_from_db()
    assert made.tlp == AMBER


def test_whoever_keeps_a_copy_is_told_that_its_source_is_marked_higher_or_withdrawn(cast, alert):
    made = drawn(cast, alert).renditions.get()
    mail.outbox.clear()
    renditions.change(actor=cast.actor("thornbury"), rendition=alert, version=1, tlp=STRICT)
    (told,) = mail.outbox
    assert told.subject == f"TLP:AMBER+STRICT {made.item.ref}"
    assert told.to == ["dana.whitlock@marlgate.example.org"]
    assert "Aldermouth Police has marked something higher" in told.body
    assert alert.title not in told.body and alert.item.ref not in told.body
    mail.outbox.clear()
    items.withdraw(actor=cast.actor("thornbury"), item=alert.item, reason="A mistake")
    (told,) = [one for one in mail.outbox if made.item.ref in one.subject]
    assert "has withdrawn something" in told.body and "A mistake" not in told.body


def test_the_history_of_a_copy_says_that_it_followed(cast, alert, client_of):
    made = drawn(cast, alert).renditions.get()
    renditions.change(actor=cast.actor("thornbury"), rendition=alert, version=1, tlp=STRICT)
    shown = text(client_of(cast.person["whitlock"]).get(reverse("sharing:who", args=[made.item.public_id])))
    assert "Marked as high as what it was drawn from" in shown


def test_a_copy_is_held_to_how_its_source_was_marked_after_nobody_there_reads_it(cast, alert):
    made = drawn(cast, alert).renditions.get()
    releases.revoke(actor=cast.actor("thornbury"), release=alert.releases.get(), reason="A mistake")
    with pytest.raises(Invalid, match="never less marked"):
        renditions.change(actor=cast.actor("whitlock"), rendition=made, version=1, tlp=1)


def test_a_copy_of_anothers_is_for_ones_own_people_and_its_originator(cast, partners, alert):
    with pytest.raises(Invalid, match="Ask it to pass it on") as refused:
        drawn(cast, alert, to(cast, "Northgate Guarding", partners))
    assert refused.value.field == "to"
    back = drawn(cast, alert, to(cast, "Aldermouth Police", partners))
    assert visible.item_for(cast.actor("thornbury"), back.public_id)


def test_the_originator_agrees_to_one_organisation_and_to_no_other(cast, partners, alert):
    made = drawn(cast, alert).renditions.get()
    opened = {"actor": cast.actor("whitlock"), "rendition": made, "draft": to(cast, "Northgate Guarding", partners)}
    may_pass_on(cast, alert, agreed=False)
    with pytest.raises(Invalid, match="Ask it to pass it on"):
        releases.release(**opened)
    may_pass_on(cast, alert)
    releases.release(**opened)
    assert visible.item_for(cast.actor("haddow"), made.item.public_id)
    with pytest.raises(Invalid):
        releases.release(actor=cast.actor("whitlock"), rendition=made, draft=to(cast, "Tannery Stores"))


def test_a_question_about_passing_on_is_answered_with_yes_or_no_and_no_other_is(cast, alert):
    asked = {"actor": cast.actor("whitlock"), "rendition": alert, "reason": "They guard our doors"}
    ask = questions.ask_to_pass_on(organisation_id=cast.organisation["Northgate Guarding"].pk, **asked)
    with pytest.raises(Invalid, match="Choose whether") as refused:
        questions.answer(actor=cast.actor("thornbury"), question=ask, words="Yes")
    assert refused.value.field == "agreed"
    about = questions.challenge(**asked)
    with pytest.raises(Invalid):
        questions.answer(actor=cast.actor("thornbury"), question=about, words="No", agreed=True)


def test_nobody_copies_what_they_may_not_read_nor_what_is_above_amber(cast, partners, alert):
    with pytest.raises(Http404):
        written(cast, copy_of(alert), by="haddow")
    strict = written(cast, version("Strict", to(cast, "Marlgate Centre", partners), tlp=STRICT)).renditions.get()
    with pytest.raises(Refused, match="above TLP:AMBER"):
        drawn(cast, strict, tlp=STRICT)
    assert written(cast, copy_of(strict, tlp=STRICT), by="thornbury"), "one's own may be written from"


def test_what_the_police_set_conditions_for_is_not_copied(cast, alert):
    Rendition.objects.filter(pk=alert.pk).update(grade="1AC", conditions="Ask us first")
    with pytest.raises(Refused, match="it is not copied"):
        drawn(cast, alert)


def test_the_originator_finds_in_the_history_that_a_copy_was_made(cast, alert):
    drawn(cast, alert)
    said = [one.tag for one in visible.history_of(cast.actor("thornbury"), alert.item)]
    assert "sharing:item:drawn" in said
    assert not visible.history_of(cast.actor("haddow"), alert.item).exists()


def test_who_reads_a_copy_learns_nothing_of_a_source_that_they_may_not_read(cast, partners, alert, client_of):
    may_pass_on(cast, alert)
    made = drawn(cast, alert, to(cast, "Northgate Guarding", partners))
    assert copies.sources_for(cast.actor("haddow"), list(made.renditions.all())) == {}
    address = reverse("sharing:item", args=[made.public_id])
    assert "Drawn from" in text(client_of(cast.person["whitlock"]).get(address))
    theirs = text(client_of(cast.person["haddow"]).get(address))
    assert "From the police" in theirs and "Drawn from" not in theirs and "Two with foil bags" not in theirs


def typed(cast, **more):
    """What the centre's security manager types from an alert."""
    values = {
        "area": "Aldermouth", "closes_day": "1", "closes_month": "3", "closes_year": YEAR, "do": "look",
        "full-title": "For our doors", "full-text": "Two with bags", "full-tlp": "2", "full-clearance": "1",
        "full-personal": "no", "full-not_personal_because": "It names nobody", "full-to": ["own"],
    }  # fmt: skip
    return values | more


def test_the_page_begins_with_the_words_of_the_source_and_says_beside_the_field_what_does_not_fit(
    cast, partners, alert, client_of
):
    browser = client_of(cast.person["whitlock"])
    item = browser.get(reverse("sharing:item", args=[alert.item.public_id])).content.decode()
    begin = f"{reverse('sharing:item_new')}?from={alert.ref}"
    assert begin in item
    assert f'name="from" value="{alert.ref}"' in browser.get(begin).content.decode()
    address = f"{reverse('sharing:item_new')}?category=alert&from={alert.ref}"
    shown = browser.get(address)
    assert "Two with foil bags" in shown.content.decode() and "never less marked" in text(shown)
    low = browser.post(address, typed(cast, **{"full-tlp": "1"})).content.decode()
    assert "A copy is never less marked than its source, which is TLP:AMBER." in low and 'id="id_full-tlp_error"' in low
    guards = f"o:{cast.organisation['Northgate Guarding'].ref}:{partners.ref}"
    far = browser.post(address, typed(cast, **{"full-to": [guards], "full-purpose": "To guard"})).content.decode()
    assert "Ask it to pass it on to them first" in far and 'id="id_full-to_error"' in far
    browser.post(address, typed(cast, do="share"))
    assert Rendition.objects.get(title="For our doors").source == alert
    assert browser.get(f"{address}x").status_code == 404
    assert client_of(cast.person["haddow"]).get(address).status_code == 404


def test_whoever_keeps_an_item_answers_on_its_page_whether_it_is_passed_on(cast, alert, client_of):
    onward = cast.organisation["Northgate Guarding"]
    ask = questions.ask_to_pass_on(
        actor=cast.actor("whitlock"), rendition=alert, organisation_id=onward.pk, reason="They guard our doors"
    )
    browser, address = client_of(cast.person["thornbury"]), reverse("sharing:ask", args=[ask.public_id])
    assert "May they pass it on?" in text(browser.get(address))
    assert "May they pass it on?" in text(browser.post(address, {"reason": "As you ask"}))
    shown = text(browser.post(address, {"reason": "As you ask", "agreed": "yes"}, follow=True))
    assert "Yes: Northgate Guarding may get a copy" in shown and Ask.objects.get().agreed is True


def test_a_clear_source_goes_where_its_reader_likes_and_a_green_one_does_not():
    free = Source(Tlp.CLEAR, 0, originator=1, is_ours=False)
    require_goes_no_further(free, None, ())
    bound = replace(free, tlp=Tlp.GREEN)
    for to_whom in (None, 2):
        with pytest.raises(Invalid):
            require_goes_no_further(bound, to_whom, {3})
    require_goes_no_further(bound, 3, {3})
    require_goes_no_further(replace(bound, is_ours=True), None, ())
    require_marked_as(bound, Tlp.GREEN, 0)
