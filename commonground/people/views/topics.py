"""What is shown of topics? All of them with their other words, and the forms of who keeps them.

*Source:* R115.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import may, require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import topics as actions
from commonground.people.forms import topics as forms
from commonground.people.permissions import TABLE
from commonground.people.queries import topics as queries
from commonground.people.views.organisations import get_or_post
from commonground.people.views.posts import back_to_finder


@login_not_required
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    may_keep = may(TABLE, "keep_topics", request.actor, None)
    shown = queries.every_topic() if may_keep else queries.topics()
    context = {"topics": shown, "may_keep": may_keep, "breadcrumbs": back_to_finder()}
    return render(request, "people/topics.html", context)


@get_or_post
def add_topic(request: HttpRequest) -> HttpResponse:
    require(TABLE, "keep_topics", request.actor, None)
    form = forms.TopicForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.add_topic(actor=request.actor, **form.cleaned_data)
            messages.success(request, _("The topic is added."))
            return redirect("people:topics")
    return render(request, "people/topic.html", {"form": form, "breadcrumbs": back_to_topics()})


@get_or_post
def change_topic(request: HttpRequest, topic: Any) -> HttpResponse:
    require(TABLE, "keep_topics", request.actor, None)
    found = queries.topic(topic)
    form = forms.ChangeTopicForm(request.POST or None, initial=forms.shown(found))
    if form.is_valid():
        with refusals_said_in(form):
            actions.change_topic(actor=request.actor, topic=found, **form.cleaned_data)
            messages.success(request, _("The topic is changed."))
            return redirect("people:topics")
    return render(request, "people/topic.html", {"form": form, "topic": found, "breadcrumbs": back_to_topics()})


def back_to_topics() -> list[dict[str, str]]:
    return [*back_to_finder(), {"label": _("Topics"), "url": reverse("people:topics")}]
