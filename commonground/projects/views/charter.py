"""How is the working charter read, worded, adopted and rated?

*Source:* R85, R88; settled questions, "Who" (blind texts).
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages.refusing import note, refusals_said_in
from commonground.projects.actions import charter as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.charter import CharterForm, RatingForm
from commonground.projects.models import Collaboration, Review
from commonground.projects.queries import charter as reading
from commonground.projects.queries import critiqued
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.charter import BEHAVIOURS, MARKS
from commonground.projects.views.around import own_side, sent
from commonground.projects.views.charter_shown import picture, rounds, table, trend_words
from commonground.projects.views.framing import frame


def charter(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show the seven behaviours with the team's own words, who has adopted them, and how they were kept."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="charter")
    rated, adopted = reading.rated_of(found), reading.adopted_by(found)
    present = reading.wording_of(found)
    context = frame(
        request.actor,
        found,
        page_name=_("Working charter"),
        behaviours=_behaviours(dict(present.words) if present else {}),
        adopted=adopted,
        version=present.number if present else 0,
        mine_is_adopted=any(one.side == request.actor.side and one.is_present for one in adopted),
        to_rate=reading.to_rate(request.actor, found),
        trend={"said": trend_words(rated), "picture": picture(rated), "table": table(rated)},
        newest=rated[-1] if rated else None,
        rounds=rounds(request.actor, found),
    )
    return render(request, "projects/charter.html", _inside(found, context))


def _inside(found: Collaboration, context: dict[str, Any]) -> dict[str, Any]:
    """Put a page of the charter under the page of cards."""
    back = {"label": _("Together"), "url": reverse("projects:together", args=[found.public_id])}
    context["breadcrumbs"].append(back)
    return context | {"tabs": []}


def _behaviours(added: dict[str, str]) -> list[dict[str, Any]]:
    return [{"behaviour": one, "added": added.get(one.key, "")} for one in BEHAVIOURS]


def word(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Add the team's own words to the seven behaviours."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("word_charter", request.actor, found)
    present = reading.wording_of(found)
    now, number = (dict(present.words), present.number) if present else ({}, 0)
    form = CharterForm(sent(request), initial=now, version=number)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        with refusals_said_in(form):
            doing.word(actor=request.actor, collaboration=found, words=form.words, version=version)
            messages.success(request, _("Saved. Each side’s lead adopts the charter as it stands now."))
            return redirect("projects:charter", found.public_id)
    context = frame(request.actor, found, page_name=_("Say it in your own words"), form=form)
    return render(request, "projects/charter_form.html", _inside(found, context))


@require_POST
def adopt(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Adopt the charter for one's side as it was shown."""
    found = team_collaboration_for(request.actor, collaboration)
    version = request.POST.get("version", "")
    try:
        number = int(version) if version.isdecimal() and len(version) < 9 else -1
        doing.adopt(actor=request.actor, collaboration=found, version=number)
    except NotAllowed:
        raise
    except Refused as refusal:
        note(refusal)
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Your side has adopted the working charter."))
    return redirect("projects:charter", found.public_id)


def rate(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Say for one's side how often each behaviour was kept since the last review."""
    found, side = team_collaboration_for(request.actor, collaboration), own_side(request.actor)
    permit("rate_charter", request.actor, found)
    review = reading.to_rate(request.actor, found)
    if review is None:
        messages.info(request, _("Nothing is to be rated now. You are asked again after the next review."))
        return redirect("projects:charter", found.public_id)
    form, named = RatingForm(sent(request)), []
    if request.method == "POST" and form.is_valid():
        named = _named(request, found, form)
        with refusals_said_in(form):
            if not named:
                _rate(request.actor, review, form)
                messages.success(request, _("Your side has rated. Both can be read when both have."))
                return redirect("projects:charter", found.public_id)
    seen(actor=request.actor, subject=found, page="charter_rate")
    context = frame(
        request.actor, found, page_name=_("How was the charter kept?"), form=form, review=review, side=side, named=named
    )
    return render(request, "projects/charter_rate.html", _inside(found, context) | {"marks": MARKS})


def _named(request: HttpRequest, found: Collaboration, form: RatingForm) -> list[str]:
    """List who is named in the examples, unless the writer keeps them so."""
    if "keep" in request.POST:
        return []
    return critiqued.people_named(request.actor, found, "\n".join(form.examples.values()))


def _rate(actor: Actor, review: Review, form: RatingForm) -> None:
    doing.rate(actor=actor, review=review, marks=form.marks, examples=form.examples)
