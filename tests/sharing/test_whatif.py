"""Who gains and who loses what, if an agreement lapses, a firm leaves, somebody joins?

*Source:* design/sharing.md 2.1, 2.2, 4; R212, R213.
"""

from dataclasses import replace

import pytest

from commonground.groundwork.refusals import Invalid
from commonground.sharing.rules import changes
from commonground.sharing.rules.agreements import Party
from commonground.sharing.rules.conditions import Condition
from commonground.sharing.rules.items import ToGroup
from commonground.sharing.rules.organisations import Entry, Group
from commonground.sharing.rules.whatif import Right, compare, items_gained, told_to
from tests.figures import counts
from tests.sharing.aldermouth import (
    ALDERMOUTH,
    DAY,
    ITEM,
    MARLGATE,
    NOON,
    NORTHGATE,
    POLICE,
    SECOND,
    TANNERY,
    by_id,
    with_agreement,
    with_item,
    with_release,
)
from tests.sharing.comparing import literally
from tests.sharing.hostile import AT, hostile_world


def _copy(number):
    """The item of Aldermouth under other names."""
    renditions = tuple(replace(one, id=f"{one.id} {number}") for one in ITEM.renditions)
    return replace(ITEM, id=f"item {number}", renditions=renditions)


def told(after, then=NOON, before=ALDERMOUTH):
    """Say what changes, shortly."""
    return [
        (c.person, c.rendition, str(c.right), "gains" if c.gained else "loses", [one.name for one in c.conditions])
        for c in compare(before, after, NOON, then)
    ]


def test_nothing_changes_between_a_world_and_itself():
    assert compare(ALDERMOUTH, ALDERMOUTH, NOON) == []


def test_when_an_agreement_lapses_those_who_read_under_it_lose_it_and_are_told_why():
    (first, second) = compare(ALDERMOUTH, changes.agreement_lapses(ALDERMOUTH, "ISA-7"), NOON)

    assert (first.person, first.rendition, first.right, first.gained) == ("whitlock", "full", Right.READ, False)
    assert first.conditions == (Condition.IN_FORCE,)
    assert first.because == (
        "Release 1, to Marlgate Centre, under agreement ISA-7, does not open it through Marlgate Centre, "
        "because the agreement is not in force."
    )
    assert (second.person, second.rendition) == ("penhallow", "sanitised")


def test_when_a_firm_leaves_its_people_lose_everything_and_nobody_else_anything():
    left = changes.organisation_leaves(ALDERMOUTH, NORTHGATE)

    assert told(left) == [("penhallow", "sanitised", "read", "loses", ["ORGANISATION_ACTIVE"])]


def test_when_the_originator_leaves_what_it_opened_closes_and_its_records_are_kept_by_nobody():
    lost = compare(ALDERMOUTH, changes.organisation_leaves(ALDERMOUTH, POLICE), NOON)

    assert not any(change.gained for change in lost)
    assert {c.person for c in lost if c.right is Right.KEEP} == {"thornbury", "tranter"}
    assert {c.person for c in lost if c.right is Right.READ} == {
        "thornbury", "tranter", "marchbank", "whitlock", "penhallow", "yarrow",
    }  # fmt: skip


def test_when_a_party_leaves_only_what_it_got_closes():
    assert told(changes.party_leaves(ALDERMOUTH, "ISA-7", MARLGATE, NOON)) == [
        ("whitlock", "full", "read", "loses", ["GETS"])
    ]
    assert told(changes.party_leaves(ALDERMOUTH, "ISA-7", MARLGATE, NOON + SECOND)) == []


def test_when_an_accreditation_runs_out_access_ends_at_that_second():
    expiring = changes.accreditation_expires(ALDERMOUTH, MARLGATE, "bcrp", NOON + DAY)

    assert told(expiring, NOON + DAY - SECOND) == []
    assert told(expiring, NOON + DAY) == [("whitlock", "full", "read", "loses", ["ACCREDITED"])]


def test_when_a_clearance_falls_reading_and_keeping_end_together():
    assert told(changes.clearance_falls(ALDERMOUTH, "tranter", POLICE, 1)) == [
        ("tranter", "full", "read", "loses", ["LEVEL"]),
        ("tranter", "full", "keep", "loses", ["LEVEL"]),
    ]


def test_when_a_membership_ends_the_person_loses_what_came_through_it():
    lost = told(changes.membership_ends(ALDERMOUTH, "whitlock", MARLGATE, NOON))

    assert lost == [("whitlock", "full", "read", "loses", ["MEMBERSHIP_IN_PERIOD"])]


def test_time_alone_can_change_who_reads():
    assert {c.conditions for c in compare(ALDERMOUTH, ALDERMOUTH, NOON, NOON + 90 * DAY) if c.person == "whitlock"} == {
        (Condition.ITEM_LIVE,)
    }


def test_what_is_not_there_any_more_is_lost_and_what_was_not_there_is_gained():
    without = replace(ALDERMOUTH, items={})

    assert {(c.gained, c.conditions) for c in compare(ALDERMOUTH, without, NOON)} == {(False, ())}
    gained = [c for c in compare(without, ALDERMOUTH, NOON) if c.person == "yarrow"]
    assert [(c.rendition, c.gained, c.because) for c in gained] == [
        (
            "awareness",
            True,
            "Release 1, to Tannery Stores, under nothing, opens it through Tannery Stores: level 0, where 0 is needed.",
        )
    ]


