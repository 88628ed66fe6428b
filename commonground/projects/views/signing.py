"""Is the action plan agreed, written down and shared? The plan on one page, with who has signed and who has read it.

*Source:* R29, R64.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages import documents
from commonground.pages.refusing import note, refusals_said_in
from commonground.projects.actions import signing as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.adapters import links
from commonground.projects.forms.signing import SharePlanForm
from commonground.projects.models import Collaboration
from commonground.projects.queries import recorded, signing, visible
from commonground.projects.rules import signing as rules
from commonground.projects.views import plan_blocks
from commonground.projects.views.around import sent, step_frame

STEP = 6
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def block(actor: Actor, held: Collaboration) -> dict[str, Any]:
    """Give what question 6a shows: the three facts, who signed, who has read."""
    record = recorded.record_of(held)
    content = rules.content_of(record)
    found = rules.facts(record)
    return {
        "plan_facts": found,
        "plan_states": states(found),
        "plan_signed": signing.signatures_of(held, content),
        "plan_content": content,
        "plan_code": rules.short(content),
    }


def states(found: rules.Facts) -> list[dict[str, str]]:
    """Give the three facts as rows: what is asked, the state and its words."""
    unsigned, unwritten = ", ".join(found.unsigned), ", ".join(_(words) for words in found.unwritten)
    return [
        {
            "asked": _("Agreed"),
            "kind": "agreed" if found.is_agreed else "waiting",
            "words": _("Signed by all") if found.is_agreed else _("Not yet"),
            "said": _("Still to sign: %(names)s") % {"names": unsigned} if unsigned else "",
        },
        {
            "asked": _("Written down"),
            "kind": "agreed" if found.is_documented else "progress",
            "words": _("Written") if found.is_documented else _("Not yet"),
            "said": _("Still missing: %(what)s") % {"what": unwritten} if unwritten else "",
        },
        {
            "asked": _("Shared"),
            "kind": "agreed" if found.is_shared else "none",
            "words": _("Shared") if found.is_shared else _("Not yet"),
            "said": _("%(count)s have it") % {"count": found.readers} if found.is_shared else "",
        },
    ]


def plan(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show the action plan, the three facts, and what the reader may do with it."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=held, page="action_plan")
    context = step_frame(request.actor, held, STEP, _("The action plan"), **block(request.actor, held))
    own = next((s for s in context["plan_signed"] if s.organisation.pk == request.actor.organisation_id), None)
    receipt = signing.has_read(request.actor, held)
    context |= {
        "readers": [_reader(one, context["plan_content"]) for one in signing.readers_of(held)],
        "own": own,
        "has_read": receipt is not None and receipt.content == context["plan_content"],
        "tables": plan_blocks.tables(held),
        "papers": [
            {"form": form, "url": reverse("projects:action_plan_paper", args=[held.public_id, form])}
            for form in ("pdf", "docx")
        ],
    }
    return render(request, "projects/special/action_plan.html", context)


def _reader(one: Any, content: str) -> dict[str, Any]:
    who = one.membership.person.name if one.membership else one.name
    at = one.membership.organisation.name if one.membership else ""
    return {"reader": one, "who": who, "at": at, "is_present": bool(one.read_at) and one.content == content}


@require_POST
def sign(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Sign the plan for one's organisation, as it was shown."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    return _done(request, held, doing.sign, _("The plan is signed for %(name)s."))


@require_POST
def say_read(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Say that one has read the plan."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    return _done(request, held, doing.say_read, _("It is noted that you have read the plan."))


def _done(request: HttpRequest, held: Collaboration, do: Any, said: str) -> HttpResponse:
    try:
        do(actor=request.actor, collaboration=held, content=request.POST.get("content", ""))
    except NotAllowed:
        raise
    except Refused as refusal:
        note(refusal)
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said.replace("%(name)s", request.actor.organisation_name))
    return redirect("projects:action_plan", held.public_id)


@get_or_post
def share(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Send the plan to somebody outside the team."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("share_plan", request.actor, held)
    form = SharePlanForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = doing.share(actor=request.actor, collaboration=held, **form.cleaned_data)
            messages.success(request, _("%(name)s has a link to the plan.") % {"name": made.name})
            return redirect("projects:action_plan", held.public_id)
    context = step_frame(request.actor, held, STEP, _("Share the plan outside the team"), form=form)
    return render(request, "projects/special/plan_share.html", context)


@get_or_post
def end_sharing(request: HttpRequest, collaboration: uuid.UUID, reader: uuid.UUID) -> HttpResponse:
    """End the link of somebody outside the team."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("share_plan", request.actor, held)
    found = signing.reader_of(held, reader)
    if request.method == "POST":
        doing.end_sharing(actor=request.actor, reader=found)
        messages.success(request, _("The link has ended."))
        return redirect("projects:action_plan", held.public_id)
    context = step_frame(request.actor, held, STEP, "")
    context |= {
        "over": held.name,
        "heading": _("End the link of %(name)s?") % {"name": found.name},
        "what": [_("They can no longer open the plan here. What they have saved or printed, they keep.")],
        "button": _("End the link"),
        "cancel_url": reverse("projects:action_plan", args=[held.public_id]),
    }
    return render(request, "pages/confirm.html", context)


@never_cache
@login_not_required
@get_or_post
def outside(request: HttpRequest, token: str) -> HttpResponse:
    """Show the plan to somebody outside the team, and let them say that they have read it."""
    reader = signing.reader_behind(links.read(links.PLAN, token))
    if reader is None:
        said = _("The plan is no longer shared through this link. Ask whoever sent it to you.")
        return render(request, "projects/outside/link_ended.html", {"said": said}, status=404)
    held = reader.collaboration
    content = rules.content_of(recorded.record_of(held))
    refused = ""
    if request.method == "POST":
        try:
            reader = doing.say_read_by_link(
                actor=Actor(name=reader.name), reader=reader, content=request.POST.get("content", "")
            )
        except Refused as refusal:
            note(refusal)
            refused = refusal.reason
    else:
        seen(actor=Actor(name=reader.name), subject=held, page="plan_outside")
    context = {"subject": held, "reader": reader, "tables": plan_blocks.tables(held), "content": content}
    context |= {"refused": refused, "has_read": bool(reader.read_at) and reader.content == content}
    return render(request, "projects/outside/plan.html", context)


def paper(request: HttpRequest, collaboration: uuid.UUID, form: str) -> HttpResponse:
    """Give the action plan as a document."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=held, page="action_plan_paper", form=form)
    return documents.respond(plan_blocks.document(held), form, _("action-plan"))
