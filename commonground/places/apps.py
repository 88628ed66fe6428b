"""Django's own: names the package.

*Source:* docs/start-here.md.
"""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The package `places`."""

    name = "commonground.places"
    label = "places"
