"""Which areas has Aldermouth, and what is each like? The table from which the town and its crimes are made.

Rows run from north to south and columns from west to east on a grid in which every second row is shifted by half a
column. `thefts` is the expected number of shop thefts a month in the first month; `night` says how lively the place is
after dark (0 to 3). The ids of the areas begin with X, which no statistics office uses.

*Source:* the mock-ups of design/look (names); our own invention (the rest).
"""

from typing import NamedTuple


class Place(NamedTuple):
    """One area: its name, its cell in the grid, expected shop thefts a month, liveliness after dark."""

    name: str
    row: int
    column: int
    thefts: float
    night: int


PLACES = (
    Place("Priory Fields", 0, 2, 22, 0),
    Place("Lantern Hill", 0, 3, 7, 0),
    Place("Northgate", 0, 4, 26, 1),
    Place("Windmill Green", 0, 5, 6, 0),
    Place("Signal Point", 0, 6, 19, 0),
    Place("Castle Mount", 1, 0, 8, 0),
    Place("Castle Parade", 1, 1, 13, 1),
    Place("Dyers Yard", 1, 2, 6, 0),
    Place("Glovers Green", 1, 3, 21, 0),
    Place("Northgate Bridge", 1, 4, 24, 1),
    Place("Mercers Hall", 1, 5, 30, 1),
    Place("Fish Hill", 1, 6, 23, 1),
    Place("Quayside", 1, 7, 31, 3),
    Place("Ropewalk", 2, 0, 11, 0),
    Place("Castle Fields", 2, 1, 5, 0),
    Place("Saddler Street", 2, 2, 9, 0),
    Place("Abbey Row", 2, 3, 6, 0),
    Place("Friary", 2, 4, 5, 2),
    Place("Chandlers Row", 2, 5, 27, 1),
    Place("Sailmakers", 2, 6, 20, 1),
    Place("Harbour Street", 2, 7, 29, 2),
    Place("Weavers Park", 3, 0, 25, 0),
    Place("Fullers Mill", 3, 1, 18, 0),
    Place("West Bar", 3, 2, 7, 1),
    Place("Minster Gate North", 3, 3, 36, 3),
    Place("Bell Lane", 3, 4, 5, 2),
    Place("Guildhall", 3, 5, 38, 2),
    Place("Customs House", 3, 6, 22, 1),
    Place("Lifeboat Row", 3, 7, 7, 1),
    Place("The Spit", 3, 8, 2, 0),
    Place("Westmoor Park", 4, 0, 41, 0),
    Place("Orchard Bank", 4, 1, 8, 0),
    Place("Tenter Ground", 4, 2, 19, 0),
    Place("Corn Hill", 4, 3, 6, 1),
    Place("Minster Gate South", 4, 4, 33, 3),
    Place("Well Street", 4, 5, 6, 1),
    Place("Exchange Square", 4, 6, 28, 2),
    Place("Old Brewery", 4, 7, 20, 2),
    Place("Saltmarsh", 4, 8, 4, 0),
    Place("Mill Meadow", 5, 0, 6, 0),
    Place("Coopers Yard", 5, 1, 12, 0),
    Place("Lower Town", 5, 2, 24, 1),
    Place("Market Cross", 5, 3, 5, 2),
    Place("Station Road", 5, 4, 5, 2),
    Place("Goods Yard", 5, 5, 21, 1),
    Place("Viaduct", 5, 6, 10, 0),
    Place("Riverside Park", 5, 7, 26, 0),
    Place("Cattle Market", 6, 0, 33, 0),
    Place("Tannery Row", 6, 1, 28, 1),
    Place("Bark Street", 6, 2, 9, 0),
    Place("Coldharbour", 6, 3, 22, 0),
    Place("Southgate", 6, 4, 30, 1),
    Place("Alder Bridge", 6, 5, 18, 0),
    Place("Meadow Bank", 6, 6, 7, 0),
    Place("Ferry Lane", 6, 7, 23, 1),
    Place("Southmoor", 7, 2, 35, 0),
    Place("Brickfields", 7, 3, 5, 0),
    Place("Long Acre", 7, 4, 3, 0),
    Place("Hospital Hill", 7, 5, 12, 0),
    Place("Ferry Point", 7, 6, 20, 1),
)

CODES = {place.name: f"X{1_000_001 + number:08d}" for number, place in enumerate(PLACES)}

MINSTER_GATE = ("Minster Gate North", "Minster Gate South")
BESIDE_MINSTER_GATE = (
    "Abbey Row", "Bell Lane", "Corn Hill", "Friary", "Market Cross", "Station Road", "Well Street", "West Bar",
)  # fmt: skip
LIKE_MINSTER_GATE = ("Harbour Street", "Quayside", "Tannery Row")
LIKE_BESIDE_MINSTER_GATE = (
    "Bark Street", "Lantern Hill", "Lifeboat Row", "Meadow Bank", "Mill Meadow", "Orchard Bank", "Viaduct",
    "Windmill Green",
)  # fmt: skip

CASTLE_PARADE = ("Castle Parade",)
BESIDE_CASTLE_PARADE = ("Castle Fields", "Castle Mount", "Dyers Yard", "Priory Fields", "Saddler Street")
LIKE_CASTLE_PARADE = ("Coopers Yard", "Hospital Hill")
LIKE_BESIDE_CASTLE_PARADE = ("Brickfields", "Coldharbour", "Orchard Bank", "Viaduct", "Windmill Green")


def codes(names: tuple[str, ...]) -> list[str]:
    """The codes of areas given by name, in the order given."""
    return [CODES[name] for name in names]
