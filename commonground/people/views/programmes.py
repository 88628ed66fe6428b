"""What is shown where a programme's words are changed?

*Source:* R1; the look, section 11.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import programmes as actions
from commonground.people.forms.programmes import ProgrammeForm
from commonground.people.models import Programme
from commonground.people.permissions import TABLE
from commonground.people.queries import programmes as queries
from commonground.people.views.organisations import get_or_post, nameable

MOST_SHOWN = 10


@get_or_post
def change(request: HttpRequest, programme: uuid.UUID) -> HttpResponse:
    held = queries.programme_called(programme)
    require(TABLE, "change_programme", request.actor, held)
    areas = nameable(held.area)
    choices = [(ref, area.name) for ref, area in areas.items()]
    kept = _in_form(actions.words_of(held))
    form = ProgrammeForm(request.POST or None, initial=kept, version=held.version, areas=choices)
    if form.is_valid():
        with refusals_said_in(form, _in_form):
            actions.change_programme(actor=request.actor, programme=held, **form.values(areas))
            messages.success(request, _("What the programme says of itself is changed."))
            return redirect(f"{reverse('about')}#programme-{held.ref}")
    words = {"heading": _("Change the programme"), "over": held.name, "button": _("Save the programme")}
    around = {"form": form, "back_to": reverse("about"), "history": _history(held)}
    crumbs = [{"label": _("About"), "url": reverse("about")}]
    return render(request, "people/programme_form.html", {**words, **around, "breadcrumbs": crumbs})


def _history(programme: Programme) -> list[dict[str, Any]]:
    """Say what was changed last, by whom and when, in the words of the form."""
    fields = ProgrammeForm.base_fields
    return [
        {"what": ", ".join(str(fields[name].label) for name in each.details.get("what", ()) if name in fields),
         "by": each.actor_name, "at": each.at}
        for each in queries.history_of(programme)[:MOST_SHOWN]
    ]  # fmt: skip


def _in_form(words: Mapping[str, Any]) -> dict[str, Any]:
    """Give a programme's words as the form shows them."""
    return {**words, "area": words["area"].ref if words["area"] else ""}
