"""Which milestone comes after which, and does the order hold? A milestone that waits for itself would never come.

*Source:* R31.
"""

from collections.abc import Mapping


def circle(after: Mapping[str, str], start: str) -> list[str]:
    """Give the milestones of the circle on which one stands, beginning and ending with it; empty if it stands on none.
    `after` names, for each milestone that comes after another, that other."""
    way, at = [start], after.get(start)
    while at is not None and at != start and at not in way:
        way.append(at)
        at = after.get(at)
    return [*way, start] if at == start else []


def fault(after: Mapping[str, str], start: str, names: Mapping[str, str]) -> str:
    """Say which circle a milestone would close, by the names of the milestones; empty if it closes none."""
    way = circle(after, start)
    if not way:
        return ""
    named = [f"“{names.get(one, '')}”" for one in way]
    if len(way) == 2:
        return f"A milestone cannot come after itself: {named[0]}."
    return f"This closes a circle: {', which comes after '.join(named)}. Choose another, or none."


def too_early(due: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Give the milestones whose day lies before the day of the one that they come after."""
    return [one for one, before in after.items() if one in due and before in due and due[one] < due[before]]
