"""Which logo has an organisation or a programme? Without its dots, which only its own address gives.

*Source:* R1, R5.
"""

import uuid
from collections.abc import Iterable

from django.shortcuts import get_object_or_404

from commonground.people.models import Logo, Organisation, Programme


def logo_of(whose: Organisation | Programme) -> Logo | None:
    """Give the logo of one, or None."""
    name = "organisation" if isinstance(whose, Organisation) else "programme"
    return Logo.objects.filter(**{name: whose}).defer("picture").first()


def logos_of(organisations: Iterable[int]) -> dict[int, Logo]:
    """Give the logos of organisations by their keys, in one query."""
    found = Logo.objects.filter(organisation__in=list(organisations)).defer("picture")
    return {logo.organisation_id: logo for logo in found if logo.organisation_id}


def picture_called(public_id: uuid.UUID) -> Logo:
    """Give one logo with its dots, or 404."""
    return get_object_or_404(Logo, public_id=public_id)
