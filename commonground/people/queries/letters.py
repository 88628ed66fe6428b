"""Which messages have come in by e-mail?

*Source:* R232.
"""

import uuid

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.models import Letter
from commonground.people.permissions import TABLE
from commonground.people.rules.letters import State


def letters_for(actor: Actor, search: str = "", state: str = "") -> QuerySet[Letter]:
    """List the messages that the actor may read, the newest first, in one state and with some words if given."""
    found = Letter.objects.all() if may(TABLE, "read_letters", actor, None) else Letter.objects.none()
    found = found.filter(state=state) if state else found
    for word in search.split():
        found = found.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(subject__icontains=word) | Q(text__icontains=word)
        )
    return found.select_related("by")


def letter_for(actor: Actor, public_id: uuid.UUID) -> Letter:
    """Give one message, or 404."""
    return get_object_or_404(letters_for(actor), public_id=public_id)


def waiting(actor: Actor) -> int:
    """Count the messages from people that wait to be read by the actor."""
    return letters_for(actor, state=State.NEW.value).filter(is_automatic=False).count()
