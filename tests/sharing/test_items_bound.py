"""Can everything be done as the site does it: with the role that owns nothing, bound by row level security?

*Source:* design/sharing.md 2, 3; bars A9 and A10 of reference/security.md.
"""

import pytest
from django.http import Http404
from django.urls import reverse

from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Clearance
from commonground.sharing.actions import attachments, groups, items, questions, releases, renditions, telling, whatif
from commonground.sharing.actions.items import ReleaseDraft, RenditionDraft
from commonground.sharing.models import Approval, Ask, Release, Rendition, WithdrawalNotice
from commonground.sharing.queries import keeping, visible
from commonground.sharing.queries import whatif as choosing
from tests.projects.pages import text
from tests.sharing.hostile_files import drawing
from tests.sharing.shared_things import role
from tests.sharing.town import AMBER, GREEN, STRICT, town_of


@pytest.fixture
def town(cast):
    return town_of(cast)


def test_an_item_is_written_read_changed_graded_and_withdrawn_by_the_role_that_owns_nothing(town, as_application):
    author, custodian, reader = town.actor("thornbury"), town.actor("tranter"), town.actor("whitlock")
    with as_application(author):
        item = town.three_versions()
        assert len(visible.renditions_for(author, item)) == 3
    with as_application(custodian):
        found = keeping.item_for(custodian, item.public_id, purpose="change")
        full = next(one for one in keeping.renditions_of(custodian, found) if one.kind == "full")
        renditions.grade(actor=custodian, rendition=full, grade="1AC", conditions="By word of mouth alone.")
        assert {one.organisation.name for one in keeping.releases_of(custodian, found)} == {
            "Marlgate Centre", "Northgate Guarding", "Tannery Stores"
        }  # fmt: skip
    with as_application(author):
        found = keeping.item_for(author, item.public_id, purpose="change")
        mine = visible.item_for(author, item.public_id)
        renditions.change(actor=author, rendition=mine, version=2, text="The ringleader meets by the river.")
        assert len(keeping.versions_of(author, mine)) == 2
        assert visible.who_sees(author, found)
    with as_application(reader):
        one = visible.item_for(reader, item.public_id)
        assert renditions.must_accept(reader, one)
        assert renditions.read(actor=reader, rendition=one, accepted=True).times == 1
        assert renditions.read(actor=reader, rendition=one).times == 2
        assert "ISA-0007" in visible.why(reader, one)
        assert not Release.objects.exists(), "who else reads it is not a recipient's to know"
    with as_application(author):
        assert [one.membership_id for one in visible.who_has_seen(author, item)] == [reader.membership_id]
        release = next(
            one for one in keeping.releases_of(author, item) if one.organisation.name == "Northgate Guarding"
        )
        releases.revoke(actor=author, release=release, reason="In error")
        assert items.withdraw(actor=author, item=item, reason="Somebody else") == 1
    with as_application(reader):
        assert visible.notices_for(reader).get().reason == "Somebody else"
        with pytest.raises(Http404):
            visible.item_for(reader, item.public_id)
    with as_application(town.actor("haddow")):
        assert not WithdrawalNotice.objects.exists()


def test_a_second_person_approves_as_the_role_that_owns_nothing(town, as_application):
    author, custodian, reader = town.actor("thornbury"), town.actor("tranter"), town.actor("whitlock")
    draft = ReleaseDraft(to="person", membership_id=reader.membership_id, purpose="To act on it")
    with as_application(author):
        item = town.alert("A school", [draft], tlp=STRICT, personal=False, children=True)
    with as_application(reader):
        assert not visible.readable_ids(reader, [item.pk])
    with as_application(custodian):
        waiting = keeping.approvals_for(custodian).get()
        releases.approve(actor=custodian, approval=waiting)
    with as_application(reader):
        assert visible.readable_ids(reader, [item.pk])
        assert not Approval.objects.exists()
    assert telling.deliver(reader.membership_id, Rendition.objects.get(item=item).pk)


def test_who_reports_without_a_clearance_writes_what_they_may_not_read_afterwards(town, as_application):
    guard = town.actor("hartnoll")
    with as_application(guard):
        item = town.write(
            "hartnoll", "incident", [RenditionDraft(title="Seen", text="A man.", tlp=AMBER)], own_only=True
        )
        assert not visible.readable_ids(guard, [item.pk])
        with pytest.raises(Refused):
            renditions.mark_personal(actor=guard, rendition=Rendition(pk=1, item=item))


def plain(town):
    """An item of the police, written by Thornbury, that holds nothing personal and asks no level."""
    draft = RenditionDraft(title="A van", text="A van.", tlp=AMBER, personal=False, not_personal_because="A thing")
    return town.write("thornbury", "alert", [draft], own_only=True).renditions.get()


