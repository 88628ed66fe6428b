"""What is on the small site? The sheet of parts, framed as a signed-in person sees it, and every error page."""

from django.contrib.messages import INFO, SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import path

from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import NotAllowed
from commonground.groundwork.sides import Side
from commonground.pages import sample, views

DANA = Actor(
    person_id=1,
    name="Dana Whitlock",
    membership_id=1,
    organisation_id=1,
    organisation_name="Marlgate Centre",
    side=Side.SECURITY,
)
PLANTED = "planted-secret-c0ffee"
REASON = (
    "You cannot share this with Tannery Stores yet: their accreditation ended on 31 October 2026. Ask Ruth Penhallow."
)


def _links(*labels: str) -> list[dict[str, object]]:
    return [{"label": label, "url": "/framed", "current": label == "Collaborations"} for label in labels]


SURROUNDINGS = {
    "actor": DANA,
    "organisations_of_actor": 2,
    "instance": {
        "name": "Common Ground",
        "place": "Aldermouth",
        "host_line": "Run by the Aldermouth Business Crime Partnership for its members and the public.",
        "telephone": "01632 960 100",
        "telephone_hours": "Monday to Friday, 9am to 5pm",
    },
    "navigation": _links("Your day", "Collaborations", "Sharing", "Contacts", "Evidence", "Consultations"),
    "footer_links": _links("Help", "Accessibility", "Privacy", "Report a concern"),
}


def framed(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/parts.html", {**sample.context(request.POST or None), **SURROUNDINGS})


DONE = """{% extends "pages/base.html" %}{% load look parts %}{% block title %}Sent{% endblock %}{% block content %}
{% panel "Your side has sent its answers" over="Castle Parade mornings, step 1" police="started" security="confirmed" %}
  <p class="govuk-body">They open when the police side has sent theirs.</p>
{% endpanel %}
{% endblock %}"""
ANSWER = """{% extends "pages/base.html" %}{% load look parts %}{% block title %}Yes{% endblock %}{% block content %}
{% answer "Yes, with two conditions" over="Can I share this? The answer" %}
  <p class="cg-lead">You may share the still image with Aldermouth Police.</p>
{% endanswer %}
{% see title="Who would see it, and why" %}<dl><dt>14 people</dt><dd>In two organisations.</dd></dl>{% endsee %}
{% endblock %}"""


def done(request: HttpRequest) -> HttpResponse:
    told = [
        Message(SUCCESS, "You have sent your side’s answers."),
        Message(INFO, "The police side has until 3 December."),
    ]
    return HttpResponse(Template(DONE).render(RequestContext(request, {**SURROUNDINGS, "messages": told})))


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Template(ANSWER).render(RequestContext(request, SURROUNDINGS)))


def confirm(request: HttpRequest) -> HttpResponse:
    context = {
        **SURROUNDINGS,
        "heading": "Close this collaboration",
        "over": "Minster Gate evenings",
        "what": ["Both sides keep everything that is written here."],
        "lost": "The case study becomes public at once.",
        "button": "Close for both sides",
        "destructive": True,
        "cancel_url": "/parts",
    }
    return render(request, "pages/confirm.html", context)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(PLANTED)


def unreadable(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(PLANTED)


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(PLANTED)


def refusing(request: HttpRequest) -> HttpResponse:
    return views.refused(request, NotAllowed(REASON))


def stand_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


ERRORS = {
    "/400": 400,
    "/403": 403,
    "/refused": 403,
    "/nowhere": 404,
    "/409": 409,
    "/500": 500,
    "/503": 503,
    "/csrf": 403,
}

urlpatterns = [
    path("parts", views.parts),
    path("framed", framed),
    path("confirm", confirm),
    path("done", done),
    path("answer", answer),
    path("400", unreadable),
    path("403", forbidden),
    path("refused", refusing),
    path("409", views.done_already),
    path("500", broken),
    path("503", views.unavailable),
    path("csrf", views.csrf_failure),
    path("sign-in", stand_in, name="account_login"),
    path("sign-out", stand_in, name="account_logout"),
]
handler400 = "commonground.pages.views.bad_request"
handler403 = "commonground.pages.views.permission_denied"
handler404 = "commonground.pages.views.page_not_found"
handler500 = "commonground.pages.views.server_error"
