"""Does the work of a collaboration leave on its day, whole, and what it published stay?

*Source:* D4; DPA 2018, section 39; UK GDPR, article 5(1)(e).
"""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from commonground.projects.actions import leaving, life
from commonground.projects.models import Answer, Collaboration, Publication, SideStatement
from commonground.projects.rules.leaving import HANGS_ON, LETS_GO, STAYS, WHOLE, in_order, ways
from commonground.sharing.actions import retention_records
from commonground.sharing.models import RecordKept
from commonground.sharing.rules.retention_records import RECORDS
from tests.projects.completed import complete_everything
from tests.sharing.shared_things import role

PREFIX = "projects_"


def hangs_on_a_collaboration():
    """Every table that hangs on a collaboration by the models, with the column and what it hangs on, and what is let
    go of."""
    waiting, seen, found, freed = [Collaboration], set(), set(), set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        parent = model._meta.db_table.removeprefix(PREFIX)
        for field in model._meta.get_fields(include_hidden=True):
            if not (field.auto_created and (field.one_to_many or field.one_to_one)) or field.related_model is model:
                continue
            child = field.related_model._meta.db_table.removeprefix(PREFIX)
            if child in STAYS and model is Collaboration:
                continue
            if field.on_delete.__name__ == "SET_NULL":
                freed.add((child, field.field.column, parent))
            else:
                found.add((child, field.field.column, parent))
                waiting.append(field.related_model)
    return found, freed


def test_every_table_that_hangs_on_a_collaboration_leaves_with_it_or_is_said_to_stay():
    found, freed = hangs_on_a_collaboration()
    assert {(table, column, parent) for table in in_order() for column, parent in ways(table)} == found
    said = {(*one.split("."), parent) for parent, others in LETS_GO.items() for one in others}
    leaves = {table for table, _, _ in found}
    assert said == {one for one in freed if one[0] not in leaves}


def test_each_table_leaves_before_those_that_it_hangs_on():
    order = in_order()
    assert all(
        order.index(table) < order.index(parent) for table in order for _, parent in ways(table) if parent != WHOLE
    )
    assert set(HANGS_ON) <= {WHOLE, *order}


def let_go():
    return leaving.let_go(today=timezone.localdate())


@pytest.mark.django_db
def test_the_work_of_a_finished_collaboration_leaves_when_each_organisation_has_let_it_go(cast, as_application):
    here = complete_everything(cast)
    other = cast.alive("Still under way")
    before = Answer.objects.filter(collaboration=other).count()
    assert let_go() == 0 and not RecordKept.objects.exists(), "it is under way"
    life.stop(actor=cast.actor("thornbury"), collaboration=here)
    assert let_go() == 0
    days = RecordKept.objects.filter(kind="collaboration")
    assert {one.made_at for one in days} == {Collaboration.objects.get(pk=days[0].key).created_at}, (
        "known by when it began"
    )
    assert {one.organisation.name for one in days} >= {"Aldermouth Police", "Marlgate Centre"}
    assert all(one.awaits_review and one.key == here.pk for one in days)
    assert {(one.leaves_on - timezone.localdate()).days for one in days} == {RECORDS["collaboration"].days}
    role(cast, "whitlock", "custodian")
    ours = days.get(organisation=cast.organisation["Marlgate Centre"])
    retention_records.review(actor=cast.actor("whitlock"), kept=ours, reason="Over")
    assert let_go() == 0 and Answer.objects.filter(collaboration=here).exists(), "others have not decided"
    number = days.count()
    days.update(leaves_on=timezone.localdate(), awaits_review=False)
    with as_application(cast.actor("lindqvist")):  # the worker acts for nobody
        assert let_go() == number
    assert not Answer.objects.filter(collaboration=here).exists()
    assert not SideStatement.objects.filter(round__collaboration=here).exists()
    here.refresh_from_db()
    assert (here.name, here.about, here.team.count()) == ("Castle Parade mornings", "", 0)
    assert Publication.objects.filter(collaboration=here).exists(), "what it published is everybody’s"
    assert Answer.objects.filter(collaboration=other).count() == before and other.team.exists()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing that stays rests on what has gone


@pytest.mark.django_db
def test_what_is_opened_again_stays_though_its_day_has_come(cast):
    here = complete_everything(cast)
    stopped = life.stop(actor=cast.actor("thornbury"), collaboration=here)
    let_go()
    RecordKept.objects.update(leaves_on=timezone.localdate(), awaits_review=False)
    life.reopen(actor=cast.actor("whitlock"), collaboration=stopped, reason="Thefts are back")
    assert let_go() == 0 and Answer.objects.filter(collaboration=here).exists()


@pytest.mark.django_db
def test_what_it_published_is_still_read_after_its_work_has_left(cast, client):
    here = complete_everything(cast)
    life.stop(actor=cast.actor("thornbury"), collaboration=here)
    let_go()
    RecordKept.objects.update(leaves_on=timezone.localdate(), awaits_review=False)
    assert let_go() > 0
    study = Publication.objects.get(collaboration=here)
    if study.published_at:
        assert client.get(reverse("projects:case_study", args=[study.public_id])).status_code == 200
