"""What is shown to write an agreement? A clause a page, its rows, parties, people, lawful bases.

*Source:* R212.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.sides import Side
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import agreements as actions
from commonground.sharing.actions import agreements_bases as bases
from commonground.sharing.forms.agreements import BasisForm, BecauseForm, ClauseForm, LineForm, PersonForm, shown_values
from commonground.sharing.models.agreements_annex import DIRECTIONS
from commonground.sharing.queries import agreements as queries
from commonground.sharing.queries import agreements_words as words_of
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.rules import agreements_clauses as rules
from commonground.sharing.rules import lawful_bases as table
from commonground.sharing.views.agreements import frame, get_or_post, own, read, sent


def _drafted(request: HttpRequest, agreement: uuid.UUID, key: str) -> tuple[Reading, rules.Clause, Any]:
    """Give the draft's clause of a key with what it says, or 404."""
    reading, one = own(request, agreement, "write_agreement"), rules.clause(key)
    if one is None or reading.draft is None:
        raise Http404
    return reading, one, words_of.clauses_of(reading.draft).get(key)


def back(reading: Reading, page: str = "agreement") -> str:
    """Give the address of one of the agreement's own pages."""
    return reverse(f"sharing:{page}", args=[reading.agreement.public_id])


def asked(request: HttpRequest, reading: Reading, name: str, form: Any, button: str, **more: Any) -> HttpResponse:
    """Show a page with one form."""
    context = frame(request, reading, name, form=form, button=button, back_to=back(reading), **more)
    return render(request, "sharing/agreements/form.html", context)


@get_or_post
def clause(request: HttpRequest, agreement: uuid.UUID, clause: str) -> HttpResponse:
    reading, one, held = _drafted(request, agreement, clause)
    if one.many:
        return _rows(request, reading, one, held)
    known = {"values": held.values if held else {}, "not_needed": held.not_needed if held else ""}
    form = ClauseForm(one, sent(request), **known, version=held.edit if held else 0)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form, lambda theirs: shown_values(one, theirs)):
            actions.write_clause(
                actor=request.actor, agreement=reading.agreement, key=clause, values=form.values,
                edit=given["version"], not_needed=given.get("not_needed", ""),
            )  # fmt: skip
            messages.success(request, _("Saved: %(title)s.") % {"title": _(one.title)})
            return redirect(_next(reading, one))
    return render(
        request, "sharing/agreements/clause.html", frame(request, reading, _(one.title), form=form, clause=one)
    )


def _next(reading: Reading, one: rules.Clause) -> str:
    """Lead on to the next clause that is not whole, so that nobody goes back and forth; at the end to the overview."""
    held = words_of.clauses_of(reading.draft) if reading.draft else {}
    after = rules.CLAUSES[rules.CLAUSES.index(one) + 1 :]
    found = next((each for each in after if not words_of.is_whole(held.get(each.key), each.key)), None)
    here = reading.agreement.public_id
    return reverse("sharing:agreement_clause", args=[here, found.key]) if found else back(reading)


def _rows(request: HttpRequest, reading: Reading, one: rules.Clause, held: Any) -> HttpResponse:
    if request.method == "POST":
        return redirect(request.path)
    rows = [dict(rules.shown(one, row)) for row in (held.values.get("rows") or [] if held else [])]
    context = frame(request, reading, _(one.title), clause=one, rows=rows, next_url=_next(reading, one))
    return render(request, "sharing/agreements/rows.html", context)


@get_or_post
def row(request: HttpRequest, agreement: uuid.UUID, clause: str, place: int | None = None) -> HttpResponse:
    reading, one, held = _drafted(request, agreement, clause)
    rows = held.values.get("rows") or [] if held else []
    if not one.many or (place is not None and not 0 < place <= len(rows)):
        raise Http404
    values = rows[place - 1] if place else {}
    form = ClauseForm(one, sent(request), values=values, version=held.edit if held else 0)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form, lambda theirs: shown_values(one, theirs)):
            actions.write_row(
                actor=request.actor, agreement=reading.agreement, key=clause, values=form.values,
                edit=form.cleaned_data["version"], place=place - 1 if place else None,
            )  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("sharing:agreement_clause", agreement, clause)
    name = _("A kind of data")
    return render(request, "sharing/agreements/clause.html", frame(request, reading, name, form=form, clause=one))


@get_or_post
def row_remove(request: HttpRequest, agreement: uuid.UUID, clause: str, place: int) -> HttpResponse:
    reading, one, held = _drafted(request, agreement, clause)
    rows = held.values.get("rows") or [] if held else []
    if not one.many or not 0 < place <= len(rows):
        raise Http404
    page = reverse("sharing:agreement_clause", args=[agreement, clause])
    if request.method == "POST":
        actions.remove_row(
            actor=request.actor, agreement=reading.agreement, key=clause, place=place - 1, edit=held.edit
        )
        messages.success(request, _("Taken out."))
        return redirect(page)
    read(request, reading)
    context = {
        "heading": _("Take “%(name)s” out?") % {"name": rows[place - 1].get("name", "")},
        "over": reading.agreement.title, "what": [_("What is written about it goes. The record says who took it out.")],
        "button": _("Take it out"), "cancel_url": page,
    }  # fmt: skip
    return render(request, "pages/confirm.html", context)


