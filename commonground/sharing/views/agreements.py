"""What is shown of agreements? The public register, one's own, one agreement with its words, parties and history.

*Source:* R212; design/sharing.md 5.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import listed as listed_in_record
from commonground.audit.actions import seen
from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import Invalid
from commonground.pages.downloads import csv_file
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries.programmes import programme
from commonground.places.queries import towns
from commonground.sharing.actions import agreements as actions
from commonground.sharing.forms.agreements import AgreementFilter, BeginForm, RegisterFilter
from commonground.sharing.models import Agreement
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import agreements as queries
from commonground.sharing.rules.agreements_asking import carried
from commonground.sharing.views import agreements_shown as shown

A_PAGE = 25
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
ACTIONS = (
    "write_agreement", "name_parties", "name_people", "write_basis", "offer_version", "take_back_version",
    "sign_version", "begin_version", "put_annex_change", "suspend_agreement", "resume_agreement", "leave_agreement",
    "review_agreement", "acknowledge_agreement", "report_on_data",
)  # fmt: skip


def sent(request: HttpRequest) -> QueryDict | None:
    """Give what was posted, even if it is empty; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def crumbs(agreement: Agreement | None = None) -> list[dict[str, str]]:
    """Give the way to a page of an agreement."""
    found = [{"label": _("Your agreements"), "url": reverse("sharing:agreements")}]
    if agreement is not None:
        found.append({"label": agreement.title, "url": reverse("sharing:agreement", args=[agreement.public_id])})
    return found


def read(request: HttpRequest, reading: queries.Reading, of_version: int | None = None) -> None:
    """Record that a page of one agreement is shown; `of_version` is the version whose words it shows."""
    match = request.resolver_match
    page = match.url_name if match and match.url_name else "agreement"
    details = {} if of_version is None else {"version": of_version}
    seen(actor=request.actor, subject=reading.agreement, page=page, **details)


def frame(
    request: HttpRequest, reading: queries.Reading, name: str = "", of_version: int | None = None, **more: Any
) -> dict[str, Any]:
    """Give what every page of one agreement shows around its own, and record that it is shown."""
    read(request, reading, of_version)
    here = reading.agreement
    pages = (
        ("agreement", _("How it stands")), ("agreement_words", _("What it says")),
        ("agreement_parties", _("Parties and annex")), ("agreement_history", _("Reviews and history")),
    )  # fmt: skip
    tabs = [{"label": label, "url": reverse(f"sharing:{page}", args=[here.public_id])} for page, label in pages]
    for tab in tabs:
        tab["current"] = tab["url"] == request.path
    return {
        "reading": reading,
        "agreement": here,
        "standing": shown.standing(reading.state),
        "may": [each for each in ACTIONS if may(TABLE, each, request.actor, reading.concerned)],
        "tabs": tabs,
        "page_name": name,
        "breadcrumbs": crumbs(here if name else None),
        **more,
    }


def own(request: HttpRequest, agreement: uuid.UUID, action: str = "") -> queries.Reading:
    """Give one agreement for a deed: 404 for whoever may not see it, the table's sentence for who may not do it."""
    reading = queries.reading_for(request.actor, agreement)
    if action:
        require(TABLE, action, request.actor, reading.concerned)
    return reading


@login_not_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    form, rows = _registered(request)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [shown.registered_row(one) for one in page.object_list]}
    context |= {"is_narrowed": form.has_changed(), "query": request.GET.urlencode()}
    return render(request, "sharing/agreements/register.html", context)


def _registered(request: HttpRequest) -> tuple[RegisterFilter, list[Agreement]]:
    form = RegisterFilter(request.GET or None, auto_id="filter_%s")
    words = form.cleaned_data.get("words", "") if form.is_bound and (form.is_valid() or True) else ""
    return form, queries.register(words)


