"""Where is each page? The only place that includes the packages' addresses.

*Source:* docs/start-here.md.
"""

from django.urls import URLPattern, URLResolver, path

from commonground.website import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
]