def uncleared(town, *keys):
    Clearance.objects.filter(membership__in=[town.cast.membership[key].pk for key in keys]).delete()
    for key in keys:
        role(town.cast, key, "custodian")


@pytest.mark.parametrize("field", ["clearance", "personal"])
def test_its_author_takes_a_version_out_of_their_own_reach_and_nobody_else_does(town, as_application, field):
    """Who finds that something is personal says so at once, whatever their own level; who only keeps it is told."""
    made = plain(town)
    uncleared(town, "thornbury", "tranter")

    def raised(key):
        actor = town.actor(key)
        with as_application(actor):
            if field == "personal":
                return renditions.mark_personal(actor=actor, rendition=made)
            return renditions.change(actor=actor, rendition=made, version=1, clearance=1)

    with pytest.raises(Invalid, match="higher level than your own"):
        raised("tranter")
    raised("thornbury")
    made.refresh_from_db(fields=["version", "clearance", "personal"])
    assert (made.version, made.clearance, made.personal) == (2, int(field == "clearance"), field == "personal")
    assert made.versions.get().clearance == 0
    with pytest.raises(Refused, match="not cleared"):
        raised("thornbury")


def test_a_picture_is_attached_by_an_author_without_a_level_and_refused_to_others_in_words(town, as_application):
    made, picture = plain(town), drawing()
    uncleared(town, "thornbury", "tranter")
    with as_application(town.actor("tranter")), pytest.raises(Invalid, match="higher level than your own"):
        attachments.attach(actor=town.actor("tranter"), rendition=made, caption="The van", content=picture)
    with as_application(town.actor("thornbury")):
        attachments.attach(actor=town.actor("thornbury"), rendition=made, caption="The van", content=picture)
    made.refresh_from_db()
    assert made.personal and made.attachments.count() == 1


def test_the_page_says_to_whoever_has_no_level_who_can_mark_it(town, client_of):
    made = plain(town)
    uncleared(town, "tranter")
    page = reverse("sharing:rendition_personal", args=[made.item.public_id, made.public_id])
    answer = client_of(town.cast.person["tranter"]).post(f"{page}?purpose=change")
    assert answer.status_code == 200
    assert "A custodian who has that level can do it" in text(answer)


def test_groups_and_questions_work_for_the_role_that_owns_nothing(town, as_application):
    custodian, hotel = town.actor("tranter"), town.actor("lindqvist")
    body = town.cast.organisation["Harbour View Hotel"]
    with as_application(custodian):
        group = groups.begin(actor=custodian, name="Radio link")
        town.alert("On the link", [ReleaseDraft(to="group", group_id=group.pk, purpose="x")], by="tranter", tlp=GREEN,
                   personal=False)  # fmt: skip
        asked = {"actor": custodian, "group": group, "organisation": body}
        assert groups.would_open(**asked) == 1
        entry = groups.add(**asked, confirmed=1)
    with as_application(hotel):
        one = visible.latest(hotel).rows[0]
        assert "Radio link" in visible.why(hotel, one)
        questions.challenge(actor=hotel, rendition=one, reason="It names a shop")
        assert Ask.objects.count() == 1
    with as_application(town.actor("haddow")):
        assert not Ask.objects.exists()
    with as_application(custodian):
        question = Ask.objects.get()
        questions.answer(actor=custodian, question=question, words="It stays as it is.")
        groups.end(actor=custodian, entry=entry)
    with as_application(hotel):
        assert visible.count(hotel) == 0


def test_what_would_be_if_names_own_items_and_counts_those_of_others(town, as_application):
    town.three_versions()
    asker = town.actor("tranter")
    with as_application(asker):
        offered = choosing.choices(asker)
        code = next(code for code, one in offered.items() if one.kind == "agreement")
        effect = whatif.ask(actor=asker, choice=code).effect
        assert [(one.rendition.title, one.organisation, one.gained) for one in effect.own] == [
            ("Full", "Marlgate Centre", False),
            ("Sanitised", "Northgate Guarding", False),
        ]
        assert (effect.lost_of_others, effect.gained_of_others) == (0, 0)
    partner = town.actor("whitlock")
    with as_application(partner):
        code = next(code for code, one in choosing.choices(partner).items() if one.words == "Aldermouth Police")
        effect = whatif.ask(actor=partner, choice=code).effect
        assert effect.own == () and effect.lost_of_others is None, "one is too few to be said"
    with as_application(partner):
        assert visible.count(partner) == 1, "asking has changed nothing"
