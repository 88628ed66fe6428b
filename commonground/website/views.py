"""What is shown that belongs to no one package? The home page, search, help, and what the law and fairness ask for.

*Source:* R48-R49, R187; the look, sections 1 and 7; reference on standards, section 1.2.
"""

import time

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import seen
from commonground.pages import views as pages
from commonground.pages.tables import Column, Table
from commonground.people.models import Organisation
from commonground.people.queries import organisations, programmes, signing_in_telephones
from commonground.projects.queries import cases
from commonground.projects.rules import evaluating, guide
from commonground.website import kept_mail, published, searching, your_day

NOW_HAPPENING = 3


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return _your_day(request) if request.actor.is_signed_in else _front(request)


def _front(request: HttpRequest) -> HttpResponse:
    studies = [
        {"publication": each, "says": evaluating.read(each.study.result) if each.study else None}
        for each in cases.published("case")[:NOW_HAPPENING]
    ]
    context = {"steps": guide.STEPS, "studies": studies, "running": cases.under_way()[:NOW_HAPPENING]}
    return render(request, "website/home.html", context)


def _your_day(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    area = organisations.area_of(request.actor)
    day = your_day.day_of(request.actor, now.date(), area)
    if day.named:
        own = Organisation.objects.get(pk=request.actor.organisation_id)
        seen(actor=request.actor, subject=own, page="your_day", listed=list(day.named))
    context = {"now": now, "greeting": your_day.greeting(now, request.actor.name), "day": day}
    return render(request, "website/your_day.html", context)


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
    groups = searching.search(request.actor, text)
    context = {"text": text, "groups": groups, "count": sum(group.count for group in groups)}
    return render(request, "website/search.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "website/about.html", {"programmes": [published.of(p) for p in programmes.programmes()]})


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "website/help.html")


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "website/contact.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "website/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "website/privacy.html")


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    if not kept_mail.is_shown(request):
        raise Http404
    codes = signing_in_telephones.codes(time.time())
    context = {"kept": kept_mail.messages(), "codes": codes, "codes_table": _table_of(codes)}
    return render(request, "website/outbox.html", context)


def _table_of(codes: list[signing_in_telephones.Shown]) -> Table:
    columns = [Column(_("Name")), Column(_("E-mail address")), Column(_("Code"), numeric=True)]
    rows = [(each.name, each.email, each.code) for each in codes]
    return Table(_("What each telephone shows now"), columns, rows, stack=True, hidden_caption=True)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: HttpRequest) -> HttpResponse:
    if not kept_mail.is_on_this_machine(request):
        raise Http404
    return pages.parts(request)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = [reverse("search"), reverse("account_login"), reverse("account_reset_password")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "website/too_many.html", status=429)
