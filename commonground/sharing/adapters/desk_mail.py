"""How is somebody told by mail that the desk has something for them? The message says where, and nothing of what it is.

A mail server that is away stops nothing: whoever was not reached finds it on their day.

*Source:* R184; design/sharing.md 2.2 (mail); settled questions, "Running it" (mail).
"""

from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def tell(template: str, email: str, context: Mapping[str, Any]) -> bool:
    """Send one message, whose text is a template, and tell whether the mail server took it. `context["path"]` is the
    address within the site."""
    url = settings.PUBLIC_ADDRESS + context["path"]
    text = render_to_string(template, {"site": settings.PUBLIC_ADDRESS, "url": url, **context})
    message = EmailMessage(str(_("A message for you from Common Ground")), text.strip() + "\n", to=[email])
    try:
        message.send()
    except (SMTPException, OSError):
        return False
    return True
