"""Has this reader looked up more contacts than anybody needs? Counted by person and by address on the network.

The counts are kept in the database's cache, under the window of time that they belong to, and counted up there in one
statement, so that fifty requests at once are counted as fifty.

*Source:* R115; issue on people who can be found (directory views are rate-limited).
"""

import hashlib
import time
from collections.abc import Iterable, Iterator

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest

from commonground.people.rules import finding as rules

Limits = Iterable[tuple[int, int]]


def may_look(request: HttpRequest) -> bool:
    """Count one look into the directory, and tell whether it is still within the limits."""
    person = request.actor.person_id
    wanted = list(_counters(f"address:{_address(request)}", rules.LIMITS_OF_AN_ADDRESS))
    if person is not None:
        wanted += _counters(f"person:{person}", rules.LIMITS_OF_A_PERSON)
    return _within(wanted)


def may_report(request: HttpRequest) -> bool:
    """Count one report about a card, and tell whether it is still within the limits."""
    who = f"person:{request.actor.person_id}" if request.actor.is_signed_in else f"address:{_address(request)}"
    return _within(list(_counters(f"report:{who}", rules.LIMITS_OF_REPORTS)))


def _counters(who: str, limits: Limits) -> Iterator[tuple[str, int, int]]:
    """Give key, seconds and limit of each window in which somebody is counted now; the key tells nobody who it is."""
    named = hashlib.sha256(f"{settings.SECRET_KEY}:{who}".encode()).hexdigest()[:32]
    for seconds, most in limits:
        yield cache.make_key(f"contacts:{named}:{seconds}:{int(time.time()) // seconds}"), seconds, most


def _within(counters: list[tuple[str, int, int]]) -> bool:
    counters.sort()  # always in one order, so that two requests never wait for each other
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    rows = ", ".join(["(%s, '1', now() + make_interval(secs => %s))"] * len(counters))
    values = [value for key, seconds, _most in counters for value in (key, 2 * seconds)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS held (cache_key, value, expires) VALUES {rows}"
            " ON CONFLICT (cache_key) DO UPDATE SET value = (held.value::bigint + 1)::text"
            " RETURNING cache_key, value::bigint",
            values,
        )
        counted = dict(cursor.fetchall())
    return all(counted[key] <= most for key, _seconds, most in counters)


def _address(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))