@login_not_required
@require_safe
def register_csv(request: HttpRequest) -> HttpResponse:
    _form, rows = _registered(request)
    heading = (_("Reference"), _("Title"), _("Where it stands"), _("Since"), _("Parties"), _("Summary"))
    found = (shown.registered_row(one) for one in rows)
    lines = (
        (one["agreement"].reference, one["agreement"].title, one["standing"]["words"], one["since"] or "",
         ", ".join(party.name for party in one["parties"]), one["summary"])
        for one in found
    )  # fmt: skip
    return csv_file("agreements", heading, lines)


@login_not_required
@require_safe
def registered(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    found = queries.registered(agreement)
    context = shown.registered_row(found)
    own_too = queries.visible_to(request.actor).filter(pk=found.pk).exists()
    context |= {"own_too": own_too, "breadcrumbs": [{"label": _("Agreements"), "url": reverse("sharing:register")}]}
    return render(request, "sharing/agreements/registered.html", context)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    form = AgreementFilter(request.GET or None, auto_id="filter_%s")
    asked = form.cleaned_data if form.is_bound and (form.is_valid() or True) else {}
    rows = queries.narrowed(request.actor, asked.get("words", ""), asked.get("state", ""))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    listed_in_record(actor=request.actor, subjects=list(page), page="agreements")
    context = {
        "form": form, "page": page, "rows": [shown.own_row(one) for one in page.object_list],
        "is_narrowed": form.has_changed(), "may_begin": may(TABLE, "begin_agreement", request.actor, None),
    }  # fmt: skip
    return render(request, "sharing/agreements/list.html", context)


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    require(TABLE, "begin_agreement", request.actor, None)
    asked = carried(request.GET.dict())
    areas = {area.ref: area for area in towns()}
    named = [(ref, area.name) for ref, area in areas.items()]
    form = BeginForm(named, sent(request), initial={"title": asked.title, "kind": "isa", "area": asked.area})
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = _begun(request, form.cleaned_data, areas, asked)
            messages.success(
                request, _("The agreement is begun. Name the other side next; each clause has its own page.")
            )
            return redirect("sharing:agreement", made.public_id)
    context = {"form": form, "asked": asked, "breadcrumbs": crumbs()}
    return render(request, "sharing/agreements/new.html", context)


def _begun(request: HttpRequest, given: dict[str, Any], areas: dict[str, Any], asked: Any) -> Agreement:
    run_by = programme()
    if run_by is None:
        raise Invalid(_("No programme runs here yet. An administrator sets one up first."))
    return actions.begin(
        actor=request.actor, programme=run_by, area=areas[given["area"]], title=given["title"], kind=given["kind"],
        collaboration=asked.collaboration, answers=asked.answers,
    )  # fmt: skip


@require_safe
def agreement(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement)
    context = frame(request, reading, **shown.overview(reading))
    return render(request, "sharing/agreements/agreement.html", context)


@require_safe
def words(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement)
    return _version(request, reading, reading.shown.number, "")


@require_safe
def version(request: HttpRequest, agreement: uuid.UUID, number: int) -> HttpResponse:
    reading = own(request, agreement)
    return _version(request, reading, number, _("Version %(number)s") % {"number": number})


def _version(request: HttpRequest, reading: queries.Reading, number: int, name: str) -> HttpResponse:
    version = reading.version(number)
    context = frame(request, reading, name, number, **shown.words(reading, version))
    return render(request, "sharing/agreements/words.html", context)


@require_safe
def difference(request: HttpRequest, agreement: uuid.UUID, number: int) -> HttpResponse:
    reading = own(request, agreement)
    name = _("What changes in version %(number)s") % {"number": number}
    context = frame(request, reading, name, number, **shown.difference(reading, reading.version(number)))
    return render(request, "sharing/agreements/difference.html", context)


@require_safe
def parties(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement)
    return render(request, "sharing/agreements/parties.html", frame(request, reading, **shown.parties(reading)))


@require_safe
def history(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement)
    page = Paginator(shown.deeds(reading), A_PAGE).get_page(request.GET.get("page"))
    context = frame(request, reading, page=page, **shown.history(reading))
    return render(request, "sharing/agreements/history.html", context)
