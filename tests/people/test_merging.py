"""Are two records of one organisation made one without losing anything, and two again?

*Source:* issue "People who can be found, trusted and replaced", item 1; R155.
"""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.actions import members, merging, organisations, profiles, profiles_brought
from commonground.people.models import Capability, Membership, Merge, Organisation, Person, Post, Profile
from commonground.people.queries import merging as queries

MARLGATE, TANNERY, HARBOUR = "Marlgate Centre", "Tannery Stores", "Harbour View Hotel"


@pytest.fixture
def keeper(cast):
    return cast.actor("calder")


@pytest.fixture
def pair(cast):
    """Two records: the hotel as it takes part, and the same hotel entered again."""
    twice = Organisation.objects.create(
        name="The Harbour View", kind="manager", aliases=["HVH"], telephone="01632 960182", about="At the quay"
    )
    return cast.organisation[HARBOUR], twice


def everything():
    """Give every row of every model that points to an organisation, as text."""
    return {
        (relation.label, row.pk): getattr(row, relation.attname)
        for relation in queries.relations()
        for row in relation.model._base_manager.all()
    }


def test_every_column_that_points_to_an_organisation_is_known():
    """Another walk over the same models, by another way: the relations that Django hangs on the organisation."""
    through_django = {
        (field.related_model._meta.label_lower, field.field.attname)
        for field in Organisation._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and isinstance(field.field, ForeignKey)
    }
    known = {(relation.label, relation.attname) for relation in queries.relations()}
    assert through_django - known == {("people.merge", "kept_id"), ("people.merge", "gone_id")}
    assert ("people.membership", "organisation_id") in known
    assert ("people.post_named", "organisation_id") in known
    assert known <= {(model._meta.label_lower, f.attname) for model in apps.get_models(include_auto_created=True)
                     for f in model._meta.concrete_fields}  # fmt: skip


def test_what_names_the_one_names_the_other_and_an_undo_puts_every_value_back(cast, pair, keeper):
    kept, gone = pair
    person = Person.objects.create(name="Petra Lund")
    Membership.objects.create(person=person, organisation=gone, starts=timezone.localdate())
    Capability.objects.create(organisation=gone, kind="cctv", name="Cameras at the quay")
    post = Post.objects.create(organisation=gone, title="Night manager", created_on=timezone.localdate())
    post.named.add(gone)
    unit = Organisation.objects.create(name="Harbour View Bar", kind="manager", within=gone)
    before, cards = everything(), list(Organisation.objects.order_by("pk").values())

    done = merging.merge(actor=keeper, kept=kept, gone=gone, reason="Same door and telephone")
    assert set(done.moved[0]) == {"model", "key", "field", "before", "after"}
    now = Organisation.objects.get(pk=kept.pk)
    assert now.aliases == ["The Harbour View", "HVH"]
    assert now.telephone == "01632 960182"
    assert Organisation.objects.get(pk=unit.pk).within == kept
    assert gone.pk not in set(everything().values()), "something still names the one that is gone"
    assert json.loads(json.dumps(done.moved)) == done.moved

    assert merging.undo(actor=keeper, done=done) == []
    assert everything() == before
    after = list(Organisation.objects.order_by("pk").values())
    assert [{**card, "version": 0} for card in after] == [{**card, "version": 0} for card in cards]
    assert Merge.objects.get().undone_by.name == keeper.name
    tags = {"people:organisation:merged", "people:organisation:merged_away", "people:organisation:merge_undone"}
    assert tags <= set(Entry.objects.values_list("tag", flat=True))


def test_who_is_signed_in_goes_on_through_the_membership_that_moved(cast, pair, client_of, keeper):
    kept, gone = pair
    moving = Membership.objects.create(person=cast.person["ellerby"], organisation=gone, starts=timezone.localdate())
    browser = client_of(cast.person["ellerby"])
    browser.post("/you/organisation/", {"membership": moving.ref})
    assert browser.get("/you/").wsgi_request.actor.organisation_name == "The Harbour View"
    done = merging.merge(actor=keeper, kept=kept, gone=gone, reason="Same door")
    acting = browser.get("/you/").wsgi_request.actor
    assert (acting.membership_id, acting.organisation_name) == (moving.pk, HARBOUR)
    merging.undo(actor=keeper, done=done)
    assert browser.get("/you/").wsgi_request.actor.organisation_name == "The Harbour View"


