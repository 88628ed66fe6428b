"""How often may one machine answer or ask without signing in? Counted within an hour, under a name that tells nobody.

What is kept is a hash of the address with the site's secret, for two hours, in the database's cache; it is counted up
in one statement, so that many requests at once are counted one by one.

*Source:* R25, R27.
"""

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest

AN_HOUR = 60 * 60


def within(request: HttpRequest, what: str, most: int) -> bool:
    """Count one deed of a machine, and tell whether it is still within so many an hour."""
    who = f"{settings.SECRET_KEY}:{what}:{get_adapter().get_client_ip(request)}"
    named = hashlib.sha256(who.encode()).hexdigest()[:32]
    key = cache.make_key(f"projects:{named}:{int(time.time()) // AN_HOUR}")
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS held (cache_key, value, expires)"
            " VALUES (%s, '1', now() + make_interval(secs => %s))"
            " ON CONFLICT (cache_key) DO UPDATE SET value = (held.value::bigint + 1)::text RETURNING value::bigint",
            [key, 2 * AN_HOUR],
        )
        return bool(cursor.fetchone()[0] <= most)
