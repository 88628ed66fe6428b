"""What is open of an item to the reader for whom the law was asked? Keys from openings, bodies through the policies.

*Source:* design/sharing.md 3.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from commonground.sharing.models import Rendition


def open_of(*items: int) -> list[tuple[int, int]]:
    """Give item and rendition, as keys, of what of some items the reader may read, in the originators' order."""
    return [(item, rendition) for item, rendition, _ in rows_of("SELECT * FROM sharing_open(%s)", [list(items)])]


def renditions_of_keys(keys: Sequence[int]) -> list[Rendition]:
    """Give renditions in the order of their keys, with their items; what the database does not give is left out."""
    rows = Rendition.objects.select_related("item__originator", "item__area", "item__author", "item__programme")
    by_key = rows.defer("words").in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def rows_of(query: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Ask the database in its own words."""
    with connection.cursor() as cursor:
        cursor.execute(query, list(given))
        return list(cursor.fetchall())
