"""Does a collaboration that starts from a template or a case study bring along what it should, and keep count of it?

*Source:* R116, R125.
"""

import pytest
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Stale
from commonground.projects.actions import answers, kits
from commonground.projects.models import Origin
from commonground.projects.queries import cases, recorded, replicas
from commonground.projects.queries import kits as reading
from commonground.projects.rules import books
from commonground.projects.rules.kits import FIDELITY, Component, components_in, fidelity, from_case
from commonground.projects.rules.templates import TEMPLATES
from tests.projects.special import case_study

GUARDING = TEMPLATES["community-guarding"]
COMPONENT = {
    "name": "Two guards patrol together", "core": "core", "kind": "tactic", "what": "Nobody walks alone",
    "police_part": "Meets them", "security_part": "Walks", "check": "Were there two?",
}  # fmt: skip


def begun(cast, kit=GUARDING, name="Castle Parade guards", **more):
    return kits.start_from(
        actor=cast.actor("thornbury"), kit=kit, name=name, about="One team for the whole street", area=cast.area,
        programme=cast.programme, other_lead=cast.membership["whitlock"], **more,
    )  # fmt: skip


def marked(cast, collaboration, **values):
    part = books.PARTS["components"]
    return answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=part, raw=COMPONENT | values)


def published(cast, name="Minster Gate evenings"):
    collaboration = cast.alive(name)
    marked(cast, collaboration)
    marked(cast, collaboration, name="Radios on one channel", core="adapt", kind="resource")
    return case_study(cast, collaboration, "thornbury", "whitlock")


@pytest.mark.parametrize("kit", TEMPLATES.values(), ids=TEMPLATES)
def test_every_template_fits_the_questions_of_the_guide_and_says_what_is_core(cast, kit):
    made = begun(cast, kit)
    assert made.answers.count() == len(kit.answers) > 10
    assert kit.core and kit.adaptable and kit.conditions and kit.source
    assert len({one.key for one in kit.components}) == len(kit.components)
    assert [number for number, _ in kit.changed][-1] == kit.number
    assert set(kit.books) <= set(books.BOOKS)


def test_what_a_template_brings_is_the_templates_until_somebody_changes_it(cast):
    made = begun(cast)
    before = [one.answer for one in reading.unchanged(made.origin)]
    tactic = recorded.answers_of(made, "tactics").first()
    assert tactic in before and len(before) == made.answers.count()
    answers.change(
        actor=cast.actor("thornbury"), answer=tactic, raw=tactic.values | {"why_here": "Our street"}, version=1
    )
    assert tactic not in [one.answer for one in reading.unchanged(made.origin)]
    assert [one.answer.part for one in reading.unchanged(made.origin, 3)].count("tactics") == 3


def test_nothing_that_a_template_brings_counts_as_agreed_or_confirmed(cast):
    made = begun(cast)
    record = recorded.record_of(made)
    assert not record.confirmed
    assert not record.part("sponsors") and not record.part("joint") and not record.part("outcomes")
    assert all(row.values["confirmed"] == "0" for row in record.part("resources"))


def test_a_case_study_hands_on_exactly_what_both_sides_approved(cast):
    publication = published(cast)
    marked(cast, publication.collaboration, name="Added afterwards")
    kit = replicas.kit_of_case(cases.published("case").get())
    assert [(one.name, one.core) for one in kit.components] == [
        ("Two guards patrol together", True), ("Radios on one channel", False),
    ]  # fmt: skip
    made = begun(cast, kit, publication=publication)
    assert [row.values["name"] for row in recorded.answers_of(made, "tactics")] == ["Two guards patrol together"]
    assert [row.values["what"] for row in recorded.answers_of(made, "resources")] == ["Radios on one channel"]
    assert Origin.objects.get().publication == publication


def test_nobody_starts_from_a_case_study_that_marks_nothing(cast):
    case_study(cast, cast.alive(), "thornbury", "whitlock")
    assert replicas.kit_of_case(cases.published("case").get()) is None
    assert from_case({"summary": "Words"}, key="k", number=1, name="Gate") is None


def test_only_members_of_a_side_start_from_a_template(cast):
    with pytest.raises(NotAllowed):
        kits.start_from(
            actor=cast.actor("yarrow"), kit=GUARDING, name="Ours", about="For us", area=cast.area,
            programme=cast.programme, other_lead=cast.membership["whitlock"],
        )  # fmt: skip


def test_a_core_component_that_was_adapted_is_not_there_but_an_adaptable_one_is():
    both = (Component("a", "A", True, "", ""), Component("b", "B", False, "", ""))
    found = fidelity(both, {"a": "adapted", "b": "adapted"})
    assert (found.core, found.of_core, found.other, found.of_other, found.unchecked) == (0, 1, 1, 1, 0)
    assert not found.is_kept
    assert fidelity(both, {"a": "in_place"}).is_kept
    assert not fidelity((), {}).is_kept


def test_fidelity_is_checked_again_and_again_and_every_check_stays(cast):
    made = begun(cast)
    origin, first = made.origin, components_in(made.origin.kit)[0]
    for version, standing in enumerate(("not_yet", "partly", "in_place")):
        kits.check(actor=cast.actor("thornbury"), origin=origin, component=first.key, standing=standing,
                   words="Seen on patrol", version=version)  # fmt: skip
    (found,) = [one for one in reading.standings_of(origin) if one.component == first]
    assert [check.standing for check in found.checks] == ["in_place", "partly", "not_yet"]
    counted = reading.fidelity_of(reading.standings_of(origin))
    assert (counted.core, counted.unchecked) == (1, len(GUARDING.components) - 1)


def test_two_who_check_at_once_lose_nothing_and_nonsense_is_refused(cast):
    origin = begun(cast).origin
    given = {"actor": cast.actor("thornbury"), "origin": origin, "component": "two_tiers", "words": "Seen"}
    kits.check(standing="partly", version=0, **given)
    with pytest.raises(Stale) as lost:
        kits.check(standing="in_place", version=0, **given)
    assert lost.value.theirs == {"standing": "partly", "words": "Seen"}
    for wrong in ({"component": "nonsense"}, {"standing": "nonsense"}, {"words": " "}):
        with pytest.raises(Invalid):
            kits.check(**({"standing": "partly", "version": 1} | given | wrong))
    assert set(FIDELITY) >= {"in_place", "partly"}


def test_a_replication_is_told_of_only_to_those_who_may_see_it(cast):
    publication = published(cast)
    made = begun(cast, replicas.kit_of_case(publication), publication=publication)
    wanted = replicas.of_case(publication)
    assert [row.collaboration for row in replicas.replications(cast.actor("thornbury"), wanted)] == [made]
    assert replicas.replications(cast.actor("haddow"), wanted) == []


def test_a_later_version_of_a_template_changes_nothing_where_it_was_taken(cast):
    made = begun(cast)
    kept = made.origin
    assert kept.number == GUARDING.number and kept.kit["name"] == "Community Guarding"
    assert "answers" not in kept.kit
    assert components_in(kept.kit) == GUARDING.components
    assert timezone.localdate() == timezone.localdate(kept.made_at)
