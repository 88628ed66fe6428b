"""What is the same name, however it is typed? Case, accents, apostrophes and spaces do not count.

A name is folded by the same function when it is kept and when it is asked for, so that the database compares plain
letters: its own `unaccent` is not immutable, and an index on it would be wrong after a change of its dictionary.

*Source:* R115, R187.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

# Letters that are not a letter and a mark; what Unicode takes apart by itself is not named.
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
# One word for what people write in two ways.
WORDS = {"saint": "st", "&": "and"}
APOSTROPHES = re.compile("['’‘ʼ`´]")
MOST_LETTERS = 100


def folded(name: str) -> str:
    """Write a name in plain small letters and figures, its words parted by one space: "St. John’s Wood" is
    "st johns wood"."""
    small = unicodedata.normalize("NFKD", APOSTROPHES.sub("", name)).casefold()
    apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", small))  # small letters may come apart once more
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(LETTERS).replace("&", " and ")
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return " ".join(WORDS.get(word, word) for word in words)


def sought(names: Iterable[str]) -> str:
    """Write everything under which an area is found as one line: "| minster gate | minstergate |". Each name stands
    between bars, folded and also without its spaces, so that one index answers exact, beginning and words."""
    found: dict[str, None] = {}
    for name in names:
        plain = folded(name)
        found |= {plain: None, plain.replace(" ", ""): None} if plain else {}
    return f"| {' | '.join(found)} |" if found else ""


def asked(text: str) -> tuple[str, str]:
    """Take a question apart at its first comma: the name, and what it lies in ("High Street, Camden"); both folded and
    cut to `MOST_LETTERS`."""
    name, _, inside = text.partition(",")
    return folded(name[:MOST_LETTERS]), folded(inside[:MOST_LETTERS])


def likeness(name: str, names: str) -> float:
    """Tell how like a folded name is to the likest of the names that an area is found under (as `sought` writes them):
    1.0 for the same letters in the same order; a longer name is held against its beginning too. Spaces do not count."""
    joined = name.replace(" ", "")
    compared = SequenceMatcher(autojunk=False)
    compared.set_seq2(joined)
    best = 0.0
    for known in names.strip("| ").split(" | "):
        for part, less in ((known, 0.0), (known[: len(joined)], 0.01)) if " " not in known else ():
            compared.set_seq1(part)
            best = max(best, compared.ratio() - less)
    return best
