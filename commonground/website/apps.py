"""Django's own: names the package.

*Source:* docs/start-here.md.
"""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The package `website`."""

    name = "commonground.website"
    label = "website"
