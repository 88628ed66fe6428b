"""What is refused before it is shared, and with which sentence?

*Source:* design/sharing.md 2.1; R15, R213; D2, D7.
"""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from commonground.groundwork.markings import Tlp, read_grade
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.sharing.rules import writing
from commonground.sharing.rules.items import ToOrganisation, ToPerson, ToPublic
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.writing import Draft, Field, Weight
from tests.sharing.aldermouth import ALDERMOUTH, ITEM, MARLGATE, NOON, POLICE, with_person, with_rendition

DUE = NOON + timedelta(days=365)


def refused(kind: type[Refused], words: str, really: bool = True):
    """Expect a refusal with these words, or none."""
    return pytest.raises(kind, match=words) if really else nullcontext()


def test_only_the_originator_releases_and_others_ask_it_to_pass_on_up_to_amber():
    writing.require_originator(POLICE, ITEM)
    with refused(NotAllowed, "Only the organisation that the item comes from"):
        writing.require_originator(MARLGATE, ITEM)
    assert [tlp.value for tlp in Tlp if writing.may_ask_to_pass_on(tlp)] == ["CLEAR", "GREEN", "AMBER"]


def test_a_copy_is_never_less_marked():
    for source in Tlp:
        for wanted in Tlp:
            with refused(Invalid, f"which is {source.label}".replace("+", r"\+"), wanted < source):
                writing.require_copy_marking(source, wanted)


def test_a_rendition_is_personal_until_its_author_says_otherwise_and_some_fields_force_it():
    assert writing.is_personal(False, [])
    assert not writing.is_personal(True, [Field.OTHER])
    for kind in (Field.PERSON, Field.VEHICLE, Field.IMAGE, Field.CONTACT):
        assert writing.is_personal(True, [Field.OTHER, kind])
        with refused(Invalid, f"It has a field for {kind}"):
            writing.require_cleared([kind], "Only a street is named.", "tranter", "thornbury")


def test_saying_that_nothing_is_personal_takes_a_reason_and_a_second_person():
    writing.require_cleared([Field.OTHER], "Only a street is named.", "tranter", "thornbury")
    with refused(Invalid, "Say why"):
        writing.require_cleared([], " ", "tranter", "thornbury")
    for second in (None, "tranter"):
        with refused(Invalid, "A second person"):
            writing.require_cleared([], "Only a street is named.", "tranter", second)


def test_an_organisation_lowers_what_its_people_are_cleared_for_and_others_raise_it_with_date_and_evidence():
    writing.require_grant(MARLGATE, MARLGATE, old=2, new=1, until=None, evidence="")
    writing.require_grant(POLICE, MARLGATE, old=0, new=2, until=DUE, evidence="NPPV2 of 3 March")
    with refused(NotAllowed, "An organisation can only lower"):
        writing.require_grant(MARLGATE, MARLGATE, old=1, new=2, until=DUE, evidence="a letter")
    with refused(Invalid, "Say until when"):
        writing.require_grant(POLICE, MARLGATE, old=0, new=2, until=None, evidence="a letter")
    with refused(Invalid, "Say what shows it"):
        writing.require_grant(POLICE, MARLGATE, old=0, new=2, until=DUE, evidence=" ")


def test_the_last_custodian_able_to_keep_an_item_cannot_leave():
    assert writing.without_custodian(Policy(ALDERMOUTH, NOON)) == []
    with refused(Refused, "Nobody else is able to keep one item"):
        writing.require_custodians_without(ALDERMOUTH, "thornbury", POLICE, NOON)
    writing.require_custodians_without(ALDERMOUTH, "tranter", POLICE, NOON)
    second = with_person(ALDERMOUTH, "tranter", custodian=True)
    writing.require_custodians_without(second, "thornbury", POLICE, NOON)
    higher = with_rendition(second, "sanitised", clearance=3)
    with refused(Refused, "Nobody else"):
        writing.require_custodians_without(higher, "thornbury", POLICE, NOON)


def test_being_the_author_does_not_make_a_custodian():
    alone = replace(ALDERMOUTH, people={"tranter": ALDERMOUTH.people["tranter"]})

    assert writing.without_custodian(Policy(alone, NOON)) == [ITEM.id]


@pytest.mark.parametrize(
    ("weight", "reasons"),
    [
        (Weight(Tlp.AMBER, ToOrganisation(MARLGATE)), 0),
        (Weight(Tlp.RED, ToPerson("whitlock", MARLGATE)), 1),
        (Weight(Tlp.AMBER, ToOrganisation(MARLGATE), children=True), 1),
        (Weight(Tlp.AMBER, ToOrganisation(MARLGATE), offences=True), 1),
        (Weight(Tlp.CLEAR, ToPublic()), 1),
        (Weight(Tlp.CLEAR, ToPublic(), personal=False), 0),
        (Weight(Tlp.CLEAR, ToPublic(), children=True, offences=True), 3),
    ],
)
def test_what_weighs_more_takes_a_second_approver_who_is_another_person(weight, reasons):
    assert len(writing.takes_second_approver(weight)) == reasons
    writing.require_approval(weight, "tranter", "thornbury", emergency=False)
    for second in (None, "tranter"):
        with refused(Invalid, "A second person must approve this", bool(reasons)):
            writing.require_approval(weight, "tranter", second, emergency=False)


def test_an_emergency_decision_works_at_once_and_is_reviewed_within_72_hours():
    writing.require_approval(Weight(Tlp.RED, ToPerson("whitlock", MARLGATE)), "tranter", None, emergency=True)

    assert writing.review_due(NOON) - NOON == timedelta(hours=72)


def test_an_act_that_opens_old_items_is_confirmed_with_their_number_as_it_is_now():
    writing.require_confirmation({}, None)
    writing.require_confirmation({POLICE: 11, MARLGATE: 1}, 12)
    for confirmed in (None, 0, 11):
        with refused(Invalid, "This opens 12 items"):
            writing.require_confirmation({POLICE: 11, MARLGATE: 1}, confirmed)


def test_police_handling_conditions_are_accepted_before_the_first_reading():
    conditions = read_grade("1AC", "Not to be left on a desk.")

    writing.require_acceptance(None, accepted=False)
    writing.require_acceptance(read_grade("1AP"), accepted=False)
    writing.require_acceptance(conditions, accepted=True)
    with refused(Refused, "The police set conditions"):
        writing.require_acceptance(conditions, accepted=False)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"to": None}, "to"),
        ({"purpose": " "}, "purpose"),
        ({"basis_of_giver": ""}, "basis_of_giver"),
        ({"basis_of_getter": ""}, "basis_of_getter"),
    ],
)
def test_a_release_has_an_audience_a_purpose_and_for_personal_data_a_basis_on_each_side(change, field):
    draft = Draft(ToOrganisation(MARLGATE), "Preventing theft", True, "law enforcement", "legitimate interests")
    writing.require_complete(draft)

    with pytest.raises(Invalid) as refusal:
        writing.require_complete(replace(draft, **change))
    assert refusal.value.field == field


def test_what_holds_no_personal_data_needs_no_lawful_basis():
    writing.require_complete(Draft(ToOrganisation(MARLGATE), "Preventing theft", False))
