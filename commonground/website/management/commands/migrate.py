"""Why do the tables of a new site take four seconds to make, and not half a minute?

Before each operation of a migration Django draws anew every model that the changed one is related to, however far, and
here nearly every model is related to every other: 34,000 models for 154 migrations, nine tenths of the time of a first
start (measured: 33 s of processor, 3.6 s so). A new model, a new field, a new constraint and a new index are added
here to the models that are there, as when a program loads its models one by one; everything else, and every function
that a migration calls, gets models drawn anew by Django itself.

*Source:* Django's documentation, "Writing migrations"; settled questions, "Running it".
"""

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.models import Field


class GrowingState(ProjectState):
    """The models as migrations know them, to which most changes only add; what is taken from it for a function of a
    migration is drawn anew, as after every delayed change."""

    def add_model(self, model_state: ModelState) -> None:
        """Draw a new model beside those that are there."""
        drawn = self._laid_aside()
        super().add_model(model_state)
        if drawn:
            self._taken_up(drawn)
            drawn.render_multiple([model_state])

    def add_field(self, app_label: str, model_name: str, name: str, field: Field, preserve_default: bool) -> None:
        """Add a field to the model that is there; one with a table of its own is left to Django."""
        drawn = None if field.many_to_many else self._laid_aside()
        super().add_field(app_label, model_name, name, field, preserve_default)
        if drawn:
            self._taken_up(drawn)
            kept = self.models[app_label, model_name].fields[name]
            kept.clone().contribute_to_class(drawn.get_model(app_label, model_name), name)

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        """Add a constraint or an index to the model that is there."""
        drawn = self._laid_aside()
        super()._append_option(app_label, model_name, option_name, obj)
        if drawn:
            self._taken_up(drawn)
            told = drawn.get_model(app_label, model_name)._meta
            setattr(told, option_name, [*getattr(told, option_name), obj.clone()])

    def _laid_aside(self) -> StateApps | None:
        """Take the drawn models away where there are any, so that Django notes a change without drawing."""
        return self.__dict__.pop("apps", None)

    def _taken_up(self, drawn: StateApps) -> None:
        """Give the drawn models back, and say that whoever wants to run code with them draws them anew."""
        self.__dict__["apps"], self.is_delayed = drawn, True


class Executor(MigrationExecutor):
    """Runs migrations forwards with models that grow."""

    def _migrate_all_forwards(self, state: ProjectState, *how: Any, **more: Any) -> ProjectState:
        """Begin with models of its own, since those given belong to whoever asked, and give back what Django draws."""
        grown = super()._migrate_all_forwards(GrowingState(state.models, state.real_apps), *how, **more)
        return ProjectState(grown.models, grown.real_apps)


class Command(migrate.Command):
    """Django's own command in every word, with models that grow."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the tables up to date; refuses what Django refuses."""
        before, migrate.MigrationExecutor = migrate.MigrationExecutor, Executor
        try:
            super().handle(*args, **options)
        finally:
            migrate.MigrationExecutor = before
