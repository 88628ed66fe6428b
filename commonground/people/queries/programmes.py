"""Which programmes run here?

*Source:* R1.
"""

import uuid

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from commonground.audit import queries as audit
from commonground.audit.models import Entry
from commonground.people.models import Programme


def programme() -> Programme | None:
    """Give the programme that this installation shows first, if there is one."""
    return Programme.objects.select_related("area").order_by("pk").first()


def programmes() -> QuerySet[Programme]:
    """List the programmes that run here, or whose record is kept here."""
    return Programme.objects.select_related("area").order_by("pk")


def programme_called(public_id: uuid.UUID) -> Programme:
    """Give one programme, or 404."""
    return get_object_or_404(Programme.objects.select_related("area"), public_id=public_id)


def history_of(programme: Programme) -> QuerySet[Entry]:
    """List the changes of what a programme says of itself, the latest first; for whoever may change it."""
    return audit.history_of("programme", programme.ref).filter(tag="people:programme:changed").order_by("-at", "-pk")
