"""May a guard, an officer, a shopkeeper read it? The policy in sentences of the field, one condition at a time.

*Source:* design/sharing.md 2, 6; R213; D2.
"""

from dataclasses import replace

import pytest

from commonground.groundwork.markings import Tlp
from commonground.sharing.rules.agreements import Party, Status
from commonground.sharing.rules.decisions import Decision, Outcome
from commonground.sharing.rules.items import Release, ToGroup, ToOrganisation, ToPerson, ToPublic, UnderDecision
from commonground.sharing.rules.organisations import Accreditation, Entry, Group, Membership, Person
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.policy import Policy
from tests.sharing import aldermouth
from tests.sharing.aldermouth import (
    ALDERMOUTH,
    BEFORE,
    DAY,
    FULL,
    ITEM,
    MARLGATE,
    NOON,
    NORTHGATE,
    POLICE,
    SECOND,
    TANNERY,
    by_id,
    keepers,
    readers,
    with_agreement,
    with_item,
    with_organisation,
    with_person,
    with_release,
    with_rendition,
)

OWN = ["thornbury", "tranter"]  # vetted or cleared, of the originator


def test_each_rendition_reaches_its_own_kind_of_reader():
    assert readers(ALDERMOUTH, "full") == [*OWN, "whitlock"]
    assert readers(ALDERMOUTH, "sanitised") == [*OWN, "marchbank", "penhallow"]
    assert readers(ALDERMOUTH, "awareness") == [*OWN, "marchbank", "yarrow"]


def test_a_colleague_whose_level_is_too_low_reads_nothing_of_the_own_organisation():
    assert "marchbank" not in readers(ALDERMOUTH, "full")
    assert "marchbank" in readers(with_person(ALDERMOUTH, "marchbank", clearance=2), "full")


def test_personal_data_asks_for_somebody_who_is_checked_even_where_no_level_is_named():
    personal = with_rendition(ALDERMOUTH, "full", clearance=0, releases=(replace(FULL.releases[0], clearance=0),))

    assert "whitlock" in readers(personal, "full")
    assert "whitlock" not in readers(with_person(personal, "whitlock", clearance=0), "full")


def test_a_red_item_is_for_its_author_and_for_nobody_else_of_the_originator():
    red = with_rendition(ALDERMOUTH, "full", tlp=Tlp.RED)

    assert readers(red, "full") == ["tranter"]
    assert readers(with_item(red, author=None), "full") == []
    assert readers(with_agreement(red, ceiling=Tlp.RED), "full") == ["tranter"], "an organisation is too wide for RED"
    named = with_agreement(with_release(red, "full", to=ToPerson("whitlock", MARLGATE)), ceiling=Tlp.RED)
    assert readers(named, "full") == ["tranter", "whitlock"]


@pytest.mark.parametrize(
    ("period", "reads"),
    [
        (Period(NOON, NOON + SECOND), True),
        (Period(NOON - DAY, NOON), False),
        (Period(NOON + SECOND, None), False),
        (Period(None, None), True),
        (Period(NOON, NOON), False),
        (Period(NOON + DAY, NOON - DAY), False),
    ],
)
def test_every_period_holds_its_first_second_and_not_its_last(period, reads):
    parties = tuple(replace(party, period=period) for party in aldermouth.AGREEMENT.parties)
    worlds = [
        with_item(ALDERMOUTH, period=period),
        with_release(ALDERMOUTH, "full", period=period),
        with_agreement(ALDERMOUTH, period=period),
        with_agreement(ALDERMOUTH, parties=parties),
        with_person(ALDERMOUTH, "whitlock", period=period),
        with_organisation(ALDERMOUTH, MARLGATE, accreditations=(Accreditation("bcrp", period),)),
    ]

    assert [("whitlock" in readers(world, "full")) for world in worlds] == [reads] * len(worlds)


@pytest.mark.parametrize(
    ("moment", "reads"), [(NOON, False), (NOON - SECOND, False), (NOON + SECOND, True), (None, True)]
)
def test_what_is_withdrawn_revoked_or_no_longer_cleared_ends_at_that_second(moment, reads):
    worlds = [
        with_item(ALDERMOUTH, withdrawn=moment),
        with_release(ALDERMOUTH, "full", revoked=moment),
        with_person(ALDERMOUTH, "whitlock", clearance_until=moment),
    ]

    assert [("whitlock" in readers(world, "full")) for world in worlds] == [reads] * 3


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUSPENDED, Status.ENDED])
def test_an_agreement_that_is_not_in_force_opens_nothing(status):
    assert readers(with_agreement(ALDERMOUTH, status=status), "full") == OWN


