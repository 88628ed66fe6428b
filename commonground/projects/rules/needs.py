"""What is a need, apart from what might meet it? Who has it, what, where, how that is known, what would have to be met.

A need counts as confirmed when somebody else who has it says so of its present words.

*Source:* R103; the slides on the strategy, "Understand real requirements".
"""

from commonground.groundwork.sides import KIND_LABELS, Kind

HAD_BY = {kind.value: KIND_LABELS[kind] for kind in Kind}
SAYS = {
    "title": "The need in a few words",
    "who": "Who has it?",
    "what": "What do they need?",
    "where": "Where, and when?",
    "how_known": "How is that known?",
    "must_do": "What must anything that meets it do?",
}


def is_confirmed(version: int, confirmed: frozenset[int]) -> bool:
    """Tell whether a need is confirmed as it stands; `confirmed` are the versions that others have confirmed."""
    return version in confirmed
