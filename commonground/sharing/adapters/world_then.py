"""What would the policy have said at a moment that is over? All that was recorded then, as a world.

Triggers keep what each row said that the law asks, from when until when; the rows themselves may have changed since, or
be gone. Names in the world are the keys of rows, as text, as in `world_of`.

*Source:* bar C6 of the reference on security; design/sharing.md 6; DPA 2018 s.62.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from commonground.audit.queries import what_was
from commonground.sharing.adapters.world_of import MARKINGS
from commonground.sharing.rules import agreements, decisions, items, organisations
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.world import World

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Then:
    """The world of a moment, and whose each membership was: person and membership by its key."""

    world: World
    hats: dict[int, tuple[str, organisations.Membership]]


def then(at: datetime) -> Then:
    """Make the world of a moment; of what was recorded before it was kept track of, as it was when that began."""
    said = what_was(at)
    hats = _hats(said, at)
    worn: dict[str, list[organisations.Membership]] = defaultdict(list)
    for person, hat in hats.values():
        worn[person].append(hat)
    people = {
        str(key): organisations.Person(str(key), row["is_active"], tuple(worn[str(key)]))
        for key, row in said.get("people_person", {}).items()
    }
    made = World(at, _bodies(said), people, _groups(said), _agreements(said, at), _decisions(said), _items(said))
    return Then(made, hats)


def _rows(said: dict[str, dict[int, Said]], table: str) -> Iterator[tuple[int, Said]]:
    """The rows of a table, in the order of their keys."""
    yield from sorted(said.get(table, {}).items())


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _midnight(text: str | None) -> datetime | None:
    """When a day begins, for all who work here."""
    return datetime.combine(date.fromisoformat(text), time(), ZoneInfo(settings.TIME_ZONE)) if text else None


def _period(row: Said) -> Period:
    return Period(_moment(row["opens"]), _moment(row["closes"]))


def _name(key: int | None) -> str | None:
    return None if key is None else str(key)


def _hats(said: dict[str, dict[int, Said]], at: datetime) -> dict[int, tuple[str, organisations.Membership]]:
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().isoformat()
    cleared: dict[int, tuple[str, int, Said]] = {}
    for key, row in _rows(said, "people_clearance"):
        newest = (row["starts"], key, row)
        if not row["withdrawn_at"] and row["starts"] <= today:
            cleared[row["membership_id"]] = max(cleared.get(row["membership_id"], newest), newest, key=lambda c: c[:2])
    found = {}
    for key, row in _rows(said, "people_membership"):
        ends = min((day for day in (row["until"], row["lapses_on"]) if day), default=None)
        level, until = 0, None
        if key in cleared:
            level, until = cleared[key][2]["level"], _midnight(cleared[key][2]["until"])
        hat = organisations.Membership(
            str(row["organisation_id"]), level, until, custodian=False,
            period=Period(_midnight(row["starts"]), _midnight(ends)), suspended=row["suspended_at"] is not None,
        )  # fmt: skip
        found[key] = (str(row["person_id"]), hat)
    return found


def _bodies(said: dict[str, dict[int, Said]]) -> dict[str, organisations.Organisation]:
    held: dict[int, list[organisations.Accreditation]] = defaultdict(list)
    for _key, row in _rows(said, "people_accreditation"):
        if row["verified_at"]:
            period = Period(_midnight(row["starts"]), _midnight(row["until"]))
            held[row["organisation_id"]].append(organisations.Accreditation(row["standard"], period))
    return {
        str(key): organisations.Organisation(str(key), row["is_active"], tuple(held[key]))
        for key, row in _rows(said, "people_organisation")
    }


def _groups(said: dict[str, dict[int, Said]]) -> dict[str, organisations.Group]:
    entries: dict[int, list[organisations.Entry]] = defaultdict(list)
    for _key, row in _rows(said, "sharing_groupentry"):
        entry = organisations.Entry(str(row["organisation_id"]), _name(row["person_id"]), _period(row))
        entries[row["group_id"]].append(entry)
    named = {row["group_id"] for _key, row in _rows(said, "sharing_release") if row["group_id"]}
    return {str(key): organisations.Group(str(key), tuple(entries[key])) for key in named | entries.keys()}


def _agreements(said: dict[str, dict[int, Said]], at: datetime) -> dict[str, agreements.Agreement]:
    parties: dict[int, list[agreements.Party]] = defaultdict(list)
    for _key, row in _rows(said, "sharing_party"):
        gives, gets = frozenset(row["gives"]), frozenset(row["gets"])
        parties[row["agreement_id"]].append(agreements.Party(str(row["organisation_id"]), gives, gets, _period(row)))
    times: dict[int, list[Period]] = defaultdict(list)
    for _key, row in _rows(said, "sharing_timeinforce"):
        times[row["version_id"]].append(_period(row))
    found = {}
    for key, row in _rows(
        said, "sharing_agreementversion"
    ):  # a later version that is in force takes an earlier's place
        agreement, in_force = str(row["agreement_id"]), any(_holds(one, at) for one in times[key])
        if in_force or agreement not in found:
            found[agreement] = agreements.Agreement(
                agreement, agreements.Status.IN_FORCE if in_force else agreements.Status.SUSPENDED, _period(row),
                MARKINGS[row["ceiling"]], row["personal"], frozenset(row["accreditation_any_of"]),
                tuple(parties[row["agreement_id"]]),
            )  # fmt: skip
    return found


def _holds(period: Period, at: datetime) -> bool:
    return (period.starts is None or period.starts <= at) and (period.until is None or at < period.until)


def _decisions(said: dict[str, dict[int, Said]]) -> dict[str, decisions.Decision]:
    named: dict[int, set[str]] = defaultdict(set)
    for _key, row in _rows(said, "sharing_decisionrecipient"):
        named[row["decision_id"]].add(str(row["organisation_id"]))
    return {
        str(key): decisions.Decision(
            str(key), str(row["organisation_id"]), str(row["item_id"]), decisions.Outcome(row["outcome"]),
            frozenset(named[key]), row["is_public"], _period(row),
        )
        for key, row in _rows(said, "sharing_decision")
    }  # fmt: skip


def _items(said: dict[str, dict[int, Said]]) -> dict[str, items.Item]:
    releases: dict[int, list[items.Release]] = defaultdict(list)
    for _key, row in _rows(said, "sharing_release"):
        releases[row["rendition_id"]].append(
            items.Release(_to(row), _under(row), row["clearance"], _period(row), _moment(row["revoked_at"]))
        )
    kept: dict[int, list[items.Rendition]] = defaultdict(list)
    for key, row in _rows(said, "sharing_rendition"):
        kept[row["item_id"]].append(
            items.Rendition(str(key), MARKINGS[row["tlp"]], row["clearance"], row["personal"], tuple(releases[key]))
        )
    return {
        str(key): items.Item(
            str(key), str(row["originator_id"]), _name(row["author_id"]), row["category"], _period(row),
            _moment(row["withdrawn_at"]), tuple(kept[key]),
        )
        for key, row in _rows(said, "sharing_item")
    }  # fmt: skip


def _to(row: Said) -> items.Audience:
    match row["to"]:
        case "person":
            return items.ToPerson(str(row["person_id"]), str(row["organisation_id"]))
        case "organisation":
            return items.ToOrganisation(str(row["organisation_id"]))
        case "group":
            return items.ToGroup(str(row["group_id"]))
    return items.ToPublic()


def _under(row: Said) -> items.Basis:
    if row["agreement_id"] is not None:
        return items.UnderAgreement(str(row["agreement_id"]))
    return items.UnderDecision(str(row["decision_id"])) if row["decision_id"] is not None else None


def readable(known: Then, hats: Iterable[int]) -> dict[int, set[int]]:
    """Give, for some memberships by their keys, the keys of the renditions that could be read through each then."""
    policy, found = Policy(known.world, known.world.at), {}
    for key in hats:
        person, hat = known.hats.get(key, ("", None))
        reader = known.world.people.get(person)
        found[key] = {
            int(rendition.id)
            for item, rendition in known.world.renditions()
            if reader and hat and policy.may_read_through([hat], reader, item, rendition)
        }
    return found
