"""How does the mail server fit? It may be away, which is said to whoever waits for the message.

*Source:* settled questions, "Running it" (mail).
"""

from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.refusals import Refused
from commonground.people.models import Account
from commonground.people.rules.posts import one_line

# What a message says of people and bodies in passing: one line each, so that nobody writes a message through a name
NAMES = frozenset({"name", "by", "member", "organisation", "applicant", "post", "before", "after"})


def send(template: str, email: str, context: Mapping[str, Any], *, is_automatic: bool = False) -> None:
    """Send one message, whose text is a template; its subject tells nothing about what is in it. An automatic answer
    says that it is one, so that no other machine answers it.

    :raises Refused: when the mail server does not take it.
    """
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    said = {
        key: one_line(value) if key in NAMES and isinstance(value, str) else value for key, value in context.items()
    }
    text = render_to_string(template, {"site": settings.PUBLIC_ADDRESS, "days": days, "email": email, **said})
    message = EmailMessage(str(_("A message for you from Common Ground")), text.strip() + "\n", to=[email])
    if is_automatic:
        message.extra_headers["Auto-Submitted"] = "auto-replied"
    try:
        message.send()
    except (SMTPException, OSError, UnicodeError):  # the last is an address that no message can be sent to
        raise Refused(
            _("The mail server did not take the message, so nothing was changed. Try again in a few minutes.")
        ) from None


def link_to_set_password(account: Account) -> str:
    """Write the address at which the holder of an account sets a password, once, while the link is young."""
    return address_to_set_password(user_pk_to_url_str(account), default_token_generator.make_token(account))


def address_to_set_password(uid: str, token: str) -> str:
    """Write the address of the page that sets a new password: the public one, whatever host was asked for."""
    return settings.PUBLIC_ADDRESS + reverse("account_reset_password_from_key", args=[uid, token])
