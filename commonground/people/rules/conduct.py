"""What does everybody who takes part agree to? A code of conduct with a version; a new version is asked again.

The words stand on the page of the code (templates/people/conduct.html). Whoever changes them changes the version here,
and every member is asked at their next visit.

*Source:* R89.
"""

from datetime import date

VERSION = "2026-1"
SINCE = date(2026, 9, 1)


def is_current(version: str) -> bool:
    """Whether this is the version that holds now."""
    return version == VERSION
