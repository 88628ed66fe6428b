"""Who may read what, asked of the file itself? A third answer, short and slow, which shares no line with the product.

It reads the JSON values as they stand, compares moments as texts, and was written from the sharing design alone.

*Source:* design/sharing.md 2; reference/security.md 1.11 (a model of plain Python beside the engine).
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
ORDER = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]


def answers(world: Json, t: str) -> list[tuple[str | None, str, bool, bool]]:
    """Answer every pair in the order of the file: person, rendition, may read, keeps."""
    return list(Reference(world, t).every())


def within(thing: Json, t: str, until: str = "until") -> bool:
    """Whether t lies in the period of a thing; texts of one form are ordered as the moments are."""
    return (thing["from"] or "") <= t and (thing[until] is None or t < thing[until])


def come(moment: str | None, t: str) -> bool:
    """Whether a moment is at or before t."""
    return moment is not None and moment <= t


class Reference:
    """The answers of one file at one moment."""

    def __init__(self, world: Json, t: str) -> None:
        self.world, self.t = world, t
        self.organisation, self.group, self.agreement, self.decision = (
            {one["id"]: one for one in world[kind]} for kind in ("organisations", "groups", "agreements", "decisions")
        )

    def every(self) -> Iterator[tuple[str | None, str, bool, bool]]:
        """Walk all pairs."""
        for p in [*self.world["people"], None]:
            for i in self.world["items"]:
                for r in i["renditions"]:
                    yield p and p["id"], r["id"], self.reads(p, i, r), self.keeps(p, i, r)

    def memberships(self, p: Json | None) -> list[tuple[Json, int]]:
        """List the current memberships with their levels."""
        return [
            (m, 0 if come(m["clearance_until"], self.t) else m["clearance"])
            for m in (p or {"memberships": []})["memberships"]
            if within(m, self.t) and not m["suspended"] and self.organisation[m["organisation"]]["active"]
        ]

    def reads(self, p: Json | None, i: Json, r: Json) -> bool:
        """May read."""
        if p and not p["active"]:
            return False
        if not within(i, self.t, "expires") or come(i["withdrawn"], self.t):
            return False
        if not self.organisation[i["originator"]]["active"]:
            return False
        least = max(r["clearance"], 1 if r["personal"] else 0)
        for m, level in self.memberships(p):
            own = m["organisation"] == i["originator"] and level >= least
            if own and p and (r["tlp"] != "RED" or p["id"] == i["author"]):
                return True
            for one in r["releases"]:
                if p and level >= max(least, one["clearance"]) and self.opens(one, p, m, i, r):
                    return True
        return any(self.public(one, i, r) for one in r["releases"])

    def is_open(self, one: Json) -> bool:
        """A release that is current."""
        return within(one, self.t) and not come(one["revoked"], self.t)

    def opens(self, one: Json, p: Json, m: Json, i: Json, r: Json) -> bool:
        """A release opens the rendition to a membership of enough level."""
        to, mine = one["to"], m["organisation"]
        allowed = {"RED": 0, "AMBER+STRICT": 1, "AMBER": 1, "GREEN": 2, "CLEAR": 3}[r["tlp"]]
        width = 0 if "person" in to else 1 if "organisation" in to else 2 if "group" in to else 3
        entries = [e for e in self.group[to["group"]]["members"] if within(e, self.t)] if width == 2 else [to]
        named = any(e.get("organisation") == mine and e.get("person", p["id"]) == p["id"] for e in entries)
        return self.is_open(one) and width <= allowed and named and self.stands(one["under"], mine, i, r)

    def stands(self, under: Json | None, mine: str, i: Json, r: Json) -> bool:
        """The basis carries it to an organisation."""
        if mine == i["originator"]:
            return True
        if under is None:
            return not r["personal"]
        if "decision" in under:
            d = self.decision[under["decision"]]
            return self.decided(d, i) and mine in d["recipients"]
        a = self.agreement[under["agreement"]]
        parties = [party for party in a["parties"] if within(party, self.t)]
        gives = {c for party in parties if party["organisation"] == i["originator"] for c in party["gives"]}
        gets = {c for party in parties if party["organisation"] == mine for c in party["gets"]}
        held = {h["standard"] for h in self.organisation[mine]["accreditations"] if within(h, self.t)}
        return (
            a["status"] == "in_force"
            and within(a, self.t)
            and i["category"] in gives & gets
            and a["personal"] >= r["personal"]
            and ORDER.index(r["tlp"]) <= ORDER.index(a["ceiling"])
            and (a["accreditation_any_of"] == [] or bool(held & set(a["accreditation_any_of"])))
        )

    def decided(self, d: Json, i: Json) -> bool:
        """A decision of the originator to share the item."""
        return (d["by"], d["item"], d["outcome"]) == (i["originator"], i["id"], "share") and within(d, self.t)

    def public(self, one: Json, i: Json, r: Json) -> bool:
        """A release opens the rendition to everybody."""
        if (
            "public" not in one["to"]
            or r["tlp"] != "CLEAR"
            or r["clearance"] + one["clearance"]
            or not self.is_open(one)
        ):
            return False
        under = one["under"]
        if under is None:
            return not r["personal"]
        d = self.decision[under["decision"]] if "decision" in under else None
        return d is not None and self.decided(d, i) and bool(d["public"])

    def keeps(self, p: Json | None, i: Json, r: Json) -> bool:
        """Keeps the records."""
        return bool(p and p["active"]) and any(
            m["organisation"] == i["originator"]
            and level >= max(r["clearance"], 1 if r["personal"] else 0)
            and (m["custodian"] or (p is not None and p["id"] == i["author"]))
            for m, level in self.memberships(p)
        )
