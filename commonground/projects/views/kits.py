"""What can a collaboration begin from? Templates and case studies, and how far those who took one keep to it.

*Source:* R116, R125.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork import permissions
from commonground.groundwork.refusals import Invalid
from commonground.pages import documents
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries.programmes import programme
from commonground.places.queries import towns
from commonground.projects.actions import kits as doing
from commonground.projects.actions.permitting import permit, side_of
from commonground.projects.forms.kits import CheckForm
from commonground.projects.forms.working import StartForm
from commonground.projects.models import Collaboration, Origin, Publication
from commonground.projects.permissions import TABLE, Taking
from commonground.projects.queries import cases, kits, replicas
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.kits import Kit
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.templates import TEMPLATES
from commonground.projects.views.around import sent
from commonground.projects.views.beside import looked_first, say_what_runs_beside
from commonground.projects.views.choosing import chosen, offer
from commonground.projects.views.framing import address, frame
from commonground.projects.views.kit_words import compared, in_steps, kit_paper
from commonground.projects.views.public import listed


@login_not_required
def templates(request: HttpRequest) -> HttpResponse:
    """List the templates of the site, and the case studies that say what is core."""
    found = [one for one in listed(cases.case_studies()[:50]) if one["publication"].values.get("components")]
    return render(request, "projects/kits/templates.html", {"kits": TEMPLATES.values(), "rows": found})


@login_not_required
def template(request: HttpRequest, template: str) -> HttpResponse:
    """Show one template: what it is, what is core, what it brings along, and who has begun from it."""
    kit = replicas.template(template)
    context = {
        "kit": kit,
        "steps": in_steps(kit),
        "replications": compared(replicas.replications(request.actor, replicas.of_template(kit))),
        "start_url": reverse("projects:template_start", args=[kit.key]),
        "paper": "projects:template_paper",
        "forms": documents.FORMS.values(),
        "breadcrumbs": _templates(),
    }
    return render(request, "projects/kits/template.html", context)


def _templates() -> list[dict[str, str]]:
    return [{"label": _("Templates"), "url": reverse("projects:templates")}]


@login_not_required
def template_paper(request: HttpRequest, template: str, form: str) -> HttpResponse:
    """Give one template as a paper, step by step."""
    kit = replicas.template(template)
    return documents.respond(kit_paper(kit), form, kit.key)


def template_start(request: HttpRequest, template: str) -> HttpResponse:
    """Start a draft from a template."""
    kit = replicas.template(template)
    return _start(request, kit, None, [*_templates(), {"label": kit.name, "url": _address(kit)}])


def _address(kit: Kit) -> str:
    return reverse("projects:template", args=[kit.key])


def case_start(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Start a draft from a published case study; an older version leads to the newest."""
    one = cases.published_one("case", publication)
    newest = cases.newest_public(one)
    if newest != one:
        return redirect("projects:case_start", newest.public_id)
    kit = replicas.kit_of_case(one)
    if kit is None:
        raise Http404
    crumbs = [
        {"label": _("Case studies"), "url": reverse("projects:case_studies")},
        {"label": kit.name, "url": reverse("projects:case_study", args=[one.public_id])},
    ]
    return _start(request, kit, one, crumbs)


def _start(request: HttpRequest, kit: Kit, publication: Publication | None, crumbs: list[Any]) -> HttpResponse:
    permissions.require(TABLE, "start", request.actor, Taking(State.DRAFT))
    areas = {area.ref: area for area in towns()}
    offered = offer(request, (side_of(request.actor).other,))
    form = StartForm([(ref, area.name) for ref, area in areas.items()], offered.people, sent(request))
    looked = looked_first(request, form, areas.values())
    if request.method == "POST" and not looked and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            made = _started(request, kit, publication, given | {"area": areas[given["area"]]})
            said = _("The draft is made, with what %(name)s brings along. Change what does not fit your place.")
            messages.success(request, said % {"name": kit.name})
            say_what_runs_beside(request, made)
            return redirect(address(made))
    context = {"form": form, "search": offered.search, "kit": kit, "breadcrumbs": crumbs, "steps": in_steps(kit)}
    return render(request, "projects/kits/start.html", context | looked)


def _started(request: HttpRequest, kit: Kit, publication: Publication | None, given: dict[str, Any]) -> Collaboration:
    """Start the draft in the installation's programme."""
    run_by = programme()
    if run_by is None:
        raise Invalid(_("No programme runs here yet. An administrator sets one up first."))
    return doing.start_from(
        actor=request.actor,
        kit=kit,
        name=given["name"],
        about=given["about"],
        area=given["area"],
        programme=run_by,
        other_lead=chosen(request.actor, given["other_lead"], "other_lead"),
        publication=publication,
    )


def _origin(found: Collaboration) -> Origin:
    """Give what a collaboration began from, or 404."""
    origin = kits.origin_of(found)
    if origin is None:
        raise Http404
    return origin


def origin(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show how far a collaboration keeps to what it began from, and what still says what the kit said."""
    found = team_collaboration_for(request.actor, collaboration)
    began = _origin(found)
    seen(actor=request.actor, subject=found, page="origin")
    standings = kits.standings_of(began)
    around = frame(request.actor, found, page_name=_("How far do you keep to it?"), origin=began)
    around["groups"] = [
        (_("Core: without it, it is something else"), [one for one in standings if one.component.core]),
        (_("May be adapted to the place"), [one for one in standings if not one.component.core]),
    ]
    around["fidelity"] = kits.fidelity_of(standings)
    around["unchanged"] = kits.unchanged(began)
    return render(request, "projects/kits/origin.html", around)


def check(request: HttpRequest, collaboration: uuid.UUID, component: str) -> HttpResponse:
    """Say how one component stands now."""
    found = team_collaboration_for(request.actor, collaboration)
    began = _origin(found)
    permit("answer", request.actor, found)
    standing = next((one for one in kits.standings_of(began) if one.component.key == component), None)
    if standing is None:
        raise Http404
    form = CheckForm(sent(request), check=_(standing.component.check), version=len(standing.checks))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.check(actor=request.actor, origin=began, component=component, **form.cleaned_data)
            messages.success(request, _("Noted. Earlier checks stay."))
            return redirect("projects:origin", found.public_id)
    around = frame(request.actor, found, page_name=_(standing.component.name), form=form, standing=standing)
    around["breadcrumbs"].append(
        {"label": _("How far do you keep to it?"), "url": reverse("projects:origin", args=[found.public_id])}
    )
    return render(request, "projects/kits/check.html", around | {"tabs": []})
