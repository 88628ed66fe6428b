"""What is passed on at once, and what is counted? Thresholds that are shown to everybody from the first day.

Without them the police fear a flood, and those who report do not know what became of it. The table that comes with the
site is ours, a proposal to argue about; every organisation that gets reports sets its own. Whatever the table says,
every report is kept, and everybody for whom it is released may read it: the table decides only who is told at once.

*Source:* reference on the domain, 3 (11); R184, R248. The thresholds are ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonground.sharing.rules.incidents import KINDS, LOSSES, THREATS

THREAT_ORDER = tuple(THREATS)
LOSS_ORDER = ("none", "under_50", "under_200", "under_1000", "over_1000")
NEVER = "never"
OURS_SINCE = "2026-11-22"


class Way(StrEnum):
    """How a report is passed on."""

    AT_ONCE = "at once"
    COUNTED = "counted"


WAYS = {
    Way.AT_ONCE: "Passed on at once: the points of contact are told",
    Way.COUNTED: "Counted: read with the others of the week",
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which threat, from which loss, and from how many alike within a week a kind is passed on at once. `never`
    leaves a ground out; `alike` 0 does."""

    kind: str
    threat: str = "threat"
    loss: str = "under_1000"
    alike: int = 3


# Ours, of 22 November 2026: violence, weapons and robbery always; theft from £200, or the third within a week.
OURS: Mapping[str, Threshold] = {
    kind: Threshold(kind, "none" if kind in {"violence", "weapons", "robbery"} else "threat") for kind in KINDS
}
ALIKE_WITHIN_DAYS = 7


def table(own: Sequence[Threshold]) -> dict[str, Threshold]:
    """Give the table of an organisation: its own line for a kind, otherwise ours."""
    return {**OURS, **{line.kind: line for line in own if line.kind in OURS}}


def way(line: Threshold, *, threat: str, loss: str, alike: int) -> tuple[Way, str]:
    """Decide how a report is passed on, with the reason in a sentence; `alike` counts it with those of the week."""
    if line.threat != NEVER and _reaches(THREAT_ORDER, threat, line.threat):
        always = line.threat == THREAT_ORDER[0]
        return Way.AT_ONCE, "Every one of this kind is." if always else f"Threat: {THREATS[threat].lower()}."
    if line.loss != NEVER and _reaches(LOSS_ORDER, loss, line.loss):
        return Way.AT_ONCE, f"Lost or damaged: {LOSSES[loss]}."
    if line.alike and alike >= line.alike:
        return Way.AT_ONCE, f"It is number {alike} of its kind there within {ALIKE_WITHIN_DAYS} days."
    return Way.COUNTED, "It stays below every threshold, and counts towards the next."


def _reaches(order: Sequence[str], value: str, least: str) -> bool:
    return value in order and least in order and order.index(value) >= order.index(least)
