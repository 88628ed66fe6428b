"""Has this reader looked up more contacts than anybody needs? Counted by person and by address on the network.

*Source:* R115; issue on people who can be found (directory views are rate-limited).
"""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from commonground.pages.limits import counters, within
from commonground.people.rules import finding as rules


def may_look(request: HttpRequest) -> bool:
    """Count one look into the directory, and tell whether it is still within the limits."""
    person = request.actor.person_id
    wanted = list(counters(f"address:{_address(request)}", rules.LIMITS_OF_AN_ADDRESS))
    if person is not None:
        wanted += counters(f"person:{person}", rules.LIMITS_OF_A_PERSON)
    return within(wanted)


def may_report(request: HttpRequest) -> bool:
    """Count one report about a card, and tell whether it is still within the limits."""
    who = f"person:{request.actor.person_id}" if request.actor.is_signed_in else f"address:{_address(request)}"
    return within(counters(f"report:{who}", rules.LIMITS_OF_REPORTS))


def _address(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))
