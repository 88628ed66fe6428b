"""Which organisations stand close to a proposal? The one that proposes it, and those that are named in it.

Computed, whatever anybody declares: a name in the text counts, so that nobody reviews what is to bring them something.

*Source:* R93; D12.
"""

import re
from collections.abc import Iterable

from commonground.people.models import Organisation
from commonground.projects.models import Proposal
from commonground.projects.rules.proposals import WRITTEN

LEAST_LETTERS = 3


def close_to(proposal: Proposal) -> list[int]:
    """Give the keys of the organisations that stand close to a proposal, by what it says now."""
    text = " ".join(str(getattr(proposal, name)) for name in WRITTEN)
    own = proposal.proposer.organisation
    found = {own.pk}
    for key, name, aliases, merged in Organisation.objects.values_list("pk", "name", "aliases", "merged_into_id"):
        if key not in found and names_in(text, [name, *aliases]):
            found |= {key, *([merged] if merged else [])}
    return sorted(found)


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """List which of some names stand in a text as whole words; names in small letters alone count only as written."""
    return [
        name
        for name in names
        if len(name) >= LEAST_LETTERS and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, _flags(name))
    ]


def _flags(name: str) -> int:
    """A name of several words is found however it is written; a short one, such as SIA, only in its own letters."""
    return re.IGNORECASE if " " in name else 0
