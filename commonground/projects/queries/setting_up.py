"""Who works together, who could be told, and what stands in the way? What steps 1 to 3 show beside their questions.

Callers have found the collaboration through `visible`.

*Source:* R11-R14, R17.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, Sum

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Organisation, Profile
from commonground.people.queries import organisations
from commonground.places import queries as places
from commonground.projects.models import Collaboration
from commonground.projects.queries import peopled, visible

# Whose answers the paper of question 2a is made from
ARRANGED = ("joint", "architecture", "bodies", "links", "formality", "sharing", "exit_terms")
MOST_SUGGESTED, MOST_LOOKED_AT, MOST_SECTORS = 6, 60, 12


@dataclass(slots=True)
class PartnerOrganisation:
    """One organisation that takes part, its people on the team by name, and which of the four posts they hold."""

    organisation: Organisation
    people: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)


def partners_of(collaboration: Collaboration) -> dict[Side, list[PartnerOrganisation]]:
    """Give the organisations that take part, by side and name, with their people; sides without anybody stand empty."""
    found: dict[int, PartnerOrganisation] = {}
    for member in visible.team_of(collaboration):
        organisation = member.membership.organisation
        found.setdefault(organisation.pk, PartnerOrganisation(organisation)).people.append(
            member.membership.person.name
        )
    for post in visible.posts_now(collaboration).filter(accepted_at__isnull=False):
        if one := found.get(post.holder.organisation_id):
            one.posts.append(f"{post.holder.person.name}: {post.get_role_display().lower()}")
    by_side: dict[Side, list[PartnerOrganisation]] = {side: [] for side in TWO_SIDES}
    for one in sorted(found.values(), key=lambda one: one.organisation.name):
        if one.organisation.side is not None:
            by_side.setdefault(one.organisation.side, []).append(one)
    return by_side


def bodies_of_both_sides(collaboration: Collaboration) -> list[Organisation]:
    """List the organisations of the police and the security side that take part, by side and name."""
    by_side = partners_of(collaboration)
    return [one.organisation for side in TWO_SIDES for one in by_side[side]]


def asked_in(collaboration: Collaboration) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what step 2 says on how formal it must be, and on sharing; empty where it is not answered."""
    rows = collaboration.answers.filter(part__in=("formality", "sharing"), removed_at__isnull=True).order_by("pk")
    said = {row.part: dict(row.values) for row in rows}
    return said.get("formality", {}), said.get("sharing", {})


@dataclass(frozen=True, slots=True)
class Suggested:
    """One organisation that could be a stakeholder: whether it is of the area, and which sectors partners share."""

    organisation: Organisation
    is_near: bool
    sectors: tuple[str, ...] = ()


def suggested_stakeholders(collaboration: Collaboration, named: list[str]) -> list[Suggested]:
    """List a few organisations that are neither partners nor named as stakeholders already: those of the area and of a
    sector that a partner works in first, then those of the area, then those of the sector."""
    partners = peopled.organisations_of(collaboration)
    theirs = {sector.casefold() for sector in _sectors_of(partners)}
    taken = Q()
    for name in named:
        taken |= Q(name__iexact=name)
    rows = organisations.organisations().exclude(pk__in=partners)
    rows = rows.exclude(taken) if named else rows
    near = organisations.organisations(areas=places.touching(collaboration.area)).values("pk")
    close = rows.filter(pk__in=near).select_related("profile").order_by("name", "pk")[:MOST_LOOKED_AT]
    alike = rows.exclude(pk__in=near).filter(_works_in(theirs)) if theirs else rows.none()
    alike = alike.select_related("profile").order_by("name", "pk")[:MOST_LOOKED_AT]
    found = [Suggested(one, True, _shared(one, theirs)) for one in close]
    found += [Suggested(one, False, _shared(one, theirs)) for one in alike]
    words = " ".join(named).casefold()
    found = [one for one in found if one.organisation.name.casefold() not in words]
    return sorted(found, key=lambda one: (not one.is_near, not one.sectors))[:MOST_SUGGESTED]


def _sectors_of(partners: Iterable[int]) -> set[str]:
    rows = Profile.objects.filter(organisation__in=partners).values_list("sectors", flat=True)
    return {sector for sectors in rows for sector in sectors}


def _works_in(sectors: Iterable[str]) -> Q:
    """The condition under which an organisation names one of these sectors, however it is spelt as to capitals."""
    found = Q(pk__in=[])
    for sector in sorted(sectors)[:MOST_SECTORS]:
        found |= Q(profile__sectors__icontains=json.dumps(sector)[1:-1])
    return found


def _shared(organisation: Organisation, theirs: Collection[str]) -> tuple[str, ...]:
    profile: Profile | None = getattr(organisation, "profile", None)
    return tuple(sector for sector in (profile.sectors if profile else ()) if sector.casefold() in theirs)


def wordings_of_arrangement(collaboration: Collaboration) -> int:
    """Count how often anything was worded from which the paper of question 2a is made, also what was taken out."""
    rows = collaboration.answers.filter(part__in=ARRANGED)
    return int(rows.aggregate(all=Sum("version"))["all"] or 0)


def signing_for(collaboration: Collaboration) -> list[tuple[str, str]]:
    """Give who would sign for each side: the side's name, and its governance lead with their organisation, if there is
    one."""
    leads = {
        Side(post.side): f"{post.holder.person.name}, {post.holder.organisation.name}"
        for post in visible.posts_now(collaboration).filter(role="governance", accepted_at__isnull=False)
    }
    return [(side.label, leads.get(side, "")) for side in TWO_SIDES]
