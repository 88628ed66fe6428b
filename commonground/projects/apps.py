"""Django's own: names the package.

*Source:* docs/start-here.md.
"""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The package `projects`."""

    name = "commonground.projects"
    label = "projects"
