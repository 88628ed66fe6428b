"""When does it hold? Half-open spans: from is included, until is not, None is unbounded.

*Source:* the sharing policy, section 1.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days. One that does not end after it starts is empty."""

    starts: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return (self.starts is None or self.starts <= day) and (self.until is None or day < self.until)