@get_or_post
def name_party(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "name_parties")
    bodies = {one.ref: one for one in queries.bodies_to_name(reading)}
    form = LineForm(sent(request), organisations=[(ref, one.name) for ref, one in bodies.items()])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            made = actions.name_party(
                actor=request.actor, agreement=reading.agreement, organisation=bodies[given["organisation"]],
                gives=given["gives"], gets=given["gets"],
            )  # fmt: skip
            said = _("%(name)s is named. Its coordinators see the draft from now on and can write in it.")
            messages.success(request, said % {"name": made.organisation.name})
            return redirect(back(reading, "agreement_parties"))
    return asked(request, reading, _("Name a party"), form, _("Name it as a party"))


@get_or_post
def change_party(request: HttpRequest, agreement: uuid.UUID, party: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "name_parties")
    held = reading.party(party)
    form = LineForm(sent(request), initial={"gives": held.gives, "gets": held.gets})
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.name_party(
                actor=request.actor, agreement=reading.agreement, organisation=held.organisation, **form.cleaned_data
            )
            return redirect(back(reading, "agreement_parties"))
    name = _("What %(name)s gives and gets") % {"name": held.organisation.name}
    return asked(request, reading, name, form, _("Save what it gives and gets"))


@get_or_post
def drop_party(request: HttpRequest, agreement: uuid.UUID, party: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "name_parties")
    held = reading.party(party)
    page = back(reading, "agreement_parties")
    if request.method == "POST":
        actions.drop_party(actor=request.actor, agreement=reading.agreement, party=held)
        messages.success(request, _("%(name)s is no party.") % {"name": held.organisation.name})
        gone = held.organisation_id == request.actor.organisation_id
        return redirect(reverse("sharing:agreements") if gone else page)
    read(request, reading)
    context = {
        "heading": _("Take %(name)s out?") % {"name": held.organisation.name}, "over": reading.agreement.title,
        "what": [_("Nothing is signed yet. They no longer see the draft, unless they are named again.")],
        "button": _("Take them out"), "cancel_url": page,
    }  # fmt: skip
    return render(request, "pages/confirm.html", context)


@get_or_post
def name_person(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "name_people")
    members = {one.ref: one for one in words_of.members_of(request.actor.organisation_id or 0)}
    form = PersonForm([(ref, f"{one.person.name}, {one.post_title}") for ref, one in members.items()], sent(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            actions.name_person(
                actor=request.actor, agreement=reading.agreement, membership=members[given["membership"]],
                part=given["part"],
            )  # fmt: skip
            return redirect(back(reading, "agreement_parties"))
    name = _("Who acts for %(name)s") % {"name": request.actor.organisation_name}
    return asked(request, reading, name, form, _("Name them"))


@get_or_post
def end_part(request: HttpRequest, agreement: uuid.UUID, acting: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "name_people")
    held = next((one for one in reading.people if one.public_id == acting), None)
    if held is None or held.membership.organisation_id != request.actor.organisation_id:
        raise Http404
    page = back(reading, "agreement_parties")
    if request.method == "POST":
        actions.end_part(actor=request.actor, agreement=reading.agreement, person=held)
        return redirect(page)
    read(request, reading)
    context = {
        "heading": _("End the part of %(name)s?") % {"name": held.membership.person.name},
        "over": reading.agreement.title, "what": [_("What they signed or wrote stays as it is.")],
        "button": _("End it"), "cancel_url": page,
    }  # fmt: skip
    return render(request, "pages/confirm.html", context)


@get_or_post
def enter_basis(request: HttpRequest, agreement: uuid.UUID, direction: str) -> HttpResponse:
    reading = own(request, agreement, "write_basis")
    if direction not in DIRECTIONS:
        raise Http404
    form = BasisForm(timezone.localdate(), sent(request), police=request.actor.side is Side.POLICE)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            bases.enter(actor=request.actor, agreement=reading.agreement, direction=direction, **form.cleaned_data)
            messages.success(request, _("The lawful basis is entered, with its day and its source."))
            return redirect(back(reading, "agreement_parties"))
    name = _("The lawful basis on which we give") if direction == "gives" else _("The lawful basis on which we get")
    more = {"sources": [one for one in table.lines() if one.source], "checked_on": table.checked_on()}
    return asked(request, reading, name, form, _("Enter this basis"), **more)


@get_or_post
def end_basis(request: HttpRequest, agreement: uuid.UUID, basis: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "write_basis")
    rows = words_of.bases_now(reading.agreement.pk, request.actor.organisation_id or 0)
    held = next((one for one in rows if one.public_id == basis), None)
    if held is None:
        raise Http404
    form = BecauseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            bases.end(
                actor=request.actor, agreement=reading.agreement, basis=held, because=form.cleaned_data["because"]
            )
            return redirect(back(reading, "agreement_parties"))
    return asked(request, reading, _("End a lawful basis"), form, _("End it from today"))
