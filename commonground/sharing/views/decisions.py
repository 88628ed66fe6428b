"""What has our organisation decided on sharing? A register with figures, each record, and both as files to keep.

*Source:* R184; reference on the domain, 7(B); the look, section 9.
"""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.documents import Document, Heading, Note, Pairs, Paragraph
from commonground.groundwork.permissions import may, require
from commonground.pages import documents, words
from commonground.pages.downloads import csv_file
from commonground.sharing.forms.decisions import RegisterFilter
from commonground.sharing.models import SharingRecord
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import decisions as queries
from commonground.sharing.queries import decisions_shown as showing
from commonground.sharing.rules import decisions_recording as rules
from commonground.sharing.rules.decisions_recording import Standing
from commonground.sharing.views.desk import time_of

A_PAGE = 25
MOST_IN_A_TABLE = 5000
LOOKS = {
    Standing.STANDS: "agreed", Standing.AWAITS: "waiting", Standing.NOT_APPROVED: "none", Standing.REVIEW: "due",
    Standing.CORRECTED: "none", Standing.WITHDRAWN: "none",
}  # fmt: skip


def _asked(request: HttpRequest) -> tuple[RegisterFilter, dict[str, str]]:
    form = RegisterFilter(request.GET)
    typed = form.cleaned_data if form.is_valid() else {}
    names = {"search": "q", "outcome": "outcome", "direction": "direction", "standing": "standing"}
    return form, {name: typed.get(field, "") for name, field in names.items()}


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """List the decisions of one's organisation."""
    require(TABLE, "see_decisions", request.actor, None)
    form, asked = _asked(request)
    page = Paginator(queries.register(request.actor, **asked), A_PAGE).get_page(request.GET.get("page"))
    audit.listed(actor=request.actor, subjects=list(page), page="decisions")
    ease = queries.ease_of(request.actor.organisation_id)
    context = {
        "form": form,
        "page": page,
        "rows": [_row(one) for one in page],
        "is_narrowed": any(asked.values()),
        "ease": ease,
        "time": time_of(ease),
        "to_approve": queries.to_approve(request.actor),
        "emergencies": queries.emergencies(request.actor),
        "query": request.GET.urlencode(),
    }
    return render(request, "sharing/decisions/register.html", context)


def _row(one: SharingRecord) -> dict[str, Any]:
    standing = queries.standing_of(one)
    return {"record": one, "looks": LOOKS[standing], "words": _(rules.STANDINGS[standing])}


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Give the register as it is filtered as a table to keep."""
    require(TABLE, "see_decisions", request.actor, None)
    _form, asked = _asked(request)
    found = list(queries.register(request.actor, **asked)[:MOST_IN_A_TABLE])
    audit.listed(actor=request.actor, subjects=found, page="decisions_table")
    heading = [_("Number"), _("Decided on"), _("Decided as"), _("How it stands"), _("Hours taken"),
               *(_(one.label) for one in rules.FIELDS.values())]  # fmt: skip
    return csv_file("decisions", heading, [_line(one) for one in found])


def _line(one: SharingRecord) -> list[Any]:
    taken = showing.hours_taken(one)
    first = [one.number, timezone.localtime(one.decided_at).isoformat(timespec="minutes"), one.decided_as]
    first += [_(rules.STANDINGS[queries.standing_of(one)]), "" if taken is None else round(taken, 1)]
    return [*first, *(showing.in_words(key, one.values.get(key)) for key in rules.FIELDS)]


@require_safe
def decision(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Show one record with everything that was added to it."""
    found = queries.record_for(request.actor, decision)
    audit.seen(actor=request.actor, subject=found, page="decision")
    own, standing = queries.own_of(found), queries.standing_of(found)
    appeal = found.question is not None and found.question.review_asked_at is not None
    looked = any(note.kind == "appeal" for note in found.notes.all())
    context = _row(found) | {
        "parts": showing.parts_of(found),
        "notes": found.notes.all(),
        "taken": showing.taken_in_words(found),
        "review_by": rules.review_by(found.decided_at) if standing is Standing.REVIEW else None,
        "may_approve": standing is Standing.AWAITS and may(TABLE, "approve_decision", request.actor, own),
        "may_review": standing is Standing.REVIEW and may(TABLE, "review_decision", request.actor, own),
        "may_look_again": appeal and not looked and may(TABLE, "review_decision", request.actor, own),
        "may_add": may(TABLE, "add_to_decision", request.actor, own),
        "may_correct": standing is not Standing.CORRECTED,
        "forms": documents.FORMS.values(),
        "breadcrumbs": [{"label": _("Decisions on sharing"), "url": reverse("sharing:decisions")}],
    }
    return render(request, "sharing/decisions/record.html", context)


@require_safe
def paper(request: HttpRequest, decision: uuid.UUID, form: str) -> HttpResponse:
    """Give one record as a file to keep."""
    found = queries.record_for(request.actor, decision)
    if form not in documents.FORMS:
        raise Http404
    audit.seen(actor=request.actor, subject=found, page="decision_paper", form=form)
    return documents.respond(_document(found), form, f"decision-{found.number}")


def _document(found: SharingRecord) -> Document:
    blocks: list[Any] = [Note(_("This record does not change. What came later stands at its end."))]
    for heading, rows in showing.parts_of(found):
        blocks += [Heading(heading), Pairs([(row["key"], row["value"]) for row in rows])]
    added = list(found.notes.all())
    if added:
        blocks.append(Heading(_("What came later")))
        blocks += [Paragraph(f"{words.moment(one.at)}: {_(one.get_kind_display())}. {one.words}") for one in added]
    return Document(
        title=_("Decision on sharing %(number)s") % {"number": found.number},
        blocks=tuple(blocks),
        summary=_("Decided by %(organisation)s. %(standing)s.")
        % {"organisation": found.organisation.name, "standing": _(rules.STANDINGS[queries.standing_of(found)])},
        on=timezone.localdate(found.decided_at),
        reference=str(found.number),
        marking=_("For %(organisation)s") % {"organisation": found.organisation.name},
    )
