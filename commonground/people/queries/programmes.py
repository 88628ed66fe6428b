"""Which programmes run here?

*Source:* R1.
"""

from django.db.models import QuerySet

from commonground.people.models import Programme


def programme() -> Programme | None:
    """Give the programme that this installation shows first, if there is one."""
    return Programme.objects.select_related("area").order_by("pk").first()


def programmes() -> QuerySet[Programme]:
    """List the programmes that run here, or whose record is kept here."""
    return Programme.objects.select_related("area").order_by("pk")
