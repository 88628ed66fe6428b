"""What is held about somebody, read from a table of ties? Every package that keeps such a table asks here.

*Source:* D5; UK GDPR, articles 15 and 20.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.matters import Held
from commonground.people.models import Account, Membership, Person
from commonground.people.rules.matters import Tie


def rows_of(tie: Tie, person_id: int) -> QuerySet[Any]:
    """List the records that one tie joins to a person, whether directly, by a membership or by the account."""
    model: Any = apps.get_model(tie.model)
    target = model._meta.get_field(tie.field).related_model
    if target is Person:
        by_key: QuerySet[Any] = model._default_manager.filter(**{f"{tie.field}_id": person_id})
        return by_key
    if target in (Membership, Account):
        through: QuerySet[Any] = model._default_manager.filter(**{f"{tie.field}__person_id": person_id})
        return through
    raise LookupError(f"{tie.relation} is no tie to a person.")


def held(package: str, ties: Iterable[Tie], person_id: int) -> Iterator[Held]:
    """Read every record that the ties join to a person, with the words of it that are theirs."""
    for tie in ties:
        for row in rows_of(tie, person_id).order_by("pk"):
            fields = {_label(name): _word(row, name) for name in tie.words}
            yield Held(package, tie.relation, _(tie.what), _title(row, tie), _told(_at(row, tie.when)), fields)


def _label(name: str) -> str:
    """Name a field for whoever reads the export: "organisation.name" is the organisation."""
    return name.removesuffix(".name").removesuffix(".title").rpartition(".")[2].replace("_", " ")


def _title(row: Model, tie: Tie) -> str:
    """Name a record by the first of its words, which is never the name of somebody else."""
    first = _word(row, tie.words[0]) if tie.words else ""
    return str(first)[:120] or _(tie.what)


def _word(row: Any, name: str) -> Any:
    """Give one field as plain data: what a choice means, a moment in full, a list as it is."""
    *before, last = name.split(".")
    for step in before:
        row = getattr(row, step)
        if row is None:  # a relation that may be empty has nothing to tell
            return ""
    shown = getattr(row, f"get_{last}_display", None)
    return _told(shown() if callable(shown) else getattr(row, last))


def _at(row: Any, when: str) -> Any:
    return getattr(row, when) if when else ""


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value if isinstance(value, (str, int, float, bool, list)) else str(value)
