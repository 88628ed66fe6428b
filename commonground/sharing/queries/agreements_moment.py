"""From which moment does an act on an agreement hold? From the one moment of the request, so that it holds at once.

*Source:* design/sharing.md 2 ("one moment per request, the database's"), 6.
"""

from datetime import datetime

from django.utils import timezone

from commonground.sharing.queries import asking


def law_moment() -> datetime:
    """Give the moment of the request; in a story that is told of the past, the moment of the story."""
    return min(timezone.now(), asking.moment())
