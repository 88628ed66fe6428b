"""How is somebody told by mail about something that was shared? By its label, a random reference, and a link.

The subject never says more: above GREEN, or with personal data, the title stays where it is read. A mail server that is
away keeps nobody else waiting: whoever was not reached finds it on their day.

*Source:* design/sharing.md 2.2; D7.
"""

from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def tell(template: str, email: str, subject: str, context: Mapping[str, Any]) -> bool:
    """Send one message, whose text is a template and whose subject begins with the label, and tell whether the mail
    server took it. `context["path"]` is the address within the site."""
    url = settings.PUBLIC_ADDRESS + context["path"]
    text = render_to_string(template, {"site": settings.PUBLIC_ADDRESS, "url": url, **context})
    try:
        EmailMessage(subject, text.strip() + "\n", to=[email]).send()
    except (SMTPException, OSError):
        return False
    return True
