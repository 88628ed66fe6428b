"""Who is kept in touch with, and who agrees on sharing? One click notes that somebody was spoken to; others begin.

*Source:* R13-R15.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonground.audit.actions import seen
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages import documents
from commonground.pages.forms import Form
from commonground.pages.refusing import note, refusals_said_in
from commonground.people.queries import organisations
from commonground.projects.actions import agreeing_to_share
from commonground.projects.actions import stakeholders as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.models import Collaboration
from commonground.projects.queries import reading, recorded, setting_up
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules import arranging, asking_once, guide
from commonground.projects.rules.structure import structure_of
from commonground.projects.views import answers
from commonground.projects.views.around import sent, step_address, step_frame
from commonground.projects.views.structure import picture


def contacted(request: HttpRequest, collaboration: uuid.UUID, answer: uuid.UUID) -> HttpResponse:
    """Note that somebody was in touch with a stakeholder today."""
    found = team_collaboration_for(request.actor, collaboration)
    row = reading.answer_of(found, answer)
    if row.part != "stakeholders":
        raise Http404
    permit("answer", request.actor, found)
    form = Form(sent(request), version=row.version)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.contacted_today(actor=request.actor, answer=row, version=form.cleaned_data["version"])
            messages.success(request, _("%(name)s: spoken to today.") % {"name": row})
            return redirect(f"{step_address(found, 2)}#in-touch")
    context = {
        "over": found.name,
        "heading": _("Were you in touch with them today?"),
        "what": [str(row)],
        "button": _("Yes, today"),
        "cancel_url": step_address(found, 2),
        "form": form,
    }
    return render(request, "pages/confirm.html", step_frame(request.actor, found, 2, context["heading"], **context))


def add_organisation(request: HttpRequest, collaboration: uuid.UUID, organisation: uuid.UUID) -> HttpResponse:
    """Name an organisation as a stakeholder; the form begins with its name."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, found)
    one = organisations.organisation(organisation)
    return answers.begun_with(request, found, guide.PARTS["stakeholders"], {"name": one.name})


@require_POST
def begin_agreement(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Begin the draft of an agreement on sharing, with its parties and its purpose, in one press."""
    found = team_collaboration_for(request.actor, collaboration)
    try:
        made = agreeing_to_share.begin_agreement(actor=request.actor, collaboration=found)
    except NotAllowed:
        raise
    except Refused as refusal:
        note(refusal)
        messages.error(request, refusal.reason)
        return redirect(f"{step_address(found, 2)}#sharing-next")
    messages.success(request, _("The agreement is begun. Say next what each party gives and gets."))
    return redirect("sharing:agreement", made.public_id)


def arrangement(request: HttpRequest, collaboration: uuid.UUID, form: str) -> HttpResponse:
    """Give the paper that goes with the form chosen in question 2a, as a file."""
    found = team_collaboration_for(request.actor, collaboration)
    if form not in documents.FORMS:
        raise Http404
    seen(actor=request.actor, subject=found, page="arrangement_paper")
    record = recorded.record_of(found)
    made = arranging.paper_of(_facts(found), record)
    return documents.respond(made, form, f"{found.name} arrangement")


def _facts(found: Collaboration) -> arranging.Facts:
    record = recorded.record_of(found)
    structure = structure_of(record.part("bodies"), record.part("links"))
    partners = [
        arranging.Partner(_(side.label), one.organisation.name, ", ".join(one.people))
        for side, some in setting_up.partners_of(found).items()
        for one in some
    ]
    return arranging.Facts(
        collaboration=found.name,
        area=found.area.name,
        on=timezone.localdate(),
        version=setting_up.wordings_of_arrangement(found),
        partners=partners,
        signing=setting_up.signing_for(found),
        structure=structure,
        drawing=str(picture(structure, on_paper=True)) if structure.bodies else "",
    )


def request_sheet(request: HttpRequest, collaboration: uuid.UUID, form: str) -> HttpResponse:
    """Give the sheet on which somebody asks for information once, as a file."""
    found = team_collaboration_for(request.actor, collaboration)
    if form not in documents.FORMS:
        raise Http404
    return documents.respond(asking_once.sheet(found.name, timezone.localdate()), form, f"{found.name} request once")
