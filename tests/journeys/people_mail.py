"""What has come by mail? The messages that a running site keeps in its outbox, as their readers get them.

*Source:* settled questions, "Running it" (mail); issue "People who can be found, trusted and replaced", acceptance.
"""

import re
from email import message_from_string, policy

from commonground.website.kept_mail import BETWEEN
from tests.journeys.site import Site


def letters_to(site: Site, address: str) -> list[str]:
    """Give the text of every message to an address, the oldest first."""
    files = sorted((site.home / "outbox").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
    found = []
    for written in (text for file in files for text in file.read_text().split(BETWEEN) if text.strip()):
        message = message_from_string(written, policy=policy.default)
        body = message.get_body(("plain",))
        if body is not None and address in str(message["To"]):
            found.append(body.get_content())
    return found


def link_in(letter: str, site: Site) -> str:
    """Give the path of the first link to the site in a message."""
    return re.findall(rf"{re.escape(site.address)}(/\S+)", letter)[0]
