"""Django's own: names the package, and binds what only the website knows once every model is loaded.

*Source:* docs/start-here.md; settled questions, "In Django".
"""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The package `website`."""

    name = "commonground.website"
    label = "website"

    def ready(self) -> None:
        """Bind who answers for a person's matters, and who tells what is around a place."""
        from commonground.website import around_places, matters

        matters.bind()
        around_places.bind()
