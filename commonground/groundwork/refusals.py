"""Why was it refused? One family of errors whose words are fit to show.

*Source:* R91.
"""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """Something that may not or cannot be done; `reason` is a complete sentence, shown to the person as it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def faults(self) -> Mapping[str, str]:
        """What must change, in one sentence for each field; without a name, for the whole."""
        return {"": self.reason}


class NotAllowed(Refused):
    """The person may see the thing but not do this to it."""


class Stale(Refused):
    """Somebody else saved first; `theirs` holds what is saved now, with its version, so that no words are lost."""

    def __init__(self, reason: str, theirs: Mapping[str, Any], version: int) -> None:
        super().__init__(reason)
        self.theirs = theirs
        self.version = version


class Invalid(Refused):
    """What was typed does not fit; `field` is the name of the field that must change, or empty."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field

    @property
    def faults(self) -> Mapping[str, str]:
        """The one field that must change."""
        return {self.field: self.reason}
