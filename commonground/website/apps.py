"""Django's own: names the package, and binds what only the website knows once every model is loaded.

*Source:* docs/start-here.md; settled questions, "In Django".
"""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The package `website`."""

    name = "commonground.website"
    label = "website"

    def ready(self) -> None:
        """Bind who answers for a person's matters, for what is around a place and for stories, and who guards what an
        act opens."""
        from commonground.groundwork import widening
        from commonground.sharing.actions.widening import guarded
        from commonground.website import around_places, matters, stories

        matters.bind()
        around_places.bind()
        stories.bind()
        widening.bind(guarded)
