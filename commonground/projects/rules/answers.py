"""Does what was typed answer the question? Reads raw words into values, or says field by field what to change.

Values are what JSON can hold: text, true or false, a number as text in decimal notation, a date as YYYY-MM-DD, and the
public id of what is referred to.

*Source:* R57 (the minimum is enough); the look, section 11 (errors say what to do in the words of the label).
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from commonground.groundwork.refusals import Refused
from commonground.projects.rules.guide.shapes import REFERENCES, Field, Kind, Part

Values = dict[str, Any]

LONGEST_LINE = 300
LONGEST_TEXT = 8000
LARGEST = Decimal("1e12")
FINEST = Decimal("1e-6")


class Unanswered(Refused):
    """Several fields must change, each for its own reason."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self._faults = dict(faults)

    @property
    def faults(self) -> Mapping[str, str]:
        """One sentence for each field that must change."""
        return self._faults


def clean(part: Part, raw: Mapping[str, Any], known: Mapping[Kind, frozenset[str]] | None = None) -> Values:
    """Read every field of a part; `known` gives the public ids that may be referred to, by kind of reference.

    :raises Unanswered: with one sentence for each field that must change.
    """
    values: Values = {}
    faults: dict[str, str] = {}
    for field in part.fields:
        try:
            values[field.name] = _read(field, raw.get(field.name), known or {})
        except ValueError as fault:
            faults[field.name] = str(fault)
    if not faults and all(value is None for value in values.values()):
        faults[part.fields[0].name] = f"Answer at least one question, or leave the {part.noun} out."
    if faults:
        raise Unanswered(faults)
    return values


def _read(field: Field, raw: Any, known: Mapping[Kind, frozenset[str]]) -> Any:
    """Read one field, or raise ValueError with the sentence for it."""
    empty = raw is None or (isinstance(raw, str) and not raw.strip())
    if empty:
        if field.required:
            raise ValueError(missing(field))
        return None
    match field.kind:
        case Kind.YES_NO:
            return _yes_no(field, raw)
        case Kind.NUMBER:
            return _number(field, raw)
        case Kind.DATE:
            return _date(field, raw)
        case Kind.TIME:
            return _time(field, raw)
        case Kind.CHOICE:
            if raw not in field.choices:
                raise ValueError(missing(field))
            return raw
        case _ if field.kind in REFERENCES:
            if raw not in known.get(field.kind, frozenset()):
                raise ValueError(missing(field))
            return raw
    return _words(field, raw)


def missing(field: Field) -> str:
    """Say what to do about an empty field, in the words of its label."""
    label = field.label if field.label.endswith("?") else field.label[0].lower() + field.label[1:]
    if field.kind in {Kind.CHOICE, Kind.YES_NO} | REFERENCES:
        return f"Choose an answer: {label}"
    return f"Answer “{label}”" if label.endswith("?") else f"Enter {label}"


def _words(field: Field, raw: Any) -> str:
    words = str(raw).replace("\r\n", "\n").replace("\x00", "").strip()
    longest = LONGEST_LINE if field.kind is Kind.LINE else LONGEST_TEXT
    if len(words) > longest:
        raise ValueError(f"{field.label}: use {longest} characters or fewer. You have used {len(words)}.")
    return words


def _yes_no(field: Field, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    if raw in ("yes", "no"):
        return bool(raw == "yes")
    raise ValueError(missing(field))


def _number(field: Field, raw: Any) -> str:
    try:
        number = Decimal(str(raw).replace(",", "").replace("£", "").strip())
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise ValueError(f"{field.label}: use figures, for example 412")
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{field.label}: use a figure from 0 up")
    if number % FINEST:
        raise ValueError(f"{field.label}: use six decimal places or fewer")
    return format(abs(number).normalize(), "f")


def _date(field: Field, raw: Any) -> str:
    if isinstance(raw, date):
        return raw.isoformat()
    try:
        return date.fromisoformat(str(raw)).isoformat()
    except ValueError:
        raise ValueError(f"{field.label}: use a real date, for example 27 9 2026") from None


def _time(field: Field, raw: Any) -> str:
    """Read a time of day as HH:MM, from “19:30” or “7:30pm”."""
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d) *([ap]m)?", str(raw).strip().lower())
    hour = int(found[1]) if found else 0
    if found is None or (found[3] and not 1 <= hour <= 12):
        raise ValueError(f"{field.label}: use a time of day, for example 19:30")
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return f"{hour:02d}:{found[2]}"


def shown(field: Field, value: Any) -> str:
    """Put one value into the words that are shown; references are shown by whoever knows what they refer to."""
    if value is None or value == "":
        return ""
    match field.kind:
        case Kind.YES_NO:
            return "Yes" if value else "No"
        case Kind.CHOICE:
            return field.choices.get(value, str(value))
        case Kind.NUMBER:
            number = Decimal(value)
            return f"{number:,.0f}" if number == number.to_integral() else f"{number:,}"
        case Kind.DATE:
            day = date.fromisoformat(value)
            return f"{day.day} {day:%B %Y}"
        case Kind.TIME:
            hour, minute = int(value[:2]), value[3:]
            return f"{hour % 12 or 12}{'' if minute == '00' else ':' + minute}{'am' if hour < 12 else 'pm'}"
    return str(value)