def test_an_act_that_gives_somebody_old_items_says_how_many_for_each_originator():
    joined = changes.party_joins(ALDERMOUTH, "ISA-7", Party(TANNERY, gets=frozenset({"intelligence"})))
    assert items_gained(compare(ALDERMOUTH, joined, NOON)) == {}, "a party gets nothing that is not released to it"

    grouped = replace(ALDERMOUTH, groups=by_id(Group("the Gate")))
    released = with_release(grouped, "awareness", to=ToGroup("the Gate"))
    grown = changes.group_grows(released, "the Gate", Entry(MARLGATE))
    assert items_gained(compare(released, grown, NOON)) == {POLICE: 1}
    assert {c.person for c in compare(released, grown, NOON)} == {"whitlock", "ellerby"}


def test_an_organisation_sees_its_own_items_by_name_and_others_only_counted():
    lapsed = compare(ALDERMOUTH, changes.agreement_lapses(ALDERMOUTH, "ISA-7"), NOON)

    police, marlgate, tannery = (told_to(name, lapsed, ALDERMOUTH.people) for name in (POLICE, MARLGATE, TANNERY))
    assert [c.item for c in police.own] == [ITEM.id, ITEM.id]
    assert (marlgate.own, marlgate.lost_of_others, marlgate.gained_of_others) == ((), None, 0), "one is too few to tell"
    assert (tannery.own, tannery.lost_of_others) == ((), 0)
    many = replace(ALDERMOUTH, items=by_id(*(_copy(number) for number in range(5))))
    lapsed = compare(many, changes.agreement_lapses(many, "ISA-7"), NOON)
    assert told_to(MARLGATE, lapsed, many.people).lost_of_others == 5


@pytest.mark.parametrize(
    "act",
    [
        lambda: changes.agreement_lapses(ALDERMOUTH, "ISA-8"),
        lambda: changes.party_leaves(ALDERMOUTH, "ISA-7", TANNERY, NOON),
        lambda: changes.organisation_leaves(ALDERMOUTH, "Nobody"),
        lambda: changes.accreditation_expires(ALDERMOUTH, MARLGATE, "acs", NOON),
        lambda: changes.clearance_falls(ALDERMOUTH, "whitlock", MARLGATE, 3),
        lambda: changes.membership_ends(ALDERMOUTH, "whitlock", NORTHGATE, NOON),
        lambda: changes.group_grows(ALDERMOUTH, "nowhere", Entry(MARLGATE)),
    ],
)
def test_a_change_that_changes_nothing_is_refused_in_a_sentence(act):
    with pytest.raises(Invalid, match=r"\.$"):
        act()


def test_a_change_leaves_the_world_that_it_was_asked_of_as_it_is():
    before = repr(ALDERMOUTH)
    changes.agreement_lapses(ALDERMOUTH, "ISA-7")
    changes.clearance_falls(ALDERMOUTH, "tranter", POLICE, 0)

    assert repr(ALDERMOUTH) == before
    assert with_agreement(ALDERMOUTH) == ALDERMOUTH == with_item(ALDERMOUTH)


def test_a_comparison_is_exactly_the_difference_of_the_answers():
    for seed in range(counts(15, 100)):
        before = hostile_world(seed)
        for name in list(before.organisations)[:2]:
            after = changes.organisation_leaves(before, name)
            found = {(c.person, c.rendition, c.right, c.gained) for c in compare(before, after, AT)}
            wanted = set()
            for (who, what, read, kept), (_, _, reads, keeps) in zip(
                literally(before, AT), literally(after, AT), strict=True
            ):
                wanted |= {(who, what, Right.READ, reads)} if read != reads else set()
                wanted |= {(who, what, Right.KEEP, keeps)} if kept != keeps else set()
            assert found == wanted, f"seed {seed}"


def closing_acts(world):
    """Every act that only closes, of every thing in a world."""
    for agreement, found in world.agreements.items():
        yield lambda agreement=agreement: changes.agreement_lapses(world, agreement)
        for party in found.parties:
            yield lambda a=agreement, p=party: changes.party_leaves(world, a, p.organisation, AT)
    for organisation, found in world.organisations.items():
        yield lambda organisation=organisation: changes.organisation_leaves(world, organisation)
        for held in found.accreditations:
            yield lambda o=organisation, h=held: changes.accreditation_expires(world, o, h.standard, AT)
    for person, found in world.people.items():
        for m in found.memberships:
            yield lambda p=person, m=m: changes.clearance_falls(world, p, m.organisation, 0)
            yield lambda p=person, m=m: changes.membership_ends(world, p, m.organisation, AT)


def test_an_act_that_closes_never_gives_anybody_anything(figure):
    tried = 0
    for seed in range(counts(3, 40)):
        world = hostile_world(seed)
        for act in closing_acts(world):
            try:
                after = act()
            except Invalid:
                continue
            tried += 1
            assert not [change for change in compare(world, after, AT) if change.gained], f"seed {seed}"
    figure("closing acts in hostile worlds, none of which gave anybody anything", tried)
    assert tried
