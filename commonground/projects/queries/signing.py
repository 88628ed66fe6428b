"""Who has signed the action plan, who has read it, and what has each organisation to do in it?

*Source:* R29-R30, R64.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.people.models import Membership, Organisation
from commonground.people.queries.acting import current
from commonground.projects.models import (
    Answer,
    Collaboration,
    DutyCell,
    PlanReader,
    PlanSignature,
    Poll,
    PollAnswer,
    TeamMember,
)
from commonground.projects.queries.visible import on_it
from commonground.projects.rules.duties import Activity


def plans_of(collaborations: Collection[int], answers: Mapping[int, list[Any]]) -> dict[int, dict[str, Any]]:
    """Give what the record of each collaboration holds of its action plan, and how many polls were answered, in five
    queries."""
    found: dict[int, dict[str, Any]] = {
        key: {"bodies": [], "signed": {}, "duties": [], "plan_readers": 0, "polls_answered": 0}
        for key in collaborations
    }
    for body in _bodies(collaborations):
        entry = (ids.to_text(body[1]), body[2])
        if entry not in found[body[0]]["bodies"]:
            found[body[0]]["bodies"].append(entry)
    signed = PlanSignature.objects.filter(collaboration__in=collaborations).order_by("pk")
    for key, public_id, content in signed.values_list("collaboration_id", "organisation__public_id", "content"):
        found[key]["signed"][ids.to_text(public_id)] = content
    cells = DutyCell.objects.filter(activity__collaboration__in=collaborations, activity__removed_at__isnull=True)
    rows = cells.values_list("activity__collaboration_id", "activity__public_id", "organisation__public_id", "letter")
    for key, activity, organisation, letter in rows:
        found[key]["duties"].append((ids.to_text(activity), ids.to_text(organisation), letter))
    readers = PlanReader.objects.filter(collaboration__in=collaborations, read_at__isnull=False, ended_at__isnull=True)
    for key in readers.values_list("collaboration_id", flat=True):
        found[key]["plan_readers"] += 1
    today = timezone.localdate()
    over = Poll.objects.filter(Q(closed_at__isnull=False) | Q(closes_on__lt=today), collaboration__in=collaborations)
    asked = over.filter(Exists(PollAnswer.objects.filter(poll=OuterRef("pk"))))
    for key in asked.values_list("collaboration_id", flat=True):
        found[key]["polls_answered"] += 1
    for key in collaborations:
        roles = (answer for answer in answers[key] if answer.part == "roles")
        found[key]["vacant"] = frozenset(answer.ref for answer in roles if answer.member_id is None)
    return found


def _bodies(collaborations: Collection[int]) -> Any:
    """Give key of the collaboration, public id and name of every organisation that somebody able to act brings to a
    team, by name."""
    team = TeamMember.objects.filter(
        on_it(), part="team", collaboration__in=collaborations, membership__in=Membership.objects.filter(current())
    )
    values = ("collaboration_id", "membership__organisation__public_id", "membership__organisation__name")
    return team.order_by("membership__organisation__name", "pk").values_list(*values)


def bodies_of(collaboration: Collaboration) -> list[Organisation]:
    """List the organisations on the team, by name: those that sign the plan and are parties in the matrix."""
    keys = TeamMember.objects.filter(
        on_it(), part="team", collaboration=collaboration, membership__in=Membership.objects.filter(current())
    ).values("membership__organisation_id")
    return list(Organisation.objects.filter(pk__in=keys).order_by("name", "pk"))


@dataclass(frozen=True, slots=True)
class Signed:
    """One organisation of the team, its latest signature, and whether that is of the plan as it stands."""

    organisation: Organisation
    signature: PlanSignature | None
    is_present: bool


def signatures_of(collaboration: Collaboration, content: str) -> list[Signed]:
    """Give every organisation on the team with its latest signature; `content` is the hash of the plan as it stands."""
    rows = PlanSignature.objects.filter(collaboration=collaboration).select_related("by__person").order_by("pk")
    latest = {row.organisation_id: row for row in rows}
    return [
        Signed(one, row, row is not None and row.content == content)
        for one in bodies_of(collaboration)
        for row in [latest.get(one.pk)]
    ]


def readers_of(collaboration: Collaboration) -> QuerySet[PlanReader]:
    """List who has the plan, in the order in which they got it."""
    return collaboration.plan_readers.filter(ended_at__isnull=True).select_related(
        "membership__person", "membership__organisation", "shared_by__person"
    )


def reader_of(collaboration: Collaboration, public_id: uuid.UUID) -> PlanReader:
    """Give one reader of this plan from outside, or 404."""
    found = readers_of(collaboration).filter(public_id=public_id, membership__isnull=True).first()
    if found is None:
        raise Http404
    return found


def reader_behind(parts: tuple[str, ...] | None) -> PlanReader | None:
    """Give the reader from outside whom a link's parts name, while the plan is shared with them; otherwise None."""
    try:
        public_id = ids.from_text(parts[0]) if parts else None
    except ValueError:
        return None
    rows = PlanReader.objects.filter(ended_at__isnull=True, membership__isnull=True)
    return rows.filter(public_id=public_id).select_related("collaboration__area").first() if public_id else None


def has_read(actor: Actor, collaboration: Collaboration) -> PlanReader | None:
    """Give the actor's own receipt, if they have said that they read it."""
    return collaboration.plan_readers.filter(membership_id=actor.through, read_at__isnull=False).first()


def matrix_of(collaboration: Collaboration) -> list[Activity]:
    """Give the rows of the matrix in the order of the activities: who answers for each, and what each party has to
    do."""
    cells: dict[int, dict[str, str]] = defaultdict(dict)
    held = DutyCell.objects.filter(activity__collaboration=collaboration, activity__removed_at__isnull=True)
    for key, organisation, letter in held.values_list("activity_id", "organisation__public_id", "letter"):
        cells[key][ids.to_text(organisation)] = letter
    roles = collaboration.answers.filter(part="roles", removed_at__isnull=True).order_by("pk")
    rows = roles.select_related("member__membership__person", "member__membership__organisation")
    return [_activity(row, cells[row.pk]) for row in rows]


def _activity(row: Answer, letters: dict[str, str]) -> Activity:
    who = row.member.membership if row.member else None
    name, at = (who.person.name, who.organisation.ref) if who else ("", "")
    return Activity(row.ref, row.values["activity"], name, at, row.values["responsible"], letters)
