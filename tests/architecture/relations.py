"""Do the tables know only those below? A foreign key written as a string is invisible to the import contracts.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

from collections.abc import Iterable

from django.db.models import Model

from tests.architecture import house


def upward(models: Iterable[type[Model]]) -> list[str]:
    """Name every relation that points from a package to one that it may not know."""
    return [
        f"{package}.{model.__name__}.{field.name} points up to {target}.{field.related_model.__name__}"
        for model in models
        if (package := _package(model))
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if (target := _package(field.related_model)) and not house.may_know(package, target)
    ]


def _package(model: type[Model]) -> str:
    """Name the package of a model of ours; empty for other people's."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "commonground" else ""
