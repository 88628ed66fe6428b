"""Where does a collaboration stand? Its journey, its ten steps, who leads, whether it works, what happened lately.

An invited stakeholder gets a page of their own: the two steps that they see, and where they stand.

*Source:* R52, R54; the look, section 7 (the journey) and mock-up of a collaboration; settled questions, "Who sees".
"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.people.queries import own_data_record
from commonground.projects.models import Collaboration, LeadershipPost
from commonground.projects.permissions import Taking
from commonground.projects.queries import answering, measuring, peopled, pulse, reading, recorded, visible
from commonground.projects.rules import guide
from commonground.projects.rules.glance import status, where_you_are
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.lines import line
from commonground.projects.rules.record import Record
from commonground.projects.rules.standing import Standing, standings
from commonground.projects.views import pulse_words
from commonground.projects.views.framing import frame

LATELY = 4


def overview(request: HttpRequest, collaboration: Any) -> HttpResponse:
    held = visible.collaboration_for(request.actor, collaboration)
    audit.seen(actor=request.actor, subject=held, page="overview")
    able = visible.able_in([held])
    posts = peopled.posts_of(held)
    taking = visible.taking(request.actor, held, able, posts)
    if taking.part == "stakeholder":
        return _for_a_stakeholder(request, held)
    record = recorded.record_of(held, able, posts)
    found = standings(record, request.actor.side, timezone.localdate())
    seats = peopled.seats_of(held, able, posts)
    context = {
        "steps": found,
        "here": next((s for s in found if s.here), None),
        "said": where_you_are(State(held.state), found),
        "groups": groups(held, record, found),
        "purpose": purpose(held, record, found),
        "seats": seats,
        "asked": [one.post for side in seats.values() for one in side if asks(request.actor, one.post)],
        **whether_it_works(request.actor, held, taking),
        "lately": history_rows(reading.history_of(held)[:LATELY]),
        "is_theirs": held.started_by_side != (request.actor.side or ""),
    }
    return render(request, "projects/overview.html", frame(request.actor, held, "overview", taking, **context))


def whether_it_works(actor: Actor, held: Collaboration, taking: Taking) -> dict[str, Any]:
    """Give the newest evaluation, how far the sides trust each other, and whether the reader is asked about that."""
    return {
        "evaluation": measuring.latest_evaluation(held),
        "trust": pulse_words.read(pulse.result_of(held)),
        "pulse_asks": pulse.asks(actor, held, taking),
    }


def asks(actor: Actor, post: LeadershipPost | None) -> bool:
    """Tell whether a post is one that the reader is asked to take and has not answered."""
    return post is not None and post.holder_id == actor.membership_id and post.accepted_at is None


def groups(held: Collaboration, record: Record, found: tuple[Standing, ...]) -> list[dict[str, Any]]:
    """Give the three groups of steps as rows with links."""
    return [
        {
            "title": group,
            "start": next(s.number for s in found if s.step.group == group),
            "steps": [row(held, s, line(record, s.number)) for s in found if s.step.group == group],
        }
        for group in guide.GROUPS
    ]


def row(held: Collaboration, standing: Standing, what: str) -> dict[str, Any]:
    """Give one step as a row of the list."""
    return {
        "number": standing.number,
        "title": _(standing.title),
        "url": reverse("projects:step", args=[held.public_id, standing.number]),
        "what": what,
        "police": standing.police,
        "security": standing.security,
        "state": standing.kind,
        "words": status(standing),
    }


def purpose(held: Collaboration, record: Record, found: tuple[Standing, ...]) -> dict[str, Any] | None:
    """Give the common purpose, and the day on which both sides had confirmed it, if they have."""
    joint = record.part("joint")
    if not joint:
        return None
    both = answering.confirmed_in(held, 1, found[0].content)
    moments = [side.at for side in both if side.is_present]
    confirmed: date | None = max(moments) if len(moments) == len(both) else None
    return {"words": joint[-1].values["purpose"], "confirmed": confirmed}


def history_rows(entries: Any) -> list[dict[str, Any]]:
    """Write entries of the record for a timeline; who was erased since is called what they are called now."""
    return [
        {
            "what": entry.summary or entry.tag,
            "by": ", ".join(filter(None, (entry.actor_name, entry.organisation_name))),
            "at": entry.at,
        }
        for entry in own_data_record.with_present_names(entries)
    ]


def _for_a_stakeholder(request: HttpRequest, held: Collaboration) -> HttpResponse:
    """Show an invited stakeholder what is open to them, and nothing of the rest."""
    rows = [
        {
            "number": number,
            "title": _(guide.step(number).title),
            "what": _(guide.step(number).what),
            "url": reverse("projects:step", args=[held.public_id, number]),
        }
        for number in sorted(answering.FOR_STAKEHOLDERS)
    ]
    own = reading.positions_for(held, only_of=request.actor.membership_id)
    context = frame(request.actor, held, "overview", rows=rows, position=own[0] if own else None)
    return render(request, "projects/stakeholder.html", context)
