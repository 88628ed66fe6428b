"""What is shown of the areas that somebody follows? The list, a search, and a button beside each.

*Source:* R187.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.groundwork import ids
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import areas as actions
from commonground.people.forms.areas import AreaSearch
from commonground.people.queries import areas as queries
from commonground.people.views.organisations import get_or_post
from commonground.places import queries as places

MOST_FOUND = 10
DEEDS = {
    "add": (actions.follow, gettext_lazy("%(name)s is one of your areas now.")),
    "remove": (actions.unfollow, gettext_lazy("%(name)s is no longer one of your areas.")),
}


@get_or_post
def areas(request: HttpRequest) -> HttpResponse:
    form = AreaSearch(request.GET)
    if request.method == "POST":
        with refusals_said_in(form):
            _do(request)
            return redirect("people:areas")
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    mine = list(queries.areas_of(request.actor))
    ways = places.ways_to(mine)
    context = {
        "form": form,
        "mine": [(area, [above.name for above in reversed(ways[area.pk])]) for area in mine],
        "text": text,
        "found": places.named(text, MOST_FOUND),
        "held": {area.pk for area in mine},
        "breadcrumbs": [{"label": _("Your own page"), "url": reverse("people:you")}],
    }
    return render(request, "people/areas.html", context)


def _do(request: HttpRequest) -> None:
    """Do what the one button says that was pressed: add or remove an area."""
    for name, (deed, said) in DEEDS.items():
        if name in request.POST:
            area = places.area(_public_id(request.POST[name]))
            deed(actor=request.actor, area=area)
            messages.success(request, said % {"name": area.name})


def _public_id(ref: str) -> uuid.UUID:
    """Read the public id on a button, or answer 404."""
    try:
        return ids.from_text(ref)
    except ValueError:
        raise Http404 from None
