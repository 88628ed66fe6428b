"""Django's own: names the package.

*Source:* docs/start-here.md.
"""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The package `sharing`."""

    name = "commonground.sharing"
    label = "sharing"
    # Items pass by recorded transfer, agreements by their annex, people by memberships (design/sharing.md 2.1).
    passes_nothing_by_a_merge = True
