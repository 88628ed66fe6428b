"""In what world is the policy hardest to get right? In random ones where all holds but one thing, at the very second.

A release is made for somebody: their organisation is in the audience, its basis carries it, the moment lies inside.
Then, with a small chance at every single condition, that one is broken; and every period begins or ends at the moment
asked, a second beside it, or far away. So most answers hang on one condition, whichever it is.

*Source:* design/sharing.md 3 (traps seen), 4; bars A1 and A8 of reference/security.md.
"""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from commonground.sharing.adapters.world_files import world_of
from commonground.sharing.rules.world import World

Json = dict[str, Any]
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
CATEGORIES = ("intelligence", "incident", "alert", "briefing")
STANDARDS = ("bcrp", "acs", "csas")
MARKINGS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
ORGANISATIONS, PEOPLE, GROUPS, ITEMS = 5, 12, 4, 12
ODDS = 0.05


def written(moment: datetime | None) -> str | None:
    """Write a moment as the file does."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def hostile_world(seed: int) -> World:
    """Make the world of a seed, read from its file."""
    return world_of(json.dumps(hostile(seed)).encode())


def hostile(seed: int) -> Json:
    """Make the file of a seed, as JSON values."""
    return Maker(Random(seed)).world()


def town(people: int, items: int, seed: int = 1) -> Json:
    """Make the file of a large world of 40 organisations, in which one item has two renditions on average."""
    return Maker(Random(seed), organisations=40).world(people, 40, items)


class Maker:
    """One world in the making; `odds` is how often a single thing is broken on purpose."""

    def __init__(self, chance: Random, odds: float = ODDS, organisations: int = ORGANISATIONS) -> None:
        self.chance = chance
        self.odds = odds
        self.organisations = [f"o{n}" for n in range(organisations)]
        self.people: list[Json] = []
        self.groups: list[Json] = []
        self.agreements: list[Json] = []
        self.decisions: list[Json] = []
        self.items: list[Json] = []
        self.renditions = 0

    def breaks(self) -> bool:
        """Whether this one thing is broken."""
        return self.chance.random() < self.odds

    def often(self, share: float) -> bool:
        """Whether something happens that does so in this share of cases."""
        return self.chance.random() < share

    def period(self, until: str = "until") -> Json:
        """A period that holds the moment, or sometimes just misses it."""
        pick = self.chance.choice
        if self.breaks():
            starts, ends = pick(
                [
                    (AT + SECOND, None),
                    (AT + SECOND, AT + DAY),
                    (None, AT),
                    (AT - DAY, AT),
                    (None, AT - SECOND),
                    (AT, AT),
                    (AT + SECOND, AT - SECOND),
                ]
            )
        else:
            starts = pick([None, AT - 30 * DAY, AT - SECOND, AT])
            ends = pick([None, None, AT + SECOND, AT + 30 * DAY])
        return {"from": written(starts), until: written(ends)}

    def end(self) -> str | None:
        """The moment of an end that has not come, or sometimes just has."""
        pick = self.chance.choice
        return written(pick([AT, AT - SECOND, AT - DAY]) if self.breaks() else pick([None, None, AT + SECOND]))

    def world(self, people: int = PEOPLE, groups: int = GROUPS, items: int = ITEMS) -> Json:
        """Everything, people before what is made for them."""
        accredited = [self.organisation(name) for name in self.organisations]
        self.people = [self.person(f"p{n}") for n in range(people)]
        self.groups = [self.group(f"g{n}") for n in range(groups)]
        self.items = [{"id": f"i{n}"} for n in range(items)]  # decisions may name any of them
        self.items = [self.item(f"i{n}") for n in range(items)]
        return {
            "at": written(AT),
            "organisations": accredited,
            "people": self.people,
            "groups": self.groups,
            "agreements": self.agreements,
            "decisions": self.decisions,
            "items": self.items,
        }

    def organisation(self, name: str) -> Json:
        """An organisation with some accreditations."""
        held = [
            {"standard": standard, **self.period()}
            for standard in STANDARDS
            for _ in range(self.chance.choice([0, 1, 1, 2]))
        ]
        return {"id": name, "active": not self.breaks(), "accreditations": held}

    def person(self, name: str) -> Json:
        """A person with memberships of several organisations, now and then twice of one."""
        wanted = self.chance.choice([0, 1, 1, 1, 2, 2, 3])
        memberships = [self.membership(self.chance.choice(self.organisations)) for _ in range(wanted)]
        return {"id": name, "active": not self.breaks(), "memberships": memberships}

    def membership(self, organisation: str) -> Json:
        """A membership of some level, or of one that has just run out."""
        return {
            "organisation": organisation,
            "clearance": self.chance.choice([0, 1, 2, 2, 3, 3]),
            "clearance_until": self.end(),
            "custodian": self.often(0.2),
            **self.period(),
            "suspended": self.breaks(),
        }

    def group(self, name: str) -> Json:
        """A group of organisations and of named persons, some of them with an employer whom they do not have."""
        members: list[Json] = []
        for _ in range(self.chance.choice([1, 2, 3])):
            person, organisation = self.somebody()
            named = {"person": person["id"]} if self.often(0.5) else {}
            members.append({**named, "organisation": organisation, **self.period()})
        return {"id": name, "members": members}

    def somebody(self) -> tuple[Json, str]:
        """A person with an organisation of theirs, or sometimes with another."""
        person = self.chance.choice(self.people)
        held = [m["organisation"] for m in person["memberships"]]
        if not held or self.breaks():
            return person, self.chance.choice(self.organisations)
        return person, self.chance.choice(held)

    def item(self, name: str) -> Json:
        """An item whose author is of the originator, or sometimes not."""
        author, originator = self.somebody()
        item = {
            "id": name,
            "originator": originator,
            "author": None if self.breaks() else author["id"],
            "category": self.chance.choice(CATEGORIES),
            **self.period("expires"),
            "withdrawn": self.end(),
            "renditions": [],
        }
        item["renditions"] = [self.rendition(item) for _ in range(self.chance.choice([1, 2, 3]))]
        return item

    def rendition(self, item: Json) -> Json:
        """A rendition with releases made for somebody each."""
        name, self.renditions = f"r{self.renditions}", self.renditions + 1
        made = {
            "id": name,
            "tlp": self.chance.choice(MARKINGS),
            "clearance": self.chance.choice([0, 0, 0, 1, 2, 3]),
            "personal": self.often(0.4),
        }
        return {**made, "releases": [self.release(item, made) for _ in range(self.chance.choice([1, 1, 2, 3, 4]))]}

    def release(self, item: Json, rendition: Json) -> Json:
        """A release to an audience that the marking allows, under a basis that carries it, unless something breaks."""
        to, organisation = self.audience(rendition["tlp"])
        return {
            "to": to,
            "under": self.basis(item, rendition, organisation),
            "clearance": self.chance.choice([0, 0, 0, 1, 2, 3]),
            **self.period(),
            "revoked": self.end(),
        }

    def audience(self, tlp: str) -> tuple[Json, str | None]:
        """An audience and the organisation that is meant, None for the public."""
        allowed = {"RED": 1, "AMBER+STRICT": 2, "AMBER": 2, "GREEN": 3, "CLEAR": 4}[tlp]
        width = self.chance.randrange(allowed)
        if self.breaks():
            width = min(allowed, 3)  # one step wider than the marking allows
        person, organisation = self.somebody()
        if width == 0:
            return {"person": person["id"], "organisation": organisation}, organisation
        if width == 1:
            return {"organisation": organisation}, organisation
        if width == 3:
            return {"public": True}, None
        group = self.chance.choice(self.groups)
        return {"group": group["id"]}, self.chance.choice(group["members"])["organisation"]

    def basis(self, item: Json, rendition: Json, organisation: str | None) -> Json | None:
        """An agreement or a decision made for the release, one made for another, or nothing."""
        kinds = ["decision", "nothing"] if organisation is None else ["agreement", "agreement", "decision", "nothing"]
        if rendition["personal"] and not self.breaks():
            kinds.remove("nothing")
        kind = "agreement" if self.breaks() else self.chance.choice(kinds)
        if kind == "nothing":
            return None
        made = self.agreements if kind == "agreement" else self.decisions
        if made and self.breaks():
            return {kind: self.chance.choice(made)["id"]}
        meant = organisation or self.chance.choice(self.organisations)
        if kind == "agreement":
            self.agreements.append(self.agreement(f"a{len(made)}", item, rendition, meant))
        else:
            self.decisions.append(self.decision(f"d{len(made)}", item, organisation))
        return {kind: made[-1]["id"]}

    def agreement(self, name: str, item: Json, rendition: Json, organisation: str) -> Json:
        """An agreement that covers the rendition, both ways and no more, unless one thing is broken."""
        tlp = MARKINGS.index(rendition["tlp"])
        covering = MARKINGS[tlp - 1] if tlp and self.breaks() else self.chance.choice(MARKINGS[tlp:])
        required = self.chance.sample(STANDARDS, self.chance.choice([0, 0, 1, 2]))
        parties = [
            self.party(item["originator"], gives=item["category"]),
            self.party(organisation, gets=item["category"]),
            *(self.party(self.chance.choice(self.organisations)) for _ in range(self.chance.choice([0, 1]))),
        ]
        self.chance.shuffle(parties)
        return {
            "id": name,
            "status": self.chance.choice(["draft", "suspended", "ended"]) if self.breaks() else "in_force",
            **self.period(),
            "ceiling": covering,
            "personal": rendition["personal"] != self.breaks() if rendition["personal"] else self.often(0.5),
            "accreditation_any_of": required,
            "parties": parties,
        }

    def party(self, organisation: str, *, gives: str | None = None, gets: str | None = None) -> Json:
        """A party that gives or gets what is asked, and something else perhaps."""

        def categories(wanted: str | None) -> list[str]:
            others = [c for c in CATEGORIES if c != wanted]
            kept = [wanted] if wanted and not self.breaks() else []
            return sorted({*kept, *self.chance.sample(others, self.chance.choice([0, 1, 2]))})

        wrong = self.chance.choice(self.organisations) if self.breaks() else organisation
        return {"organisation": wrong, "gives": categories(gives), "gets": categories(gets), **self.period()}

    def decision(self, name: str, item: Json, organisation: str | None) -> Json:
        """A decision of the originator about the item, for the organisation or the public, unless something breaks."""
        others = self.chance.sample(self.organisations, self.chance.choice([0, 1]))
        named = [organisation] if organisation and not self.breaks() else []
        return {
            "id": name,
            "by": self.chance.choice(self.organisations) if self.breaks() else item["originator"],
            "item": self.chance.choice(self.items)["id"] if self.breaks() else item["id"],
            "outcome": self.chance.choice(["refuse", "defer"]) if self.breaks() else "share",
            "recipients": [*named, *(o for o in others if o not in named)],
            "public": self.breaks() if organisation else not self.breaks(),
            **self.period(),
        }
