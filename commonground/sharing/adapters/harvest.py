"""Has somebody opened more than anybody needs? Counted for each person in windows of time, for all web processes.

*Source:* design/sharing.md 2.2 (an unusual harvest is slowed); R78, R213.
"""

from django.core.cache import cache

from commonground.pages.limits import counters, within
from commonground.sharing.rules import harvest as rules


def count(person_id: int, number: int = 1) -> bool:
    """Count the items that somebody opens, and tell whether that is still within the limits."""
    return within(counters(f"harvest:{person_id}", rules.LIMITS), number)


def is_first(person_id: int) -> bool:
    """Whether this is the first time within the hour that somebody is slowed."""
    return bool(cache.add(f"harvest-slowed:{person_id}", True, rules.HOUR))


def let_go_on(person_id: int) -> None:
    """Let somebody go on for a while."""
    cache.set(f"harvest-goes-on:{person_id}", True, rules.GOES_ON)


def goes_on(person_id: int) -> bool:
    """Whether somebody has said a short while ago what it is for."""
    return cache.get(f"harvest-goes-on:{person_id}") is not None
