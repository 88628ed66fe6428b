"""How is a crime reported? The ways to the police and to those who take it in confidence, with where each was read.

*Source:* D8; the pages named beside each number, read on 22 November 2026.
"""

from dataclasses import dataclass

from commonground.groundwork.matrix import EMERGENCY, HOTLINE, NOT_URGENT, ONLINE, Route


@dataclass(frozen=True, slots=True)
class Sourced:
    """A way to report, and where its number was read; empty where everybody knows it."""

    route: Route
    source: str = ""


IN_CONFIDENCE = Route(
    "To tell what you know without saying who you are", "Call Crimestoppers on 0800 555 111", "tel:0800555111"
)
ROUTES: dict[str, tuple[Sourced, ...]] = {
    "emergency": (Sourced(EMERGENCY),),
    "not_urgent": (Sourced(NOT_URGENT),),
    "hotline": (
        Sourced(IN_CONFIDENCE, "crimestoppers-uk.org, Our Contact Centre"),
        Sourced(HOTLINE, "gov.uk/ACT"),
        Sourced(ONLINE),
    ),
}


def routes(keys: tuple[str, ...]) -> tuple[Sourced, ...]:
    """Give the ways of some keys, in their order."""
    return tuple(one for key in keys for one in ROUTES[key])
