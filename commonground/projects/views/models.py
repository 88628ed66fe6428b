"""Which shapes can a collaboration have, and what is known of each? The library of collaboration models.

*Source:* R217.
"""

from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.pages.tables import Column, Table
from commonground.projects.queries import evidence
from commonground.projects.rules import model_library as library
from commonground.projects.views.public import listed

COMPARED = (("when", "Of use when"), ("decides", "Who decides"), ("when_people_go", "When people go"))


@login_not_required
def models(request: HttpRequest) -> HttpResponse:
    """List the shapes beside each other, with how many published case studies had each."""
    had = Counter(case.values.get("shape") for case, _says in evidence.told())
    found = library.models()
    columns = [Column(_("Shape")), *(Column(_(label)) for _name, label in COMPARED), Column(_("Case studies"), True)]
    cells = [
        [_(one.name), *(_(getattr(one, name)) for name, _label in COMPARED), str(had.get(one.key, 0))] for one in found
    ]
    table = Table(_("The shapes beside each other"), columns, cells, stack=True)
    context = {"models": found, "table": table, "number": library.NUMBER, "changed": library.CHANGED}
    return render(request, "projects/packs/models.html", context)


@login_not_required
def model(request: HttpRequest, shape: str) -> HttpResponse:
    """Show one shape: when it is of use, what it needs, and the published work that had it."""
    one = next((each for each in library.models() if each.key == shape), None)
    if one is None:
        raise Http404
    found = evidence.with_shape(shape)
    keys = {case.pk for case, _says in found}
    context = {
        "model": one,
        "rows": listed(case for case, _says in found),
        "trials": [each for each in evidence.trials() if each.case.pk in keys],
        "number": library.NUMBER,
        "breadcrumbs": [{"label": _("Shapes of collaboration"), "url": reverse("projects:models")}],
    }
    return render(request, "projects/packs/model.html", context)
