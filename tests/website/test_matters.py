"""Does some package answer for every relation to a person: is it found, taken away, and erased or kept with a reason?

*Source:* settled questions, "In Django" ("One protocol for a person's matters"); R247; D5.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import ProtectedError
from django.utils import timezone

from commonground.groundwork import matters
from commonground.outcomes.queries.matters import TIES as OUTCOMES
from commonground.people.models import Account, Membership, Person
from commonground.people.queries.matters_held import rows_of
from commonground.people.rules.handovers import KINDS
from commonground.people.rules.matters import TIES, Ending
from commonground.projects.queries.matters import TIES as PROJECTS
from commonground.sharing.queries.matters import TIES as SHARING
from commonground.website.example.people import PEOPLE
from commonground.website.matters import PACKAGES
from tests.website import planting

BY_RELATION = {tie.relation: tie for tie in (*TIES, *OUTCOMES, *PROJECTS, *SHARING)}


def relations():
    """Name every relation to a person, a membership or an account, of our own models and of other people's."""
    return sorted(
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model in (Person, Membership, Account)
    )


def test_every_relation_to_a_person_is_answered_for_by_exactly_one_package():
    named = Counter(relation for package in PACKAGES for relation in package.relations)
    assert sorted(named) == relations()
    assert set(named.values()) == {1}


def test_the_packages_are_bound_when_the_site_starts():
    assert tuple(matters.packages()) == PACKAGES
    assert [package.package for package in PACKAGES] == ["people", "outcomes", "sharing", "projects"]


@pytest.mark.parametrize("relation", relations())
def test_what_names_a_person_is_found_shown_and_erased_or_kept_with_a_reason(db, relation):
    tie, planted = BY_RELATION[relation], planting.person()
    model = apps.get_model(tie.model)
    row = planting.plant(model, tie.field, planted)
    assert rows_of(tie, planted.pk).filter(pk=row.pk).exists()
    assert [held for held in matters.held_about(planted.pk) if held.relation == relation], "it is in the export"
    kept = {each.relation: each for each in matters.erase(planted.pk)}
    still = model._default_manager.filter(pk=row.pk).first()
    if tie.ending is Ending.GOES:
        assert still is None
        assert relation not in kept
        return
    assert still is not None
    assert (kept[relation].count, bool(kept[relation].because)) == (1, True)
    for name in tie.emptied:
        assert not getattr(still, name)
    assert Person.objects.get(pk=planted.pk).name == "Somebody who left"


@pytest.mark.parametrize("relation", relations())
def test_no_relation_takes_history_away_with_a_person(db, relation):
    tie, planted = BY_RELATION[relation], planting.person()
    planting.plant(apps.get_model(tie.model), tie.field, planted)
    with pytest.raises(ProtectedError):
        planted.delete()


def test_whatever_anybody_of_the_example_holds_can_be_put_on_the_list_of_a_handover(example, client_of):
    """Packages name kinds of matters, and the handover knows a word and a place for each of them."""
    held = {matter.key.partition(":")[0] for m in Membership.objects.all() for matter in matters.open_matters_of(m.pk)}
    assert {"team", "answer", "holding", "proposal", "assessment"} <= held <= set(KINDS)
    member = Membership.objects.get(person__account__email=PEOPLE["marchbank"].email, until__isnull=True)
    day = timezone.localdate() + timedelta(7)
    typed = {"member": member.ref, "what": "", "reason": "moves"}
    typed |= {"leaves_on_day": day.day, "leaves_on_month": day.month, "leaves_on_year": day.year}
    answer = client_of(member.person).post("/handovers/begin/", typed, follow=True)
    assert (answer.status_code, len(answer.redirect_chain)) == (200, 1)
