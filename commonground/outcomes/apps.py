"""Django's own: names the package.

*Source:* docs/start-here.md.
"""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The package `outcomes`."""

    name = "commonground.outcomes"
    label = "outcomes"
