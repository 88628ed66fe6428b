"""What is asked of an originator, and what does it answer? Access, passing on, a marking: a question opens nothing.

*Source:* R15, R78, R213; D2; design/sharing.md 2.1, 2.2.
"""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.audit.actions import seen
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import questions, releases
from commonground.sharing.forms.items import AnswerAskForm, ReasonForm
from commonground.sharing.queries import items_asks
from commonground.sharing.views.framing import sent, trail
from commonground.sharing.views.items_originator import kept, records_address
from commonground.sharing.views.records import basis_of, reader_of
from commonground.sharing.views.releases import release_of
from commonground.sharing.views.renditions import above

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def ask(request: HttpRequest, ask: uuid.UUID) -> HttpResponse:
    """Show a question with its answer; whoever keeps the item answers it, once."""
    actor = request.actor
    found = items_asks.ask_for(actor, ask)
    may_answer = found.answered_at is None and found.originator_id == actor.organisation_id
    form = AnswerAskForm(sent(request), to=found.onward_to.name if found.onward_to else "")
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            typed = form.cleaned_data
            agreed = typed["agreed"] == "yes" if "agreed" in typed else None
            questions.answer(actor=actor, question=found, words=typed["reason"], agreed=agreed)
            messages.success(request, _("Your answer is kept with the question. It opens nothing by itself."))
            return redirect("sharing:ask", ask)
    seen(actor=actor, subject=found, page="ask")
    context = {"ask": found, "form": form if may_answer else None, "breadcrumbs": trail()}
    return render(request, "sharing/items/ask.html", context)


@get_or_post
def review(request: HttpRequest, shared: uuid.UUID, release: uuid.UUID) -> HttpResponse:
    """Look again, as a second person, at what was opened in an emergency: it stands, or it is closed with a reason."""
    actor = request.actor
    found = kept(actor, shared, "approve_release", "review")
    held = release_of(actor, found, release)
    form = ReasonForm(sent(request), label=_("Why is it closed?"))
    if request.method == "POST" and request.POST.get("do") == "stands":
        releases.review(actor=actor, release=held, stands=True)
        messages.success(request, _("It stands, with your name as the second person."))
        return redirect(records_address(found))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            releases.review(actor=actor, release=held, stands=False, reason=form.cleaned_data["reason"])
            messages.success(request, _("It is closed to them from the next request on."))
            return redirect(records_address(found))
    context = {"form": form, "release": held, "to": reader_of(held), "under": basis_of(held), "item": found}
    return render(request, "sharing/items/review.html", {**context, "breadcrumbs": above(found)})
