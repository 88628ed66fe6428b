"""Where do the pages of the look stand while they are tested? On a small site of their own, without a database.

*Source:* the look; settled questions, "In Django".
"""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, override_settings

BARE: dict[str, Any] = {
    "ROOT_URLCONF": "tests.pages.site",
    "MIDDLEWARE": [
        "commonground.pages.middleware.SecurityHeaders",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
    "HELP_DESK": "/nonexistent/help-desk.json",
    "STORAGES": {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
}


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing for each request."""


class ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def bare() -> Iterator[Client]:
    """A client of the small site; whatever fails is answered as the public would see it."""
    with override_settings(**BARE):
        yield Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The small site on a loopback port, for a real browser."""
    with override_settings(**BARE):
        server = make_server(
            "127.0.0.1",
            0,
            StaticFilesHandler(WSGIHandler()),
            server_class=ThreadedServer,
            handler_class=QuietHandler,
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
