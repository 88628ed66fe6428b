"""What was the community asked, whom was it sent to, and what came of it?

*Source:* R25.
"""

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork import ids
from commonground.projects.models import Collaboration, Poll, PollAnswer, PollGroup, PollResponse
from commonground.projects.queries import recorded
from commonground.projects.rules import polling

FOR_ALL = "all"


def polls_of(collaboration: Collaboration) -> QuerySet[Poll]:
    """List the polls, newest first."""
    return collaboration.polls.prefetch_related("groups")


def poll_of(collaboration: Collaboration, public_id: uuid.UUID) -> Poll:
    """Give one poll of this collaboration, or 404."""
    found = polls_of(collaboration).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def group_of(poll: Poll, public_id: uuid.UUID) -> PollGroup:
    """Give one group of a poll, or 404."""
    found = poll.groups.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def objectives_of(collaboration: Collaboration) -> list[dict[str, str]]:
    """Give the outcomes as they stand, as a poll asks about them: public id and words."""
    return [
        {"ref": row.ref, "words": polling.asked_about(row.values)}
        for row in recorded.answers_of(collaboration, "outcomes")
    ]


def is_over(poll: Poll) -> bool:
    """Tell whether a poll was opened and takes no more answers."""
    return bool(poll.objectives) and (poll.closed_at is not None or poll.closes_on < timezone.localdate())


def takes_answers(poll: Poll) -> bool:
    """Tell whether a poll takes answers today."""
    today, closed = timezone.localdate(), poll.closed_at is not None
    return bool(poll.objectives) and polling.is_open(poll.opens_on, poll.closes_on, is_closed=closed, today=today)


@dataclass(frozen=True, slots=True)
class Asked:
    """Behind a link: which poll, and for which group; None for the open link."""

    poll: Poll
    group: PollGroup | None


def behind(parts: tuple[str, ...] | None) -> Asked | None:
    """Give what a link's parts name, whether or not the poll is open; None for a link that has ended."""
    if parts is None or len(parts) != 3:
        return None
    try:
        poll_id = ids.from_text(parts[0])
        group_id = None if parts[1] == FOR_ALL else ids.from_text(parts[1])
    except ValueError:
        return None
    poll = Poll.objects.select_related("collaboration__area").filter(public_id=poll_id).first()
    if poll is None or str(poll.generation) != parts[2] or not poll.objectives:
        return None
    if group_id is None:
        return Asked(poll, None) if poll.is_open_to_all else None
    group = poll.groups.filter(public_id=group_id).first()
    return Asked(poll, group) if group else None


def left_by(parts: tuple[str, ...] | None) -> PollGroup | None:
    """Give the group that a link to get no more mail names, or None."""
    try:
        public_id = ids.from_text(parts[0]) if parts else None
    except ValueError:
        return None
    return PollGroup.objects.filter(public_id=public_id).first() if public_id else None


def sittings(poll: Poll) -> int:
    """Count the sets of answers."""
    return poll.answers.values("sitting").distinct().count()


def results_of(poll: Poll) -> tuple[polling.Said, ...]:
    """Count what was said of each objective of a poll that is over; nothing while it is open."""
    given = list(poll.answers.values_list("objective", "share")) if is_over(poll) else []
    return polling.result(poll.objectives, given)


def groups_of_result(poll: Poll) -> dict[str, tuple[polling.OfGroup, ...]]:
    """Break each objective of a poll that is over down by group, without those who are too few."""
    if not is_over(poll):
        return {}
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    shares: dict[str, Counter[str]] = defaultdict(Counter)
    for objective, share, group in poll.answers.values_list("objective", "share", "group__name"):
        name = group or "\N{NO-BREAK SPACE}"
        sizes[objective][name] += 1
        shares[objective][name] += share == "share"
    return {ref: polling.by_group(sizes[ref], shares[ref]) for ref in sizes}


def reasons_of(poll: Poll) -> dict[str, list[str]]:
    """Give the reasons that were given for each objective of a poll that is over, by the alphabet, without anything
    that says whose they are; none where too few answered."""
    found: dict[str, list[str]] = {}
    for said in results_of(poll):
        rows = PollAnswer.objects.filter(poll=poll, objective=said.objective).exclude(why="")
        found[said.objective] = sorted(rows.values_list("why", flat=True), key=str.casefold) if said.is_shown else []
    return found


def responses_of(poll: Poll) -> dict[str, PollResponse]:
    """Give what the team did about each objective, by the objective's public id."""
    return {one.objective: one for one in poll.responses.all()}