@pytest.mark.parametrize(
    "change",
    [
        {"ceiling": Tlp.GREEN},
        {"personal": False},
        {"accreditation_any_of": frozenset({"csas"})},
        {"parties": aldermouth.AGREEMENT.parties[1:]},
        {"parties": aldermouth.AGREEMENT.parties[:1]},
        {"parties": tuple(replace(p, gives=frozenset({"alert"})) for p in aldermouth.AGREEMENT.parties)},
        {"parties": tuple(replace(p, gets=frozenset({"alert"})) for p in aldermouth.AGREEMENT.parties)},
    ],
    ids=["ceiling", "personal", "accreditation", "giver", "getter", "gives another", "gets another"],
)
def test_an_agreement_that_lacks_one_thing_opens_nothing(change):
    assert readers(with_agreement(ALDERMOUTH, **change), "full") == OWN


def test_an_agreement_without_accreditations_asks_none_and_one_of_several_is_enough():
    bare = with_organisation(ALDERMOUTH, MARLGATE, accreditations=())

    assert readers(bare, "full") == OWN
    assert readers(with_agreement(bare, accreditation_any_of=frozenset()), "full") == [*OWN, "whitlock"]


def test_a_retailer_outside_the_agreement_cannot_read_the_item():
    to_tannery = with_release(ALDERMOUTH, "full", to=ToOrganisation(TANNERY))
    cleared = with_person(to_tannery, "yarrow", clearance=3)

    assert readers(cleared, "full") == OWN
    joined = (*aldermouth.AGREEMENT.parties, Party(TANNERY, gets=frozenset({"intelligence"})))
    agreed = with_agreement(cleared, parties=joined, accreditation_any_of=frozenset())
    assert readers(agreed, "full") == [*OWN, "yarrow"]


def test_a_named_person_is_not_that_person_with_another_employer():
    named = with_release(ALDERMOUTH, "full", to=ToPerson("whitlock", MARLGATE))
    moved = with_person(named, "whitlock", organisation=NORTHGATE)

    assert readers(named, "full") == [*OWN, "whitlock"]
    assert readers(moved, "full") == OWN


def test_two_employers_do_not_lend_each_other_level_audience_or_basis():
    two = (Membership(MARLGATE, 1, period=BEFORE), Membership(TANNERY, 3, period=BEFORE))
    world = replace(ALDERMOUTH, people=by_id(Person("whitlock", memberships=two)))

    assert readers(world, "full") == [], "the level is Tannery's, the audience is Marlgate"
    policy, better = Policy(world, NOON), replace(two[0], clearance=2)
    asked = replace(world, people=by_id(Person("whitlock", memberships=(better, two[1]))))
    through = Policy(asked, NOON).may_read_through
    assert [through([m], asked.people["whitlock"], ITEM, FULL) for m in (better, two[1])] == [True, False]
    assert not policy.may_read(world.people["whitlock"], ITEM, FULL)


@pytest.mark.parametrize("change", [{"suspended": True}, {"period": Period(None, NOON)}, {"active": False}])
def test_somebody_suspended_gone_or_inactive_reads_nothing(change):
    for name in ("whitlock", "thornbury"):
        world = with_person(ALDERMOUTH, name, **change)
        assert name not in readers(world, "full")
        assert name not in keepers(world, "full")


def test_nothing_of_an_originator_who_is_not_active_is_read_or_kept():
    gone = with_organisation(ALDERMOUTH, POLICE, active=False)

    assert [readers(gone, name) for name in ("full", "sanitised", "awareness")] == [[], [], []]
    assert keepers(gone, "full") == []


def test_a_group_opens_to_its_organisations_and_to_its_named_people_as_members():
    group = Group("the Gate", (Entry(NORTHGATE), Entry(MARLGATE, "ellerby"), Entry(TANNERY, "whitlock")))
    world = with_release(replace(ALDERMOUTH, groups=by_id(group)), "sanitised", to=ToGroup("the Gate"))

    assert readers(world, "sanitised") == [*OWN, "marchbank", "ellerby", "penhallow"]
    late = Group("the Gate", (Entry(NORTHGATE, period=Period(NOON + SECOND, None)),))
    assert "penhallow" not in readers(replace(world, groups=by_id(late)), "sanitised")


