"""What is an area? Its kinds, from the largest to the smallest.

*Source:* R187.
"""

from enum import StrEnum


class AreaKind(StrEnum):
    """How large an area is, in the terms of the nations' statistics."""

    NATION = "nation"
    FORCE = "force"
    BOROUGH = "borough"
    WARD = "ward"
    LSOA = "lsoa"
    DRAWN = "drawn"


KIND_LABELS = {
    AreaKind.NATION: "Nation",
    AreaKind.FORCE: "Police force area",
    AreaKind.BOROUGH: "Borough, district or town",
    AreaKind.WARD: "Ward",
    AreaKind.LSOA: "Small area (LSOA)",
    AreaKind.DRAWN: "Drawn shape",
}

# Of two areas with one name, somebody who types it means the larger; a shape that members drew stands before a code.
SIZES = {
    AreaKind.NATION: 0,
    AreaKind.FORCE: 1,
    AreaKind.BOROUGH: 2,
    AreaKind.WARD: 3,
    AreaKind.DRAWN: 4,
    AreaKind.LSOA: 5,
}
