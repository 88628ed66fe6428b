"""How does a test come by posts? Opened through the actions, by the coordinators of the cast.

*Source:* settled questions, "In Django" (tests).
"""

from smtplib import SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend

from commonground.people.actions import posts
from commonground.people.models import Topic
from commonground.people.rules.posts_hours import read

POLICE, MARLGATE, NORTHGATE = "Aldermouth Police", "Marlgate Centre", "Northgate Guarding"
CARD = {
    "title": "Neighbourhood sergeant",
    "telephone": "01632 960 141",
    "telephone_source": "the force's website",
    "mailbox": "sergeant@police.example.org",
    "visibility": "members",
}


def opened(cast, by="thornbury", of=POLICE, holder="tranter", deputy="marchbank", **card):
    """Open a post of an organisation of the cast, held by somebody, with a deputy."""
    hours = read(card.pop("hours", ""))
    return posts.open_post(
        actor=cast.actor(by),
        organisation=cast.organisation[of],
        holder=cast.membership[holder] if holder else None,
        deputy=cast.membership[deputy] if deputy else None,
        **{**CARD, "areas": [cast.area], "hours": [list(turn) for turn in hours], **card},
    )


def topic(name="Theft from shops", also=("shoplifting",)):
    """Add a topic."""
    return Topic.objects.create(code=name.lower().replace(" ", "-")[:40], name=name, also=list(also))


class Away(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        """Refuse every message."""
        raise SMTPServerDisconnected("away")
