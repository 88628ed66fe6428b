"""Is there something already that would do? What a proposal says about what exists, before anything new is asked for.

*Source:* R102, R104; the slides on the strategy, "Prefer to build on what we have – if it can deliver".
"""

import re
from dataclasses import dataclass

KINDS = {
    "collaboration": "Collaboration",
    "case": "Case study",
    "capability": "Capability of an organisation",
    "support": "Supported project",
    "proposal": "Another open proposal",
    "own": "Named by who proposes",
}
WAYS = {
    "cannot": "It cannot deliver this",
    "extends": "This proposal extends it",
}
# How many of one kind are listed, and how like the words must be
MOST = 3
LIKE = 0.35
LEAST_LETTERS = 4
# Words that say nothing about what something is for
# fmt: off
EMPTY = frozenset((
    "about", "after", "also", "because", "been", "before", "being", "between", "both", "each", "from", "have",
    "into", "more", "most", "other", "over", "same", "should", "some", "such", "than", "that", "their", "them",
    "then", "there", "these", "they", "this", "those", "through", "under", "until", "very", "want", "were", "what",
    "when", "where", "which", "while", "will", "with", "would", "your", "police", "security", "collaboration",
    "project", "proposal", "partners", "people", "team", "teams", "work", "working",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class Match:
    """Something that exists: of which kind, its public id, what it is called, where it is, and what makes it alike."""

    kind: str
    of: str
    name: str
    url: str = ""
    because: str = ""


def telling_words(*texts: str, most: int = 12) -> list[str]:
    """Give the words of some texts that tell what they are about, in their order, each once."""
    found = re.findall(rf"[^\W\d_]{{{LEAST_LETTERS},}}", " ".join(texts).casefold())
    return [word for word in dict.fromkeys(found) if word not in EMPTY][:most]
