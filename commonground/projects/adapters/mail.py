"""How is somebody told by mail that something is asked of them? The message says where, and nothing of what is there.

A mail server that is away is no reason to keep anybody else waiting: whoever was not reached finds it on their day.

*Source:* R45, R54; settled questions, "Running it" (mail).
"""

from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def tell(template: str, email: str, context: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> bool:
    """Send one message, whose text is a template, and tell whether the mail server took it. `context["path"]` is the
    address within the site; `headers` are those that a reader's program acts on, such as one to leave a list."""
    url = settings.PUBLIC_ADDRESS + context["path"]
    text = render_to_string(template, {"site": settings.PUBLIC_ADDRESS, "url": url, **context})
    message = EmailMessage(
        str(_("A message for you from Common Ground")), text.strip() + "\n", to=[email], headers=dict(headers or {})
    )
    try:
        message.send()
    except (SMTPException, OSError):
        return False
    return True
