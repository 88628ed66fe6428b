"""The plan as a whole: its versions, what differs, putting one forward, agreeing to it, and taking it away as a file.

*Source:* R16, R35.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.sides import TWO_SIDES
from commonground.pages import documents
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import plans as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.planning import PutForwardForm
from commonground.projects.models import Collaboration, PlanVersion, Review
from commonground.projects.queries import plans, reading
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules import plan_paper
from commonground.projects.rules import plans as rules
from commonground.projects.views.around import own_side, sent, step_frame

THIRD = 3


def versions(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """List every version of the plan, and what has changed since the newest."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="plans")
    newest = plans.latest(found)
    changes = plans.changes_since(newest) if newest else ()
    around = step_frame(request.actor, found, THIRD, _("The plan and its versions"))
    around |= {
        "versions": [{"plan": plan, "agreed": plans.agreed_of(plan)} for plan in plans.plans_of(found)],
        "newest": newest,
        "changes": changes,
        "changes_in_words": rules.in_words(changes),
        "can_put_forward": bool(changes) or (newest is None and rules.is_a_plan(plans.content_now(found))),
    }
    return render(request, "projects/planning/versions.html", around)


def put_forward(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Put the plan forward as it stands now, with the reason why it changes."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("put_plan_forward", request.actor, found)
    newest, review = plans.latest(found), _review(found, request.GET.get("review", ""))
    form = PutForwardForm(sent(request), is_first=newest is None)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            reason = form.cleaned_data["reason"]
            made = doing.put_forward(actor=request.actor, collaboration=found, reason=reason, review=review)
            messages.success(request, _("Version %(number)s is put forward. Each side’s lead is asked to agree.")
                             % {"number": made.number})  # fmt: skip
            return redirect("projects:plan_version", found.public_id, made.public_id)
    around = step_frame(request.actor, found, THIRD, _("Put the plan forward"), form=form, review=review)
    changes = plans.changes_since(newest) if newest else ()
    around |= {"newest": newest, "changes": changes, "changes_in_words": rules.in_words(changes)}
    return render(request, "projects/planning/put_forward.html", around | {"back": _all(found)})


def _review(found: Collaboration, ref: str) -> Review | None:
    """Read which review asks for the new version; what is not one of this collaboration's asks for nothing."""
    return next((review for review in reading.reviews_of(found) if review.ref == ref), None) if ref else None


def _all(found: Collaboration) -> str:
    return reverse("projects:plans", args=[found.public_id])


def _within(request: HttpRequest, plan: PlanVersion, page_name: str, **more: Any) -> dict[str, Any]:
    """Give what stands around a page about one version."""
    around = step_frame(request.actor, plan.collaboration, THIRD, page_name, plan=plan, **more)
    around["breadcrumbs"].append({"label": _("The plan and its versions"), "url": _all(plan.collaboration)})
    return around


def version(request: HttpRequest, collaboration: uuid.UUID, plan: uuid.UUID) -> HttpResponse:
    """Show one version as it was put forward, what differs from the one before, and who has agreed."""
    found = team_collaboration_for(request.actor, collaboration)
    one = plans.plan_of(found, plan)
    seen(actor=request.actor, subject=found, page="plan_version")
    agreed, newest = plans.agreed_of(one), plans.latest(found)
    changes = plans.changes_to(one)
    waits = {mine.side for mine in agreed if mine.at is None}
    around = _within(request, one, _("The plan, version %(number)s") % {"number": one.number})
    around |= {
        "content": plans.content_of(one),
        "agreed": agreed,
        "is_newest": newest is not None and newest.pk == one.pk,
        "newest": newest,
        "changes": changes,
        "changes_in_words": rules.in_words(changes),
        "may_agree": "agree_to_plan" in around["may"] and request.actor.side in waits,
        "forms": documents.FORMS.values(),
    }
    return render(request, "projects/planning/version.html", around)


def agree(request: HttpRequest, collaboration: uuid.UUID, plan: uuid.UUID) -> HttpResponse:
    """Ask whether a side agrees to a version, and take the answer."""
    found = team_collaboration_for(request.actor, collaboration)
    one, side = plans.plan_of(found, plan), own_side(request.actor)
    permit("agree_to_plan", request.actor, found)
    form, to = Form(sent(request)), reverse("projects:plan_version", args=[found.public_id, one.public_id])
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.agree(actor=request.actor, plan=one)
            messages.success(request, _("Your side has agreed to version %(number)s.") % {"number": one.number})
            return redirect(to)
    police = _("Agree to version %(number)s for the police side")
    security = _("Agree to version %(number)s for the security side")
    context = {
        "over": found.name,
        "heading": _("Does your side agree to this plan?"),
        "what": [_("You agree to exactly the words of this version. A later change needs a new version.")],
        "button": (police if side == "police" else security) % {"number": one.number},
        "cancel_url": to,
        "form": form,
    }
    return render(request, "pages/confirm.html", _within(request, one, context["heading"], **context))


def paper(request: HttpRequest, collaboration: uuid.UUID, form: str, plan: uuid.UUID | None = None) -> HttpResponse:
    """Give one version as a file; or the newest, or what stands in the steps now where none was put forward."""
    found = team_collaboration_for(request.actor, collaboration)
    one = plans.plan_of(found, plan) if plan else plans.latest(found)
    if form not in documents.FORMS:
        raise Http404
    seen(actor=request.actor, subject=found, page="plan_paper")
    if one is None:
        made = plan_paper.paper_of(_draft(found), plans.content_now_named(found))
        return documents.respond(made, form, f"{found.name} plan, draft")
    made = plan_paper.paper_of(facts_of(one), plans.content_of(one), plans.changes_to(one))
    return documents.respond(made, form, f"{found.name} plan {one.number}")


def _draft(found: Collaboration) -> plan_paper.Facts:
    agreed = [(_(side.label), "") for side in TWO_SIDES]
    return plan_paper.Facts(found.name, found.area.name, 0, timezone.localdate(), "", "", agreed)


def facts_of(plan: PlanVersion) -> plan_paper.Facts:
    """Give what stands around a plan on paper."""
    agreed = [
        (_(one.side.label), f"{one.by}, {one.organisation}, {timezone.localdate(one.at):%-d %B %Y}" if one.at else "")
        for one in plans.agreed_of(plan)
    ]
    return plan_paper.Facts(
        plan.collaboration.name,
        plan.collaboration.area.name,
        plan.number,
        timezone.localdate(plan.at),
        f"{plan.by.person.name}, {plan.by.organisation.name}",
        plan.reason,
        agreed,
    )
