"""Is the action plan agreed, written down and shared? Three facts, each true or not without the others.

The plan is what step 6 holds: actions, who does what, notes on powers and safety, milestones. Its hash is what an
organisation signs; what only tells of progress is not part of it.

*Source:* R29, R64.
"""

import hashlib
import json
from dataclasses import dataclass

from commonground.projects.rules import guide
from commonground.projects.rules.record import Record

PARTS = ("actions", "roles", "powers", "safety", "milestones")
NEEDED = {"actions": "actions", "roles": "responsibilities", "milestones": "milestones"}


@dataclass(frozen=True, slots=True)
class Facts:
    """The three facts: who has still to sign the plan as it stands (name by name), what is not written yet, and how
    many have it."""

    unsigned: tuple[str, ...]
    unwritten: tuple[str, ...]
    readers: int

    @property
    def is_agreed(self) -> bool:
        """Whether every organisation on the team has signed the plan as it stands."""
        return not self.unwritten and not self.unsigned

    @property
    def is_documented(self) -> bool:
        """Whether everything that makes it a plan is written down."""
        return not self.unwritten

    @property
    def is_shared(self) -> bool:
        """Whether anybody beside whoever wrote it has it."""
        return self.readers > 0


def content_of(record: Record) -> str:
    """Make the hash of the plan as it stands: what an organisation signs, and a reader has read."""
    content: dict[str, object] = {"duties": sorted(record.duties)} if record.duties else {}
    for key in PARTS:
        agreed = [field.name for field in guide.PARTS[key].fields if not field.progress]
        rows = [
            [row.ref, {name: row.values[name] for name in agreed if row.values.get(name) is not None}]
            for row in record.part(key)
        ]
        if rows:
            content[key] = rows
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def facts(record: Record) -> Facts:
    """Tell the three facts of a plan."""
    content = content_of(record)
    unsigned = tuple(name for ref, name in record.bodies if record.signed.get(ref) != content)
    unwritten = tuple(words for key, words in NEEDED.items() if not record.part(key))
    return Facts(unsigned, unwritten, record.plan_readers + len(record.part("plan_shared")))


def short(content: str) -> str:
    """Give the few signs by which people compare two copies of a plan."""
    return content[:8]
