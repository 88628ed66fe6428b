"""Is this about a result, or about a person? Finds the names that stand in words which judge what came of something.

A name is only pointed out: whoever writes decides whether it belongs there.

*Source:* R88.
"""

import re
from collections.abc import Iterable

# Words that follow one another, each beginning with a capital: "Maya Thornbury", "Bill O’Hara", "Anne-Marie Lloyd"
CAPITALISED = r"[^\W\d_a-z][\w’'-]+"
MOST_WORDS = 4
LEAST_LETTERS = 3


def may_be_names(text: str) -> frozenset[str]:
    """Give every run of two to four words with capitals, which may be the whole name of somebody."""
    found: set[str] = set()
    for row in re.findall(rf"{CAPITALISED}(?:\s+{CAPITALISED})+", text):
        words = row.split()
        for start in range(len(words)):
            found |= {" ".join(words[start : start + length]) for length in range(2, MOST_WORDS + 1)}
    return frozenset(name for name in found if " " in name)


def named_in(text: str, names: Iterable[str]) -> list[str]:
    """List which of some people are named in a text, in whole or by their last name, in the order of the names."""
    return [name for name in dict.fromkeys(names) if _stands_in(name, text) or _stands_in(name.split()[-1], text)]


def _stands_in(name: str, text: str) -> bool:
    return len(name) >= LEAST_LETTERS and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
