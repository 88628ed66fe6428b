"""What do we wait for, and when do we look again? And what is not explicit yet?

*Source:* R91, R126; the look, section 7 ("Waiting for").
"""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.audit.actions import seen
from commonground.groundwork.ids import from_text
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import waiting as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.decisions import LayAsideForm, SnoozeForm, WaitForm
from commonground.projects.queries import recorded, visible
from commonground.projects.queries import waiting as reading
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules import explicitness, guide
from commonground.projects.rules.waiting import is_time
from commonground.projects.views.around import sent
from commonground.projects.views.decisions import inside


def waiting(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """List what the collaboration waits for, and what came."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="waiting")
    context = inside(request, found, _("What we wait for"))
    context |= {
        "awaited": [_row(one) for one in reading.awaited_in(found)],
        "ended": [_row(one) for one in reading.ended_in(found)],
    }
    return render(request, "projects/waiting.html", context)


def _row(one: Any) -> dict[str, Any]:
    step = guide.step(one.step) if one.step else None
    return {"awaited": one, "step": step, "is_time": is_time(one.look_again, timezone.localdate())}


def wait(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Say what is waited for."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("await", request.actor, found)
    initial = {"step": request.GET.get("step", ""), "look_again": timezone.localdate() + timedelta(days=30)}
    form = WaitForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.wait(actor=request.actor, collaboration=found, **form.cleaned_data)
            messages.success(request, _("Noted. Nobody need do anything until you look again."))
            return redirect("projects:waiting", found.public_id)
    context = inside(request, found, _("What do you wait for?"), form=form, button=_("Note what you wait for"))
    return render(request, "projects/waiting_form.html", context)


def change(request: HttpRequest, collaboration: uuid.UUID, awaited: uuid.UUID) -> HttpResponse:
    """Change what is waited for, or put off looking again."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("await", request.actor, found)
    held = reading.awaited_called(found, awaited)
    now = {name: getattr(held, name) for name in ("whom", "what", "said", "look_again")}
    form = WaitForm(sent(request), initial=now, version=held.version, changing=True)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.change(actor=request.actor, awaited=held, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("projects:waiting", found.public_id)
    context = inside(request, found, _("Look again later"), form=form, button=_("Save when you look again"))
    return render(request, "projects/waiting_form.html", context)


def snooze(request: HttpRequest, collaboration: uuid.UUID, awaited: uuid.UUID) -> HttpResponse:
    """Put off looking again by a few days, in one press."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("await", request.actor, found)
    held = reading.awaited_called(found, awaited)
    form = SnoozeForm(sent(request), initial={"days": "14"}, version=held.version)
    if request.method == "POST" and form.is_valid():
        again = timezone.localdate() + timedelta(days=form.cleaned_data["days"])
        kept = {name: getattr(held, name) for name in ("whom", "what", "said")}
        with refusals_said_in(form):
            doing.change(
                actor=request.actor, awaited=held, look_again=again, version=form.cleaned_data["version"], **kept
            )
            messages.success(request, _("Put off. Nobody need do anything until then."))
            return redirect("projects:waiting", found.public_id)
    context = inside(request, found, _("Look again later")) | _confirming(found, held, form, _("Put it off"))
    return render(request, "pages/confirm.html", context)


def came(request: HttpRequest, collaboration: uuid.UUID, awaited: uuid.UUID) -> HttpResponse:
    """Say that what was waited for came, or is not waited for any more."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("await", request.actor, found)
    held = reading.awaited_called(found, awaited)
    form = LayAsideForm(sent(request), version=held.version)
    form.fields["because"].label = gettext_lazy("What came of it?")
    form.fields["because"].required = False
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            doing.came(actor=request.actor, awaited=held, version=given["version"], because=given["because"])
            messages.success(request, _("Noted. It is no longer waited for."))
            return redirect("projects:waiting", found.public_id)
    context = inside(request, found, _("No longer waited for"))
    return render(request, "pages/confirm.html", context | _confirming(found, held, form, _("No longer waited for")))


def _confirming(found: Any, held: Any, form: Any, button: str) -> dict[str, Any]:
    return {
        "over": found.name,
        "heading": _("Waiting for %(whom)s") % {"whom": held.whom},
        "what": [held.what],
        "button": button,
        "cancel_url": reverse("projects:waiting", args=[found.public_id]),
        "form": form,
    }


def not_explicit(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """List what is not explicit yet, with the way to say it."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="explicit")
    gaps = visible_gaps(found)
    context = inside(request, found, _("What is not explicit yet"))
    context |= {"gaps": [_gap(found, gap) for gap in gaps], "said": _(explicitness.in_words(gaps))}
    return render(request, "projects/explicit.html", context)


def visible_gaps(found: Any) -> tuple[explicitness.Gap, ...]:
    """Give what is not explicit yet in a collaboration; the name of somebody who has left counts as none."""
    here = {member.ref for member in visible.team_of(found)}
    gone = frozenset(member.ref for member in found.team.all() if member.ref not in here)
    return explicitness.gaps(recorded.record_of(found), gone)


def _gap(found: Any, gap: explicitness.Gap) -> dict[str, Any]:
    url = reverse("projects:answer", args=[found.public_id, from_text(gap.ref)])
    return {"gap": gap, "step": guide.step(gap.step), "noun": guide.PARTS[gap.part].noun, "url": url}
