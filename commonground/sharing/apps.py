"""Django's own: names the package.

*Source:* docs/start-here.md.
"""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The package `sharing`."""

    name = "commonground.sharing"
    label = "sharing"
