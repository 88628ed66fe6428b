"""What is shown while an agreement runs, and at its end? Suspend, go on, leave, review, know it, what became of data.

*Source:* R212-R213.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.pages.refusing import refusals_said_in
from commonground.people.context import to_prove
from commonground.sharing.actions import agreements_life as actions
from commonground.sharing.actions import agreements_signing as signing
from commonground.sharing.forms.agreements import BecauseForm, ConfirmForm, DataForm, KnownForm, ReviewForm
from commonground.sharing.queries import agreements_shared as shared
from commonground.sharing.views.agreements import frame, get_or_post, own, sent
from commonground.sharing.views.agreements_writing import asked, back


@get_or_post
def suspend(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "suspend_agreement")
    form = BecauseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.suspend(actor=request.actor, agreement=reading.agreement, **form.cleaned_data)
            messages.success(request, _("Suspended. Nothing is open under it until your organisation lets it go on."))
            return redirect(back(reading))
    lead = _("From this moment nothing opens under the agreement, for anybody. The other parties are told.")
    return asked(request, reading, _("Suspend the agreement"), form, _("Suspend it at once"), lead=lead)


@get_or_post
def resume(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "resume_agreement")
    number = actions.opened_by_resuming(reading)
    form = ConfirmForm(number, sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.resume(actor=request.actor, agreement=reading.agreement, confirmed=form.confirmed)
            messages.success(request, _("It is in force again."))
            return redirect(back(reading))
    context = frame(request, reading, _("Let it go on"), form=form, number=number)
    return render(request, "sharing/agreements/resume.html", context)


@get_or_post
def leave(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "leave_agreement")
    if prove_first := to_prove(request):
        return redirect(prove_first)
    form = BecauseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = actions.leave(actor=request.actor, agreement=reading.agreement, **form.cleaned_data)
            said = _("Your organisation has left. Items that it had given: %(given)s; closed to the others: %(shut)s.")
            messages.success(request, said % {"given": made.given, "shut": made.shut})
            return redirect(back(reading, "agreement_parties"))
    context = {"given": shared.given_under(request.actor, reading.agreement), "last": len(reading.parties) < 3}
    page = frame(request, reading, _("Leave the agreement"), form=form, **context)
    return render(request, "sharing/agreements/leave.html", page)


@get_or_post
def review(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "review_agreement")
    form = ReviewForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.review(actor=request.actor, agreement=reading.agreement, **form.cleaned_data)
            messages.success(request, _("The review is recorded. The next is due in a year."))
            return redirect(back(reading, "agreement_history"))
    return asked(request, reading, _("Record a review"), form, _("Record the review"))


@get_or_post
def acknowledge(request: HttpRequest, agreement: uuid.UUID, number: int) -> HttpResponse:
    reading = own(request, agreement, "acknowledge_agreement")
    reading.version(number)
    form = KnownForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            signing.acknowledge(actor=request.actor, agreement=reading.agreement, number=number, **form.cleaned_data)
            messages.success(request, _("Kept: you have read version %(number)s.") % {"number": number})
            return redirect(back(reading, "agreement_words"))
    return asked(request, reading, _("I know this agreement"), form, _("I have read it and follow it"))


@get_or_post
def report(request: HttpRequest, agreement: uuid.UUID, organisation: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "report_on_data")
    due = {giver for holder, giver in reading.reports_due if holder == request.actor.organisation_id}
    bodies = (one.organisation for one in reading.stays if one.organisation_id in due)
    about = next((one for one in bodies if one.public_id == organisation), None)
    if about is None:
        raise Http404
    form = DataForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.report_on_data(actor=request.actor, agreement=reading.agreement, about=about, **form.cleaned_data)
            messages.success(request, _("Kept. %(name)s can read it.") % {"name": about.name})
            return redirect(back(reading, "agreement_parties"))
    name = _("What became of the data of %(name)s") % {"name": about.name}
    return asked(request, reading, name, form, _("Say what became of it"))