def test_the_old_address_leads_to_the_card_that_is_kept(cast, pair, client, keeper):
    kept, gone = pair
    old = f"/organisations/{gone.ref}/"
    assert client.get(old).status_code == 200
    done = merging.merge(actor=keeper, kept=kept, gone=gone, reason="Same door")
    assert client.get(old)["Location"] == f"/organisations/{kept.ref}/"
    found = client.get("/organisations/?q=the+harbour+view").content.decode()
    assert kept.ref in found
    assert gone.ref not in found
    merging.undo(actor=keeper, done=done)
    assert client.get(old).status_code == 200


def test_somebody_in_both_keeps_both_memberships_and_the_preview_says_so(cast, pair, keeper):
    kept, gone = pair
    for each in pair:
        Membership.objects.create(
            person=cast.person["hartnoll"], organisation=each, roles=["coordinator"], starts=timezone.localdate()
        )
    told = queries.preview(kept, gone)
    assert told.both == ["Gwen Hartnoll"]
    assert told.coordinators == ["Gwen Hartnoll"]
    merging.merge(actor=keeper, kept=kept, gone=gone, reason="Same door")
    assert kept.memberships.filter(person=cast.person["hartnoll"]).count() == 2


def test_of_two_profiles_the_kept_one_takes_over_only_what_it_leaves_open(cast, pair, keeper):
    kept, gone = pair
    profiles.change_profile(actor=keeper, organisation=kept, version=0, manager="Marit Lindqvist")
    profiles.change_profile(
        actor=keeper, organisation=gone, version=0, manager="M. Lindqvist", board="Owners", sectors=["hotels"],
        annual_meeting_on=timezone.localdate(),
    )  # fmt: skip
    told = queries.preview(kept, gone)
    assert told.two_profiles
    assert [len(each.staying) for each in told.passing if each.relation.label == "people.profile"] == [1]
    done = merging.merge(actor=keeper, kept=kept, gone=gone, reason="Same door")
    sheet = Profile.objects.get(organisation=kept)
    assert (sheet.manager, sheet.board, sheet.sectors) == ("Marit Lindqvist", "Owners", ["hotels"])
    assert sheet.annual_meeting_on == timezone.localdate()
    assert Profile.objects.get(organisation=gone).manager == "M. Lindqvist"
    assert merging.undo(actor=keeper, done=done) == []
    sheet.refresh_from_db()
    assert (sheet.board, sheet.sectors, sheet.annual_meeting_on) == ("", [], None)


def test_what_has_changed_since_stays_and_is_named(cast, pair, keeper):
    kept, gone = pair
    moved = Capability.objects.create(organisation=gone, kind="cctv", name="Cameras at the quay")
    elsewhere = Capability.objects.create(organisation=gone, kind="radio", name="Radios")
    done = merging.merge(actor=keeper, kept=kept, gone=gone, reason="Same door")
    elsewhere.organisation = cast.organisation[TANNERY]
    elsewhere.save()
    card = organisations.card_of(Organisation.objects.get(pk=kept.pk))
    card |= {"telephone": "01632 960188", "aliases": [*card["aliases"], "The View"]}
    organisations.change_card(actor=keeper, organisation=kept, **card)
    profiles_brought.add_capability(actor=keeper, organisation=kept, kind="dogs", name="A dog", is_listed=False)

    changed = merging.undo(actor=keeper, done=done)
    assert {change.move.field for change in changed} == {"organisation_id", "telephone"}
    assert {queries.in_words(change) for change in changed} == {"Radios (organisation)", f"{HARBOUR} (telephone)"}
    moved.refresh_from_db()
    elsewhere.refresh_from_db()
    assert moved.organisation == gone
    assert elsewhere.organisation == cast.organisation[TANNERY]
    now = Organisation.objects.get(pk=kept.pk)
    assert (now.telephone, now.aliases) == ("01632 960188", ["The View"])
    assert list(now.capabilities.values_list("name", flat=True)) == ["A dog"]


def test_a_row_that_is_deleted_since_is_named_and_the_rest_goes_back(cast, pair, keeper):
    kept, gone = pair
    Capability.objects.create(organisation=gone, kind="cctv", name="Cameras")
    done = merging.merge(actor=keeper, kept=kept, gone=gone, reason="Same door")
    Capability.objects.all().delete()
    [change] = merging.undo(actor=keeper, done=done)
    assert not change.is_there
    assert queries.in_words(change) == "capability (organisation)"
    assert Organisation.objects.get(pk=gone.pk).is_active


