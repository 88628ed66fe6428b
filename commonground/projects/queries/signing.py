"""Who has signed the action plan, who has read it, and what has each organisation to do in it?

*Source:* R29-R30, R64.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, UUIDField, Value
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

# A collaboration's key, a membership's, and the public id and the name of its organisation.
TeamRow = tuple[int, int, uuid.UUID, str]


def plans_of(
    collaborations: Collection[int], answers: Mapping[int, list[Any]], teams: Iterable[TeamRow]
) -> dict[int, dict[str, Any]]:
    """Give what the record of each collaboration holds of its action plan, and how many polls were answered, in one
    query; `teams` is what `teams_of` gives."""
    found: dict[int, dict[str, Any]] = {
        key: {"bodies": [], "signed": {}, "duties": [], "plan_readers": 0, "polls_answered": 0}
        for key in collaborations
    }
    for key, _who, public_id, name in teams:
        entry = (ids.to_text(public_id), name)
        if entry not in found[key]["bodies"]:
            found[key]["bodies"].append(entry)
    for kind, _pk, key, organisation, activity, words in _of_plans(collaborations):
        if kind == "signed":
            found[key]["signed"][ids.to_text(organisation)] = words
        elif kind == "duties":
            found[key]["duties"].append((ids.to_text(activity), ids.to_text(organisation), words))
        else:
            found[key][kind] += 1
    for key in collaborations:
        roles = (answer for answer in answers[key] if answer.part == "roles")
        found[key]["vacant"] = frozenset(answer.ref for answer in roles if answer.member_id is None)
    return found


def _of_plans(collaborations: Collection[int]) -> list[tuple[Any, ...]]:
    """Read signatures, duties, readers and answered polls at once, each as its kind, its key and its collaboration's,
    the organisation and the activity that it names, and its words; the oldest of a kind first."""
    nobody, nothing = Value(None, UUIDField()), Value("")
    signed = PlanSignature.objects.filter(collaboration__in=collaborations)
    cells = DutyCell.objects.filter(activity__collaboration__in=collaborations, activity__removed_at__isnull=True)
    readers = PlanReader.objects.filter(collaboration__in=collaborations, read_at__isnull=False, ended_at__isnull=True)
    over = Q(closed_at__isnull=False) | Q(closes_on__lt=timezone.localdate())
    polls = Poll.objects.filter(over, collaboration__in=collaborations)
    polls = polls.filter(Exists(PollAnswer.objects.filter(poll=OuterRef("pk"))))
    body, activity = F("organisation__public_id"), F("activity__public_id")
    rows = _alike(signed, "signed", "collaboration_id", body, nobody, F("content")).union(
        _alike(cells, "duties", "activity__collaboration_id", body, activity, F("letter")),
        _alike(readers, "plan_readers", "collaboration_id", nobody, nobody, nothing),
        _alike(polls, "polls_answered", "collaboration_id", nobody, nobody, nothing),
        all=True,
    )
    return sorted(rows, key=lambda row: row[:2])


def _alike(rows: QuerySet[Any], kind: str, collaboration: str, *named: Any) -> QuerySet[Any]:
    """Give rows of one table in the columns that all of them share."""
    return rows.order_by().values_list(Value(kind), F("pk"), F(collaboration), *named)


def teams_of(collaborations: Collection[int]) -> list[TeamRow]:
    """List who is able to act on the team of each collaboration, by the name of the organisation that they bring."""
    team = TeamMember.objects.filter(
        on_it(), part="team", collaboration__in=collaborations, membership__in=Membership.objects.filter(current())
    )
    body = ("membership__organisation__public_id", "membership__organisation__name")
    return list(team.order_by(body[1], "pk").values_list("collaboration_id", "membership_id", *body))


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
