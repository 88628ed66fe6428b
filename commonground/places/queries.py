"""Which areas are there? Areas are public: everybody sees all of them.

*Source:* R187.
"""

import uuid

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from commonground.places.models import Area


def areas() -> QuerySet[Area]:
    """List all areas by name, without their boundaries."""
    return Area.objects.select_related("within").defer("boundary").order_by("name", "pk")


def found(search: str = "", kind: str = "") -> QuerySet[Area]:
    """List the areas by name, narrowed to one kind and to words that all occur in their name or are their code."""
    narrowed = areas()
    for word in search.split():
        narrowed = narrowed.filter(Q(name__icontains=word) | Q(code__iexact=word))
    return narrowed.filter(kind=kind) if kind else narrowed


def towns() -> QuerySet[Area]:
    """List the areas that a collaboration or an organisation usually names: everything larger than a small area."""
    return areas().exclude(kind="lsoa")


def area(public_id: uuid.UUID) -> Area:
    """Give one area with its boundary, or 404."""
    return get_object_or_404(Area.objects.select_related("within"), public_id=public_id)


def parts_of(whole: Area) -> QuerySet[Area]:
    """List the areas directly within another, with their boundaries."""
    return whole.parts.order_by("name", "pk")
