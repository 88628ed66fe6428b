"""What of ours could somebody see at a moment that is over? The policy's answer from what was recorded then.

Own staff and points of contact are asked about by name; of an organisation it is said how many of its people could read
each version. What others shared with them is not told, nor the title of what whoever asks is not cleared for now.

*Source:* bar C6 of the reference on security; design/sharing.md 2.2, 6; DPA 2018 s.62; D1.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from commonground.groundwork.actors import Actor
from commonground.people.models import Membership, Organisation
from commonground.sharing.adapters.world_then import readable, then
from commonground.sharing.models import Rendition
from commonground.sharing.queries import asking
from commonground.sharing.queries.openings import renditions_of_keys, rows_of

KEPT = "SELECT k FROM sharing_kept(%s, sharing_moment()) k WHERE k = ANY (%s)"


@dataclass(frozen=True, slots=True)
class CouldSee:
    """What could be read then: versions with how many of those asked about could read each, and how many versions more
    that whoever asks is not cleared for, or whose words have left."""

    rows: tuple[tuple[Rendition, int], ...]
    others: int


def of_a_member(actor: Actor, membership: Membership, at: datetime) -> CouldSee:
    """Say what of the actor's organisation somebody could read through a membership at a moment."""
    return _answered(actor, [membership.pk], at)


def of_an_organisation(actor: Actor, organisation: Organisation, at: datetime) -> CouldSee:
    """Say what of the actor's organisation the people of another could read at a moment, and how many of them."""
    hats = list(Membership.objects.filter(organisation=organisation).values_list("pk", flat=True))
    return _answered(actor, hats, at)


def _answered(actor: Actor, hats: Sequence[int], at: datetime) -> CouldSee:
    known, ours = then(at), str(actor.organisation_id)
    items = {key: one for key, one in known.world.items.items() if one.originator == ours}
    known = replace(known, world=replace(known.world, items=items))
    could: Counter[int] = Counter(one for some in readable(known, hats).values() for one in some)
    with asking.at_work(actor, "review"):
        mine = [key for (key,) in rows_of(KEPT, [actor.membership_id, list(could)])]
        rows = [one for one in renditions_of_keys(sorted(mine, reverse=True)) if one.title]
    return CouldSee(tuple((one, could[one.pk]) for one in rows), len(could) - len(rows))
