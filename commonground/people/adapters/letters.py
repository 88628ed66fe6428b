"""What does a message of RFC 5322 say? Its sender, subject and plain text, from whatever a mail server hands over.

*Source:* R232; RFC 3834, RFC 5322; the standard library's reader.
"""

import hashlib
import html
import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from commonground.groundwork.refusals import Invalid
from commonground.people.rules.letters import LARGEST, LONGEST, Letter

TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.IGNORECASE | re.DOTALL)
ADDRESS = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,189}")


def read(raw: bytes) -> Letter:
    """Read one message.

    :raises Invalid: when it is too large, or no message with a sender.
    """
    if len(raw) > LARGEST:
        raise Invalid(f"The message is larger than {LARGEST // 1_000_000} MB.")
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    name, email = _sender(message)
    if not email:
        raise Invalid("This is not a message with a sender.")
    given = _header(message, "Message-ID")[:300]
    return Letter(
        name=name[:200],
        email=email.lower(),
        subject=_header(message, "Subject")[:300],
        text=_text(message)[:LONGEST],
        message_id=given or "sha256:" + hashlib.sha256(raw).hexdigest(),
        is_automatic=_is_automatic(message),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message[name] or "")
    except (MessageError, ValueError, IndexError, AttributeError):  # the reader stumbles over some broken headers
        return ""
    return " ".join(_plain(value).split())


def _sender(message: EmailMessage) -> tuple[str, str]:
    name, email = parseaddr(_header(message, "From"))
    return " ".join(name.split()), email if ADDRESS.fullmatch(email) else ""


def _is_automatic(message: EmailMessage) -> bool:
    """Whether a machine or a list wrote it: such a message is never answered by itself."""
    told = _header(message, "Auto-Submitted").lower()
    bulk = _header(message, "Precedence").lower() in {"bulk", "list", "junk"}
    empty_return = message["Return-Path"] is not None and _header(message, "Return-Path") in {"", "<>"}
    return bool(told and told != "no") or bulk or empty_return or message["List-Id"] is not None


def _text(message: EmailMessage) -> str:
    try:
        part = message.get_body(("plain", "html"))
        content = part.get_content() if part is not None else ""
    except (MessageError, LookupError, ValueError, AttributeError, AssertionError):
        return ""
    if not isinstance(content, str):
        return ""
    if part is not None and part.get_content_type() == "text/html":
        content = html.unescape(TAG.sub(" ", content))
    return _plain(content).replace("\r\n", "\n").strip()


def _plain(text: str) -> str:
    """Leave out what a database or a page can't hold: NUL, lone surrogates, and marks that turn writing round."""
    kept = text.encode("utf-8", "replace").decode().replace("\x00", "")
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", kept)
