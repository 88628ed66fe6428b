"""How does somebody learn that how they sign in has changed? By a message, to the address that they sign in with.

A notice is not worth a fault: where the mail server is away, it is written to the log of the site instead.

*Source:* ASVS 5.0, V6.3.5 and V6.3.7; issue "People who can be found, trusted and replaced", item 3.
"""

import logging
from typing import Any

from django.utils import timezone

from commonground.groundwork.refusals import Refused
from commonground.people.adapters import mail
from commonground.people.models import Account

NOTICE = "account/email/notice.txt"


def tell(account: Account, what: str, **more: Any) -> None:
    """Tell the holder of an account what has happened to it, with what to do if it was not they."""
    context = {"name": account.person.name, "what": what, "at": timezone.localtime(), **more}
    try:
        mail.send(NOTICE, account.email, context)
    except Refused:
        logging.getLogger("commonground.people").warning("A notice did not go out: %s", what)
