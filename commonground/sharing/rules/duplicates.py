"""Has this been reported already? The same kind, near in time, at the same place.

Only what the reporter may read is compared: a warning about anything else would tell that it exists.

*Source:* reference on the domain, 3 (7); design/sharing.md 2 (non-existence in duplicate warnings). The span is ours.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

NEAR = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class When:
    """When something was: from one moment, and until another where only that is known."""

    starts: datetime
    until: datetime | None = None

    @property
    def ends(self) -> datetime:
        """The last moment of it."""
        return max(self.starts, self.until or self.starts)


def is_near(one: When, other: When, span: timedelta = NEAR) -> bool:
    """Whether two times meet, or no more than a span lies between them."""
    return one.starts - span <= other.ends and other.starts - span <= one.ends


def window(when: When, span: timedelta = NEAR) -> tuple[datetime, datetime]:
    """Give the first and the last moment at which something else would be near."""
    return when.starts - span, when.ends + span
