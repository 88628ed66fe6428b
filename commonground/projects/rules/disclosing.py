"""What in a text should not leave? Names, markings, and numbers so small that they point at somebody.

Each is pointed out, none is taken out: whoever writes decides, and both sides approve what is left.

*Source:* R39; design/look/look.md 8 (small groups); markings in `groundwork.markings`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commonground.groundwork.small_numbers import LEAST

_MARKING = re.compile(r"TLP:\s?(?:RED|AMBER(?:\+STRICT)?|GREEN)|OFFICIAL(?:-SENSITIVE)?\b|\bSECRET\b")
_WORDS = "one|two|three|four"
_PEOPLE = (
    "people|person|persons|victims?|staff|workers?|men|man|women|woman|boys?|girls?|children|child|suspects?|offenders?"
    "|arrests?|youths?|teenagers?|guards?|officers?|employees?|customers?"
)
_FEW = re.compile(rf"(?<![\w.,£])(?:[1-{LEAST - 1}]|{_WORDS})\s+(?:[\w-]+\s+)?(?:{_PEOPLE})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: of which kind (`name`, `marking`, `few`), and the words."""

    kind: str
    words: str


def findings(text: str, names: Sequence[str] = ()) -> list[Finding]:
    """List what a text should not say to everybody: `names` are those that were found in it before."""
    found = [Finding("name", name) for name in names]
    found += [Finding("marking", words) for words in dict.fromkeys(_MARKING.findall(text))]
    return found + [Finding("few", words) for words in dict.fromkeys(m.group(0) for m in _FEW.finditer(text))]
