"""From when until when does it hold? Half-open spans between two moments.

*Source:* design/sharing.md 1.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Period:
    """A span `[starts, until)` of moments with a time zone; None is unbounded."""

    starts: datetime | None = None
    until: datetime | None = None


ALWAYS = Period()
