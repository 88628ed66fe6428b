"""How is the site served? One process reads all of it once, and those that answer share what it has read.

Forked after everything is imported and set aside from the garbage collector, the web processes share most of their
memory with the one that watches them. Nothing may have opened a connection by then: each opens its own.

*Source:* settled questions, "Running it" (processes); design/scale (web and workers keep no state).
"""

import gc
import multiprocessing
import os
import sys
from importlib import import_module

from django.db import connections
from django.urls import get_resolver
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

APPLICATION = "commonground.website.wsgi:application"


def preload() -> None:
    """Import the application with every address and what hangs on it.

    :raises RuntimeError: when something has opened a connection to the database, which no two processes may share.
    """
    import_module(APPLICATION.partition(":")[0])
    get_resolver().reverse_dict  # noqa: B018 - imports every view
    if any(each.connection is not None for each in connections.all(initialized_only=True)):
        raise RuntimeError("Something asked the database while the site was read; each process must connect by itself.")
    gc.collect()
    gc.freeze()


def main() -> int:
    """Serve on PORT of this machine until told to stop, with WEB_PROCESSES processes of WEB_THREADS threads."""
    multiprocessing.set_start_method("fork")
    preload()
    Server(
        APPLICATION,
        address="127.0.0.1",
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("WEB_PROCESSES", "2")),
        blocking_threads=int(os.environ.get("WEB_THREADS", "4")),
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
