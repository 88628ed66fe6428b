"""Do models that grow make the same tables as models that Django draws anew before each change?

*Source:* settled questions, "Running it"; `commonground/website/management/commands/migrate.py`.
"""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from commonground.website.management.commands.migrate import GrowingState
from tests.figures import share

MORNING = datetime(2026, 9, 14, 9, tzinfo=UTC)


def in_order():
    """Give every migration in the order in which an empty database meets them."""
    executor = MigrationExecutor(connection)
    return executor, [one for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)]


def statements(migration, state):
    """Give what a migration would tell the database, and leave the state as it is afterwards."""
    state.apps  # noqa: B018 - as Django's executor does before the first one
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(state, editor, collect_sql=True)
    return editor.collected_sql


def relations(apps):
    """Give every field of every model, and every relation that leads to it, as one text each."""
    return {
        model._meta.label: [
            sorted(f"{field.name}: {field.deconstruct()[1:]}" for field in model._meta.get_fields() if field.concrete),
            sorted(f"{each.name} of {each.related_model._meta.label}" for each in model._meta.related_objects),
            [one.deconstruct() for one in (*model._meta.constraints, *model._meta.indexes)],
        ]
        for model in apps.get_models(include_auto_created=True)
    }


def test_a_site_is_migrated_with_models_that_grow():
    assert get_commands()["migrate"] == "commonground.website"


@pytest.mark.django_db
def test_models_that_grew_through_all_migrations_are_those_that_are_drawn_from_the_end():
    executor, migrations = in_order()
    grown = GrowingState(real_apps=set(executor.loader.unmigrated_apps))
    assert grown.apps
    for migration in migrations:
        migration.mutate_state(grown, preserve=False)
    drawn = ProjectState(grown.models, grown.real_apps)

    assert len(grown.apps.get_models()) > 150
    assert relations(grown.apps) == relations(drawn.apps)


@pytest.mark.django_db
def test_every_migration_tells_the_database_the_same_either_way():
    """Each twentieth one, and every one under full counts: Django's way takes half a minute for all."""
    executor, migrations = in_order()
    chosen = share(migrations, 4, 20)
    grown = GrowingState(real_apps=set(executor.loader.unmigrated_apps))
    before = ProjectState(real_apps=set(executor.loader.unmigrated_apps))
    told = 0
    for migration in migrations:
        if migration in chosen:
            with time_machine.travel(MORNING, tick=False):  # new columns are filled with the time
                ours, theirs = statements(migration, grown), statements(migration, before)
            assert ours == theirs, migration
            told += len(ours)
            before = ProjectState(before.models, before.real_apps)
        else:
            migration.mutate_state(grown, preserve=False)
            migration.mutate_state(before, preserve=False)
    assert told > 50
