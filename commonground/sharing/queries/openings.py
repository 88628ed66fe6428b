"""What is open of an item to the reader for whom the law was asked? Keys from openings, bodies through the policies.

*Source:* design/sharing.md 3.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from commonground.sharing.models import Rendition

# What no page of what is shared says: words are searched in, and an outline may be a hundred times the text
NOT_SHOWN = ("words", "item__area__boundary", "item__area__display")
READ_BY = """
SELECT k."to", k.organisation_id = x.originator_id AND k.through_id = x.originator_id, coalesce(a.reference, '')
FROM sharing_opening x JOIN sharing_key k ON k.id = x.key_id LEFT JOIN sharing_agreement a ON a.id = k.agreement_id
WHERE x.rendition_id = %s AND k.id IN (SELECT unnest(sharing_ring()))
  AND x.opens <= sharing_moment() AND sharing_moment() < x.closes
ORDER BY 2 DESC, k."to" <> 'public' DESC, a.id IS NOT NULL DESC, x.id LIMIT 1
"""


def open_of(*items: int) -> list[tuple[int, int]]:
    """Give item and rendition, as keys, of what of some items the reader may read, in the originators' order."""
    return [(item, rendition) for item, rendition, _ in rows_of("SELECT * FROM sharing_open(%s)", [list(items)])]


def read_by(rendition: int) -> dict[str, str]:
    """Say for the record as what somebody reads a rendition: as one of its own organisation, by a release to a person,
    an organisation, a group or the public; and under which agreement, if under one."""
    for to, is_own, agreement in rows_of(READ_BY, [rendition]):
        return {"by": "own" if is_own else to, "agreement": agreement}
    return {}


def renditions_of_keys(keys: Sequence[int]) -> list[Rendition]:
    """Give renditions in the order of their keys, with their items; what the database does not give is left out."""
    rows = Rendition.objects.select_related("item__originator", "item__area", "item__author").defer(*NOT_SHOWN)
    by_key = rows.in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def rows_of(query: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Ask the database in its own words."""
    with connection.cursor() as cursor:
        cursor.execute(query, list(given))
        return list(cursor.fetchall())
