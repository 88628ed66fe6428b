"""How is evidence of senior backing kept, fetched and taken away? By the team, through the collaboration, each time.

A file leaves as a download under a name of our own making.

*Source:* R23; D1, D2; bars B2 and B11.
"""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit.actions import seen
from commonground.groundwork.file_kinds import LARGEST
from commonground.pages.downloads import file_to_keep
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import backing_files as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.backing import EvidenceForm
from commonground.projects.queries import backing as queries
from commonground.projects.queries import visible
from commonground.projects.views.around import sent, step_address, step_frame
from commonground.projects.views.backing import STEP, get_or_post


@get_or_post
def keep(request: HttpRequest, collaboration: uuid.UUID, backing: uuid.UUID) -> HttpResponse:
    """Keep a file beside what somebody said."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("keep_evidence", request.actor, held)
    beside = queries.backing_of(held, backing)
    form = EvidenceForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        caption, content = form.cleaned_data["caption"], form.cleaned_data["file"].read(LARGEST + 1)
        with refusals_said_in(form):
            doing.keep(actor=request.actor, collaboration=held, backing=beside, caption=caption, content=content)
            messages.success(request, _("The file is kept. Whatever stood beside it, such as its name, is gone."))
            return redirect(step_address(held, STEP) + "#backing-files")
    context = step_frame(request.actor, held, STEP, _("Keep a file as evidence"), form=form, answer=beside)
    return render(request, "projects/special/backing_file.html", context)


@require_safe
def fetch(request: HttpRequest, collaboration: uuid.UUID, evidence: uuid.UUID) -> HttpResponse:
    """Give a file to the team."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    found = queries.file_of(held, evidence)
    seen(actor=request.actor, subject=held, page="backing_file", file=found.ref)
    return file_to_keep(bytes(found.content), found.media_type, found.name)


@get_or_post
def take_away(request: HttpRequest, collaboration: uuid.UUID, evidence: uuid.UUID) -> HttpResponse:
    """Take a file away for good."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("keep_evidence", request.actor, held)
    found = queries.file_of(held, evidence)
    if request.method == "POST":
        doing.take_away(actor=request.actor, collaboration=held, file=found)
        messages.success(request, _("The file is taken away."))
        return redirect(step_address(held, STEP) + "#backing-files")
    context = step_frame(request.actor, held, STEP, _("Take the file away"))
    context |= {
        "over": held.name,
        "heading": _("Take “%(caption)s” away?") % {"caption": found.caption},
        "what": [_("What was said stays, and that there was a file.")],
        "lost": _("Its content is deleted at once. Whoever has fetched it still has it."),
        "button": _("Take the file away"),
        "destructive": True,
        "cancel_url": step_address(held, STEP),
    }
    return render(request, "pages/confirm.html", context)
