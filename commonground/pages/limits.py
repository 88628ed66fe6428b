"""Has somebody asked for something more often than anybody needs? Counted in windows of time, for all web processes.

The counts are kept in the database's cache, under the window of time that they belong to, and counted up there in one
statement, so that fifty requests at once are counted as fifty.

*Source:* R115; bar B6; design/sharing.md 2.2 ("a person's unusual harvest … is slowed").
"""

import hashlib
import time
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.cache import cache
from django.db import connection

Limits = Iterable[tuple[int, int]]


def counters(who: str, limits: Limits) -> Iterator[tuple[str, int, int]]:
    """Give key, seconds and limit of each window in which somebody is counted now; the key tells nobody who it is."""
    named = hashlib.sha256(f"{settings.SECRET_KEY}:{who}".encode()).hexdigest()[:32]
    for seconds, most in limits:
        yield cache.make_key(f"contacts:{named}:{seconds}:{int(time.time()) // seconds}"), seconds, most


def within(counted: Iterable[tuple[str, int, int]], number: int = 1) -> bool:
    """Count one more, or so many, in each window, and tell whether all of them are still within their limits."""
    wanted = sorted(counted)  # always in one order, so that two requests never wait for each other
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    rows = ", ".join(["(%s, %s, now() + make_interval(secs => %s))"] * len(wanted))
    values = [value for key, seconds, _most in wanted for value in (key, str(number), 2 * seconds)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS held (cache_key, value, expires) VALUES {rows}"
            " ON CONFLICT (cache_key) DO UPDATE SET value = (held.value::bigint + %s)::text"
            " RETURNING cache_key, value::bigint",
            [*values, number],
        )
        found = dict(cursor.fetchall())
    return all(found[key] <= most for key, _seconds, most in wanted)
