"""How is one row of any table made that names a person? Fields are filled by their kind, needed rows are made first.

*Source:* settled questions, "In Django" (a person's matters: every relation is answered for).
"""

import uuid
from datetime import timedelta
from itertools import count
from typing import Any

from django.db import models
from django.utils import timezone

from commonground.groundwork.matrix import CELLS
from commonground.people.models import Account, Membership, Organisation, Person

SERIAL = count(1)


def person() -> Person:
    """Make somebody with an account and a membership, of whom nothing else is known."""
    n = next(SERIAL)
    made = Person.objects.create(name=f"Planted Person {n}", telephone="01632 960999")
    Account.objects.create(email=f"planted{n}@example.org", person=made)
    body = Organisation.objects.create(name=f"Planted Organisation {n}", kind="provider")
    Membership.objects.create(person=made, organisation=body, starts=timezone.localdate() - timedelta(9))
    return made


def plant(model: Any, field: str, target: Person) -> Any:
    """Make a row whose `field` names the person, through their account or membership where that is what it names."""
    relation = model._meta.get_field(field)
    if model is Account and field == "person":
        return target.account
    if model is Membership and field == "person":
        return target.memberships.get()
    return make(model, **{field: named(relation.related_model, target)})


def named(model: Any, target: Person) -> Any:
    """Give what of a person a relation to this model names."""
    return {Person: target, Membership: target.memberships.first(), Account: target.account}[model]


def make(model: Any, **given: Any) -> Any:
    """Make a row, with whatever it needs."""
    values = {}
    for field in model._meta.concrete_fields:
        if field.name in given or field.primary_key or field.generated or not _is_needed(field):
            continue
        values[field.name] = _value(field)
    special = SPECIAL.get(model._meta.label_lower, {})
    wanted = {name: value() if callable(value) else value for name, value in special.items()}
    return model._default_manager.create(**{**values, **wanted, **given})


# What a constraint asks for beyond the kind of each field.
SPECIAL: dict[str, dict[str, Any]] = {
    "people.organisation": {"kind": "provider"},
    "sharing.release": {"to": "person", "organisation": lambda: make(Organisation), "person": person},
    "sharing.grant": {"closes": lambda: timezone.localdate() + timedelta(9)},
    "projects.collaboration": {"state": "draft", "cell": ""},
    "people.logo": {"organisation": lambda: make(Organisation)},
    "people.matrixline": {"cell": str(CELLS[0])},
    "projects.asked": {"side": ""},  # a stakeholder is asked: a side is no person
}


def _is_needed(field: Any) -> bool:
    if field.is_relation:
        return not field.null
    text = isinstance(field, (models.CharField, models.TextField)) and not field.choices
    return text or not (field.null or field.has_default() or (field.choices and field.blank))


def _value(field: Any) -> Any:
    n = next(SERIAL)
    if field.is_relation:
        if field.related_model in (Person, Membership, Account):
            return named(field.related_model, person())
        return make(field.related_model)
    if field.choices:
        return field.flatchoices[0][0]
    today, now = timezone.localdate(), timezone.now()
    kinds: list[tuple[Any, Any]] = [
        (models.DateTimeField, now),
        (models.DateField, today + timedelta(field.name in ("next_on", "until", "comment_until", "earliest_on"))),
        (models.BooleanField, False),
        (models.UUIDField, uuid.uuid4()),
        (models.JSONField, {}),
        (models.BinaryField, b"planted"),
        (models.EmailField, f"planted{n}@elsewhere.example.org"),
        (models.URLField, "https://example.org"),
        (models.GenericIPAddressField, "127.0.0.1"),
        (models.IntegerField, 1),
        (models.DecimalField, 1),
        (models.CharField, f"p{n}"[: field.max_length or 20]),
        (models.TextField, f"planted {n}"),
    ]
    return next(value for kind, value in kinds if isinstance(field, kind))
