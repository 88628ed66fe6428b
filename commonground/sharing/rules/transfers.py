"""Which items may pass to another organisation? What one keeps whole, and what the police classified to police alone.

A merger passes nothing of itself. An organisation that ends hands its items over one by one, by name, to another that
accepts them; agreements pass by their annex and people by new memberships. The policy is asked of the new originator
from then on, so that a transfer may open and close: both sides see that before they confirm it.

*Source:* design/sharing.md 2.1 ("A merger passes nothing of itself: items by recorded transfer"); R15, R45.
"""

from commonground.groundwork.refusals import Invalid, Refused

MOST = 200


def require_some(number: int) -> None:
    """Refuse a transfer of nothing, and of more than anybody could look at."""
    if not number:
        raise Invalid("Choose the items that pass to them.", field="items")
    if number > MOST:
        raise Invalid(f"{MOST} items at most pass at once.", field="items")


def require_other(giver: int, taker: int) -> None:
    """Refuse a transfer to oneself."""
    if giver == taker:
        raise Invalid("Choose another organisation than your own.", field="taker")


def require_may_go(*, is_police: bool, is_graded: bool, is_kept_whole: bool) -> None:
    """Refuse to hand over what the giver's custodian is not cleared to keep whole, and what the police classified or
    graded to anybody but police."""
    if not is_kept_whole:
        raise Refused("You are not cleared for all of one of these items. Somebody who is must hand it over.")
    if is_graded and not is_police:
        raise Refused("What the police classified or graded passes to police alone.")
