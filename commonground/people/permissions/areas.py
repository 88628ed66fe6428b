"""Who may say which areas are theirs?

*Source:* R187; D2.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule


def is_signed_in(actor: Actor, subject: Any) -> bool:
    """the person is signed in"""
    return actor.is_signed_in


TABLE = {"follow_area": Rule([is_signed_in], otherwise="Sign in to keep areas of your own.")}
