"""When are openings made? By every act on an item, a release or a decision, in its own transaction, by the database.

*Source:* design/sharing.md 3; R15; D2.
"""

from collections.abc import Iterable

from django.db import connection

from commonground.sharing.queries import asking


def reopen(items: Iterable[int]) -> None:
    """Make the openings of some items, by their keys, anew from what is recorded, and begin a new moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_reopen(%s)", [list(items)])
    asking.again()
