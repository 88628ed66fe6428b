"""Who hears why, and how much of it?

*Source:* design/sharing.md 2.2, 6; R213; D2.
"""

from dataclasses import replace

import pytest

from commonground.sharing.rules.agreements import Status
from commonground.sharing.rules.conditions import About, Condition
from commonground.sharing.rules.explaining import explain, explain_keeping
from commonground.sharing.rules.items import ToPublic
from commonground.sharing.rules.organisations import Membership
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.telling import may_hear_no, told_to_originator
from commonground.sharing.rules.world import World
from tests.sharing.aldermouth import (
    ALDERMOUTH,
    AWARENESS,
    BEFORE,
    FULL,
    ITEM,
    MARLGATE,
    NOON,
    POLICE,
    TANNERY,
    with_agreement,
    with_item,
    with_organisation,
    with_person,
    with_release,
    with_rendition,
)


def reason_for(world: World, name: str | None, rendition: str = "full"):
    """Explain one answer."""
    person = world.people[name] if name else None
    item, one = next((item, one) for item, one in world.renditions() if one.id == rendition)
    return explain(Policy(world, NOON), person, item, one)


def told(world: World, name: str, rendition: str = "full") -> list[str]:
    """Say what the originator is told about somebody."""
    return told_to_originator(reason_for(world, name, rendition), world.people[name])


def test_a_yes_says_which_release_agreement_and_membership():
    assert reason_for(ALDERMOUTH, "whitlock").sentence == (
        "Release 1, to Marlgate Centre, under agreement ISA-7, opens it through Marlgate Centre: "
        "level 2, where 2 is needed."
    )
    assert reason_for(ALDERMOUTH, "tranter").sentence == (
        "Through Aldermouth Police, which is the originator: level 2, where 2 is needed."
    )
    public = with_release(ALDERMOUTH, "awareness", to=ToPublic())
    assert (
        reason_for(public, None, "awareness").sentence
        == "Release 1, to the public, under nothing, opens it to everybody."
    )


def test_a_no_names_every_condition_that_the_nearest_way_lacks():
    world = with_agreement(with_release(ALDERMOUTH, "full", revoked=NOON), status=Status.SUSPENDED)

    assert reason_for(world, "whitlock").failing == (Condition.NOT_REVOKED, Condition.IN_FORCE)
    assert reason_for(world, "whitlock").sentence == (
        "Release 1, to Marlgate Centre, under agreement ISA-7, does not open it through Marlgate Centre, "
        "because the release is revoked and the agreement is not in force."
    )
    assert (
        reason_for(ALDERMOUTH, "yarrow").sentence
        == "No release is addressed to them, and they are not of the originator."
    )
    assert (
        reason_for(with_item(ALDERMOUTH, withdrawn=NOON), "whitlock").sentence
        == "Not now, because the item is withdrawn."
    )
    assert reason_for(ALDERMOUTH, "marchbank").sentence == (
        "Not through Aldermouth Police, which is the originator, because the level is lower than is needed."
    )


def test_keeping_has_reasons_of_its_own():
    policy = Policy(ALDERMOUTH, NOON)
    sentences = [
        explain_keeping(policy, person, ITEM, FULL).sentence
        for person in [*(ALDERMOUTH.people[name] for name in ("thornbury", "tranter", "marchbank", "whitlock")), None]
    ]

    assert sentences == [
        "Kept through Aldermouth Police, which is the originator, as a custodian: level 3, where 2 is needed.",
        "Kept through Aldermouth Police, which is the originator, as its author: level 2, where 2 is needed.",
        "Not kept through Aldermouth Police, which is the originator, because the level is lower than is needed"
        " and only custodians and the author keep it.",
        "They are not of the originator, whose staff alone keep it.",
        "They are not of the originator, whose staff alone keep it.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"organisation": TANNERY}, ["Not through an organisation that this covers."]),
        ({"suspended": True}, ["Not through an organisation that this covers."]),
        ({"active": False}, ["Not through an organisation that this covers."]),
        ({"clearance": 1}, ["Level not sufficient."]),
        ({"clearance_until": NOON}, ["Level not sufficient."]),
        (
            {"clearance": 1, "suspended": True},
            ["Not through an organisation that this covers.", "Level not sufficient."],
        ),
    ],
)
def test_of_somebody_elsewhere_the_originator_hears_two_phrases_and_nothing_more(change, said):
    assert told(with_person(ALDERMOUTH, "whitlock", **change), "whitlock") == said


def test_of_another_organisation_the_originator_does_not_hear_that_its_accreditation_ran_out():
    assert told(with_organisation(ALDERMOUTH, MARLGATE, accreditations=()), "whitlock") == [
        "Not through an organisation that this covers."
    ]


def test_what_the_release_would_have_to_change_is_said_in_full():
    assert told(with_release(ALDERMOUTH, "full", revoked=NOON), "whitlock") == ["The release is revoked."]
    assert told(with_agreement(ALDERMOUTH, personal=False), "whitlock") == [
        "The agreement does not cover personal data."
    ]


def test_of_its_own_staff_an_organisation_hears_everything_but_not_of_their_other_employer():
    assert told(with_person(ALDERMOUTH, "tranter", suspended=True), "tranter") == ["The membership is suspended."]
    elsewhere = Membership(MARLGATE, 2, period=BEFORE, suspended=True)
    two = replace(ALDERMOUTH.people["marchbank"], memberships=(elsewhere, Membership(POLICE, 0, suspended=True)))
    world = replace(ALDERMOUTH, people={**ALDERMOUTH.people, "marchbank": two})
    assert reason_for(world, "marchbank").membership == elsewhere
    assert told(world, "marchbank") == ["Not through an organisation that this covers."]


def test_only_those_of_the_originator_who_read_or_keep_it_hear_a_no():
    policy = Policy(ALDERMOUTH, NOON)
    hear = [
        name
        for name, person in ALDERMOUTH.people.items()
        if may_hear_no(policy, person, person.memberships[0], ITEM, FULL)
    ]

    assert hear == ["thornbury", "tranter"]
    assert not may_hear_no(
        policy, ALDERMOUTH.people["yarrow"], ALDERMOUTH.people["yarrow"].memberships[0], ITEM, AWARENESS
    )
    withdrawn = Policy(with_item(ALDERMOUTH, withdrawn=NOON), NOON)
    thornbury = ALDERMOUTH.people["thornbury"]
    assert may_hear_no(withdrawn, thornbury, thornbury.memberships[0], ITEM, FULL), "who keeps it still hears why"


def test_every_condition_has_a_clause_and_says_whom_it_is_about():
    for condition in Condition:
        assert condition.clause and condition.clause[0].islower() and not condition.clause.endswith(".")
        assert isinstance(condition.about, About)
    assert len({condition.clause for condition in Condition}) == len(Condition)
    assert with_rendition(ALDERMOUTH, "full") == ALDERMOUTH
