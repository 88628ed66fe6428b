"""From what is a tactic chosen? The library under step 3, and the form that begins with what was chosen.

*Source:* R18.
"""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.planning import TacticFilter
from commonground.projects.models import Collaboration
from commonground.projects.queries import cases, library, supporting
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules import guide, tactics
from commonground.projects.views import answers
from commonground.projects.views.around import step_frame

FIRMNESS = ("1", "2", "3", "4", "5")
NARROWING = ("q", "of", "crime", "setting", "cost", "mechanism", "firmest")
COSTS = ("1000", "10000", "50000", "250000")


def tactics_here(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """List techniques, published case studies and capabilities near, narrowed to what is looked for."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="tactics")
    form = _filter(request)
    asked = form.cleaned_data if form.is_valid() else {}
    around = step_frame(request.actor, found, 3, _("Find a tactic"), form=form, version=tactics.VERSION)
    around |= _found(found, {name: asked.get(name, "") for name in NARROWING})
    around |= {"source": tactics.SOURCE, "is_narrowed": form.has_changed()}
    around["is_empty"] = not any(around[name] for name in ("techniques", "from_cases", "supported", "near"))
    return render(request, "projects/planning/tactics.html", around)


def _found(here: Collaboration, asked: dict[str, str]) -> dict[str, Any]:
    """Look in each of the four sources that can answer what is asked: only case studies know their place, their cost
    and how firm their evidence is, and only techniques are sorted by how they work."""
    search, of, crime, mechanism = asked["q"], asked["of"], asked["crime"], asked["mechanism"]
    only_cases = bool(asked["firmest"] or asked["setting"] or asked["cost"])
    most = int(asked["cost"]) if asked["cost"] else None
    given = (search, int(asked["firmest"] or 0), crime, asked["setting"], most)
    narrowed = bool(mechanism) or only_cases
    return {
        "techniques": _grouped(search, mechanism) if of in ("", "techniques") and not (only_cases or crime) else [],
        "from_cases": library.from_cases(*given) if of in ("", "cases") and not mechanism else [],
        "supported": library.supported(search, crime) if of in ("", "supported") and not narrowed else [],
        "near": library.near(here, search) if of in ("", "near") and not (narrowed or crime) else [],
    }


def _filter(request: HttpRequest) -> TacticFilter:
    return TacticFilter(_choices(), request.GET or None, auto_id="filter_%s")


def _choices() -> dict[str, tuple[Any, list[tuple[str, str]]]]:
    return {
        "of": (
            _("From"),
            [
                ("techniques", _("The 25 techniques")),
                ("cases", _("Case studies")),
                ("supported", _("Supported initiatives")),
                ("near", _("Nearby")),
            ],
        ),
        "crime": (_("Kind of crime"), library.named_in_cases("crime")),
        "setting": (_("Kind of place"), library.named_in_cases("setting")),
        "cost": (_("Cost a year"), [(most, _("At most £%(most)s") % {"most": f"{int(most):,}"}) for most in COSTS]),
        "mechanism": (_("How it works"), [(key, _(words)) for key, words in tactics.MECHANISMS.items()]),
        "firmest": (_("Evidence at least"), [(level, _("%(level)s of 5") % {"level": level}) for level in FIRMNESS]),
    }


def _grouped(search: str, mechanism: str) -> list[dict[str, Any]]:
    """Give the techniques by how they work, without empty groups."""
    rows = tactics.found(search, mechanism)
    groups = [(words, [one for one in rows if one.mechanism == key]) for key, words in tactics.MECHANISMS.items()]
    return [{"heading": words, "rows": some} for words, some in groups if some]


def use(request: HttpRequest, collaboration: uuid.UUID, tactic: str) -> HttpResponse:
    """Write a tactic down that begins with one of the techniques."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, found)
    technique = library.technique(tactic)
    if technique is None:
        raise Http404
    return answers.begun_with(request, found, guide.PARTS["tactics"], tactics.as_answer(technique))


def use_case(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Write a tactic down that begins with what a published case study says."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, found)
    case = cases.published_one("case", publication)
    return answers.begun_with(request, found, guide.PARTS["tactics"], library.from_case_as_answer(case))


def use_supported(request: HttpRequest, collaboration: uuid.UUID, proposal: uuid.UUID) -> HttpResponse:
    """Write a tactic down that begins with what a supported initiative does."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, found)
    one = supporting.supported_one(proposal).proposal
    return answers.begun_with(request, found, guide.PARTS["tactics"], library.from_supported_as_answer(one))
