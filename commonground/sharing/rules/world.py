"""What is there to judge? Everything that the policy looks at, found by its id.

*Source:* design/sharing.md 1 and 4.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from commonground.sharing.rules.agreements import Agreement
from commonground.sharing.rules.decisions import Decision
from commonground.sharing.rules.items import Item, Rendition
from commonground.sharing.rules.organisations import Group, Organisation, Person


@dataclass(frozen=True, slots=True)
class World:
    """All nouns by id, in the order of the file; `at` is the moment of which it speaks unless another is asked."""

    at: datetime
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)

    def renditions(self) -> Iterator[tuple[Item, Rendition]]:
        """Walk every rendition with its item, in order."""
        for item in self.items.values():
            for rendition in item.renditions:
                yield item, rendition

    def readers(self) -> list[Person | None]:
        """List everybody who could read: the people in order, and the anonymous reader, None, last."""
        return [*self.people.values(), None]
