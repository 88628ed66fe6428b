"""What would the world be if? A second world in which one thing has changed, for somebody who asks before they act.

*Source:* design/sharing.md 4; R212, R213.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from commonground.groundwork.refusals import Invalid
from commonground.sharing.rules.agreements import Party, Status
from commonground.sharing.rules.organisations import Entry
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.world import World

T = TypeVar("T")


def agreement_lapses(world: World, agreement: str) -> World:
    """End an agreement; refuses one that is not there."""
    ended = replace(_there(world.agreements, agreement), status=Status.ENDED)
    return replace(world, agreements={**world.agreements, agreement: ended})


def party_leaves(world: World, agreement: str, organisation: str, at: datetime) -> World:
    """Let a party leave an agreement at a moment; refuses one that is no party of it."""
    found = _there(world.agreements, agreement)
    parties = tuple(
        replace(party, period=_ended(party.period, at)) if party.organisation == organisation else party
        for party in found.parties
    )
    _changed(found.parties, parties, "That organisation is no party of the agreement at that moment.")
    return replace(world, agreements={**world.agreements, agreement: replace(found, parties=parties)})


def party_joins(world: World, agreement: str, party: Party) -> World:
    """Let an organisation join an agreement; refuses an agreement or an organisation that is not there."""
    found = _there(world.agreements, agreement)
    _there(world.organisations, party.organisation)
    joined = replace(found, parties=(*found.parties, party))
    return replace(world, agreements={**world.agreements, agreement: joined})


def group_grows(world: World, group: str, entry: Entry) -> World:
    """Let an organisation, or a person of one, join a group; refuses a group or an organisation that is not there."""
    found = _there(world.groups, group)
    _there(world.organisations, entry.organisation)
    return replace(world, groups={**world.groups, group: replace(found, members=(*found.members, entry))})


def organisation_leaves(world: World, organisation: str) -> World:
    """Let an organisation leave altogether; refuses one that is not there."""
    gone = replace(_there(world.organisations, organisation), active=False)
    return replace(world, organisations={**world.organisations, organisation: gone})


def accreditation_expires(world: World, organisation: str, standard: str, at: datetime) -> World:
    """Let an accreditation run out at a moment; refuses one that the organisation does not hold until then."""
    found = _there(world.organisations, organisation)
    held = tuple(
        replace(one, period=_ended(one.period, at)) if one.standard == standard else one for one in found.accreditations
    )
    _changed(found.accreditations, held, "The organisation does not hold that accreditation at that moment.")
    changed = replace(found, accreditations=held)
    return replace(world, organisations={**world.organisations, organisation: changed})


def clearance_falls(world: World, person: str, organisation: str, level: int) -> World:
    """Lower what a person is cleared for through an organisation to a level, 0 to 3; refuses what lowers nothing."""
    found = _there(world.people, person)
    memberships = tuple(
        replace(m, clearance=min(m.clearance, level)) if m.organisation == organisation else m
        for m in found.memberships
    )
    _changed(found.memberships, memberships, "The person holds no higher level through that organisation.")
    return replace(world, people={**world.people, person: replace(found, memberships=memberships)})


def membership_ends(world: World, person: str, organisation: str, at: datetime) -> World:
    """End a person's membership of an organisation at a moment; refuses somebody who is no member of it then."""
    found = _there(world.people, person)
    memberships = tuple(
        replace(m, period=_ended(m.period, at)) if m.organisation == organisation else m for m in found.memberships
    )
    _changed(found.memberships, memberships, "The person is no member of that organisation at that moment.")
    return replace(world, people={**world.people, person: replace(found, memberships=memberships)})


def _there(things: Mapping[str, T], key: str) -> T:
    if key not in things:
        raise Invalid("There is no such thing in this world.")
    return things[key]


def _ended(period: Period, at: datetime) -> Period:
    """The period, if it would go on, ended at the moment."""
    return period if period.until is not None and period.until <= at else Period(period.starts, at)


def _changed(before: object, after: object, otherwise: str) -> None:
    if before == after:
        raise Invalid(otherwise)
