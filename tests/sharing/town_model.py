"""What may everybody of a town read after all that was done? A second answer, which no table and no key is asked for.

The model keeps the town as a world in a file and changes it as the design says that each deed does; who may read is
answered from it by the reference of the tests. It was written from the design alone and shares no line with the
product.

*Source:* design/sharing.md 2, 2.1, 4; bar A3 of reference/security.md.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from tests.sharing.reference import Reference

Json = dict[str, Any]
NAMES = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
LONG_AGO = "0"  # before every moment, as texts are ordered


def written(moment: datetime) -> str:
    """Write a moment so that texts are ordered as moments are."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class TownModel:
    """The town as a world. Ids are texts; each membership has its own, as `hat`."""

    def __init__(self) -> None:
        self.world: Json = {
            kind: [] for kind in ("organisations", "people", "groups", "agreements", "decisions", "items")
        }
        self.waiting: dict[int, Json] = {}

    def copy(self) -> "TownModel":
        """Give another that begins as this one is."""
        return deepcopy(self)

    def one(self, kind: str, key: object) -> Json:
        """Find a thing by its id."""
        return next(one for one in self.world[kind] if one["id"] == str(key))

    def hats(self) -> Iterator[tuple[Json, Json]]:
        """Walk everybody with each of their memberships."""
        for person in self.world["people"]:
            for hat in person["memberships"]:
                yield person, hat

    def hat(self, key: object) -> Json:
        """Find a membership by its id."""
        return next(hat for _, hat in self.hats() if hat["hat"] == str(key))

    def rendition(self, key: object) -> tuple[Json, Json]:
        """Find a rendition by its id, with its item."""
        return next((i, r) for i in self.world["items"] for r in i["renditions"] if r["id"] == str(key))

    def release(self, key: object) -> tuple[Json, Json]:
        """Find a release by its id, with its item."""
        return next(
            (i, one)
            for i in self.world["items"]
            for r in i["renditions"]
            for one in r["releases"]
            if one["id"] == str(key)
        )

    def may_read(self, moment: datetime) -> dict[str, set[str]]:
        """Give by membership the renditions that may be read through it at a moment."""
        t = written(moment)
        asked, found = Reference(self.world, t), {}
        for person, hat in self.hats():
            through = {**person, "memberships": [hat]}
            found[hat["hat"]] = {
                r["id"] for i in self.world["items"] for r in i["renditions"] if asked.reads(through, i, r)
            }
        return found

    def acts(self, key: object, moment: datetime) -> bool:
        """Whether somebody can act through a membership: it is current and they are active."""
        asked = Reference(self.world, written(moment))
        person, hat = next((p, h) for p, h in self.hats() if h["hat"] == str(key))
        return person["active"] and bool(asked.memberships({**person, "memberships": [hat]}))

    def may_keep(self, key: object, item: Json) -> bool:
        """Whether a membership is the author's or a custodian's of the item's originator, levels aside."""
        person, hat = next((p, h) for p, h in self.hats() if h["hat"] == str(key))
        of_it = hat["organisation"] == item["originator"]
        return of_it and (hat["custodian"] or person["id"] == item["author"])

    def takes_two(self, rendition: Json, to: Json) -> bool:
        """Whether a release takes a second approver: RED, or personal data to the public."""
        return rendition["tlp"] == "RED" or ("public" in to and rendition["personal"])

    def writes(self, item: object, hat: object, category: str, renditions: list[Json]) -> None:
        """Somebody writes an item, which is live from now on."""
        person, through = next((p, h) for p, h in self.hats() if h["hat"] == str(hat))
        self.world["items"].append(
            {
                "id": str(item), "originator": through["organisation"], "author": person["id"], "category": category,
                "from": None, "expires": None, "withdrawn": None, "renditions": renditions,
            }
        )  # fmt: skip

    @staticmethod
    def version(key: object, tlp: int, clearance: int, personal: bool) -> Json:
        """Make a rendition without releases."""
        return {"id": str(key), "tlp": NAMES[tlp], "clearance": clearance, "personal": personal, "releases": []}

    @staticmethod
    def opened(key: object, to: Json, under: Json | None) -> Json:
        """Make a release that is open from now on."""
        return {"id": str(key), "to": to, "under": under, "clearance": 0, "from": None, "until": None, "revoked": None}

    @staticmethod
    def membership(key: object, organisation: object, level: int = 0, custodian: bool = False) -> Json:
        """Make a membership that holds from now on."""
        return {
            "hat": str(key), "organisation": str(organisation), "clearance": level, "clearance_until": None,
            "custodian": custodian, "from": None, "until": None, "suspended": False,
        }  # fmt: skip
