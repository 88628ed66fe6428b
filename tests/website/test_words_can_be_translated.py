"""Does every word on a page go through translation? Pages are asked for in an invented language that frames each word.

What stands outside the frames was never offered for translation. Names and other data are not words of ours, so an
empty installation is asked.

*Source:* settled questions, "Who" (a pseudo-locale test); D10.
"""

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.utils.translation import trans_real

from commonground.outcomes.rules.presenting import ATTRIBUTION

OPEN, CLOSE = "⟦", "⟧"
SILENT = {"script", "style", "template"}
# Names, not words: a licence's own line, the product's name, and what is written the same in every language.
NAMES = re.compile(
    re.escape(ATTRIBUTION)
    + r"|Common\s+[Gg]round|WCAG 2\.2|\bA{2,3}\b|PostgreSQL|Apache|JSON|CSV|Markdown|Atom|OSARA|ISO|TLP|GSC|999|101"
)
ADDRESSES = (
    "/",
    "/guide/",
    "/guide/1/",
    "/guide/9/",
    "/case-studies/",
    "/case-studies/calls/",
    "/evidence/",
    "/organisations/",
    "/contacts/",
    "/contacts/?side=police",
    "/contacts/leads/",
    "/contacts/topics/",
    "/places/",
    "/help/",
    "/accessibility/",
    "/privacy/",
    "/contact/",
    "/about/",
    "/search/?q=nothing",
    "/sign-in/",
    "/sign-in/forgotten/",
    "/no-such-page/",
)


class Framing(gettext.NullTranslations):
    """A translation that puts every offered word into a frame."""

    def gettext(self, message: str) -> str:
        """Frame one message, without the context that Django puts before it."""
        message = message.rpartition("\x04")[2]
        return f"{OPEN}{message}{CLOSE}" if message.strip() else message

    def pgettext(self, context: str, message: str) -> str:
        """Frame one message, whatever its context."""
        return self.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Frame the form for a number."""
        return self.gettext(singular if number == 1 else plural)

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """Frame the form for a number, whatever its context."""
        return self.ngettext(singular, plural, number)

    def to_language(self) -> str:
        """Say which language this is."""
        return "en-gb"

    def language(self) -> str:
        """Say which language this is."""
        return "en-gb"


class Words(HTMLParser):
    """Gathers the text and the spoken attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element, and the words of its attributes that are read aloud."""
        if tag not in {"meta", "link", "input", "img", "br", "hr", "path", "circle", "rect", "line"}:
            self.inside.append(tag)
        self.found += [
            value for name, value in attrs if value and name in {"aria-label", "alt", "title", "placeholder"}
        ]

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not SILENT & set(self.inside):
            self.found.append(data)


def outside_the_frames(text: str) -> Iterator[str]:
    """Give the pieces of a text that stand in no frame and hold letters."""
    depth, piece = 0, ""
    for character in text:
        if character == OPEN:
            depth += 1
        elif character == CLOSE:
            depth -= 1
        elif depth == 0:
            piece += character
    piece = NAMES.sub("", " ".join(piece.split()))
    yield from (word for word in re.findall(r"[^\W\d_]{2,}", piece))


@pytest.fixture
def in_an_invented_language() -> Iterator[None]:
    """Let every word offered for translation come out framed."""
    before = getattr(trans_real._active, "value", None)
    trans_real._active.value = Framing()
    yield
    if before is None:
        del trans_real._active.value
    else:
        trans_real._active.value = before


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_word_of_a_page_is_offered_for_translation(client, db, in_an_invented_language, address):
    response = client.get(address)
    assert response.status_code in {200, 404}, response.headers.get("Location")
    words = Words()
    words.feed(response.content.decode())
    assert list(outside_the_frames(" ".join(words.found))) == []
