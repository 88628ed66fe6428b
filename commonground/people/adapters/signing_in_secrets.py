"""How are secrets kept that must be read again? Encrypted with a key that follows from the installation's own.

A seed of a telephone and the secret of a single sign-on have to be known in full when they are used, so that they
cannot be hashed. Each purpose has its own key; a stolen copy of the database opens none of them.

*Source:* ASVS 5.0, V11.3, V13.3; bar B7.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SEED, SIGN_ON, SESSION = "seed of a telephone", "secret of a single sign-on", "shown once"


def _key(secret: str, purpose: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=f"common-ground: {purpose}".encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def _keys(purpose: str) -> MultiFernet:
    return MultiFernet([_key(each, purpose) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def sealed(text: str, purpose: str) -> str:
    """Encrypt a text for one purpose."""
    return _keys(purpose).encrypt(text.encode()).decode()


def opened(token: str, purpose: str) -> str:
    """Decrypt what was sealed for this purpose.

    :raises LookupError: when it was sealed by another installation, for another purpose, or changed since.
    """
    try:
        return _keys(purpose).decrypt(token.encode()).decode()
    except InvalidToken:
        raise LookupError(f"the {purpose} was not sealed by this installation") from None
