"""How does the one secret of an application travel? In a message to the applicant alone; here only its hash is kept.

*Source:* R232; D3.
"""

import secrets
from hashlib import sha256

from django.conf import settings
from django.urls import reverse

SECRET_BYTES = 32


def new_secret() -> str:
    """Draw a secret of 256 bits, as 43 letters, figures, dashes and underscores."""
    return secrets.token_urlsafe(SECRET_BYTES)


def kept(secret: str) -> str:
    """Give what is kept of a secret: its hash, from which nobody can read it."""
    return sha256(secret.encode()).hexdigest()


def link_to_application(secret: str) -> str:
    """Write the address at which an applicant confirms, reads, corrects and withdraws their application."""
    return settings.PUBLIC_ADDRESS + reverse("people:own_application", args=[secret])


def link_to(name: str, *args: object) -> str:
    """Write the public address of one of our pages, for a message."""
    return settings.PUBLIC_ADDRESS + reverse(name, args=args)
