"""What is shown of posts? The card in full, the posts of an organisation, and the forms of who keeps them.

*Source:* R45, R115, R247; settled questions, "Who" (posts; 404); reference on standards, section 1.2.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import posts as actions
from commonground.people.adapters.finding_limits import may_look
from commonground.people.forms import posts as forms
from commonground.people.models import Organisation, Post
from commonground.people.permissions import TABLE
from commonground.people.queries import endorsements, posts_naming, topics
from commonground.people.queries import organisations as register
from commonground.people.queries import posts as queries
from commonground.people.queries.posts_cards import card_of, cards
from commonground.people.rules.posts import AXES, SPECIAL, VISIBILITY_LABELS, levels_of
from commonground.people.views.finding import too_many
from commonground.people.views.organisations import back_to, get_or_post

DEEDS = ("change_post", "appoint", "close_post", "confirm_post", "answer_report", "see_history_of_post", "endorse")


@login_not_required
@require_safe
def contact(request: HttpRequest, contact: Any) -> HttpResponse:
    found = queries.post_for(request.actor, contact)
    if not may_look(request):
        return too_many(request)
    keeping = queries.keeping(found)
    allowed = {deed: may(TABLE, deed, request.actor, keeping) for deed in DEEDS}
    context = {
        "card": card_of(found, request.actor),
        "may": allowed,
        "keeps": any(allowed[deed] for deed in ("change_post", "appoint", "close_post")),
        "history": queries.history_of(found) if allowed["see_history_of_post"] else (),
        "followed_by": queries.open_to(request.actor).filter(predecessor=found),
        "endorsements": endorsements.endorsements_of(found),
        "shown_to": _shown_to(found),
        "special": SPECIAL.get(found.special, ""),
        "matrix": _matrix(found),
        "breadcrumbs": back_to_finder(),
    }
    if request.actor.is_signed_in:
        audit.seen(actor=request.actor, subject=found, page="card")
    return render(request, "people/contact.html", context)


@login_not_required
@require_safe
def of_organisation(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = register.organisation(organisation)
    if not may_look(request):
        return too_many(request)
    shown = list(queries.of_organisation(request.actor, found)[:60])
    context = {
        "organisation": found,
        "cards": cards(shown, request.actor),
        "closed": queries.visible_to(request.actor).filter(organisation=found, closed_on__isnull=False),
        "may_open": may(TABLE, "open_post", request.actor, found),
        "breadcrumbs": back_to(found),
    }
    if request.actor.is_signed_in and shown:
        refs = [post.ref for post in shown]
        audit.record("post:list:seen", actor=request.actor, subject=found, posts=refs)
    return render(request, "people/posts.html", context)


@get_or_post
def open_post(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = register.organisation(organisation)
    require(TABLE, "open_post", request.actor, found)
    known = _known(found)
    members = {m.ref: m for m in queries.may_hold(found.pk)}
    form = forms.OpeningForm(
        request.POST or None,
        initial={"visibility": "members"},
        members=[(ref, m.person.name) for ref, m in members.items()],
        **_offered(known),
    )
    if form.is_valid():
        hands = {part: members.get(form.cleaned_data[part]) for part in ("holder", "deputy")}
        with refusals_said_in(form):
            values = form.values(known["topics"], known["posts"])
            made = actions.open_post(actor=request.actor, organisation=found, **hands, **values)
            messages.success(request, _("The post is open."))
            return redirect(address(made))
    context = {"form": form, "organisation": found, "breadcrumbs": back_to_posts(found)}
    return render(request, "people/post_open.html", context)


@get_or_post
def change_post(request: HttpRequest, contact: Any) -> HttpResponse:
    found = queries.post_for(request.actor, contact)
    require(TABLE, "change_post", request.actor, queries.keeping(found))
    known = _known(found.organisation, found)
    form = forms.PostForm(
        request.POST or None, initial=_in_form(actions.card_of(found)), version=found.version, **_offered(known)
    )
    if form.is_valid():
        values = form.values(known["topics"], known["posts"])
        with refusals_said_in(form, _in_form):
            actions.change_post(actor=request.actor, post=found, **values)
            messages.success(request, _("The post is changed."))
            return redirect(address(found))
    context = {"form": form, "post": found, "breadcrumbs": back_to_post(found)}
    return render(request, "people/post_change.html", context)


@get_or_post
def close_post(request: HttpRequest, contact: Any) -> HttpResponse:
    found = queries.post_for(request.actor, contact)
    require(TABLE, "close_post", request.actor, queries.keeping(found))
    form = forms.ClosePostForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.close_post(actor=request.actor, post=found, because=form.cleaned_data["because"])
            messages.success(request, _("The post is closed."))
            return redirect(address(found))
    context = {
        "form": form,
        "over": found.title,
        "heading": _("Close this post"),
        "what": [_("Nobody finds it any more from now on. Who held it, and when, stays in its history.")],
        "button": _("Close the post"),
        "destructive": True,
        "cancel_url": address(found),
        "breadcrumbs": back_to_post(found),
    }
    return render(request, "pages/confirm.html", context)


def _known(organisation: Organisation, post: Post | None = None) -> dict[str, dict[str, Any]]:
    """Give what the form offers by public id; topics out of use that the post has stay among them."""
    mine = post.topics.all() if post else ()
    offered = {topic.ref: topic for topic in (*topics.topics(), *mine)}
    return {"topics": offered, "posts": {each.ref: each for each in queries.takes_over(organisation, post)}}


def _offered(known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "topics": [(ref, topic.name) for ref, topic in known["topics"].items()],
        "predecessors": [(ref, post.title) for ref, post in known["posts"].items()],
        "find_area": posts_naming.area_called,
        "find_organisation": posts_naming.organisation_called,
    }


def _in_form(card: Mapping[str, Any]) -> dict[str, Any]:
    return forms.shown(card, posts_naming.area_line)


def _shown_to(post: Post) -> str:
    named = ", ".join(each.name for each in post.named.all()) if post.visibility == "named" else ""
    if post.visibility == "named" and not named:
        return _("Only its own organisation")
    return f"{_(VISIBILITY_LABELS[post.visibility])}{f': {named}' if named else ''}"


def _matrix(post: Post) -> list[str]:
    chosen = zip(AXES, levels_of(post.cells), strict=True)
    return [", ".join(_(axis[level]) for level in levels) for axis, levels in chosen if levels]


def address(post: Post) -> str:
    return reverse("people:contact", args=[post.public_id])


def back_to_finder() -> list[dict[str, str]]:
    return [{"label": _("Contacts"), "url": reverse("people:contacts")}]


def back_to_post(post: Post) -> list[dict[str, str]]:
    return [*back_to_finder(), {"label": post.title, "url": address(post)}]


def back_to_posts(organisation: Organisation) -> list[dict[str, str]]:
    url = reverse("people:posts", args=[organisation.public_id])
    return [*back_to(organisation), {"label": _("Posts"), "url": url}]
