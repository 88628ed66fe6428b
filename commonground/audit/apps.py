"""Django's own: names the package.

*Source:* docs/start-here.md.
"""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The record of what was done."""

    name = "commonground.audit"
    label = "audit"
