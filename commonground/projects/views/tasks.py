"""What is to be done, by whom and by when? Actions and milestones together, and marking one as done.

*Source:* R29, R31, R52; the look, section 7 (waiting for).
"""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonground.audit import actions as audit
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages.downloads import csv_file
from commonground.projects.actions import answers as doing
from commonground.projects.forms.working import TaskFilter
from commonground.projects.models import Answer, Collaboration
from commonground.projects.queries import answering, reading, visible
from commonground.projects.rules import guide
from commonground.projects.views.framing import frame


def tasks(request: HttpRequest, collaboration: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    audit.seen(actor=request.actor, subject=held, page="actions")
    form, found = _narrowed(request, held)
    everything = answering.tasks_of(held)
    context = {
        "form": form,
        "open": [task(answer) for answer in found if answer.done is None],
        "done": [task(answer) for answer in found if answer.done],
        "all": len(everything),
        "all_done": sum(answer.done is not None for answer in everything),
        "query": request.GET.urlencode(),
        "page_name": _("Actions and milestones"),
    }
    return render(request, "projects/actions.html", frame(request.actor, held, "actions", **context))


def _narrowed(request: HttpRequest, held: Collaboration) -> tuple[TaskFilter, list[Answer]]:
    """Read the filter; what it does not know narrows nothing."""
    form = TaskFilter(request.GET or None, auto_id="filter_%s")
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    whose = request.actor.membership_id if asked.get("whose") == "mine" else None
    return form, answering.tasks_of(held, asked.get("state", ""), whose, asked.get("kind", ""))


def task(answer: Answer) -> dict[str, Any]:
    """Give an action or a milestone with the words that both have."""
    values = answer.values
    look_again = values.get("look_again")
    return {
        "answer": answer,
        "noun": guide.PARTS[answer.part].noun,
        "title": str(answer),
        "sign": values.get("done_when") or values.get("evidence") or "",
        "who": answer.member,
        "organisation": values.get("organisation") or "",
        "waiting_for": values.get("waiting_for") or "",
        "look_again": timezone.datetime.fromisoformat(look_again).date() if look_again else None,
    }


@require_POST
def done(request: HttpRequest, collaboration: Any, answer: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    found = reading.answer_of(held, answer)
    if found.part not in answering.TASKS:
        raise Http404
    typed = request.POST.get("version", "")
    version = int(typed) if re.fullmatch("[0-9]{1,9}", typed) else 0
    try:
        raw = {**found.values, guide.PARTS[found.part].done: timezone.localdate()}
        doing.change(actor=request.actor, answer=found, raw=raw, version=version)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Done: %(what)s.") % {"what": str(found)})
    return redirect("projects:actions", held.public_id)


def as_csv(request: HttpRequest, collaboration: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    audit.seen(actor=request.actor, subject=held, page="actions_csv")
    _form, found = _narrowed(request, held)
    heading = (
        _("What"), _("Kind"), _("Who answers for it"), _("Organisation"), _("By when"), _("Done on"),
        _("Waiting for"), _("How you will know"),
    )  # fmt: skip
    rows = (
        (
            one["title"], one["noun"], one["who"] or "", one["organisation"], one["answer"].due or "",
            one["answer"].done or "", one["waiting_for"], one["sign"],
        )
        for one in map(task, found)
    )  # fmt: skip
    return csv_file("actions", heading, rows)
