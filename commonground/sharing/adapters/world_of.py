"""What would the policy say about what is recorded here? The part of the database that concerns some items, as a world.

Names in it are the keys of rows, as text. Everything is read as it stands at one moment: an agreement has the version
that is in force then. Whoever asks must have been let at the rows (`queries.asking`), for this goes round nothing.

*Source:* design/sharing.md 2.2 (previews), 4 (what-if); R212, R213.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from commonground.groundwork.markings import Tlp
from commonground.sharing.models import Agreement, Decision, Group, GroupEntry, Item, Party, Release, Rendition
from commonground.sharing.rules import agreements, decisions, items, organisations
from commonground.sharing.rules.drafts import ReleaseDraft, RenditionDraft
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.world import World

MARKINGS = tuple(Tlp)
NOBODY = "0"

HATS = """
SELECT h.person_id, w.active, h.organisation_id, h.level, h.level_closes, h.custodian, h.opens, h.closes, h.suspended
FROM sharing_hat h JOIN sharing_who w ON w.id = h.person_id
WHERE h.organisation_id = ANY (%s) ORDER BY h.person_id, h.id
"""
IN_FORCE = """
SELECT DISTINCT ON (v.agreement_id) v.agreement_id, v.opens, v.closes, v.ceiling, v.personal, v.accreditation_any_of
FROM sharing_agreementversion v JOIN sharing_timeinforce f ON f.version_id = v.id
WHERE v.agreement_id = ANY (%s) AND sharing_holds(f.opens, f.closes, %s)
ORDER BY v.agreement_id, v.number DESC
"""


def world(
    at: datetime, rows: Sequence[Item], renditions: dict[int, tuple[items.Rendition, ...]] | None = None
) -> World:
    """Make the world of some items at a moment: the organisations to which a way leads, their people, and the law;
    `renditions`, by the item's key, take the place of those that are recorded."""
    found = _items(rows, renditions or {})
    to = [release.to for one in found.values() for rendition in one.renditions for release in rendition.releases]
    under = [release.under for one in found.values() for rendition in one.renditions for release in rendition.releases]
    groups = _groups({int(each.group) for each in to if isinstance(each, items.ToGroup)})
    agreed = _agreements(at, {int(u.agreement) for u in under if isinstance(u, items.UnderAgreement)})
    decided = _decisions({int(u.decision) for u in under if isinstance(u, items.UnderDecision)})
    bodies = {int(one.originator) for one in found.values()}
    bodies |= {int(each.organisation) for each in to if isinstance(each, items.ToPerson | items.ToOrganisation)}
    bodies |= {int(entry.organisation) for group in groups.values() for entry in group.members}
    bodies |= {int(party.organisation) for one in agreed.values() for party in one.parties}
    bodies |= {int(key) for one in decided.values() for key in one.recipients} | {int(d.by) for d in decided.values()}
    return World(
        at=at,
        organisations=_organisations(bodies),
        people=_people(bodies),
        groups=groups,
        agreements=agreed,
        decisions=decided,
        items=found,
    )


def draft_rendition(draft: RenditionDraft, key: str, persons: dict[int, tuple[int, int]]) -> items.Rendition:
    """Make of a draft what the policy judges; `persons` gives the person and the organisation of a membership."""
    releases = tuple(_drafted(one, persons) for one in draft.releases)
    return items.Rendition(key, MARKINGS[draft.tlp], draft.clearance, draft.personal, releases)


def _drafted(one: ReleaseDraft, persons: dict[int, tuple[int, int]]) -> items.Release:
    person, organisation = persons.get(one.membership_id or 0, (None, one.organisation_id))
    to = _audience(one.to, person, organisation, one.group_id)
    under = _basis(one.agreement_id, one.decision_id)
    return items.Release(to, under, one.clearance, Period(one.opens, one.closes))


def _audience(to: str, person: int | None, organisation: int | None, group: int | None) -> items.Audience:
    match to:
        case "person":
            return items.ToPerson(str(person), str(organisation))
        case "organisation":
            return items.ToOrganisation(str(organisation))
        case "group":
            return items.ToGroup(str(group))
    return items.ToPublic()


def _basis(agreement: int | None, decision: int | None) -> items.Basis:
    if agreement is not None:
        return items.UnderAgreement(str(agreement))
    return items.UnderDecision(str(decision)) if decision is not None else None


