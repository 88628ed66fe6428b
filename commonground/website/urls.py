"""Where is each page? The only place that includes the packages' addresses.

*Source:* docs/start-here.md.
"""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
