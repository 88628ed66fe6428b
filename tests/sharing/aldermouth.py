"""What does sharing look like in Aldermouth? One agreement, one item in three renditions, and the people around it.

*Source:* the worked example's cast; design/sharing.md 1.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from commonground.groundwork.markings import Tlp
from commonground.sharing.rules.agreements import Agreement, Party
from commonground.sharing.rules.items import Item, Release, Rendition, ToOrganisation
from commonground.sharing.rules.items import UnderAgreement as Under
from commonground.sharing.rules.organisations import Accreditation, Group, Membership, Organisation, Person
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.world import World

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
POLICE, MARLGATE, NORTHGATE, TANNERY = "Aldermouth Police", "Marlgate Centre", "Northgate Guarding", "Tannery Stores"
BEFORE = Period(NOON - 90 * DAY, NOON + 90 * DAY)


def by_id(*things: Any) -> dict[str, Any]:
    """Put things under their ids."""
    return {thing.id: thing for thing in things}


def person(name: str, organisation: str, clearance: int, **more: Any) -> Person:
    """Somebody with one membership."""
    return Person(name, memberships=(Membership(organisation, clearance, period=BEFORE, **more),))


FULL = Rendition("full", Tlp.AMBER, 2, True, (Release(ToOrganisation(MARLGATE), Under("ISA-7"), 2, BEFORE),))
SANITISED = Rendition(
    "sanitised", Tlp.GREEN, 1, False, (Release(ToOrganisation(NORTHGATE), Under("ISA-7"), 0, BEFORE),)
)
AWARENESS = Rendition("awareness", Tlp.CLEAR, 0, False, (Release(ToOrganisation(TANNERY), None, 0, BEFORE),))
ITEM = Item("two men at the Gate", POLICE, "tranter", "intelligence", BEFORE, None, (FULL, SANITISED, AWARENESS))
AGREEMENT = Agreement(
    "ISA-7",
    period=BEFORE,
    ceiling=Tlp.AMBER,
    personal=True,
    accreditation_any_of=frozenset({"acs", "bcrp"}),
    parties=(
        Party(POLICE, frozenset({"intelligence"}), frozenset({"incident"}), BEFORE),
        Party(MARLGATE, frozenset({"incident"}), frozenset({"intelligence"}), BEFORE),
        Party(NORTHGATE, frozenset(), frozenset({"intelligence"}), BEFORE),
    ),
)
ALDERMOUTH = World(
    NOON,
    by_id(
        Organisation(POLICE),
        Organisation(MARLGATE, accreditations=(Accreditation("bcrp", BEFORE),)),
        Organisation(NORTHGATE, accreditations=(Accreditation("acs", BEFORE),)),
        Organisation(TANNERY),
    ),
    by_id(
        person("thornbury", POLICE, 3, custodian=True),
        person("tranter", POLICE, 2),
        person("marchbank", POLICE, 1),
        person("whitlock", MARLGATE, 2),
        person("ellerby", MARLGATE, 1),
        person("penhallow", NORTHGATE, 1),
        person("yarrow", TANNERY, 0),
    ),
    by_id(Group("the Gate")),
    by_id(AGREEMENT),
    {},
    by_id(ITEM),
)


def readers(world: World, rendition: str, at: datetime = NOON) -> list[str | None]:
    """Name everybody who may read a rendition; the public is None."""
    policy = Policy(world, at)
    return [
        who.id if who else None
        for who in world.readers()
        for item, one in world.renditions()
        if one.id == rendition and policy.may_read(who, item, one)
    ]


def keepers(world: World, rendition: str, at: datetime = NOON) -> list[str]:
    """Name everybody who keeps a rendition's records."""
    policy = Policy(world, at)
    return [
        who.id
        for who in world.people.values()
        for item, one in world.renditions()
        if one.id == rendition and policy.keeps(who, item, one)
    ]


def with_item(world: World, **changes: Any) -> World:
    """The world with something else about its item."""
    return replace(world, items=by_id(replace(next(iter(world.items.values())), **changes)))


def with_rendition(world: World, name: str, **changes: Any) -> World:
    """The world with something else about one rendition of its item."""
    item = next(iter(world.items.values()))
    changed = tuple(replace(one, **changes) if one.id == name else one for one in item.renditions)
    return with_item(world, renditions=changed)


def with_release(world: World, name: str, **changes: Any) -> World:
    """The world with something else about the release of one rendition."""
    (release,) = next(one.releases for _, one in world.renditions() if one.id == name)
    return with_rendition(world, name, releases=(replace(release, **changes),))


def with_agreement(world: World, **changes: Any) -> World:
    """The world with something else about its agreement."""
    return replace(world, agreements=by_id(replace(world.agreements["ISA-7"], **changes)))


def with_person(world: World, name: str, active: bool = True, **changes: Any) -> World:
    """The world with something else about somebody's one membership."""
    (membership,) = world.people[name].memberships
    changed = Person(name, active, (replace(membership, **changes),))
    return replace(world, people={**world.people, name: changed})


def with_organisation(world: World, name: str, **changes: Any) -> World:
    """The world with something else about an organisation."""
    return replace(world, organisations={**world.organisations, name: replace(world.organisations[name], **changes)})
