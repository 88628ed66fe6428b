"""How does somebody hear of something later, and how do its days get into their own calendar?

*Source:* R31, R126.
"""

import hashlib
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.pages.refusing import refusals_said_in
from commonground.pages.templatetags.look import day_tag
from commonground.people.queries import acting
from commonground.projects.actions import reminding as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.adapters import calendars, links
from commonground.projects.forms.reminding import QuietForm
from commonground.projects.models import CalendarFeed, Collaboration
from commonground.projects.queries import calendars as queries
from commonground.projects.queries import reading, reminding, visible
from commonground.projects.rules.calendars import PARTS
from commonground.projects.views.around import sent, step_frame

STEP = 6
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def later(request: HttpRequest, collaboration: uuid.UUID, answer: uuid.UUID) -> HttpResponse:
    """Ask to hear of one action, milestone or contact later."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("quieten", request.actor, held)
    found = reading.answer_of(held, answer)
    if found.part not in PARTS or found.member is None or found.member.membership_id != request.actor.membership_id:
        raise Http404
    form = QuietForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = doing.quieten(actor=request.actor, answer=found, **form.cleaned_data)
            messages.success(request, _("You hear of it again on %(day)s.") % {"day": day_tag(made.quiet_until)})
            return redirect("projects:answer", held.public_id, found.public_id)
    context = step_frame(request.actor, held, STEP, _("Hear of it later"), form=form, answer=found)
    return render(request, "projects/special/later.html", context)


@never_cache
@login_not_required
@get_or_post
def quiet(request: HttpRequest, token: str) -> HttpResponse:
    """Ask through the link of a reminder to hear of all of it later; the page says nothing of what it spoke of."""
    found = reminding.reminded(links.read(links.QUIET, token))
    if found is None or not reminding.of_day(*found):
        said = _("Newer reminders have a link of their own, or what this one spoke of is done.")
        return render(request, "projects/outside/link_ended.html", {"said": said}, status=404)
    form = QuietForm(sent(request))
    until = None
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actor = acting.actor_through(found[0].person, found[0])
            until = doing.quieten_all(actor=actor, membership=found[0], reminded_on=found[1], **form.cleaned_data)
    count = len(reminding.of_day(*found))
    return render(request, "projects/outside/quiet.html", {"form": form, "until": until, "count": count})


def calendar(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show the addresses of one's calendars, and say what stands in them."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("take_calendar", request.actor, held)
    feeds = queries.own_feeds(request.actor, held)
    context = step_frame(request.actor, held, STEP, _("The days in your own calendar"))
    context["calendars"] = [
        {"which": which, "title": title, "what": what, "address": address_of(feeds[which]) if which in feeds else ""}
        for which, title, what in (
            ("own", _("What you answer for"), _("Actions, milestones and contacts of yours, in every collaboration.")),
            (
                "here",
                _("All of this collaboration"),
                _("Everybody’s actions, milestones, contacts and the next review."),
            ),
        )
    ]
    return render(request, "projects/special/calendars.html", context)


def address_of(feed: CalendarFeed) -> str:
    """Write the address of a calendar, as a program asks for it."""
    return links.address("projects:calendar_feed", links.lasting(links.CALENDAR, feed.ref, feed.generation))


@require_POST
def calendar_make(request: HttpRequest, collaboration: uuid.UUID, which: str) -> HttpResponse:
    """Make an address, or make it anew."""
    return _changed(
        request, collaboration, which, doing.make_calendar, _("The address is made. Earlier ones have ended.")
    )


@require_POST
def calendar_end(request: HttpRequest, collaboration: uuid.UUID, which: str) -> HttpResponse:
    """End a calendar."""
    return _changed(request, collaboration, which, doing.end_calendar, _("The calendar has ended."))


def _changed(request: HttpRequest, collaboration: uuid.UUID, which: str, do: Any, said: str) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    if which not in {"own", "here"}:
        raise Http404
    do(actor=request.actor, collaboration=held, own=which == "own")
    messages.success(request, said)
    return redirect("projects:days", held.public_id)


def plan_ics(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Give the days of a collaboration once, as a file."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=held, page="calendar_file")
    body = calendars.write(held.name, queries.events_of(held))
    response = HttpResponse(body, content_type=calendars.MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="plan.ics"'
    return response


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program that subscribes; the address is the secret. Nothing changed is answered in one line."""
    feed = queries.feed_behind(links.read_lasting(links.CALENDAR, token))
    events = queries.events_for(feed) if feed else None
    if feed is None or events is None:
        raise Http404
    name = feed.collaboration.name if feed.collaboration else _("What I answer for in Common Ground")
    body = calendars.write(name, events)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=calendars.MEDIA_TYPE, headers={"ETag": etag})
    response.headers["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


def block(actor: Actor, held: Collaboration) -> dict[str, Any]:
    """Give what question 6c shows: which milestone waits for which, and where the calendar is."""
    rows = {row.ref: row for row in held.answers.filter(part="milestones", removed_at__isnull=True).order_by("due")}
    order = [
        {"row": row, "after": rows[after], "is_early": row.due and rows[after].due and row.due < rows[after].due}
        for row in rows.values()
        if (after := row.values.get("after")) in rows
    ]
    return {"milestone_order": order, "calendar_url": reverse("projects:days", args=[held.public_id])}
