"""What is kept of sharing? Agreements, decisions, groups, items with renditions and releases, and what opens them.

A moment that may be missing is unbounded: a period without a beginning has always been, one without an end never ends.
All periods are half-open. Keys and openings are made by the database from everything else (`sql/openings.sql`), never
written by hand.

*Source:* design/sharing.md 1, 3; R15, R211-R213; D2.
"""

from commonground.sharing.models.agreements import Agreement, AgreementVersion, Party, TimeInForce
from commonground.sharing.models.decisions import Decision, DecisionRecipient
from commonground.sharing.models.groups import Group, GroupEntry
from commonground.sharing.models.items import Item, Release, Rendition
from commonground.sharing.models.openings import Key, Opening

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Decision",
    "DecisionRecipient",
    "Group",
    "GroupEntry",
    "Item",
    "Key",
    "Opening",
    "Party",
    "Release",
    "Rendition",
    "TimeInForce",
]
