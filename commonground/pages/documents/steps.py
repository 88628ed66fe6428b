"""How do the ten steps fit on one sheet? For a desk (A4), a wall (A3) or a wallet, from the same words.

*Source:* R72; ISO 14289-1 (PDF/UA-1); ISO/IEC 7810 on the size of a card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from commonground.groundwork.documents import Document
from commonground.pages.documents.paper import typeset
from commonground.pages.documents.words import HOUSE, cleaned

SHEET = Path(__file__).with_name("steps.typ")
SIZES = ("a4", "a3", "card")


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the sheet: its number, name and one line, and its questions by code."""

    number: int
    title: str
    what: str
    questions: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on the sheet. `note` is its source, on a card the number to call."""

    title: str
    lead: str
    steps: Sequence[Step]
    note: str
    reference: str
    author: str = ""
    on: date | None = None
    language: str = "en-GB"


def make(sheet: Sheet, size: str) -> bytes:
    """Make the sheet a PDF/UA-1 file in one of `SIZES`; another size is a ValueError."""
    if size not in SIZES:
        raise ValueError(size)
    document = Document(sheet.title, (), on=sheet.on)
    return typeset(SHEET.read_bytes(), _laid_out(sheet, size), document)


def _laid_out(sheet: Sheet, size: str) -> dict[str, Any]:
    language, _dash, region = sheet.language.partition("-")
    return {
        "size": size,
        "house": HOUSE,
        "title": cleaned(sheet.title),
        "lead": cleaned(sheet.lead),
        "note": cleaned(sheet.note),
        "reference": cleaned(sheet.reference),
        "author": cleaned(sheet.author),
        "on": [sheet.on.year, sheet.on.month, sheet.on.day] if sheet.on else None,
        "lang": language,
        "region": region or None,
        "steps": [_step(step) for step in sheet.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    questions = [{"code": code, "asks": cleaned(asks)} for code, asks in step.questions]
    return {"number": step.number, "title": cleaned(step.title), "what": cleaned(step.what), "questions": questions}
