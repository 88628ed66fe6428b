"""What does a report say to whoever may read it, and how does it get into another system? Its page, its files, its
corrections, who made it, and from when on an organisation is told at once.

*Source:* reference on the domain, 7(C) and 3 (11); R78, R184; D1, D2.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import seen
from commonground.groundwork.permissions import may, require
from commonground.pages.downloads import csv_file
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries import organisations
from commonground.sharing.actions import harvest, renditions
from commonground.sharing.actions import incidents as actions
from commonground.sharing.forms.incidents import CorrectionForm, ReporterPurposeForm, TriageForm
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import incidents as queries
from commonground.sharing.queries import visible
from commonground.sharing.rules import incidents_handover as handover
from commonground.sharing.rules import triage
from commonground.sharing.rules.incidents import KINDS, LOSSES, SOURCES, THREATS
from commonground.sharing.views import feedback
from commonground.sharing.views import incidents_showing as showing
from commonground.sharing.views.framing import marking_of, paper, sent
from commonground.sharing.views.harvest import slowed

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
FORMS = ("txt", "csv", "json")


@require_safe
def incident(request: HttpRequest, rendition: uuid.UUID) -> HttpResponse:
    """Show a report, in the version that the reader may read, with what came of it."""
    actor, held = request.actor, queries.rendition_for(request.actor, rendition)
    if renditions.must_accept(actor, held):
        return redirect("sharing:item", held.item.public_id)
    if not harvest.may_open(actor=actor, item=held.item):
        return slowed(request)
    renditions.read(actor=actor, rendition=held)
    found = queries.incident_of(held)
    context = {"rendition": held, "incident": found, "label": marking_of(held).label, "paper": paper([held])}
    context |= {
        "why": visible.why(actor, held),
        "breadcrumbs": showing.trail(),
        **feedback.block(actor, held),
    }
    if found is not None:
        part = queries.part_in(actor, found)
        context |= {
            "rows": showing.answers(found.values, found.place, found.spot),
            "text": handover.as_text(showing.head_of(found), found.values),
            "forms": FORMS,
            "may": {action for action in ("correct_incident", "see_reporter") if may(TABLE, action, actor, part)},
        }
    return render(request, "sharing/incidents/incident.html", context)


@require_safe
def hand_over(request: HttpRequest, rendition: uuid.UUID, form: str) -> HttpResponse:
    """Give a report as a file: plain text, CSV or JSON with named fields; each is recorded as taken along."""
    found = queries.incident_for(request.actor, rendition)
    if form not in FORMS:
        raise Http404
    head, values = showing.head_of(found), found.values
    seen(actor=request.actor, subject=found, page="exported", form=form)
    if form == "csv":
        names, row = handover.as_rows(head, values)
        return csv_file(found.reference, names, [row])
    body = handover.as_json(head, values) if form == "json" else handover.as_text(head, values)
    kind = "application/json" if form == "json" else "text/plain"
    answer = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.reference}.{form}"'
    return answer


@get_or_post
def correct(request: HttpRequest, rendition: uuid.UUID) -> HttpResponse:
    """Put a report right; everybody who has read it is told."""
    found = queries.incident_for(request.actor, rendition)
    require(TABLE, "correct_incident", request.actor, queries.part_in(request.actor, found))
    values = {name: found.values.get(name, "") for name in ("happened", "opinion")}
    form = CorrectionForm(sent(request), initial=values, version=found.rendition.version)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form, lambda theirs: values):
            _made, told = actions.correct(actor=request.actor, incident=found, **form.cleaned_data)
            said = ngettext("It is corrected. %(n)s person who had read it is told.",
                            "It is corrected. %(n)s people who had read it are told.", told)  # fmt: skip
            messages.success(request, said % {"n": told})
            return redirect("sharing:incident", rendition=found.rendition.public_id)
    seen(actor=request.actor, subject=found, page="correction", rendition=found.rendition.ref)
    context = {"form": form, "incident": found, "breadcrumbs": _inside(found.reference, rendition)}
    return render(request, "sharing/incidents/correct.html", context)


def _inside(reference: str, rendition: uuid.UUID) -> list[dict[str, str]]:
    return showing.trail((reference, reverse("sharing:incident", args=[rendition])))


@get_or_post
def reporter(request: HttpRequest, rendition: uuid.UUID) -> HttpResponse:
    """Let a custodian look up who made a report, once they have said what for."""
    found = queries.incident_for(request.actor, rendition)
    require(TABLE, "see_reporter", request.actor, queries.part_in(request.actor, found))
    form, who = ReporterPurposeForm(sent(request)), None
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            who = actions.look_up_reporter(actor=request.actor, incident=found, purpose=form.cleaned_data["purpose"])
    context = {"form": form, "who": who, "incident": found, "breadcrumbs": _inside(found.reference, rendition)}
    return render(request, "sharing/incidents/reporter.html", context)


@require_safe
def thresholds(request: HttpRequest, organisation: uuid.UUID | None = None) -> HttpResponse:
    """Show from when on an organisation is told at once: its own lines, and ours for the rest."""
    actor = request.actor
    body = organisations.organisation(organisation) if organisation else None
    key = body.pk if body else actor.organisation_id or 0
    own, table = queries.lines_of(key), queries.thresholds_of(key)
    context = {
        "rows": [_line(kind, table[kind], own.get(kind)) for kind in KINDS],
        "body": body,
        "may_set": body is None and may(TABLE, "set_triage", actor, None),
        "since": triage.OURS_SINCE,
        "sources": SOURCES,
        "breadcrumbs": showing.trail(),
    }
    return render(request, "sharing/incidents/thresholds.html", context)


def _line(kind: str, line: triage.Threshold, own: object) -> dict[str, object]:
    always = line.threat == triage.THREAT_ORDER[0]
    return {
        "kind": kind,
        "name": _(KINDS[kind][0]),
        "threat": _("Always") if always else _(THREATS[line.threat]) if line.threat in THREATS else _("Never"),
        "loss": _(LOSSES[line.loss]) if line.loss in LOSSES else _("Never"),
        "alike": line.alike or _("Never"),
        "own": own,
    }


@get_or_post
def threshold(request: HttpRequest, kind: str) -> HttpResponse:
    """Change one line of the acting person's organisation."""
    actor = request.actor
    require(TABLE, "set_triage", actor, None)
    if kind not in KINDS:
        raise Http404
    own = queries.lines_of(actor.organisation_id or 0).get(kind)
    line = queries.thresholds_of(actor.organisation_id or 0)[kind]
    values = {"threat": line.threat, "loss": line.loss, "alike": line.alike}
    form = TriageForm(sent(request), initial=values, version=own.version if own else 0)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.set_threshold(actor=actor, kind=kind, **form.cleaned_data)
            messages.success(request, _("From now on your organisation is told by this line."))
            return redirect("sharing:thresholds")
    crumbs = showing.trail((_("Thresholds"), reverse("sharing:thresholds")))
    context = {"form": form, "name": _(KINDS[kind][0]), "breadcrumbs": crumbs}
    return render(request, "sharing/incidents/threshold.html", context)
