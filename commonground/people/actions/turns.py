"""How do two people not do the same thing at once?

*Source:* settled questions, "Who" (a lost race loses nothing).
"""

from django.db import connection


def one_at_a_time(name: str) -> None:
    """Wait until nobody else adds something of this name, which there may be once, so that the second is told so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(lower(%s), 0))", [name])
