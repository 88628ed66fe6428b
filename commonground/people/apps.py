"""Django's own: names the package.

*Source:* docs/start-here.md.
"""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The package `people`."""

    name = "commonground.people"
    label = "people"
