"""What is shown of evidence? What is held, the studies, the three pages of a new one, and each result.

The answers of the earlier pages of a new study travel in the address, so that the way back changes nothing and loses
nothing; only the last page posts.

*Source:* R19, R37, R41, R42; the look, sections 7 and 8.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonground.audit.actions import seen
from commonground.groundwork.refusals import Invalid
from commonground.outcomes.actions import studies as actions
from commonground.outcomes.forms import CompareForm, StartForm, WhereForm
from commonground.outcomes.models import Study
from commonground.outcomes.queries import choosing, studies
from commonground.outcomes.queries.presenting import presented
from commonground.outcomes.rules.asking import in_a_sentence, specification
from commonground.outcomes.rules.months import in_words
from commonground.outcomes.rules.presenting import ATTRIBUTION
from commonground.outcomes.rules.repeating import Run, compared
from commonground.pages.downloads import csv_file
from commonground.places.models import Area


@login_not_required
@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """Show what everybody may read, and to members what is held and their own studies."""
    is_member = request.actor.is_member
    context = {
        "published": [(one, presented(one)) for one in studies.published_studies()],
        "held": choosing.held() if is_member else None,
        "held_table": choosing.held_by_force() if is_member else None,
        "mine": [(one, presented(one)) for one in studies.studies_for(request.actor)],
        "attribution": ATTRIBUTION,
    }
    return render(request, "outcomes/evidence.html", context)


@require_safe
def study_new(request: HttpRequest) -> HttpResponse:
    """Ask what the study is called and where it looks."""
    form, held = _start(request), choosing.held()
    if form.is_valid():
        return _onward("outcomes:study_where", request)
    context = {"form": form, "held": held, "has_towns": len(form.fields["town"].choices) > 1}
    return render(request, "outcomes/study_new.html", {**context, "breadcrumbs": _breadcrumbs()})


@require_safe
def study_where(request: HttpRequest) -> HttpResponse:
    """Ask what is counted, when, and where the work was done."""
    start = _start(request)
    if not start.is_valid():
        return _onward("outcomes:study_new", request)
    town = _town(request, start)
    form = _where(request, town)
    if "look" in request.GET:
        form.errors.clear()
    elif form.is_bound and _before(town, form) is not None:
        return _onward("outcomes:study_compare", request)
    return render(request, "outcomes/study_where.html", {"form": form, "start": start, "breadcrumbs": _breadcrumbs()})


def study_compare(request: HttpRequest) -> HttpResponse:
    """Ask what to compare with and what lies next door, then ask for the study."""
    start = _start(request)
    if not start.is_valid():
        return _onward("outcomes:study_new", request)
    town = _town(request, start)
    where = _where(request, town)
    before = _before(town, where)
    if before is None:
        return _onward("outcomes:study_where", request)
    form = _compare(request, town, where, before)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        made = _requested(request, town, start, where, form)
        if made:
            messages.success(request, _("The study is asked for. It is computed in the background."))
            return redirect("outcomes:study", made.public_id)
    worked = sum(before.get(code, 0) for code in where.asked["treated"])
    context = {"form": form, "worked": worked, "breadcrumbs": _breadcrumbs()}
    return render(request, "outcomes/study_compare.html", context)


def _start(request: HttpRequest) -> StartForm:
    towns = [(town.code, town.name) for town in choosing.towns_for(request.actor)]
    home = choosing.home_town_of(request.actor)
    given = request.GET if "title" in request.GET or "town" in request.GET else None
    only = towns[0][0] if len(towns) == 1 else ""
    return StartForm(given, towns=towns, initial={"town": home if home in dict(towns) else only})


def _town(request: HttpRequest, start: StartForm) -> Area:
    return choosing.towns_for(request.actor).get(code=start.cleaned_data["town"])


def _choices(town: Area) -> list[tuple[str, str]]:
    return list(choosing.areas_within(town).values_list("code", "name"))


def _where(request: HttpRequest, town: Area) -> WhereForm:
    held = choosing.held()
    return WhereForm(
        request.GET if "asked" in request.GET else None,
        months=[(month, in_words(month)) for month in held.months],
        crime_types=[(kind, kind) for kind, _number in held.crime_types],
        areas=_choices(town),
    )


def _before(town: Area, form: WhereForm) -> dict[str, int] | None:
    """Count the crimes before in each area; None where the form, or the data, does not serve, which the form says."""
    if not form.is_valid():
        return None
    try:
        return choosing.crimes_before(town, _specification(town, form, {}))
    except Invalid as refusal:
        form.refuse(refusal)
        return None


def _specification(town: Area, where: WhereForm, parts: dict[str, str]) -> dict[str, Any]:
    areas = [code for code, _name in _choices(town)]
    return specification(within=town.code, areas=areas, parts=parts, **where.asked)


def _compare(request: HttpRequest, town: Area, where: WhereForm, before: dict[str, int]) -> CompareForm:
    treated = where.asked["treated"]
    rest = [pair for pair in _choices(town) if pair[0] not in treated]
    touching = choosing.touching(town, treated)
    return CompareForm(request.POST or None, areas=rest, touching=touching, before=before)


def _requested(request: HttpRequest, town: Area, start: StartForm, where: WhereForm, form: CompareForm) -> Study | None:
    """Ask for the study, or let the form say what is refused."""
    try:
        asked = _specification(town, where, form.parts)
        title = start.cleaned_data["title"]
        return actions.request_study(actor=request.actor, title=title, area=town, specification=asked)
    except Invalid as refusal:
        form.add_error(None, in_a_sentence(refusal))
        return None


def _onward(name: str, request: HttpRequest) -> HttpResponseRedirect:
    """Go to another page of a new study, with everything that was answered."""
    kept = request.GET.copy()
    kept.pop("look", None)
    return HttpResponseRedirect(f"{reverse(name)}?{kept.urlencode()}" if kept else reverse(name))


@require_safe
def study(request: HttpRequest, study: uuid.UUID) -> HttpResponse:
    """Show a study to its maker; a published one to every member."""
    found = studies.study_for(request.actor, study)
    seen(actor=request.actor, subject=found, page="study")
    context = {
        **_shown(found, "outcomes:study_counts", "outcomes:study_json"),
        "is_mine": found.made_by_id == request.actor.membership_id,
        "runs": [(run, *_against(found, run)) for run in studies.runs_of(found)],
        "against": _against(found.repeats, found) if found.repeats and found.result_text else None,
    }
    return render(request, "outcomes/study.html", context)


@require_POST
def study_again(request: HttpRequest, study: uuid.UUID) -> HttpResponse:
    """Put the same question again."""
    again = actions.run_again(actor=request.actor, study=studies.study_for(request.actor, study))
    messages.success(request, _("The study is run again. The page says whether the result is the same."))
    return redirect("outcomes:study", again.public_id)


@login_not_required
@require_safe
def published(request: HttpRequest, study: uuid.UUID) -> HttpResponse:
    """Show a published study to everybody."""
    found = studies.published_study(study)
    return render(request, "outcomes/study.html", _shown(found, "outcomes:published_counts", "outcomes:published_json"))


@require_safe
def study_counts(request: HttpRequest, study: uuid.UUID) -> HttpResponse:
    """Give the counts of a study for a spreadsheet."""
    return _counts(studies.study_for(request.actor, study))


@require_safe
def study_json(request: HttpRequest, study: uuid.UUID) -> HttpResponse:
    """Give the very bytes that the engine gave."""
    return _bytes(studies.study_for(request.actor, study))


@login_not_required
@require_safe
def published_counts(request: HttpRequest, study: uuid.UUID) -> HttpResponse:
    """Give the counts of a published study for a spreadsheet."""
    return _counts(studies.published_study(study))


@login_not_required
@require_safe
def published_json(request: HttpRequest, study: uuid.UUID) -> HttpResponse:
    """Give the very bytes of a published study."""
    return _bytes(studies.published_study(study))


def _shown(found: Study, counts: str, result: str) -> dict[str, Any]:
    return {
        "study": found,
        "presented": presented(found),
        "counts_url": reverse(counts, args=[found.public_id]),
        "json_url": reverse(result, args=[found.public_id]),
        "breadcrumbs": _breadcrumbs(),
    }


def _breadcrumbs() -> list[dict[str, str]]:
    return [{"label": _("Evidence"), "url": reverse("outcomes:evidence")}]


def _against(first: Study, again: Study) -> tuple[bool, tuple[str, ...]]:
    one, other = (Run(each.result_text, each.fingerprint, each.engine_version, each.result) for each in (first, again))
    return compared(one, other)


def _counts(found: Study) -> HttpResponse:
    heading, *rows = studies.counts_of(found)
    return csv_file(f"counts-{found.ref}", heading, rows)


def _bytes(found: Study) -> HttpResponse:
    response = HttpResponse(found.result_text.encode(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="result-{found.ref}.json"'
    return response
