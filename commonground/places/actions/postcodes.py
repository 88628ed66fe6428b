"""What happens when postcodes are brought in? All of the file or nothing, in the place of those that were there.

*Source:* R115.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from django.db import connection, transaction

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.places.models import Area, Postcode
from commonground.places.permissions import TABLE

AT_ONCE = 20_000
KEEP = """
INSERT INTO places_postcode (postcode, area_id) SELECT * FROM unnest(%s::text[], %s::bigint[])
ON CONFLICT (postcode) DO UPDATE SET area_id = EXCLUDED.area_id
"""


@transaction.atomic
def bring_in_postcodes(*, actor: Actor, rows: Iterable[tuple[str, str]], is_whole: bool = False) -> tuple[int, int]:
    """Keep pairs of a postcode, as it is written, and its area's code; tell how many were kept, and how many lie in
    areas that are not here. With `is_whole`, postcodes that the rows lack go.

    :raises Invalid: whatever the rows raise while they are read; nothing is kept then.
    """
    require(TABLE, "bring_in", actor, None)
    areas = _by_code()
    kept, lost = Counter[int](), 0
    if is_whole:
        Postcode.objects.all().delete()
    placed = ((written, *areas.get(code, (0, 0))) for written, code in rows)
    while batch := {written: (key, largest) for written, key, largest in islice(placed, AT_ONCE)}:
        here = {written: key for written, (key, _) in batch.items() if key}
        kept.update(largest for key, largest in batch.values() if key)
        lost += len(batch) - len(here)
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [list(here), list(here.values())])
    for area in Area.objects.filter(pk__in=kept).order_by("pk"):
        audit.record("places:postcodes:brought_in", actor=actor, subject=area, summary=f"{kept[area.pk]} postcodes")
    return kept.total(), lost


def _by_code() -> dict[str, tuple[int, int]]:
    """Give the key of each area, and of the largest that holds it, by its present and its former codes."""
    found: dict[str, tuple[int, int]] = {}
    for key, above, code, former in Area.objects.order_by("pk").values_list("pk", "above", "code", "former_codes"):
        keys = (key, above[0] if above else key)
        found[code] = keys
        for each in former:
            found.setdefault(each, keys)
    return found
