"""When was a row written? The moment in which it is made, asked of the clock then.

*Source:* D1; settled questions, "Who".
"""

from datetime import datetime

from django.utils import timezone


def this_moment() -> datetime:
    """Give the moment, aware of its zone. The default of a field would keep `timezone.now` as it was when its model was
    read, and stand outside whatever clock the process goes by since."""
    return timezone.now()
