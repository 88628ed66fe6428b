"""How is somebody told by mail that an agreement waits for them? The message says where, and nothing of what is there.

*Source:* R212; design/sharing.md 2.2 (mail).
"""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

TEMPLATE = "sharing/email/agreement.txt"


def tell(email: str, name: str, path: str) -> bool:
    """Send one message with the address of an agreement, and tell whether the mail server took it."""
    text = render_to_string(TEMPLATE, {"name": name, "url": settings.PUBLIC_ADDRESS + path})
    message = EmailMessage(str(_("A message for you from Common Ground")), text.strip() + "\n", to=[email])
    try:
        message.send()
    except (SMTPException, OSError):
        return False
    return True
