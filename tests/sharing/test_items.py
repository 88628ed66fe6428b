"""Is what is written, released, changed and withdrawn open to exactly those whom it is meant for, at the next request?

*Source:* design/sharing.md 1, 2, 2.1; R15, R78, R213; D2.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.sharing.actions import groups, items, releases, renditions, telling
from commonground.sharing.actions.items import ReleaseDraft, RenditionDraft
from commonground.sharing.models import Approval, GroupEntry, Item, Release, Rendition
from commonground.sharing.queries import keeping, visible
from tests.sharing.town import AMBER, CLEAR, GREEN, RED, Town, town_of

OPEN = ReleaseDraft(to="public", purpose="To warn everybody")


@pytest.fixture
def town(cast) -> Town:
    return town_of(cast)


def readers(town: Town, item: Item) -> set[str]:
    """Those of the cast who may read something of an item, acting through their membership."""
    return {key for key in town.cast.membership if visible.readable_ids(town.actor(key), [item.pk])}


def test_three_partners_read_three_versions_of_one_item_and_nobody_else_learns_of_it(town):
    item = town.three_versions()
    titles = {
        key: [one.title for one in visible.renditions_for(town.actor(key), item)]
        for key in ("tranter", "whitlock", "haddow", "hartnoll", "lindqvist")
    }
    assert titles == {
        "tranter": ["Full", "Sanitised", "Awareness"],
        "whitlock": ["Full"],
        "haddow": ["Sanitised"],
        "hartnoll": ["Awareness"],
        "lindqvist": [],
    }
    for key in ("whitlock", "haddow", "hartnoll"):
        page = visible.latest(town.actor(key))
        assert [one.title for one in page.rows] == titles[key]
        assert visible.count(town.actor(key)) == 1
    assert visible.latest(town.actor("lindqvist")).rows == []
    with pytest.raises(Http404):
        visible.item_for(town.actor("lindqvist"), item.public_id)


def test_a_list_shows_an_item_once_by_the_first_version_that_may_be_read(town):
    item = town.three_versions()
    page = visible.latest(town.actor("tranter"))
    assert [(one.item_id, one.title) for one in page.rows] == [(item.pk, "Full")]


def test_pages_follow_each_other_without_a_gap_or_a_repeat(town):
    for number in range(7):
        town.alert(f"Alert {number}", [OPEN], tlp=CLEAR, personal=False)
    seen, before = [], ""
    while True:
        page = visible.latest(town.actor("lindqvist"), before=before, size=3)
        seen += [one.title for one in page.rows]
        before = page.next
        if not before:
            break
    assert seen == [f"Alert {number}" for number in reversed(range(7))]
    assert visible.latest(town.actor("lindqvist"), before="nonsense").rows == []


def test_search_finds_words_in_what_may_be_read_and_nowhere_else(town):
    item = town.three_versions()
    assert [one.item_id for one in visible.search(town.actor("whitlock"), "ringleader")] == [item.pk]
    assert visible.search(town.actor("haddow"), "ringleader") == []
    assert visible.found(town.actor("haddow"), category="intelligence").rows[0].title == "Sanitised"
    assert visible.found(town.actor("haddow"), category="briefing").rows == []
    assert visible.count(town.actor("haddow"), own=True) == 0
    assert visible.count(town.actor("tranter"), own=True) == 1


def test_a_release_closed_is_closed_at_the_next_request_and_says_why(town):
    item = town.three_versions()
    release = Release.objects.get(organisation__name="Marlgate Centre")
    assert "whitlock" in readers(town, item)
    with pytest.raises(Invalid):
        releases.revoke(actor=town.actor("thornbury"), release=release, reason=" ")
    releases.revoke(actor=town.actor("thornbury"), release=release, reason="Sent in error")
    assert "whitlock" not in readers(town, item)
    with pytest.raises(Refused):
        releases.revoke(actor=town.actor("thornbury"), release=release, reason="Again")


def test_an_item_that_expires_is_gone_at_that_moment_and_comes_back_when_it_is_extended(town):
    item = town.alert("Until tonight", [OPEN], tlp=CLEAR, personal=False)
    items.extend(actor=town.actor("thornbury"), item=item, closes=item.opens + timedelta(microseconds=1))
    assert readers(town, item) == set()
    items.extend(actor=town.actor("thornbury"), item=item, closes=timezone.now() + timedelta(days=1))
    assert "lindqvist" in readers(town, item)


def test_whoever_had_read_it_is_told_of_a_withdrawal_by_reference_originator_and_reason_alone(town):
    item = town.three_versions()
    rendition = visible.item_for(town.actor("whitlock"), item.public_id)
    renditions.read(actor=town.actor("whitlock"), rendition=rendition)
    mail.outbox.clear()
    assert items.withdraw(actor=town.actor("thornbury"), item=item, reason="It was another person") == 1
    assert readers(town, item) == set()
    notice = visible.notices_for(town.actor("whitlock")).get()
    assert (notice.reference, notice.originator.name, notice.reason) == (
        item.ref, "Aldermouth Police", "It was another person"
    )  # fmt: skip
    assert visible.notice_for(town.actor("whitlock"), notice.public_id) == notice
    with pytest.raises(Http404):
        visible.notice_for(town.actor("haddow"), notice.public_id)
    (letter,) = mail.outbox
    assert letter.subject == f"TLP:AMBER {item.ref}"
    assert rendition.text not in letter.body and rendition.title not in letter.body
    with pytest.raises(NotAllowed):
        items.withdraw(actor=town.actor("thornbury"), item=Item.objects.get(pk=item.pk), reason="Again")


def test_the_audience_is_chosen_before_the_first_save(town):
    with pytest.raises(Invalid) as refusal:
        town.alert("For nobody", [], tlp=GREEN, personal=False)
    assert refusal.value.field == "to"
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("tlp", "draft", "field"),
    [
        (AMBER, ReleaseDraft(to="public", purpose="x"), "to"),
        (RED, ReleaseDraft(to="organisation", organisation_id=1, purpose="x"), "to"),
        (GREEN, ReleaseDraft(to="organisation", purpose="x"), "to"),
        (GREEN, ReleaseDraft(to="public"), "purpose"),
    ],
)
def test_an_audience_that_the_marking_does_not_allow_is_refused_with_the_field(town, tlp, draft, field):
    with pytest.raises(Invalid) as refusal:
        town.alert("Wrong", [draft], tlp=tlp, personal=False)
    assert refusal.value.field == field


def test_personal_data_needs_a_basis_and_a_lawful_basis_on_each_side(town):
    partner = town.cast.organisation["Harbour View Hotel"]
    bare = ReleaseDraft(to="organisation", organisation_id=partner.pk, purpose="To warn")
    with pytest.raises(Invalid) as refusal:
        town.alert("A person", [bare], tlp=AMBER, personal=True)
    assert refusal.value.field == "basis_of_giver"
    with_bases = ReleaseDraft(
        to="organisation", organisation_id=partner.pk, purpose="To warn", basis_of_giver="a", basis_of_getter="b"
    )
    with pytest.raises(Invalid) as refusal:
        town.alert("A person", [with_bases], tlp=AMBER, personal=True)
    assert refusal.value.field == "agreement"


def test_red_waits_for_a_second_person_who_is_another_one(town):
    draft = ReleaseDraft(to="person", membership_id=town.cast.membership["whitlock"].pk, purpose="To act on it")
    item = town.alert("For one pair of eyes", [draft], tlp=RED, personal=False)
    assert not Release.objects.exists() and readers(town, item) == {"thornbury"}
    waiting = Approval.objects.get()
    with pytest.raises(Refused):
        releases.approve(actor=town.actor("thornbury"), approval=waiting)
    assert [one.pk for one in keeping.approvals_for(town.actor("tranter"))] == [waiting.pk]
    assert not keeping.approvals_for(town.actor("thornbury")).exists()
    made = releases.approve(actor=town.actor("tranter"), approval=waiting)
    assert made.approved_by == town.cast.membership["tranter"]
    assert readers(town, item) == {"thornbury", "whitlock"}
    with pytest.raises(Refused):
        releases.decline(actor=town.actor("tranter"), approval=waiting, reason="Too late")


def test_in_an_emergency_it_works_at_once_and_is_reviewed_within_72_hours(town):
    draft = ReleaseDraft(to="person", membership_id=town.cast.membership["whitlock"].pk, purpose="Now")
    item = town.alert("Now", [draft], tlp=RED, personal=False, emergency=True)
    release = Release.objects.get()
    assert "whitlock" in readers(town, item)
    assert timedelta(hours=71) < release.review_by - timezone.now() <= timedelta(hours=72)
    with pytest.raises(Refused):
        releases.review(actor=town.actor("thornbury"), release=release, stands=True)
    releases.review(actor=town.actor("tranter"), release=release, stands=False, reason="It was not needed")
    assert "whitlock" not in readers(town, item)


def test_that_nothing_personal_is_in_it_takes_a_second_person_and_a_reason(town):
    item = town.three_versions()
    awareness = item.renditions.get(title="Awareness")
    renditions.mark_personal(actor=town.actor("thornbury"), rendition=awareness)
    assert "hartnoll" not in readers(town, item)
    with pytest.raises(Invalid):
        renditions.ask_to_clear_personal(actor=town.actor("thornbury"), rendition=awareness, reason="")
    asked = renditions.ask_to_clear_personal(actor=town.actor("thornbury"), rendition=awareness, reason="No names")
    assert Rendition.objects.get(pk=awareness.pk).personal
    releases.approve(actor=town.actor("tranter"), approval=asked)
    assert "hartnoll" in readers(town, item)


def test_a_field_for_a_person_leaves_no_choice(town):
    with pytest.raises(Invalid) as refusal:
        town.alert("Seen", [OPEN], tlp=CLEAR, personal=False, fields={"vehicle": "AB12 CDE"})
    assert refusal.value.field == "personal"


def test_what_a_version_said_before_is_kept_and_two_who_write_at_once_lose_nothing(town):
    item = town.three_versions()
    full = item.renditions.get(title="Full")
    renditions.change(actor=town.actor("thornbury"), rendition=full, version=1, text="Corrected")
    with pytest.raises(Stale) as stale:
        renditions.change(actor=town.actor("tranter"), rendition=full, version=1, text="Mine")
    assert stale.value.theirs["text"] == "Corrected" and stale.value.version == 2
    (before,) = keeping.versions_of(town.actor("thornbury"), Rendition.objects.get(pk=full.pk))
    assert (before.number, before.text) == (1, "The ringleader meets at the car park.")


def test_a_lower_marking_is_confirmed_by_the_number_of_items_that_it_opens(town):
    item = town.three_versions()
    full = item.renditions.get(title="Full")
    with pytest.raises(Invalid) as refusal:
        renditions.change(actor=town.actor("thornbury"), rendition=full, version=1, tlp=GREEN)
    assert refusal.value.field == "confirmed"
    renditions.change(actor=town.actor("thornbury"), rendition=full, version=1, tlp=GREEN, confirmed=1)
    assert Rendition.objects.get(pk=full.pk).tlp == GREEN


def test_only_the_originators_author_and_custodians_change_release_or_withdraw(town):
    item = town.three_versions()
    full = item.renditions.get(title="Full")
    draft = ReleaseDraft(to="public", purpose="Mine now")
    for key in ("whitlock", "marchbank", "osei", "lindqvist"):
        actor = town.actor(key)
        for act in (
            lambda actor=actor: releases.release(actor=actor, rendition=full, draft=draft),
            lambda actor=actor: renditions.change(actor=actor, rendition=full, version=1, text="x"),
            lambda actor=actor: items.withdraw(actor=actor, item=item, reason="x"),
            lambda actor=actor: items.extend(actor=actor, item=item, closes=None),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_who_comes_into_a_group_gets_its_old_items_only_when_their_number_is_confirmed(town):
    group = groups.begin(actor=town.actor("tranter"), name="Radio link")
    hotel = town.cast.organisation["Harbour View Hotel"]
    to_group = ReleaseDraft(to="group", group_id=group.pk, purpose="To warn")
    for number in range(3):
        town.alert(f"Alert {number}", [to_group], tlp=GREEN, personal=False)
    asked = {"actor": town.actor("tranter"), "group": group, "organisation": hotel}
    assert groups.would_open(**asked) == 3
    assert not GroupEntry.objects.exists()
    for wrong in (None, 2, 4):
        with pytest.raises(Invalid) as refusal:
            groups.add(**asked, confirmed=wrong)
        assert refusal.value.field == "confirmed"
    assert visible.count(town.actor("lindqvist")) == 0
    entry = groups.add(**asked, confirmed=3)
    assert visible.count(town.actor("lindqvist")) == 3
    assert Entry.objects.filter(tag="sharing:widening:told", details__items=3).exists()
    groups.end(actor=town.actor("tranter"), entry=entry)
    assert visible.count(town.actor("lindqvist")) == 0


def test_what_the_police_set_conditions_for_is_read_once_they_are_accepted(town):
    item = town.three_versions()
    full = item.renditions.get(title="Full")
    with pytest.raises(NotAllowed):
        renditions.grade(actor=town.actor("thornbury"), rendition=full, grade="1AC", conditions="Do not pass it on.")
    renditions.grade(actor=town.actor("tranter"), rendition=full, grade="1AC", conditions="Do not pass it on.")
    reader = town.actor("whitlock")
    found = visible.item_for(reader, item.public_id)
    assert renditions.must_accept(reader, found)
    with pytest.raises(Refused):
        renditions.read(actor=reader, rendition=found)
    assert renditions.read(actor=reader, rendition=found, accepted=True).accepted_at
    assert not renditions.must_accept(reader, found)
    assert renditions.read(actor=reader, rendition=found).times == 2


def test_a_yes_says_which_release_agreement_and_membership(town):
    item = town.three_versions()
    said = {
        key: visible.why(town.actor(key), visible.item_for(town.actor(key), item.public_id))
        for key in ("tranter", "whitlock", "hartnoll")
    }
    assert said["tranter"] == "You act for Aldermouth Police, which it comes from."
    assert said["whitlock"] == (
        "Released to Marlgate Centre, for which you act, under the agreement ISA-0007 (Aldermouth shop theft)."
    )
    assert said["hartnoll"] == "Released to Tannery Stores, for which you act."
    assert visible.why(town.actor("lindqvist"), item.renditions.first()) == ""


def test_the_originator_sees_own_staff_by_name_and_counts_the_others(town):
    item = town.three_versions()
    (full, seers), *_rest = visible.who_sees(town.actor("thornbury"), item)
    assert full.title == "Full"
    assert "Owen Tranter, Aldermouth Police" in seers.named
    assert seers.others >= 1 and not seers.public
    assert not any("Whitlock" in name for name in seers.named)
    for key in ("whitlock", "lindqvist", "osei"):
        with pytest.raises(Http404):
            visible.who_sees(town.actor(key), item)


def test_a_preview_says_before_anything_is_saved_who_would_read_it(town):
    draft = RenditionDraft(title="Open", tlp=CLEAR, personal=False, releases=(OPEN,))
    closed = RenditionDraft(title="Ours", tlp=AMBER, personal=False)
    seen = visible.preview(town.actor("thornbury"), None, [draft, closed])
    assert [one.public for one in seen] == [True, False]
    assert seen[1].others == 0 and "Owen Tranter, Aldermouth Police" in seen[1].named
    assert not Item.objects.exists()


def test_seeing_it_as_them_shows_own_items_alone(town):
    mine = town.three_versions()
    others = items.write(
        actor=town.actor("penhallow"), programme=town.cast.programme, area=town.cast.area, category="alert",
        renditions=[RenditionDraft(title="Not yours", tlp=CLEAR, personal=False, releases=(OPEN,))],
    )  # fmt: skip
    found = visible.as_them(town.actor("thornbury"), town.cast.membership["whitlock"])
    assert [(one.item_id, one.title) for one in found] == [(mine.pk, "Full")]
    assert others.pk not in {one.item_id for one in found}


def test_the_originator_is_told_who_has_read_it_and_a_recipient_is_told_of_nobody(town):
    item = town.three_versions()
    for key in ("whitlock", "haddow"):
        renditions.read(actor=town.actor(key), rendition=visible.item_for(town.actor(key), item.public_id))
    seen = visible.who_has_seen(town.actor("thornbury"), item)
    assert {one.membership.person.name for one in seen} == {"Dana Whitlock", "Samir Haddow"}
    assert not visible.who_has_seen(town.actor("whitlock"), item)


def test_that_something_exists_is_told_by_its_title_to_those_whom_the_originator_names(town):
    hotel = town.cast.organisation["Harbour View Hotel"]
    partner = town.cast.organisation["Tannery Stores"]
    draft = RenditionDraft(
        title="Secret words", tlp=AMBER, personal=False,
        releases=(ReleaseDraft(to="organisation", organisation_id=partner.pk, purpose="To act"),),
    )  # fmt: skip
    item = items.write(
        actor=town.actor("thornbury"), programme=town.cast.programme, area=town.cast.area, category="briefing",
        renditions=[draft], known_title="A briefing about hotels", known_to=[hotel.pk],
    )  # fmt: skip
    (told,) = visible.existing_for(town.actor("lindqvist"))
    assert (told.known_title, told.originator.name) == ("A briefing about hotels", "Aldermouth Police")
    assert visible.existing_for(town.actor("hartnoll")) == []
    assert visible.existing_for(town.actor("haddow")) == []
    question = releases.ask_access(actor=town.actor("lindqvist"), item=told, reason="We are one")
    assert question.originator_id == item.originator_id
    with pytest.raises(Refused):
        releases.ask_access(actor=town.actor("haddow"), item=told, reason="Me too")
    item.renditions.update(personal=True)
    assert visible.existing_for(town.actor("lindqvist")) == []


def test_records_are_kept_by_author_and_custodians_and_each_use_says_what_for(town):
    item = town.three_versions()
    items.withdraw(actor=town.actor("thornbury"), item=item, reason="Over")
    for key in ("thornbury", "tranter"):
        found = keeping.item_for(town.actor(key), item.public_id, purpose="review")
        assert len(keeping.renditions_of(town.actor(key), found)) == 3
    for key in ("marchbank", "whitlock", "osei"):
        with pytest.raises(Http404):
            keeping.item_for(town.actor(key), item.public_id, purpose="review")
    with pytest.raises(Http404):
        keeping.item_for(town.actor("thornbury"), item.public_id, purpose="curiosity")
    used = Entry.objects.filter(tag="item:records:seen", subject_id=item.ref)
    assert [one.details["purpose"] for one in used] == ["review", "review"]
    assert visible.latest(town.actor("tranter")).rows == []


def test_what_is_released_to_somebody_by_name_is_delivered_only_while_they_may_read_it(town):
    draft = ReleaseDraft(to="person", membership_id=town.cast.membership["whitlock"].pk, purpose="To act on it")
    town.alert("For Dana", [draft], tlp=AMBER, personal=False)
    rendition, hat = Rendition.objects.get(), town.cast.membership["whitlock"]
    mail.outbox.clear()
    assert telling.deliver(hat.pk, rendition.pk)
    assert mail.outbox[0].subject == f"TLP:AMBER {rendition.item.ref}"
    assert "For Dana" not in mail.outbox[0].body
    releases.revoke(actor=town.actor("thornbury"), release=Release.objects.get(), reason="In error")
    assert not telling.deliver(hat.pk, rendition.pk)
    assert len(mail.outbox) == 1


def test_the_record_holds_ids_and_purposes_and_never_what_was_written(town):
    town.three_versions()
    written = "".join(str(vars(one)) for one in Entry.objects.all())
    for words in ("ringleader", "Sanitised", "car park"):
        assert words not in written
