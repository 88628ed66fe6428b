"""Is this still the right contact? After what time each contact that is kept is asked again.

*Source:* R45.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

AGAIN_AFTER = timedelta(days=182)


def asked_again(values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Give the answer about a contact as it stands once somebody has said that it is still right: it is asked again in
    half a year."""
    return {**values, "keep": (today + AGAIN_AFTER).isoformat()}
