"""Which collaborations may I see, and what is my part in each? One rule for every list, page, count and feed.

A collaboration is open to the named people on it, as members of the organisation for which they act now. A stakeholder
is let in once it is under way. Nobody sees one by office.

*Source:* settled questions, "Who sees a collaboration"; D2.
"""

import uuid
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import Side
from commonground.projects.models import Collaboration, LeadershipPost, TeamMember
from commonground.projects.permissions import Taking
from commonground.projects.rules.lifecycle import WORKING, State


def on_it(day: date | None = None) -> Q:
    """The condition under which a row of the team holds."""
    day = day or timezone.localdate()
    return Q(starts__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def collaborations_for(actor: Actor) -> QuerySet[Collaboration]:
    """List the collaborations that the actor may see, by name."""
    if not actor.is_member:
        return Collaboration.objects.none()
    rows = TeamMember.objects.filter(on_it(), collaboration=OuterRef("pk"), membership_id=actor.through)
    return (
        Collaboration.objects.filter(
            Exists(rows.filter(part="team")) | (Q(state__in=WORKING) & Exists(rows.filter(part="stakeholder")))
        )
        .select_related("area", "programme")
        .order_by("name", "pk")
    )


def collaboration_for(actor: Actor, public_id: uuid.UUID) -> Collaboration:
    """Give one collaboration, or 404 as for one that does not exist."""
    found = collaborations_for(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def team_collaboration_for(actor: Actor, public_id: uuid.UUID) -> Collaboration:
    """Give one collaboration to its team; an invited stakeholder gets 404 for what is the team's alone."""
    found = collaboration_for(actor, public_id)
    if taking(actor, found).part == "stakeholder":
        raise Http404
    return found


def posts_now(collaboration: Collaboration) -> QuerySet[LeadershipPost]:
    """List the posts that are held or asked for now."""
    return collaboration.posts.filter(until__isnull=True, declined_at__isnull=True).select_related(
        "holder__person", "holder__organisation", "deputy__person"
    )


def speaker(collaboration: Collaboration, side: Side) -> int | None:
    """Give the membership that speaks for a side: its governance lead who has accepted; while that post is vacant, the
    deputy whom the last holder had; while there is none, the delivery lead."""
    posts = collaboration.posts.filter(side=side.value, accepted_at__isnull=False)
    lead = posts.filter(role="governance", until__isnull=True).first()
    if lead:
        return lead.holder_id
    last = posts.filter(role="governance", deputy__isnull=False).order_by("-until", "-pk").first()
    if last:
        return last.deputy_id
    delivery = posts.filter(role="delivery", until__isnull=True).first()
    return delivery.holder_id if delivery else None


def taking(actor: Actor, collaboration: Collaboration) -> Taking:
    """Tell the actor's part in one collaboration, for the permission table."""
    state = State(collaboration.state)
    row = collaboration.team.filter(on_it(), membership_id=actor.through).first() if actor.is_member else None
    if row is None:
        return Taking(state)
    if row.part == "stakeholder":
        return Taking(state, "stakeholder")
    asked = {
        post.role for post in posts_now(collaboration) if post.holder_id == actor.membership_id and not post.accepted_at
    }
    speaks = actor.side in {Side.POLICE, Side.SECURITY} and speaker(collaboration, actor.side) == actor.membership_id
    return Taking(state, "lead" if speaks else "team", speaks, bool(asked), "governance" in asked)


def team_of(collaboration: Collaboration) -> QuerySet[TeamMember]:
    """List the people on the team now, by name."""
    return collaboration.team.filter(on_it(), part="team").select_related(
        "membership__person", "membership__organisation"
    )


def stakeholders_of(collaboration: Collaboration) -> QuerySet[TeamMember]:
    """List the invited stakeholders now, by name."""
    return collaboration.team.filter(on_it(), part="stakeholder").select_related(
        "membership__person", "membership__organisation"
    )
