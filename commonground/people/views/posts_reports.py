"""What is shown to say that a card is wrong, and to answer that?

*Source:* R115; the mock-up of the finder ("Not the right person? Tell us").
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import posts_confirming as actions
from commonground.people.adapters.finding_limits import may_look, may_report
from commonground.people.forms.posts import AnswerReportForm, PostReportForm
from commonground.people.permissions import TABLE
from commonground.people.queries import posts as queries
from commonground.people.views.finding import too_many
from commonground.people.views.organisations import get_or_post
from commonground.people.views.posts import address, back_to_post

A_PAGE = 20


@login_not_required
@get_or_post
def report(request: HttpRequest, contact: Any) -> HttpResponse:
    found = queries.post_for(request.actor, contact)
    if not may_look(request):
        return too_many(request)
    form = PostReportForm(request.POST or None)
    if form.is_valid():
        if not may_report(request):
            return too_many(request)
        with refusals_said_in(form):
            actions.report_post(actor=request.actor, post=found, text=form.cleaned_data["text"])
            messages.success(request, _("Your message is passed on to who holds the post and to its organisation."))
            return redirect(address(found))
    context = {"form": form, "post": found, "breadcrumbs": back_to_post(found)}
    return render(request, "people/post_report.html", context)


@require_safe
def reports(request: HttpRequest, contact: Any) -> HttpResponse:
    found = queries.post_for(request.actor, contact)
    require(TABLE, "answer_report", request.actor, queries.keeping(found))
    page = Paginator(queries.reports_of(found), A_PAGE).get_page(request.GET.get("page"))
    audit.seen(actor=request.actor, subject=found, page="reports")
    return render(
        request, "people/post_reports.html", {"post": found, "page": page, "breadcrumbs": back_to_post(found)}
    )


@get_or_post
def answer(request: HttpRequest, contact: Any, report: Any) -> HttpResponse:
    found = queries.post_for(request.actor, contact)
    require(TABLE, "answer_report", request.actor, queries.keeping(found))
    held = queries.report_of(found, report)
    form = AnswerReportForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.answer_report(actor=request.actor, report=held, answer=form.cleaned_data["answer"])
            messages.success(request, _("The answer is kept, and sent to who asked if they sign in here."))
            return redirect("people:post_reports", found.public_id)
    context = {"form": form, "post": found, "report": held, "breadcrumbs": back_to_post(found)}
    return render(request, "people/post_report_answer.html", context)
