"""Where is each page? The only place that includes the packages' addresses.

`<id:name>` stands for a public id: 22 characters in the address, a UUID in the view, and in `reverse` the UUID again.

*Source:* docs/start-here.md; settled questions, "Who" (public ids).
"""

import uuid

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import get_converters

from commonground.groundwork import ids
from commonground.website import health, record, views


class PublicId:
    """How a public id stands in an address; what is none is an address that does not exist."""

    regex = ids.PATTERN
    to_python = staticmethod(ids.from_text)

    def to_url(self, value: uuid.UUID) -> str:
        """Write the id of a thing, given as its `public_id`."""
        return ids.to_text(value)


if "id" not in get_converters():  # a second try after a failed import must show that failure, not this line
    register_converter(PublicId, "id")

# The packages' addresses are named, not imported, because they need the converter.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("help/", views.help_page, name="help"),
    path("about/", views.about, name="about"),
    path("contact/", views.contact, name="contact"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("record/", record.record, name="record"),
    path("record/checkpoint/", record.checkpoint, name="record_checkpoint"),
    path("record/program/", record.verifier, name="record_verifier"),
    path("record/log/", record.export, name="record_export"),
    path("outbox/", views.outbox, name="outbox"),
    path("parts/", views.parts, name="parts"),
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("", include("commonground.people.urls")),
    path("", include("commonground.places.urls")),
    path("", include("commonground.outcomes.urls")),
    path("", include("commonground.projects.urls")),
    path("", include("commonground.sharing.urls")),
]

handler400 = "commonground.pages.views.bad_request"
handler403 = "commonground.pages.views.permission_denied"
handler404 = "commonground.pages.views.page_not_found"
handler500 = "commonground.pages.views.server_error"
handler429 = "commonground.website.views.too_many"