def test_an_amber_item_is_not_opened_to_a_group_however_it_is_released():
    group = Group("the Gate", (Entry(MARLGATE),))
    world = with_release(replace(ALDERMOUTH, groups=by_id(group)), "full", to=ToGroup("the Gate"))

    assert readers(world, "full") == OWN
    assert readers(with_rendition(world, "full", tlp=Tlp.GREEN), "full") == [*OWN, "whitlock"]


@pytest.mark.parametrize(
    ("change", "reads"),
    [
        ({}, True),
        ({"by": MARLGATE}, False),
        ({"item": "another"}, False),
        ({"outcome": Outcome.DEFER}, False),
        ({"outcome": Outcome.REFUSE}, False),
        ({"recipients": frozenset({NORTHGATE})}, False),
        ({"recipients": frozenset(), "public": True}, False),
        ({"period": Period(None, NOON)}, False),
        ({"period": Period(NOON, None)}, True),
    ],
)
def test_a_decision_opens_what_it_was_taken_about_for_whom_it_names(change, reads):
    decision = replace(Decision("d", POLICE, ITEM.id, recipients=frozenset({MARLGATE})), **change)
    world = with_release(replace(ALDERMOUTH, decisions=by_id(decision)), "full", under=UnderDecision("d"))

    assert ("whitlock" in readers(world, "full")) == reads


def test_under_nothing_personal_data_goes_nowhere_but_to_the_originator_itself():
    informal = with_release(ALDERMOUTH, "full", under=None)

    assert readers(informal, "full") == OWN
    assert "whitlock" in readers(with_rendition(informal, "full", personal=False), "full")
    inside = with_release(with_rendition(informal, "full", tlp=Tlp.RED), "full", to=ToPerson("thornbury", POLICE))
    assert readers(inside, "full") == OWN, "inside the originator no basis is asked"


def public(**changes):
    """The awareness rendition, released to the public."""
    release = replace(Release(ToPublic(), None, 0, BEFORE), **changes)
    return with_rendition(ALDERMOUTH, "awareness", releases=(release,))


def test_a_clear_rendition_released_to_the_public_is_read_by_everybody_signed_in_or_not():
    everybody = [*ALDERMOUTH.people, None]

    assert readers(public(), "awareness") == everybody
    inactive = with_person(public(), "yarrow", active=False)
    assert readers(inactive, "awareness") == [who for who in everybody if who != "yarrow"]
    assert None not in readers(public(clearance=1), "awareness")
    assert None not in readers(with_rendition(public(), "awareness", clearance=1), "awareness")
    assert None not in readers(with_rendition(public(), "awareness", tlp=Tlp.GREEN), "awareness")
    assert None not in readers(with_rendition(public(), "awareness", personal=True), "awareness")
    assert None not in readers(public(under=aldermouth.Under("ISA-7")), "awareness")


@pytest.mark.parametrize("names_public", [True, False])
def test_personal_data_reaches_the_public_only_by_a_decision_that_names_it(names_public):
    decision = Decision("d", POLICE, ITEM.id, public=names_public, recipients=frozenset({MARLGATE}))
    world = replace(public(under=UnderDecision("d")), decisions=by_id(decision))

    assert (None in readers(with_rendition(world, "awareness", personal=True), "awareness")) == names_public


def test_records_are_kept_by_custodians_and_the_author_live_or_not_red_or_not():
    assert keepers(ALDERMOUTH, "full") == OWN
    assert keepers(with_item(ALDERMOUTH, withdrawn=NOON - DAY), "full") == OWN
    assert keepers(with_rendition(ALDERMOUTH, "full", tlp=Tlp.RED), "full") == OWN
    assert readers(with_rendition(ALDERMOUTH, "full", tlp=Tlp.RED), "full") == ["tranter"]
    assert keepers(with_rendition(ALDERMOUTH, "full", clearance=3), "full") == ["thornbury"]
    assert keepers(with_person(ALDERMOUTH, "whitlock", custodian=True), "full") == OWN
    moved = with_person(ALDERMOUTH, "tranter", organisation=MARLGATE)
    assert keepers(moved, "full") == ["thornbury"], "an author who left keeps nothing"


def test_a_merger_passes_nothing_of_itself():
    merged = with_organisation(ALDERMOUTH, MARLGATE, active=False)
    moved = with_person(merged, "whitlock", organisation=TANNERY)

    assert readers(moved, "full") == OWN


def test_nobody_reads_by_office():
    fields = {name for noun in (Person, Membership) for name in noun.__dataclass_fields__}

    assert fields == {
        "id",
        "active",
        "memberships",
        "organisation",
        "clearance",
        "clearance_until",
        "custodian",
        "period",
        "suspended",
    }
