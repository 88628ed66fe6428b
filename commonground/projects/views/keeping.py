"""Is this still the right contact? One click says so; one link hands it on.

*Source:* R45.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import keeping
from commonground.projects.actions.permitting import permit
from commonground.projects.queries import reading
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.views.around import sent, step_address
from commonground.projects.views.framing import frame


def still_right(request: HttpRequest, collaboration: uuid.UUID, answer: uuid.UUID) -> HttpResponse:
    """Ask "still you?", and take the answer."""
    found = team_collaboration_for(request.actor, collaboration)
    contact = reading.answer_of(found, answer)
    if contact.part != "contacts":
        raise Http404
    permit("answer", request.actor, found)
    form = Form(sent(request), version=contact.version)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            keeping.still_right(actor=request.actor, answer=contact, version=form.cleaned_data["version"])
            messages.success(request, _("Still right. It is asked again in half a year."))
            return redirect(step_address(found, 10))
    seen(actor=request.actor, subject=found, page="contact")
    kept = contact.values
    context = {
        "over": found.name,
        "heading": _("Is this still the right contact?"),
        "what": [f"{kept['name']}, {kept['organisation']}. {kept['reach']}", _("If they leave: ") + kept["successor"]],
        "button": _("Still right"),
        "cancel_url": reverse("projects:answer_change", args=[found.public_id, contact.public_id]),
        "cancel": _("Somebody else now: change this contact"),
        "form": form,
    }
    return render(request, "pages/confirm.html", frame(request.actor, found, **context))
