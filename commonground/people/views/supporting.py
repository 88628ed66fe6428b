"""What is shown to have an organisation named as a supporter, and to take the name back?

*Source:* R5.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import supporting as actions
from commonground.people.forms.workgroups import SupportForm
from commonground.people.models import Organisation
from commonground.people.permissions import TABLE
from commonground.people.queries import programmes
from commonground.people.queries import workgroups as queries
from commonground.people.rules.workgroups import SUPPORTED
from commonground.people.views.organisations import get_or_post
from commonground.people.views.workgroups import back


@get_or_post
def support(request: HttpRequest) -> HttpResponse:
    organisation, programme = _own(request), programmes.programme()
    if programme is None:
        raise Http404
    require(TABLE, "support_publicly", request.actor, organisation)
    form = SupportForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            named = {"programme": programme, "organisation": organisation}
            actions.support_publicly(actor=request.actor, **named, **form.cleaned_data)
            messages.success(request, _("%(name)s is named as a supporter.") % {"name": organisation.name})
            return redirect("people:workgroups")
    context = {
        "heading": _("Have us named as a supporter"),
        "over": organisation.name,
        "button": _("Name us as a supporter"),
        "form": form,
        "back_to": reverse("people:workgroups"),
        "breadcrumbs": back(),
    }
    return render(request, "people/workgroup_form.html", context)


@get_or_post
def end_support(request: HttpRequest, what: str) -> HttpResponse:
    organisation, programme = _own(request), programmes.programme()
    named = queries.supporter_of(programme, organisation.pk, what) if programme else None
    if named is None:
        raise Http404
    require(TABLE, "support_publicly", request.actor, organisation)
    if request.method == "POST":
        actions.end_support(actor=request.actor, supporter=named)
        messages.success(request, _("%(name)s is no longer named.") % {"name": organisation.name})
        return redirect("people:workgroups")
    context = {
        "heading": _("Take our name back"),
        "over": organisation.name,
        "what": [_("%(what)s is no longer shown with our name.") % {"what": _(SUPPORTED[what])}],
        "button": _("Take our name back"),
        "cancel_url": reverse("people:workgroups"),
    }
    return render(request, "pages/confirm.html", context)


def _own(request: HttpRequest) -> Organisation:
    """Give the organisation for which somebody acts, or 404."""
    found = Organisation.objects.filter(pk=request.actor.organisation_id).first()
    if found is None:
        raise Http404
    return found
