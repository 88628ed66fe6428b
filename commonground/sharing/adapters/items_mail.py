"""How does a message about an item leave? Its subject begins with the label; the words are a link, and nothing more.

A mail server that is away keeps nobody else waiting: whoever was not reached finds it on the site.

*Source:* design/sharing.md 2.2; R15; D7.
"""

from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send(template: str, email: str, subject: str, context: Mapping[str, Any]) -> bool:
    """Send one message, whose text is a template, and tell whether the mail server took it. `context["path"]` is the
    address within the site."""
    text = render_to_string(template, {"url": settings.PUBLIC_ADDRESS + context["path"], **context})
    try:
        EmailMessage(subject, text.strip() + "\n", to=[email]).send()
    except (SMTPException, OSError):
        return False
    return True
