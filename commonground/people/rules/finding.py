"""How is a contact asked for, how much may be looked up, and what comes first?

Looking up a number that one needs is never in the way of these limits; copying the directory is.

*Source:* R115; settled questions, "Who" (posts); issue on people who can be found (no bulk export).
"""

from enum import StrEnum


class Urgency(StrEnum):
    """How soon somebody is needed."""

    NOW = "now"
    TODAY = "today"
    LATER = "later"


URGENCIES = {Urgency.NOW: "Now", Urgency.TODAY: "Today", Urgency.LATER: "Not urgent"}

A_PAGE, MOST_PAGES = 8, 6
MOST = A_PAGE * MOST_PAGES

HOUR, DAY = 60 * 60, 24 * 60 * 60
# How many pages of contacts, cards and vCards in how many seconds: for one person who has signed in, and for one
# address on the network, behind which a whole organisation may sit.
LIMITS_OF_A_PERSON = ((HOUR, 120), (DAY, 400))
LIMITS_OF_AN_ADDRESS = ((HOUR, 300), (DAY, 1500))
# How many reports about cards may come from one address without signing in.
LIMITS_OF_REPORTS = ((HOUR, 10),)
