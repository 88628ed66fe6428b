"""Where can somebody write words that others are shown? In every text of every table, unless it is said here why not.

*Source:* bar B3 of reference/security.md ("in every text field of every model").
"""

import json
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction

# What nobody types: codes that are chosen from lists, references that are drawn, hashes, what programs note. Of
# addresses of mail and of the secrets of signing in no form takes anything else than that.
CODES = {
    "audit.Entry": "tag side subject_type subject_id", "audit.Was": "kind",
    "outcomes.Study": "engine_version result_text",
    "people.Application": "conduct_version", "people.HandoverMatter": "package key url",
    "people.Interest": "subject_type subject_ref", "people.MatrixLine": "cell", "people.Membership": "conduct_version",
    "people.SignInTry": "key", "people.SignOnLink": "subject", "people.Topic": "code", "places.Area": "code sought",
    "places.Postcode": "postcode", "projects.Answer": "part", "projects.Collaboration": "cell",
    "projects.FidelityCheck": "component", "projects.GuideSuggestion": "about", "projects.Origin": "key",
    "projects.PollAnswer": "objective", "projects.PollResponse": "objective", "projects.PortfolioLine": "sought",
    "projects.Proposal": "cell", "projects.Publication": "about", "projects.Reuse": "of",
    "projects.WatchedMonth": "month", "sharing.Agreement": "collaboration reference",
    "sharing.AssetRequest": "cell", "sharing.Clause": "key", "sharing.Incident": "reference",
    "sharing.IncidentDraft": "reference", "sharing.Item": "category cell", "sharing.Key": "category",
    "sharing.KeptUntil": "line", "sharing.Party": "gives gets", "sharing.AnnexChange": "gives gets line content",
    "sharing.PartyBasis": "basis special criminal power exemption", "sharing.Receipt": "reference",
    "sharing.Rendition": "gsc grade", "sharing.RenditionVersion": "gsc grade", "sharing.RetentionSpan": "line",
    "sharing.Signature": "content line", "sharing.WithdrawalNotice": "reference",
}  # fmt: skip
HASHES = frozenset({
    "content", "digest", "fingerprint", "password", "secret", "secret_hash", "hash", "mark", "seal",
    "actor_commitment", "subject_commitment",
})  # fmt: skip
MAIL = frozenset({"email", "mailbox", "reply_to", "message_id"})
TEXTS = (models.CharField, models.TextField)


def models_of_ours() -> Iterator[Any]:
    """Give every model of our packages."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("commonground."):
            yield model


def texts_of(model: Any) -> list[Any]:
    """List the fields of a model in which somebody may have typed words."""
    codes = CODES.get(model._meta.label, "").split()
    return [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, TEXTS) and not one.choices and not one.primary_key
        and one.name not in {*codes, *HASHES, *MAIL}
    ]  # fmt: skip


def lists_of(model: Any) -> list[Any]:
    """List the fields of a model that hold words among other things."""
    codes = CODES.get(model._meta.label, "").split()
    kinds = (models.JSONField, ArrayField)
    return [one for one in model._meta.concrete_fields if isinstance(one, kinds) and one.name not in codes]


def plant(texts: Sequence[str]) -> dict[str, int]:
    """Put a text into every field of every row, each time another; gives how many rows each field has that hold one."""
    with transaction.atomic(), connection.cursor() as cursor:
        # What the database does beside a change (histories, openings, what may not be changed) is not asked here
        ours = list(models_of_ours())
        for model in ours:
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" DISABLE TRIGGER USER')
        found = {}
        for model in ours:
            for number, one in enumerate(texts_of(model)):
                found[f"{model._meta.label}.{one.name}"] = _written(cursor, model, one, texts, number)
            for one in lists_of(model):
                found[f"{model._meta.label}.{one.name}"] = _among(cursor, model, one, texts)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end is asked first
        for model in ours:
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" ENABLE TRIGGER USER')
    return found


def _written(cursor: Any, model: Any, field: Any, texts: Sequence[str], number: int) -> int:
    """Write into one column, cut to its length; where a rule of the table wants it empty, it stays so."""
    table, key = model._meta.db_table, model._meta.pk.column
    longest = field.max_length or 10_000
    first = f"{key} || ' ' || " if field.unique or _is_in_a_key(model, field) else ""
    said = f"left({first}(%s::text[])[1 + ({key} * 7 + %s) %% %s], %s)"
    for where in ("true", f"\"{field.column}\" <> ''"):
        try:
            with transaction.atomic():
                statement = f'UPDATE "{table}" SET "{field.column}" = {said} WHERE {where}'
                cursor.execute(statement, [list(texts), number * 31, len(texts), longest])
                return int(cursor.rowcount)
        except IntegrityError:
            continue
    raise AssertionError(f"{model._meta.label}.{field.name} takes no text; say in CODES why")


def _is_in_a_key(model: Any, field: Any) -> bool:
    rules = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    return any(field.name in one.fields for one in rules)


def _among(cursor: Any, model: Any, field: Any, texts: Sequence[str]) -> int:
    """Put texts in the place of the words in lists and objects; codes, days and keys, which have no space, stay."""
    table, key = model._meta.db_table, model._meta.pk.column
    cursor.execute(f'SELECT {key}, "{field.column}" FROM "{table}" WHERE "{field.column}" IS NOT NULL')
    changed = []
    for row, held in cursor.fetchall():
        value = json.loads(held) if isinstance(held, str) else held
        now = _said(value, islice(cycle(texts), int(row) * 7 % len(texts), None))
        if now != value:
            changed.append((json.dumps(now) if isinstance(field, models.JSONField) else now, row))
    cursor.executemany(f'UPDATE "{table}" SET "{field.column}" = %s WHERE {key} = %s', changed)
    return len(changed)


def _said(value: Any, texts: Iterator[str]) -> Any:
    if isinstance(value, dict):
        return {key: _said(each, texts) for key, each in value.items()}
    if isinstance(value, list):
        return [_said(each, texts) for each in value]
    return next(texts) if isinstance(value, str) and " " in value else value
