"""How is a number shown that must not point at a person? Held back under five, and so that no subtraction finds it.

Whoever knows a total and some of its parts knows what is left. So the parts that are held back stand for enough people
together, and are never one alone (`hold_back`); and the counts of a scale are merged with their neighbours (`merged`).
Sums that grow over time are safer laid together before anything is shown: see `projects/rules/pulse`.

*Source:* R54, R78; the look, section 8 ("Every number shows its base"); reference on outcomes, small numbers.
"""

from collections.abc import Mapping, Sequence

LEAST = 5


def enough(people: int, least: int = LEAST) -> bool:
    """Tell whether a group is large enough to be shown."""
    return people >= least


def hold_back(groups: Mapping[str, int], least: int = LEAST) -> frozenset[str]:
    """Choose which groups of a known total are held back: every one under `least`, and as many of the smallest others
    as it takes until at least two are held back that stand for `least` people together.

    :raises ValueError: for a negative size.
    """
    if any(size < 0 for size in groups.values()):
        raise ValueError("A group has no fewer than 0 people.")
    held = {name for name, size in groups.items() if not enough(size, least)}
    if not held:
        return frozenset()
    for name in sorted(groups, key=lambda name: (groups[name], name)):
        if len(held) >= 2 and enough(sum(groups[each] for each in held), least):
            break
        held.add(name)
    return frozenset(held)


def merged(counts: Sequence[int], least: int = LEAST) -> tuple[tuple[range, int], ...]:
    """Merge neighbouring counts of a scale until each that is shown is nought or at least `least`; gives the places
    that each covers, and its count. Where all of them together are fewer, one range covers everything with the whole.

    :raises ValueError: for a negative count.
    """
    if any(count < 0 for count in counts):
        raise ValueError("A count is not below 0.")
    found = [(range(place, place + 1), count) for place, count in enumerate(counts)]
    while len(found) > 1:
        small = next((place for place, (_over, count) in enumerate(found) if 0 < count < least), None)
        if small is None:
            break
        beside = [place for place in (small - 1, small + 1) if 0 <= place < len(found)]
        other = min(beside, key=lambda place: (found[place][1] == 0, found[place][1]))
        first, last = min(small, other), max(small, other)
        joined = (range(found[first][0].start, found[last][0].stop), found[first][1] + found[last][1])
        found[first : last + 1] = [joined]
    return tuple(found)
