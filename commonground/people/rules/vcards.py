"""How does a point of contact go into somebody's telephone? As a vCard 4.0, whatever its names hold.

The post is the contact, not the person: it keeps its name and number when the holder changes. Lines end with CR LF and
are folded so that none is longer than 75 octets, without cutting a character in two.

*Source:* R115; RFC 6350 (vCard 4.0), sections 3.2 (folding), 3.4 (escaping), 6 (properties).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Contact:
    """What a vCard says: `uid` is a UUID as text, `changed` a moment with its zone; what is empty is left out."""

    uid: str
    title: str
    organisation: str
    changed: datetime
    telephone: str = ""
    other_telephones: Sequence[str] = ()
    email: str = ""
    topics: Sequence[str] = ()
    note: str = ""
    url: str = ""


def written(contact: Contact) -> str:
    """Write a contact as one vCard."""
    return "".join(f"{piece}\r\n" for line in _lines(contact) for piece in folded(line))


def _lines(contact: Contact) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "PRODID:-//Common Ground//Points of contact//EN"
    yield "KIND:individual"
    yield f"UID:urn:uuid:{contact.uid}"
    yield f"FN:{escaped(f'{contact.title}, {contact.organisation}')}"
    yield f"ORG:{escaped(contact.organisation)}"
    yield f"TITLE:{escaped(contact.title)}"
    yield f"ROLE:{escaped(contact.title)}"
    for preference, number in enumerate(filter(None, (contact.telephone, *contact.other_telephones)), 1):
        yield f'TEL;VALUE=text;TYPE="work,voice";PREF={preference}:{escaped(number)}'
    if contact.email:
        yield f"EMAIL;TYPE=work:{escaped(contact.email)}"
    if contact.topics:
        yield f"CATEGORIES:{_listed(contact.topics)}"
    if contact.note:
        yield f"NOTE:{escaped(contact.note)}"
    if contact.url:
        yield f"URL:{contact.url}"
    yield f"REV:{contact.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def escaped(text: str) -> str:
    """Write a text as a value: backslash, comma, semicolon and line ends escaped, other control characters left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    plain = "".join(sign for sign in lines if sign == "\n" or not _is_control(sign))
    return plain.translate(_ESCAPED)


def _is_control(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff"


def _listed(texts: Iterable[str]) -> str:
    return ",".join(escaped(text) for text in texts)


def folded(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 octets; each but the first begins with a space, which belongs to none."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