def _items(rows: Sequence[Item], instead: dict[int, tuple[items.Rendition, ...]]) -> dict[str, items.Item]:
    kept: dict[int, list[items.Rendition]] = defaultdict(list)
    releases: dict[int, list[items.Release]] = defaultdict(list)
    wanted = [row.pk for row in rows if row.pk not in instead]
    for one in Release.objects.filter(rendition__item__in=wanted).order_by("rendition", "place", "pk"):
        to = _audience(one.to, one.person_id, one.organisation_id, one.group_id)
        under = _basis(one.agreement_id, one.decision_id)
        period = Period(one.opens, one.closes)
        releases[one.rendition_id].append(items.Release(to, under, one.clearance, period, one.revoked_at))
    for each in Rendition.objects.filter(item__in=wanted).order_by("item", "place"):
        marking = MARKINGS[each.tlp]
        made = items.Rendition(str(each.pk), marking, each.clearance, each.personal, tuple(releases[each.pk]))
        kept[each.item_id].append(made)
    return {
        str(row.pk): items.Item(
            str(row.pk), str(row.originator_id), str(row.author_id) if row.author_id else None, row.category,
            Period(row.opens, row.closes), row.withdrawn_at, instead.get(row.pk, tuple(kept[row.pk])),
        )
        for row in rows
    }  # fmt: skip


def _groups(keys: set[int]) -> dict[str, organisations.Group]:
    entries: dict[int, list[organisations.Entry]] = {
        key: [] for key in Group.objects.filter(pk__in=keys).values_list("pk", flat=True)
    }
    for one in GroupEntry.objects.filter(group__in=keys):
        person = str(one.person_id) if one.person_id else None
        entries[one.group_id].append(
            organisations.Entry(str(one.organisation_id), person, Period(one.opens, one.closes))
        )
    return {str(key): organisations.Group(str(key), tuple(members)) for key, members in entries.items()}


def _agreements(at: datetime, keys: set[int]) -> dict[str, agreements.Agreement]:
    parties: dict[int, list[agreements.Party]] = defaultdict(list)
    for one in Party.objects.filter(agreement__in=keys):
        gives, gets = frozenset(one.gives), frozenset(one.gets)
        period = Period(one.opens, one.closes)
        parties[one.agreement_id].append(agreements.Party(str(one.organisation_id), gives, gets, period))
    in_force = {row[0]: row[1:] for row in _asked(IN_FORCE, [list(keys), at])}
    found = {}
    for key in Agreement.objects.filter(pk__in=keys).values_list("pk", flat=True):
        opens, closes, ceiling, personal, any_of = in_force.get(key, (None, None, 0, False, []))
        status = agreements.Status.IN_FORCE if key in in_force else agreements.Status.SUSPENDED
        found[str(key)] = agreements.Agreement(
            str(key), status, Period(opens, closes), MARKINGS[ceiling], personal, frozenset(any_of), tuple(parties[key])
        )
    return found


def _decisions(keys: set[int]) -> dict[str, decisions.Decision]:
    """A decision that cannot be looked at is another organisation's, and carries nothing of the originator's: so it is
    where an item has passed from the organisation that decided."""
    found = {str(key): decisions.Decision(str(key), NOBODY, NOBODY, decisions.Outcome.REFUSE) for key in keys}
    for one in Decision.objects.filter(pk__in=keys).prefetch_related("recipients"):
        named = frozenset(str(each.organisation_id) for each in one.recipients.all())
        found[str(one.pk)] = decisions.Decision(
            str(one.pk), str(one.organisation_id), str(one.item_id), decisions.Outcome(one.outcome), named,
            one.is_public, Period(one.opens, one.closes),
        )  # fmt: skip
    return found


def _organisations(keys: Iterable[int]) -> dict[str, organisations.Organisation]:
    held: dict[int, list[organisations.Accreditation]] = defaultdict(list)
    asked = [list(keys)]
    rows = _asked(
        "SELECT organisation_id, standard, opens, closes FROM sharing_standard WHERE organisation_id = ANY (%s)", asked
    )
    for key, standard, opens, closes in rows:
        held[key].append(organisations.Accreditation(standard, Period(opens, closes)))
    bodies = _asked("SELECT id, active FROM sharing_body WHERE id = ANY (%s) ORDER BY id", asked)
    return {str(key): organisations.Organisation(str(key), active, tuple(held[key])) for key, active in bodies}


def _people(keys: Iterable[int]) -> dict[str, organisations.Person]:
    hats: dict[str, list[organisations.Membership]] = defaultdict(list)
    active: dict[str, bool] = {}
    for who, is_active, body, level, level_closes, custodian, opens, closes, suspended in _asked(HATS, [list(keys)]):
        active[str(who)] = is_active
        hats[str(who)].append(
            organisations.Membership(str(body), level, level_closes, bool(custodian), Period(opens, closes), suspended)
        )
    return {key: organisations.Person(key, active[key], tuple(held)) for key, held in hats.items()}


def _asked(query: str, given: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return list(cursor.fetchall())
