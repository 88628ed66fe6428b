"""What is shown of a common strategy? The need, who agrees to it and how far they are, and an organisation's own pages.

*Source:* R99-R100; settled questions, "Who".
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.pages.refusing import refusals_said_in
from commonground.pages.tables import Column, Table
from commonground.people.actions import strategy as actions
from commonground.people.forms.strategy import AGREES, DISAGREES, StanceForm, WayForm
from commonground.people.models import Organisation, Programme, Stance
from commonground.people.permissions import TABLE
from commonground.people.queries import programmes
from commonground.people.queries import strategy as queries
from commonground.people.rules.strategy import MARKS, NEED, STAGES, Coverage
from commonground.people.views.organisations import get_or_post

A_PAGE = 25


@login_not_required
@require_safe
def strategy(request: HttpRequest) -> HttpResponse:
    programme, actor = programmes.programme(), request.actor
    page = Paginator(queries.stances_for(actor, programme), A_PAGE).get_page(request.GET.get("page"))
    own = Organisation.objects.filter(pk=actor.organisation_id or 0).first()
    context = {
        "programme": programme,
        "need": NEED,
        "page": page,
        "rows": [_row(each) for each in page],
        "hidden": queries.hidden_from(actor, programme),
        "by_side": _table(_("By side"), _("Side"), queries.covered_by_side(actor, programme), _),
        "by_area": _table(_("By area"), _("Area"), queries.covered_by_area(actor, programme), str),
        "may_answer": programme is not None and own is not None and may(TABLE, "answer_for_strategy", actor, own),
        "own": queries.stance_of(programme, actor.organisation_id),
    }
    if actor.is_member and programme is not None:
        audit.seen(actor=actor, subject=programme, page="strategy")
    return render(request, "people/strategy.html", context)


def _row(stance: Stance) -> dict[str, Any]:
    return {"it": stance, "stage": STAGES.get(stance.stage, ""), "mark": MARKS.get(str(stance.mark), "")}


def _table(caption: str, what: str, found: Sequence[Coverage], name: Callable[[str], str]) -> Table:
    """Lay counts out as a table, one row a group; `name` puts a group into words."""
    heads = (_("Take part"), _("Agree"), _("Do not agree"), _("Have adopted it"), _("Carry it out"))
    columns = [Column(what), *(Column(head, numeric=True) for head in heads)]
    rows = [
        (name(each.group) if each.group else _("No area named"), each.base, each.agree, each.disagree, each.adopted,
         each.carried_out)
        for each in found
    ]  # fmt: skip
    return Table(caption, columns, rows, stack=True)


@get_or_post
def answer(request: HttpRequest) -> HttpResponse:
    organisation, programme = _own(request)
    held = queries.stance_of(programme, organisation.pk)
    kept = _in_form({key: getattr(held, key) for key in actions.SAID}) if held else {"signed_on": timezone.localdate()}
    form = StanceForm(request.POST or None, initial=kept, version=held.version if held else 0)
    if form.is_valid():
        typed = {**form.cleaned_data, "agrees": form.cleaned_data["agrees"] == AGREES}
        with refusals_said_in(form, _in_form):
            made = actions.answer(actor=request.actor, programme=programme, organisation=organisation, **typed)
            messages.success(request, _("What your organisation says is kept."))
            return redirect("people:strategy_way" if made.agrees and held is None else "people:strategy")
    words = {"heading": _("Does your organisation agree?"), "button": _("Keep this answer"), "need": NEED, "held": held}
    return _asked(request, organisation, words | {"form": form})


@get_or_post
def way(request: HttpRequest) -> HttpResponse:
    organisation, programme = _own(request)
    held = queries.stance_of(programme, organisation.pk)
    if held is None or not held.agrees:
        raise Http404
    kept = {key: getattr(held, key) for key in actions.GONE}
    form = WayForm(request.POST or None, initial=kept, version=held.version)
    if form.is_valid():
        with refusals_said_in(form):
            actions.go_further(actor=request.actor, stance=held, **form.cleaned_data)
            messages.success(request, _("How far your organisation is, is kept."))
            return redirect("people:strategy")
    words = {"heading": _("How far is your organisation?"), "button": _("Keep how far we are")}
    return _asked(request, organisation, words | {"form": form})


@get_or_post
def take_back(request: HttpRequest) -> HttpResponse:
    organisation, programme = _own(request)
    held = queries.stance_of(programme, organisation.pk)
    if held is None:
        raise Http404
    if request.method == "POST":
        actions.take_back(actor=request.actor, stance=held)
        messages.success(request, _("Your organisation’s answer is taken back."))
        return redirect("people:strategy")
    what = [_("Your organisation is counted no longer, and nobody reads what it said. It can answer again.")]
    context = {
        "heading": _("Take our answer back"),
        "over": organisation.name,
        "what": what,
        "button": _("Take our answer back"),
        "cancel_url": reverse("people:strategy"),
        "breadcrumbs": _back(),
        "destructive": True,
    }
    return render(request, "pages/confirm.html", context)


def _own(request: HttpRequest) -> tuple[Organisation, Programme]:
    """Give the organisation for which somebody may answer and the programme that asks, or 404."""
    organisation = Organisation.objects.filter(pk=request.actor.organisation_id or 0).first()
    programme = programmes.programme()
    if organisation is None or programme is None:
        raise Http404
    require(TABLE, "answer_for_strategy", request.actor, organisation)
    return organisation, programme


def _in_form(said: Mapping[str, Any]) -> dict[str, Any]:
    """Give an answer as the form shows it."""
    return {**said, "agrees": AGREES if said["agrees"] else DISAGREES} if said else {}


def _back() -> list[dict[str, str]]:
    return [{"label": _("A common strategy"), "url": reverse("people:strategy")}]


def _asked(request: HttpRequest, organisation: Organisation, words: dict[str, Any]) -> HttpResponse:
    around = {"over": organisation.name, "back_to": reverse("people:strategy"), "breadcrumbs": _back()}
    return render(request, "people/strategy_form.html", {**around, **words})
