"""Which handovers may I see, and what of them? The leaver and the successor all of it, a coordinator how it stands.

A coordinator is shown what kind of thing passes, without its title and without the note: what a collaboration is about
is its team's. A successor sees a handover from the moment when it is offered; somebody else to whom one matter passed
sees that matter.

*Source:* R45, R115; D2; settled questions, "Who sees a collaboration".
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from commonground.audit.models import Entry
from commonground.groundwork import matters
from commonground.groundwork.actors import Actor
from commonground.people.models import Handover, HandoverMatter, HandoverMessage, Membership, Post
from commonground.people.queries import matters as matters_here
from commonground.people.queries.acting import current
from commonground.people.rules import handovers as rules
from commonground.people.rules.handovers import UNDER_WAY, State

IN_TURN = tuple(rules.KINDS)
OFFERED = [State.OFFERED.value, State.ACCEPTED.value, State.DONE.value]


@dataclass(frozen=True, slots=True)
class Line:
    """One matter as a reader is shown it; without `is_open` the title says only its kind."""

    matter: HandoverMatter
    title: str
    url: str
    is_open: bool
    sees: str = ""
    may_close: bool = False
    may_pass: bool = True

    @property
    def to(self) -> str:
        """Who takes it, by name; empty where it is closed or nobody is chosen."""
        if self.matter.choice == "closed":
            return ""
        taker = self.matter.to or (self.matter.handover.successor if self.matter.choice == "successor" else None)
        return taker.person.name if taker else ""


def handovers_for(actor: Actor) -> QuerySet[Handover]:
    """List the handovers that the actor leaves, takes or sees to, the newest first."""
    found = Handover.objects.select_related(
        "leaver__person", "leaver__organisation", "successor__person", "successor__organisation", "post__organisation"
    ).order_by("-begun_at", "-pk")
    if not actor.is_member:
        return found.none()
    mine = Q(leaver_id=actor.through) | Q(successor_id=actor.through, state__in=OFFERED)
    passed = HandoverMatter.objects.filter(to_id=actor.through, passed_at__isnull=False).values("handover_id")
    if "coordinator" in actor.roles:
        mine |= Q(leaver__organisation_id=actor.organisation_id)
    return found.filter(mine | Q(pk__in=passed))


def handover_for(actor: Actor, public_id: uuid.UUID) -> Handover:
    """Give one of these handovers, or 404."""
    found = handovers_for(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def matter_of(handover: Handover, public_id: uuid.UUID) -> HandoverMatter:
    """Give one matter of a handover, or 404."""
    found = handover.matters.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def is_party(actor: Actor, handover: Handover) -> bool:
    """Tell whether the actor is the leaver, or the successor to whom it is offered."""
    if not actor.is_member:
        return False
    return actor.membership_id == handover.leaver_id or (
        actor.membership_id == handover.successor_id and handover.state in OFFERED
    )


def lines_for(actor: Actor, handover: Handover) -> list[Line]:
    """List what passes, in the words that the actor may read."""
    rows = handover.matters.select_related("to__person", "handover__successor__person")
    party = is_party(actor, handover)
    coordinates = "coordinator" in actor.roles and actor.organisation_id == handover.leaver.organisation_id
    if not party and not coordinates:
        rows = rows.filter(to_id=actor.through, passed_at__isnull=False)
    still = {}
    if State(handover.state) not in (State.DONE, State.CANCELLED):
        still = {(m.package, m.key): m for m in matters.open_matters_of(handover.leaver_id)}
    lines = []
    for row in rows:
        now = still.get((row.package, row.key))
        shows = party or row.package == "people" or row.to_id == actor.membership_id
        title = row.title if shows else _(rules.KINDS[row.key.partition(":")[0]])
        sees = now.sees if now and shows else ""
        may_close = bool(now and not now.must_have_owner)
        passes = now is None or rules.may_pass(row.key, now.must_have_owner)
        lines.append(Line(row, title, row.url if shows else "", shows, sees, may_close, passes))
    return sorted(lines, key=lambda line: (IN_TURN.index(line.matter.key.partition(":")[0]), line.title))


def successors_for(handover: Handover) -> QuerySet[Membership]:
    """List who may follow: the present members of the leaver's organisation besides the leaver, by name."""
    found = Membership.objects.filter(current(), organisation_id=handover.leaver.organisation_id)
    return found.exclude(person_id=handover.leaver.person_id).select_related("person").order_by("person__name", "pk")


def counterparts_of(handover: Handover) -> QuerySet[Membership]:
    """List who will be told: the present members of other organisations who work with the leaver, by name."""
    told = matters.counterparts_of(handover.leaver_id)
    return (
        Membership.objects.filter(current(), pk__in=told)
        .exclude(organisation_id=handover.leaver.organisation_id)
        .select_related("person__account", "organisation")
        .order_by("person__name", "pk")
    )


def messages_for(actor: Actor, handover: Handover) -> list[HandoverMessage]:
    """List the questions and answers, oldest first, to the leaver and the successor."""
    if not is_party(actor, handover):
        return []
    return list(handover.messages.select_related("by__person").order_by("at"))


def first_day_without(handover: Handover) -> date:
    """Give the first day on which the leaver no longer holds what passes."""
    return handover.leaves_on + timedelta(days=1)


def memberships_to_leave(actor: Actor) -> QuerySet[Membership]:
    """List the memberships that the actor may hand over: their own, and as a coordinator those of the organisation."""
    found = Membership.objects.filter(current()).select_related("person", "organisation")
    if not actor.is_member:
        return found.none()
    if "coordinator" in actor.roles:
        return found.filter(organisation=actor.organisation_id or 0).order_by("person__name", "pk")
    return found.filter(pk=actor.through)


def left_behind() -> list[Membership]:
    """List the memberships that hold something open though they do not hold today themselves."""
    holders = matters.holders()
    return list(
        Membership.objects.filter(pk__in=holders)
        .exclude(pk__in=Membership.objects.filter(current()).values("pk"))
        .select_related("person", "organisation")
        .order_by("pk")
    )


def under_way() -> QuerySet[Handover]:
    """List the handovers under way, those that end first before the others."""
    return (
        Handover.objects.filter(state__in=[state.value for state in UNDER_WAY])
        .select_related("leaver__person", "leaver__organisation", "successor__person", "post__organisation")
        .order_by("leaves_on", "pk")
    )


def vacant_in(handover: Handover) -> int:
    """Count what passed to nobody though it should not be without anybody, as the record has it."""
    found = Entry.objects.filter(tag="people:matter:vacant", subject_type="handover", subject_id=handover.ref)
    return found.count()


def posts_of(memberships: Iterable[Membership]) -> QuerySet[Post]:
    """List the posts that some memberships hold or stand in for today, by name."""
    holdings = matters_here.holdings_open().filter(membership__in=[membership.pk for membership in memberships])
    return Post.objects.filter(pk__in=holdings.values("post_id")).select_related("organisation")
