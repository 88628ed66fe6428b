"""What do the page tests of collaborations stand on? Static files under their own names, because none are collected.

*Source:* settled questions, "In Django" (tests).
"""

import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Name static files as they are, without the fingerprints that a start of the site writes."""
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.STORAGES = {**settings.STORAGES, **plain}
