"""What happens when an item has come to its end? Whose it is, and who of others had read it, are told of it once.

They are told by its reference alone: it may not be read any longer. Its custodians can put the end off, or let it go.

*Source:* design/sharing.md 1 (live), 2.2 (mail), 5; R78, R213; D4.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse

from commonground.audit import actions as audit
from commonground.groundwork import ids
from commonground.groundwork.actors import SYSTEM
from commonground.people.models import Membership, Organisation
from commonground.people.queries import acting
from commonground.sharing.actions import telling
from commonground.sharing.adapters.world_of import MARKINGS
from commonground.sharing.queries.openings import rows_of


def tell_ended() -> int:
    """Tell of everything that has come to its end since the last time, each person in one message; gives how many items
    it was about. For the worker."""
    with transaction.atomic():
        rows = rows_of("SELECT item, originator, coalesce(tlp, 2), readers FROM sharing_ended() ORDER BY item", [])
        _tell(rows)
    return len(rows)


def _tell(rows: Iterable[tuple[Any, ...]]) -> None:
    bodies = Organisation.objects.in_bulk({originator for _item, originator, *_rest in rows})
    kept: dict[int, list[telling.Named]] = defaultdict(list)
    had_read: dict[tuple[int, int], list[telling.Named]] = defaultdict(list)
    for item, originator, tlp, readers in rows:
        named = (MARKINGS[tlp], ids.to_text(item))
        kept[originator].append(named)
        for reader in readers:
            had_read[reader, originator].append(named)
    for originator, items in kept.items():
        audit.record("sharing:item:ended", actor=SYSTEM, subject=bodies[originator], items=len(items))
        telling.ended_for_custodians(bodies[originator], items, reverse("sharing:records"))
    hats = Membership.objects.filter(acting.current(), pk__in={reader for reader, _originator in had_read})
    present = hats.select_related("person").in_bulk()
    for (reader, originator), items in had_read.items():
        if reader in present:
            telling.ended_for_reader(present[reader], bodies[originator], items, reverse("sharing:items"))
