"""How does a record of a decision read? Every answer in words, part by part, for the page, the paper and the table.

*Source:* R184; reference on the domain, 7(B).
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonground.groundwork.matrix import CELLS
from commonground.pages import words
from commonground.sharing.models import SharingRecord
from commonground.sharing.rules import decisions_recording as rules
from commonground.sharing.rules import lawful_bases

CELL_LABELS = {str(cell): cell.label for cell in CELLS}


def in_words(key: str, value: Any) -> str:
    """Write the answer to one field as it is read; nothing for an empty one."""
    if value in (None, "", []):
        return ""
    one = rules.FIELDS[key]
    if one.kind == "day":
        return words.day(date.fromisoformat(str(value)))
    if one.kind == "cell":
        return ", ".join(_(part) for part in CELL_LABELS.get(str(value), str(value)).split(", "))
    if one.kind == "basis":
        return basis_in_words(str(value))
    if one.choices:
        values = value if isinstance(value, list) else [value]
        return ", ".join(_(one.choices[each]) for each in values if each in one.choices)
    return str(value)


def basis_in_words(key: str) -> str:
    """Write a lawful basis with the place where the law says so; of no personal data, that none is needed."""
    if key == "none":
        return _("None is needed: nobody can be recognised")
    line = lawful_bases.line(key)
    return line.in_full if line else key


def parts_of(record: SharingRecord) -> list[tuple[str, list[dict[str, str]]]]:
    """Give every part with its heading and its answers as rows of a summary list; what was left open is left out."""
    found = []
    for part in rules.PARTS:
        rows = [
            {"key": _(one.label), "value": said}
            for one in part.fields
            if (said := in_words(one.key, record.values.get(one.key)))
        ]
        found.append((_(part.heading), [*rows, *(_decided(record) if part is rules.PARTS[-1] else [])]))
    return [(heading, rows) for heading, rows in found if rows]


def _decided(record: SharingRecord) -> list[dict[str, str]]:
    by = f"{record.decided_by.person.name}, {record.decided_as}".strip(", ")
    rows = [
        {"key": _("Decided by"), "value": by},
        {"key": _("Decided on"), "value": words.moment(record.decided_at)},
    ]
    if record.second is not None:
        rows.append({"key": _("Second person"), "value": record.second.person.name})
    if record.asked_at is not None:
        rows.append({"key": _("Time from question to answer"), "value": taken_in_words(record)})
    if record.fingerprint:
        rows.append({"key": _("Fingerprint of what was released"), "value": record.fingerprint})
    return rows


def hours_taken(record: SharingRecord) -> float | None:
    """Give the hours from question to answer; None where no question came first."""
    if record.asked_at is None or record.decided_at < record.asked_at:
        return None
    return (record.decided_at - record.asked_at).total_seconds() / 3600


def taken_in_words(record: SharingRecord) -> str:
    """Say how long the answer took; nothing where no question came first."""
    taken = hours_taken(record)
    return "" if taken is None else hours_in_words(taken)


def hours_in_words(hours: float) -> str:
    """Say a time in hours below two days, and in days from there."""
    if hours < 1:
        return _("less than an hour")
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", round(hours)) % {"n": round(hours)}
    return ngettext("%(n)d day", "%(n)d days", round(hours / 24)) % {"n": round(hours / 24)}
