"""How is an answer recorded, changed, taken out and put back? One form for every part of the guide.

*Source:* R52, R58; settled questions ("every form carries the version"; "keeps history").
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import answers as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.working import AnswerForm, answer_form, in_form
from commonground.projects.models import Answer, Collaboration
from commonground.projects.queries import answering, reading, recorded, visible
from commonground.projects.queries.guide import told_question
from commonground.projects.rules import books, guide
from commonground.projects.rules.guide import Kind, Part
from commonground.projects.rules.phrases import adding, this, told
from commonground.projects.views import cards
from commonground.projects.views.around import sent
from commonground.projects.views.framing import frame
from commonground.projects.views.limiting import PART as LIMITED
from commonground.projects.views.limiting import say_limit
from commonground.projects.views.suggesting import as_answers, suggestion


def add(request: HttpRequest, collaboration: Any, part: str) -> HttpResponse:
    held, asked = visible.team_collaboration_for(request.actor, collaboration), _part(part)
    permit("answer", request.actor, held)
    if asked.sealed:
        return redirect(_place(held, asked))
    if request.method != "POST" and not asked.many and (there := recorded.answers_of(held, asked.key).first()):
        return redirect("projects:answer_change", held.public_id, there.public_id)
    return begun_with(request, held, asked, prefilled(asked, request.GET))


def begun_with(request: HttpRequest, held: Collaboration, asked: Part, values: Mapping[str, Any]) -> HttpResponse:
    """Show the form of a new answer with some values in it already, and record what is typed."""
    form = answer_form(asked, answering.referred(held), sent(request), values)
    if _wants_to_save(request, form):
        with refusals_said_in(form):
            doing.record(actor=request.actor, collaboration=held, part=asked, raw=form.raw())
            messages.success(request, _(told(asked, "saved")))
            if "again" in request.POST:
                return redirect("projects:answer_add", held.public_id, asked.key)
            return redirect(_place(held, asked))
    return _form_page(request, held, asked, form, _(adding(asked)))


def prefilled(asked: Part, given: Mapping[str, str]) -> dict[str, str]:
    """Read what a link has chosen already: a choice of the guide, nothing that was typed."""
    return {f.name: given[f.name] for f in asked.fields if f.kind is Kind.CHOICE and given.get(f.name) in f.choices}


def change(request: HttpRequest, collaboration: Any, answer: Any) -> HttpResponse:
    held, found = _held(request.actor, collaboration, answer)
    permit("answer", request.actor, held)
    asked = books.PARTS[found.part]
    if asked.sealed:
        return redirect("projects:answer", held.public_id, found.public_id)
    choices = answering.with_those_named(answering.referred(held), asked, found.values, answering.names_in(held))
    form = answer_form(asked, choices, sent(request), found.values, found.version)
    if _wants_to_save(request, form):
        with refusals_said_in(form, partial(in_form, asked)):
            doing.change(actor=request.actor, answer=found, raw=form.raw(), version=form.cleaned_data["version"])
            messages.success(request, _(told(asked, "saved")))
            return redirect(_place(held, asked))
    return _form_page(request, held, asked, form, _(this("Change", asked)))


def _wants_to_save(request: HttpRequest, form: AnswerForm) -> bool:
    """Tell whether the form was sent to be saved, and says everything."""
    return request.method == "POST" and "suggest" not in request.POST and form.is_valid()


def _form_page(request: HttpRequest, held: Collaboration, asked: Part, form: AnswerForm, heading: str) -> HttpResponse:
    """Show the form; asked for a suggestion, show it with everything that was typed so far."""
    context = {
        "asked": asked,
        "question": told_question(asked.key),
        "book": books.BOOK_OF_PART.get(asked.key),
        "page_name": heading,
        "save": _(this("Save", asked)),
    }
    if "suggest" in request.POST:
        context["suggestion"] = suggestion(asked, as_answers(asked, form.typed()))
        version = form.fields["version"].initial if "version" in form.fields else None
        typed, form = form.typed(), answer_form(asked, form.choices, version=version)
        form.initial = typed | ({"version": request.POST.get("version")} if version is not None else {})
    say_limit(held, form)
    can_suggest = asked.key == LIMITED or suggestion(asked, {}) is not None
    context |= {"form": form, "can_suggest": can_suggest, "back": _place(held, asked)}
    return render(request, "projects/answer_form.html", frame(request.actor, held, **context))


def read(request: HttpRequest, collaboration: Any, answer: Any) -> HttpResponse:
    held = visible.collaboration_for(request.actor, collaboration)
    found = answering.any_answer_of(held, answer)
    asked, question = books.PARTS[found.part], guide.QUESTION_OF_PART.get(found.part)
    if question is None:
        visible.team_collaboration_for(request.actor, collaboration)
    else:
        answering.step_collaboration_for(request.actor, collaboration, question.step)
    audit.seen(actor=request.actor, subject=held, page=f"answer_{found.part}")
    is_team = visible.taking(request.actor, held).part == "team"
    if (found.removed_at or asked.for_team) and not is_team:
        raise Http404
    names = answering.names_in(held)
    around = frame(request.actor, held, asked=asked, question=question, page_name=cards.title_of(found, names))
    around |= {
        "answer": found,
        "rows": cards.rows_of(asked, found.values, names, team=is_team),
        "actions": cards.actions_on(
            held, found, editable="answer" in around["may"] and not found.removed_at, earlier=False
        ),
        "wordings": _wordings(found, asked, names) if is_team else [],
        "back": _place(held, asked),
    }
    return render(request, "projects/answer.html", around)


def _wordings(found: Answer, asked: Part, names: cards.Names) -> list[dict[str, Any]]:
    """Give every earlier wording, newest first, without the present one."""
    return [
        {"version": one, "rows": cards.rows_of(asked, one.values, names) if one.values else []}
        for one in answering.wordings_of(found)
        if one.version != found.version or found.removed_at
    ]


def remove(request: HttpRequest, collaboration: Any, answer: Any) -> HttpResponse:
    held, found = _held(request.actor, collaboration, answer)
    permit("answer", request.actor, held)
    asked, form = books.PARTS[found.part], Form(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.remove(actor=request.actor, answer=found)
            messages.success(request, _removed(held, found, asked))
            return redirect(_place(held, asked))
    context = {
        "over": cards.title_of(found, answering.names_in(held)),
        "heading": _(this("Take out", asked)),
        "what": [_("It no longer counts and is no longer shown. You can put it back, and every wording is kept.")],
        "button": _("Take it out"),
        "destructive": True,
        "cancel_url": _place(held, asked),
        "form": form,
    }
    return render(request, "pages/confirm.html", frame(request.actor, held, **context))


def _removed(held: Collaboration, found: Answer, asked: Part) -> str:
    """Say that it is taken out, with the link that undoes it."""
    return format_html(
        '{} <a class="govuk-notification-banner__link" href="{}">{}</a>',
        _(told(asked, "taken out")),
        reverse("projects:answer_put_back", args=[held.public_id, found.public_id]),
        _("Put it back"),
    )


def put_back(request: HttpRequest, collaboration: Any, answer: Any) -> HttpResponse:
    held, found = _held(request.actor, collaboration, answer, removed=True)
    permit("answer", request.actor, held)
    asked, form = books.PARTS[found.part], Form(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.put_back(actor=request.actor, answer=found)
            messages.success(request, _(told(asked, "back")))
            return redirect(_place(held, asked))
    context = {
        "over": cards.title_of(found, answering.names_in(held)),
        "heading": _(this("Put back", asked)),
        "what": [_("It counts again, in the words that it had when it was taken out.")],
        "button": _("Put it back"),
        "cancel_url": _place(held, asked),
        "form": form,
    }
    return render(request, "pages/confirm.html", frame(request.actor, held, **context))


def _part(key: str) -> Part:
    if key not in books.PARTS:
        raise Http404
    return books.PARTS[key]


def _held(actor: Actor, collaboration: Any, answer: Any, *, removed: bool = False) -> tuple[Collaboration, Answer]:
    """Give the collaboration and one answer of it, to its team."""
    held = visible.team_collaboration_for(actor, collaboration)
    return held, reading.answer_of(held, answer, removed=removed)


def _place(held: Collaboration, asked: Part) -> str:
    """Give the address of a part on the page of its step."""
    if book := books.BOOK_OF_PART.get(asked.key):
        return f"{reverse('projects:book', args=[held.public_id, book.key])}#{asked.key}"
    step = guide.QUESTION_OF_PART[asked.key].step
    return f"{reverse('projects:step', args=[held.public_id, step])}#{asked.key}"
