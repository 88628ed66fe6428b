"""What do two organisations, or the two sides of a collaboration, have in common? The same, near, and only one's.

*Source:* R86; the look, section 7 (two sides).
"""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Organisation
from commonground.projects.forms.common_ground import TwoOrganisations
from commonground.projects.queries import common_ground as reading
from commonground.projects.queries import measuring
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.common_ground import KINDS, Ground, in_words
from commonground.projects.views.framing import frame


def find(request: HttpRequest) -> HttpResponse:
    """Compare two organisations before there is a collaboration; for members."""
    if not request.actor.is_member:
        raise Http404
    form = TwoOrganisations(request.GET or None, initial=_own(request))
    meant: dict[Side, Organisation] = {}
    choices: list[dict[str, Any]] = []
    if request.GET and form.is_valid():
        for side in TWO_SIDES:
            one, several = reading.organisation_meant(form.cleaned_data[side.value], side)
            if one:
                meant[side] = one
            else:
                choices.append({"side": side, "text": form.cleaned_data[side.value], "several": several})
    context: dict[str, Any] = {"form": form, "choices": choices, "meant": [meant.get(side) for side in TWO_SIDES]}
    if len(meant) == len(TWO_SIDES):
        police, security = (meant[side] for side in TWO_SIDES)
        seen(actor=request.actor, subject=police, page="common_ground")
        seen(actor=request.actor, subject=security, page="common_ground")
        context |= _shown(reading.between(request.actor, police, security))
    return render(request, "projects/common_ground.html", context)


def _own(request: HttpRequest) -> dict[str, str]:
    """Begin with the reader's own organisation on its side."""
    side = request.actor.side
    return {side.value: request.actor.organisation_name} if side in TWO_SIDES else {}


def inside(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Compare the two sides of a collaboration, for its team."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="common_ground")
    context = frame(request.actor, found, page_name=_("What you have in common"))
    joint = next(iter(measuring.rows_of(found, "joint")), None)
    context |= _shown(reading.within(request.actor, found)) | {
        "tabs": [],
        "agreed": str(joint.values.get("goals") or "").splitlines() if joint else [],
    }
    back = {"label": _("Together"), "url": reverse("projects:together", args=[found.public_id])}
    context["breadcrumbs"].append(back)
    return render(request, "projects/common_ground_inside.html", context)


def _shown(ground: Ground) -> dict[str, Any]:
    """Give what `projects/parts/ground.html` shows."""
    return {
        "ground": ground,
        "said": _(in_words(ground)),
        "same": _by_kind(ground.same),
        "near": _by_kind(ground.near),
        "only": [
            {"side": side.value, "kinds": _by_kind(wants)}
            for side, wants in zip(TWO_SIDES, (ground.first_only, ground.second_only), strict=True)
        ],
    }


def _by_kind(found: Any) -> list[dict[str, Any]]:
    return [
        {"kind": kind, "title": _(title), "rows": rows}
        for kind, title in KINDS.items()
        if (rows := [one for one in found if one.kind == kind])
    ]
