"""How does the address of a database become Django's settings? The one place that reads such an address for it.

*Source:* settled questions, "Running it" (two addresses).
"""

import os
from typing import Any
from urllib.parse import unquote, urlsplit


def settings_of(address: str) -> dict[str, Any]:
    """Read one address of the form postgresql://user:password@host:port/name?host=/socket/folder; with
    COMMONGROUND_POOL, connections are pooled, that many at most."""
    parts = urlsplit(address)
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    pool = {"min_size": 1, "max_size": int(os.environ.get("COMMONGROUND_POOL") or 0), "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.get("host", parts.hostname or "")),
        "PORT": str(parts.port or options.get("port", "")),
        "CONN_MAX_AGE": 0,
        # A pooled connection is asked whether it is alive before it is lent: after the database was started anew, no
        # request meets a dead one
        "CONN_HEALTH_CHECKS": bool(pool["max_size"]),
        "OPTIONS": {"pool": pool} if pool["max_size"] else {},
        "TEST": {"NAME": os.environ.get("TEST_DATABASE_NAME", "test_commonground")},
    }
