"""How often may one machine apply to join, or report a concern, without signing in? Counted as the directory counts.

*Source:* R89, R232.
"""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from commonground.pages.limits import counters, within
from commonground.people.rules.joining import APPLICATIONS_AN_HOUR

AN_HOUR = 60 * 60


def may_write(request: HttpRequest, what: str) -> bool:
    """Count one application or concern of a machine, and tell whether it is still within the limit of an hour."""
    who = f"{what}:{get_adapter().get_client_ip(request)}"
    return within(counters(who, [(AN_HOUR, APPLICATIONS_AN_HOUR)]))
