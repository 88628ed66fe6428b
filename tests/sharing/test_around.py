"""What is seen around an item by those who may not see everything?

*Source:* design/sharing.md 2.2; R78, R213; D1, D2.
"""

import pytest

from commonground.groundwork.markings import Tlp
from commonground.sharing.rules import around
from commonground.sharing.rules.items import Rendition, ToPublic
from commonground.sharing.rules.policy import Policy
from tests.sharing.aldermouth import (
    ALDERMOUTH,
    FULL,
    ITEM,
    MARLGATE,
    NOON,
    NORTHGATE,
    POLICE,
    SANITISED,
    TANNERY,
    with_item,
    with_person,
    with_release,
)


def test_a_reply_is_seen_by_its_writers_organisation_and_the_originator_but_by_no_competitor():
    seen = [name for name in ALDERMOUTH.organisations if around.may_see_reply(name, MARLGATE, ITEM)]

    assert seen == [POLICE, MARLGATE]
    assert [name for name in ALDERMOUTH.organisations if around.may_see_history(name, ITEM)] == [POLICE]


def test_a_preview_names_own_staff_and_points_of_contact_and_counts_others():
    policy = Policy(ALDERMOUTH, NOON)

    marchbank = ("marchbank", ("The level is lower than is needed.",))
    assert around.preview(policy, ITEM, FULL, POLICE, set()) == around.Preview(
        ("thornbury", "tranter"), 1, False, (marchbank,)
    )
    known = around.preview(policy, ITEM, FULL, POLICE, {"whitlock", "ellerby", "yarrow"})
    assert (known.named, known.others) == (("thornbury", "tranter", "whitlock"), 0)
    assert known.without == (
        marchbank,
        ("ellerby", ("Level not sufficient.",)),
        ("yarrow", ("Not through an organisation that this covers.",)),
    )
    public = with_release(ALDERMOUTH, "awareness", to=ToPublic())
    (item, awareness) = list(public.renditions())[2]
    assert around.preview(Policy(public, NOON), item, awareness, POLICE, set()).public


def knows(world=ALDERMOUTH, who="yarrow", rendition=SANITISED, named=(TANNERY,), title="Thefts at the Gate"):
    """Whether somebody is told that it exists."""
    person = world.people[who]
    item = next(iter(world.items.values()))
    return around.may_know_that_it_exists(
        Policy(world, NOON), person, person.memberships[0], item, rendition, named, title
    )


def test_that_it_exists_is_told_to_members_of_organisations_that_the_originator_names():
    assert knows()
    assert not knows(named=(NORTHGATE,))
    assert not knows(title="")
    assert not knows(world=with_person(ALDERMOUTH, "yarrow", suspended=True))
    assert not knows(world=with_person(ALDERMOUTH, "yarrow", active=False))
    assert not knows(world=with_item(ALDERMOUTH, withdrawn=NOON))
    assert not knows(rendition=FULL), "never what is personal"
    assert not knows(rendition=Rendition("red", Tlp.RED, 0, False))


@pytest.mark.parametrize(
    ("tlp", "personal", "subject"),
    [
        (Tlp.CLEAR, False, "TLP:CLEAR Thefts at the Gate"),
        (Tlp.GREEN, False, "TLP:GREEN Thefts at the Gate"),
        (Tlp.GREEN, True, "TLP:GREEN 7Q2X"),
        (Tlp.AMBER, False, "TLP:AMBER 7Q2X"),
        (Tlp.AMBER_STRICT, False, "TLP:AMBER+STRICT 7Q2X"),
        (Tlp.RED, True, "TLP:RED 7Q2X"),
    ],
)
def test_the_subject_of_a_message_is_the_label_and_above_green_or_personal_a_random_reference(tlp, personal, subject):
    assert around.subject_of(Rendition("r", tlp, 0, personal), "7Q2X", "Thefts at the Gate") == subject


def test_a_notice_of_withdrawal_has_reference_originator_and_reason_and_nothing_else():
    assert set(around.WithdrawalNotice.__dataclass_fields__) == {"reference", "originator", "reason"}
