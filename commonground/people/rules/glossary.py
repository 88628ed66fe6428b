"""Whose word is it, and where does it occur? A term of the glossary is said by one side, or by both.

*Source:* R77, R87.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

SAID_BY = {"police": "Police", "security": "Security", "both": "Both sides"}

T = TypeVar("T")


def letter_of(term: str) -> str:
    """Give the capital under which a term stands from A to Z; "0-9" for figures and signs."""
    first = term[:1].upper()
    return first if first.isalpha() else "0-9"


def occurs(word: str, text: str) -> bool:
    """Tell whether a word or short form occurs whole in a text; one in capitals only in capitals."""
    flags = re.NOFLAG if word.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, flags) is not None


def explained_in(text: str, terms: Mapping[T, Iterable[str]]) -> list[T]:
    """List the terms of which one of the words occurs in a text, in the order given."""
    return [term for term, words in terms.items() if any(occurs(word, text) for word in words if word)]
