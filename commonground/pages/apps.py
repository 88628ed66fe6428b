"""Django's own: names the package.

*Source:* docs/start-here.md.
"""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The package `pages`."""

    name = "commonground.pages"
    label = "pages"
