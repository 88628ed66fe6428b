"""How does a card become a vCard? In the words of the card, with the post as the contact.

*Source:* R115; RFC 6350.
"""

from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.pages import words
from commonground.people.rules import vcards


def vcard_of(card: Any) -> str:
    """Write the card of a post as a vCard 4.0: its ways, its topics, and in the note who holds it and when that was
    last confirmed, because that is what grows old in a telephone."""
    post = card.post
    numbers = [number for number, _is_general in card.telephones]
    changed = post.confirmed_on or post.created_on
    return vcards.written(
        vcards.Contact(
            uid=str(post.public_id),
            title=post.title,
            organisation=post.organisation.name,
            changed=datetime.combine(changed, time(), UTC),
            telephone=numbers[0] if numbers else "",
            other_telephones=numbers[1:],
            email=post.mailbox,
            topics=card.topics,
            note="\n".join(_note(card)),
            url=settings.PUBLIC_ADDRESS + reverse("people:contact", args=[post.public_id]),
        )
    )


def _note(card: Any) -> list[str]:
    said = []
    if card.holder:
        said.append(_("Holder: %(name)s") % {"name": card.holder.membership.person.name})
    if card.deputy:
        said.append(_("Deputy: %(name)s") % {"name": card.deputy.membership.person.name})
    said += card.week
    if card.post.hours_note:
        said.append(card.post.hours_note)
    if card.post.urgent_route:
        said.append(_("When it cannot wait: %(route)s") % {"route": card.post.urgent_route})
    if card.post.confirmed_on:
        said.append(_("Last confirmed on %(day)s") % {"day": words.day(card.post.confirmed_on)})
    return [*said, _("In danger, or when a crime is happening: 999")]
