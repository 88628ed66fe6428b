"""What does an act open that is there already? It is counted, confirmed by its number, and told to the originators.

No silent widening: a new member of a group, of a party or of an organisation, a wider agreement, a clearance and an
accreditation give people items that were written before, and whoever does it says how many. What people do in their own
package comes here through `groundwork.widening`.

*Source:* design/sharing.md 2.1; R212, R213; D2.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from commonground.groundwork.actors import Actor
from commonground.sharing.actions import telling
from commonground.sharing.queries import asking
from commonground.sharing.queries.openings import rows_of
from commonground.sharing.rules.writing import require_confirmation

# Those of an organisation at one level read the same, but for those whom something names.
HATS = """
SELECT DISTINCT ON (h.organisation_id, level_now, n.person_id) h.person_id, h.id
FROM sharing_hat h
JOIN sharing_who w ON w.id = h.person_id AND w.active
JOIN sharing_body b ON b.id = h.organisation_id AND b.active
CROSS JOIN LATERAL (SELECT CASE WHEN h.level_closes IS NULL OR sharing_moment() < h.level_closes THEN h.level ELSE 0 END
                    AS level_now) l
LEFT JOIN LATERAL (
    SELECT k.person_id FROM sharing_key k WHERE k.person_id = h.person_id
    UNION ALL SELECT e.person_id FROM sharing_groupentry e WHERE e.person_id = h.person_id LIMIT 1) n ON true
WHERE h.organisation_id = ANY (%s) AND NOT h.suspended AND sharing_holds(h.opens, h.closes, sharing_moment())
ORDER BY h.organisation_id, level_now, n.person_id, h.id
"""
EXACTLY = "SELECT h.person_id, h.id FROM sharing_hat h WHERE h.id = ANY (%s)"
OPENED = "SELECT item, rendition, originator FROM sharing_opened_to(%s, %s)"
Hat = tuple[int | None, int | None]
ANYBODY: Hat = (None, None)
Readable = dict[Hat, set[tuple[int, int]]]


@contextmanager
def guarded(
    actor: Actor,
    organisations: Iterable[int] = (),
    *,
    memberships: Iterable[int] = (),
    confirmed: int | None,
    asks: bool = True,
    tells: bool = True,
) -> Iterator[list[int]]:
    """Do an act inside: if anybody of some organisations, or through some memberships, gains items that are there
    already, their number as it is now must have been confirmed, and their originators are told. Memberships that the
    act makes go into the list that it gives. Without `asks` it was confirmed earlier; without `tells` it is a trial.

    :raises Unconfirmed: beside the field "confirmed", when it was not; then nothing of the act stands.
    """
    bodies, hats = sorted(set(organisations)), sorted(set(memberships))
    made: list[int] = []
    with transaction.atomic():
        before = _readable(bodies, hats)
        yield made
        gained = _gained(before, _readable(bodies, [*hats, *made]))
        if asks:
            require_confirmation({str(key): number for key, number in gained.items()}, confirmed)
        if tells:
            telling.widened(actor, gained)
        asking.forget()


def would_open(organisations: Iterable[int], change: Callable[[], None]) -> int:
    """Do an act and undo it, and give how many items anybody of some organisations would gain: what is confirmed."""
    bodies, number = sorted(set(organisations)), 0
    try:
        with transaction.atomic():
            before = _readable(bodies)
            change()
            number = sum(_gained(before, _readable(bodies)).values())
            raise _Undone
    except _Undone:
        pass
    return number


class _Undone(Exception):
    """Takes a trial back."""


def _readable(bodies: list[int], memberships: Sequence[int] = ()) -> Readable:
    """Give item and originator, as keys, of what each of those to be asked may read at a moment of its own, and of what
    anybody may."""
    asking.again()
    hats: list[Hat] = [ANYBODY]
    hats += rows_of(HATS, [bodies]) if bodies else []
    hats += rows_of(EXACTLY, [list(memberships)]) if memberships else []
    return {hat: {(item, originator) for item, _rendition, originator in rows_of(OPENED, hat)} for hat in hats}


def _gained(before: Readable, after: Readable) -> dict[int, int]:
    """Count for each originator the items that somebody reads afterwards and did not before; whoever is new could read
    before what anybody can."""
    public = before[ANYBODY]
    new = {one for hat, items in after.items() for one in items - before.get(hat, public)}
    return dict(Counter(originator for _item, originator in new))