def test_a_later_merge_is_undone_first(cast, pair, keeper):
    kept, gone = pair
    first = merging.merge(actor=keeper, kept=kept, gone=gone, reason="Same door")
    again = Organisation.objects.create(name="Harbour View Ltd", kind="manager")
    time_passes(first)
    second = merging.merge(actor=keeper, kept=again, gone=kept, reason="The firm's own name")
    assert Organisation.objects.get(pk=gone.pk).merged_into == again
    with pytest.raises(Refused, match="Undo the later merge of Harbour View Hotel and Harbour View Ltd first"):
        merging.undo(actor=keeper, done=first)
    merging.undo(actor=keeper, done=second)
    assert merging.undo(actor=keeper, done=first) == []
    assert Organisation.objects.get(pk=gone.pk).merged_into is None
    with pytest.raises(Refused, match="undone already"):
        merging.undo(actor=keeper, done=first)


def time_passes(done):
    done.at -= timedelta(minutes=1)
    done.save(update_fields=["at"])


def test_a_part_of_the_one_that_goes_does_not_end_up_within_itself(cast, keeper):
    top = Organisation.objects.create(name="Quay Holdings", kind="manager")
    gone = Organisation.objects.create(name="Quay Group", kind="manager", within=top)
    middle = Organisation.objects.create(name="Quay North", kind="manager", within=gone)
    kept = Organisation.objects.create(name="Quay Group Ltd", kind="manager", within=middle)
    done = merging.merge(actor=keeper, kept=kept, gone=gone, reason="One firm")
    assert Organisation.objects.get(pk=middle.pk).within == kept
    assert Organisation.objects.get(pk=kept.pk).within == top
    merging.undo(actor=keeper, done=done)
    assert Organisation.objects.get(pk=kept.pk).within == middle
    assert Organisation.objects.get(pk=middle.pk).within == gone


@pytest.mark.parametrize(
    ("other", "said"), [("Aldermouth Police", "on the same side"), (HARBOUR, "another organisation than this one")]
)
def test_two_sides_or_one_and_the_same_are_refused(cast, keeper, other, said):
    with pytest.raises(Invalid, match=said):
        merging.merge(actor=keeper, kept=cast.organisation[HARBOUR], gone=cast.organisation[other], reason="Guess")


def test_nobody_but_an_administrator_merges_and_nothing_is_said_to_others(cast, pair, client_of):
    kept, gone = pair
    for key in ("lindqvist", "whitlock", "thornbury"):
        with pytest.raises(NotAllowed, match="Only an administrator may merge organisations"):
            merging.merge(actor=cast.actor(key), kept=kept, gone=gone, reason="Same door")
    browser = client_of(cast.person["whitlock"])
    assert browser.get(f"/organisations/{kept.ref}/same/{gone.ref}/").status_code == 403
    assert browser.get("/merged/").status_code == 403


def test_what_was_merged_is_not_changed_by_itself(cast, pair, keeper):
    kept, gone = pair
    merging.merge(actor=keeper, kept=kept, gone=gone, reason="Same door")
    with pytest.raises(Refused, match="was found to be Harbour View Hotel"):
        organisations.change_card(actor=keeper, organisation=gone, version=2, name="Again", kind="manager")
    with pytest.raises(Invalid, match="not merged already"):
        merging.merge(actor=keeper, kept=cast.organisation[TANNERY], gone=gone, reason="Once more")


def test_an_administrator_sees_what_would_move_merges_and_undoes_in_the_browser(cast, pair, client_of, keeper):
    kept, gone = pair
    members.invite_person(
        actor=keeper, organisation=gone, name="Petra Lund", email="petra@harbour.example.org", post_title="Porter"
    )
    browser = client_of(cast.person["calder"])
    chosen = browser.post(f"/organisations/{kept.ref}/same/", {"gone": gone.ref})
    page = browser.get(chosen["Location"]).content.decode()
    assert "Petra Lund of The Harbour View" in page
    assert "Keep the other one instead" in page
    empty = browser.post(chosen["Location"], {"reason": ""}).content.decode()
    assert "Answer the question: How do you know that they are one?" in empty
    done = browser.post(chosen["Location"], {"reason": "Same door"}, follow=True)
    assert "The Harbour View is part of Harbour View Hotel" in done.content.decode()
    merged = Merge.objects.get()
    assert "What an undo would put back" in browser.get(f"/merged/{merged.ref}/").content.decode()
    undone = browser.post(f"/merged/{merged.ref}/undo/", follow=True).content.decode()
    assert "They are two again. Everything went back." in undone
    assert "are two again" in browser.get(f"/merged/{merged.ref}/").content.decode()


def test_what_moves_is_called_in_words_that_people_use():
    words = {relation.what for relation in queries.relations()}
    assert {"what it can bring", "what it says about itself", "points of contact"} <= words
    assert not {"capabilitys", "about uss", "single sign ons"} & words
