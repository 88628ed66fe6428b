"""Which shapes has Aldermouth's partnership drawn, what are places called besides, and who follows which?

*Source:* R57, R187; our own invention.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from commonground.people.actions import areas
from commonground.places import actions as places
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

# Name, who drew it, days before the present day, of which small areas
SHAPES = (
    ("Harbour nights", "lindqvist", 21, ("Quayside", "Harbour Street", "Customs House", "Lifeboat Row")),
    ("The shopping mile", "penhallow", 200, ("Northgate", "Northgate Bridge", "Mercers Hall", "Guildhall")),
)
ALSO_CALLED = (("Aldermouth", ("The Mouth",)), ("Saltmarsh", ("The Salts",)), ("Exchange Square", ("Old Exchange",)))
FOLLOWED = (
    ("thornbury", ("Minster Gate", "Quayside")),
    ("whitlock", ("Minster Gate",)),
    ("lindqvist", ("Quayside", "Harbour Street")),
)


def mapped(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds that name places otherwise, draw over them and follow them."""
    town = stage.areas["Aldermouth"]
    for name, also in ALSO_CALLED:
        call = partial(places.name_also, actor=stage.keeper, area=stage.areas[name], names=also)
        yield Deed(today - timedelta(days=300), 0, "", call)
    yield Deed(today - timedelta(days=300), 0, "", partial(_postcodes, stage))
    for name, by, ago, parts in SHAPES:
        chosen = [stage.areas[part] for part in parts]
        draw = partial(places.draw, actor=stage.actor(by), name=name, within=town, parts=chosen)
        yield Deed(today - timedelta(days=ago), 0, by, draw)
    for by, names in FOLLOWED:
        for name in names:
            follow = partial(areas.follow, actor=stage.actor(by), area=stage.areas[name])
            yield Deed(today - timedelta(days=20), 1, by, follow)


def _postcodes(stage: Stage) -> None:
    """Give each small area three postcodes. Royal Mail uses no area ZZ, so that none of them is anywhere."""
    small = [area.code for area in stage.areas.values() if area.kind == "lsoa"]
    rows = [
        (f"ZZ{1 + number // 9} {1 + number % 9}A{letter}", code)
        for number, code in enumerate(small)
        for letter in "ABD"
    ]
    places.bring_in_postcodes(actor=stage.keeper, rows=rows)
