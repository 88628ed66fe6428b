"""What is waited for, and when does somebody look again? Waiting is a way to stand, not a fault.

A day to look again is at most two years ahead. When it comes, somebody looks again; nothing is counted and nobody is
told that anything took long.

*Source:* R126 ("Patience"); the look, section 7 ("Waiting for").
"""

from collections.abc import Mapping
from datetime import date, timedelta

LONGEST = timedelta(days=731)
# How far ahead one can put off looking again, in days
SNOOZES: Mapping[int, str] = {7: "In a week", 14: "In two weeks", 30: "In a month", 91: "In three months"}


def fault_of(look_again: date, today: date) -> str:
    """Say what is wrong with a day to look again, as a sentence; empty for one that is right."""
    if look_again <= today:
        return "Choose a day after today on which you look again"
    if look_again > today + LONGEST:
        return "Choose a day within two years"
    return ""


def is_time(look_again: date, today: date) -> bool:
    """Whether the day to look again has come."""
    return look_again <= today
