"""How does a collaboration's page or case study reach the public? A version is put up, both sides approve it.

*Source:* R27, R39, R46, R69-R70; settled questions, "Who" ("once both leads approved that version").
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import finishing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.special import CaseStudyForm, PublicPageForm, WithdrawPublicForm
from commonground.projects.models import Collaboration, Publication
from commonground.projects.queries import cases, measuring
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.announcing import TEXTS
from commonground.projects.views.around import sent
from commonground.projects.views.framing import frame
from commonground.projects.views.peer_reading import reading_block
from commonground.projects.views.public import shown


def publications(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """List the versions of the public page and of the case study, with who has approved which."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="publications")
    around = frame(request.actor, found, "public", page_name=_("What everybody may read"))
    around["pages"], around["cases"] = cases.versions_of(found, "page"), cases.versions_of(found, "case")
    around["is_written"] = bool(measuring.rows_of(found, "case_study"))
    return render(request, "projects/special/publications.html", around)


def _inside(request: HttpRequest, found: Collaboration, page_name: str, **more: Any) -> dict[str, Any]:
    around = frame(request.actor, found, "public", page_name=page_name, **more)
    address = reverse("projects:publications", args=[found.public_id])
    around["breadcrumbs"].append({"label": _("Public pages"), "url": address})
    return around


def page_new(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Write a new version of the public page; the last one is where it starts from."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, found)
    last = next(iter(cases.versions_of(found, "page")), None)
    form = PublicPageForm(sent(request), initial=last.values if last else {})
    if request.method == "POST" and form.is_valid():
        return _drafted(request, found, kind="page", values=form.cleaned_data)
    around = _inside(request, found, _("Write the public page"), form=form)
    return render(request, "projects/special/page_new.html", around)


def case_new(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Put the case study of step 10 up for approval, with the evaluation that stands behind it."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, found)
    studies = {one.study.ref: one.study for one in measuring.measured_by(found) if one.says}
    choices = [(ref, study.title) for ref, study in studies.items()]
    form = CaseStudyForm(sent(request), studies=choices, initial={"study": next(iter(studies), "none")})
    if request.method == "POST" and form.is_valid():
        return _drafted(request, found, kind="case", study=studies.get(form.cleaned_data["study"]))
    written = measuring.rows_of(found, "case_study")
    around = _inside(request, found, _("Put the case study up for approval"), form=form, is_written=bool(written))
    return render(request, "projects/special/case_new.html", around)


def _drafted(request: HttpRequest, found: Collaboration, **what: Any) -> HttpResponse:
    made = finishing.draft_publication(actor=request.actor, collaboration=found, **what)
    messages.success(
        request, _("Version %(number)s is ready for both sides to read and approve.") % {"number": made.number}
    )
    return redirect("projects:publication", found.public_id, made.public_id)


def _version(found: Collaboration, public_id: uuid.UUID) -> tuple[Publication, bool]:
    """Give one version and whether it is the newest of what it is a version of."""
    one = found.publications.filter(public_id=public_id).first()
    versions = [row for row in cases.versions_of(found, one.kind) if row.about == one.about] if one else []
    for version in versions:
        if version == one:
            return version, version == versions[0]
    raise Http404


def publication(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Show one version exactly as everybody would read it, with who has approved it."""
    found = team_collaboration_for(request.actor, collaboration)
    version, is_newest = _version(found, publication)
    if version.kind in TEXTS:
        return redirect("projects:text", found.public_id, version.public_id)
    seen(actor=request.actor, subject=found, page="publication")
    around = _inside(request, found, f"{_(version.get_kind_display())}, {_('version')} {version.number}")
    around |= shown(version)
    around["approved"] = {approval.side: approval for approval in version.approvals.all()}
    around["is_newest"] = is_newest
    around |= reading_block(version)
    around["may_approve"] = (
        "approve_publication" in around["may"]
        and is_newest
        and not version.withdrawn_at
        and request.actor.side not in around["approved"]
        and not around["hindrance"]
    )
    return render(request, "projects/special/publication.html", around)


def approve(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Approve one version for one's own side; the second approval makes it public."""
    found = team_collaboration_for(request.actor, collaboration)
    version, _newest = _version(found, publication)
    if request.method == "POST":
        held = finishing.approve(actor=request.actor, publication=version)
        said = _("Both sides have approved it. Everybody can read it now.")
        messages.success(
            request,
            said if held.published_at else _("Approved. It becomes public when the other side approves it too."),
        )
    return redirect("projects:publication", found.public_id, version.public_id)


def withdraw(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Say what withdrawing means, then take every version of this kind away from the public."""
    found = team_collaboration_for(request.actor, collaboration)
    version, _newest = _version(found, publication)
    permit("withdraw_publication", request.actor, found)
    form = WithdrawPublicForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            reason = form.cleaned_data["reason"]
            finishing.withdraw_publication(actor=request.actor, publication=version, reason=reason)
            messages.success(request, _("It is no longer public. A new version can be written and approved."))
            return redirect("projects:publications", found.public_id)
    around = _inside(request, found, "", form=form, over=found.name, **_withdrawing(found, version))
    return render(request, "pages/confirm.html", around)


def _withdrawing(found: Collaboration, version: Publication) -> dict[str, Any]:
    """What is said before something is taken away from the public."""
    gone = {
        "case": _("Every version of the case study leaves the public list, the feed and its own address."),
        "page": _("Every version of the public page leaves its address."),
        "notice": _("Every version of the notice leaves its address and the feed. Messages that went out stay."),
        "poll": _("What the community said, and what you did, leaves its address."),
    }
    return {
        "heading": _("You are about to take this away from the public"),
        "what": [gone.get(version.kind, gone["page"]), _("Copies that others have made stay with them.")],
        "lost": _("To make it public again, both sides approve a new version."),
        "button": _("Withdraw every version"),
        "destructive": True,
        "cancel_url": reverse("projects:publication", args=[found.public_id, version.public_id]),
    }
