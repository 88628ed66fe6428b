"""Who works together, who could be told, and what stands in the way? What steps 1 to 3 show beside their questions.

Callers have found the collaboration through `visible`.

*Source:* R11-R14, R17.
"""

from dataclasses import dataclass, field

from django.db.models import Q, Sum

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Organisation
from commonground.people.queries import organisations
from commonground.places import queries as places
from commonground.projects.models import Collaboration
from commonground.projects.queries import peopled, visible

# Whose answers the paper of question 2a is made from
ARRANGED = ("joint", "architecture", "bodies", "links", "formality", "sharing", "exit_terms")
MOST_SUGGESTED = 6


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


def suggested_stakeholders(collaboration: Collaboration, named: list[str]) -> list[Organisation]:
    """List a few organisations of the area, by name, that are neither partners nor named as stakeholders already."""
    near = organisations.organisations(areas=places.touching(collaboration.area))
    partners = peopled.organisations_of(collaboration)
    taken = Q()
    for name in named:
        taken |= Q(name__iexact=name)
    rows = near.exclude(pk__in=partners)
    rows = rows.exclude(taken) if named else rows
    words = " ".join(named).casefold()
    return [one for one in rows.order_by("name", "pk")[:60] if one.name.casefold() not in words][:MOST_SUGGESTED]


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
