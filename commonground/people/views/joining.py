"""What is shown to somebody who wants to join? How it goes, the application, and then that application alone.

*Source:* R89, R232; D3; reference on standards, section 1.2.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonground.groundwork.sides import KIND_LABELS, KIND_MEANINGS
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import joining as actions
from commonground.people.adapters.joining_limits import may_write
from commonground.people.forms.joining import ApplyForm, CorrectForm, shown
from commonground.people.queries import joining as queries
from commonground.people.rules import conduct, joining
from commonground.people.views.organisations import get_or_post, nameable


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    kinds = [(label, KIND_MEANINGS[kind]) for kind, label in KIND_LABELS.items()]
    return render(request, "people/join.html", {"kinds": kinds})


@login_not_required
@get_or_post
def apply(request: HttpRequest) -> HttpResponse:
    areas = nameable()
    form = ApplyForm(request.POST or None, areas=[(ref, area.name) for ref, area in areas.items()])
    if form.is_valid():
        if not may_write(request, "join"):
            return render(request, "people/join_wait.html", status=429)
        with refusals_said_in(form):
            actions.apply(actor=request.actor, **form.values(areas))
            return redirect("people:applied")
    return render(request, "people/apply.html", {"form": form, "version": conduct.VERSION})


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/apply_sent.html")


@login_not_required
@never_cache
@require_safe
def own(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.application_behind(key)
    is_open = found.state in joining.OPEN
    lacks = [_(joining.MISSING[each]) for each in joining.missing(queries.facts_of(found))] if is_open else []
    context = {"application": found, "key": key, "missing": lacks, "is_open": is_open}
    return render(request, "people/application_own.html", context)


@login_not_required
@get_or_post
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.application_behind(key)
    if request.method == "POST":
        actions.confirm_address(actor=request.actor, application=found)
        messages.success(request, _("Your address is confirmed. We check your application now."))
    return redirect("people:own_application", key)


@login_not_required
@never_cache
@get_or_post
def correct(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.application_behind(key)
    if found.state not in joining.OPEN:
        return redirect("people:own_application", key)
    areas = nameable(found.area)
    form = CorrectForm(
        request.POST or None, initial=shown(actions.values_of(found)), version=found.version,
        areas=[(ref, area.name) for ref, area in areas.items()],
    )  # fmt: skip
    if form.is_valid():
        with refusals_said_in(form, shown):
            version = form.cleaned_data["version"]
            actions.correct(actor=request.actor, application=found, version=version, **form.values(areas))
            messages.success(request, _("Your application is corrected."))
            return redirect("people:own_application", key)
    return render(request, "people/application_correct.html", {"form": form, "key": key})


@login_not_required
@never_cache
@get_or_post
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.application_behind(key)
    if request.method == "POST":
        actions.withdraw(actor=request.actor, application=found)
        messages.success(request, _("Your application is withdrawn."))
        return redirect("people:own_application", key)
    context: dict[str, Any] = {
        "heading": _("Withdraw your application?"),
        "what": [_("Nobody checks it any more. You can apply again at any time.")],
        "button": _("Withdraw my application"),
        "destructive": True,
        "cancel_url": request.path.removesuffix("withdraw/"),
    }
    return render(request, "pages/confirm.html", context)
