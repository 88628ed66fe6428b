"""Where is each page? The only place that includes the packages' addresses.

*Source:* docs/start-here.md.
"""

import uuid

from django.urls import URLPattern, URLResolver, include, path, register_converter

from commonground.groundwork import ids


class PublicId:
    """A public id in an address: 22 characters, read into the number that is kept."""

    regex = ids.PATTERN

    def to_python(self, value: str) -> uuid.UUID:
        """Read it; what no id can be written as is no address."""
        return ids.from_text(value)

    def to_url(self, value: uuid.UUID) -> str:
        """Write it."""
        return ids.to_text(value)


register_converter(PublicId, "id")

handler400 = "commonground.pages.views.bad_request"
handler403 = "commonground.pages.views.permission_denied"
handler404 = "commonground.pages.views.page_not_found"
handler500 = "commonground.pages.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("commonground.projects.urls")),
]
