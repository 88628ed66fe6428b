"""What came of what our organisation shared, and of what it got? Counted by the database over all that was said in a
time, ended or not, without a word of it.

*Source:* R184, R213, R248; design/sharing.md 2.2 (between the writer's organisation and the originator).
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.sharing.queries.feedback import LOOKED_AT, both_ways
from commonground.sharing.queries.openings import rows_of
from commonground.sharing.rules.effect import Way, way_of
from commonground.sharing.rules.reciprocity import total

COUNTED = "SELECT given, said, answer, n FROM sharing_effect(%s)"


@dataclass(frozen=True, slots=True)
class Effects:
    """What came of what one's organisation gave, and of what it got."""

    given: Way
    received: Way


def effects(actor: Actor, since: datetime | None = None) -> Effects:
    """Count what came of what the actor's organisation gave and got, in the last twelve months."""
    since = since or timezone.now() - LOOKED_AT
    rows = [(given, said, answer, n) for given, said, answer, n in rows_of(COUNTED, [since])]
    ways = both_ways(actor, since)
    gave, got = total([one.given for one in ways]), total([one.received for one in ways])
    return Effects(
        way_of(gave.sent, gave.answered, rows, given=True), way_of(got.sent, got.answered, rows, given=False)
    )
