"""How do people outside hear of it? Notices that both sides approved, by page, mail and feed, and a poster for a wall.

*Source:* R27.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import seen
from commonground.groundwork.actors import ANONYMOUS, Actor
from commonground.groundwork.documents import Block, Document, Heading, Link, Paragraph, Picture
from commonground.pages import documents
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import following as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.adapters import limits, links
from commonground.projects.adapters.posters import code_of
from commonground.projects.forms.following import FollowForm, NoticeForm
from commonground.projects.models import Collaboration, Publication
from commonground.projects.queries import cases, visible
from commonground.projects.queries import following as queries
from commonground.projects.rules.following import CONFIRM_WITHIN, FOLLOWED_AN_HOUR, IN_FEED
from commonground.projects.views.around import sent, step_frame
from commonground.projects.views.public import NOT_IN_XML

STEP = 5
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def block(actor: Actor, held: Collaboration) -> dict[str, Any]:
    """Give what question 5c shows: the notices, how many follow, and whether there is a page to follow."""
    return {
        "notices": queries.versions_of(held, "notice"),
        "followers": queries.followers_of(held).count(),
        "public_page": queries.page_of(held),
    }


@get_or_post
def new(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Write a notice for both sides to approve."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("write_notice", request.actor, held)
    form = NoticeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = doing.write_notice(actor=request.actor, collaboration=held, **form.cleaned_data)
            messages.success(request, _("The notice is ready for both sides to read and approve."))
            return redirect("projects:publication", held.public_id, made.public_id)
    context = step_frame(request.actor, held, STEP, _("Write a notice"), form=form)
    return render(request, "projects/special/notice_new.html", context)


@login_not_required
@require_safe
def notice(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Show one notice to everybody; an older version leads to the newest."""
    return _public(request, "notice", publication, "projects:notice", "projects/public/notice.html")


@login_not_required
@require_safe
def poll_result(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Show everybody what the community said, and what was done."""
    return _public(request, "poll", publication, "projects:poll_result", "projects/public/poll_result.html")


def _public(request: HttpRequest, kind: str, public_id: uuid.UUID, name: str, template: str) -> HttpResponse:
    one = cases.published_one(kind, public_id)
    versions = one.collaboration.publications.filter(cases.PUBLIC, kind=kind, about=one.about)
    newest = versions.order_by("-number").first()
    if newest is not None and newest != one:
        return redirect(name, newest.public_id)
    page = queries.page_of(one.collaboration)
    context = {"publication": one, "subject": one.collaboration, "values": one.values, "public_page": page}
    return render(request, template, context)


@never_cache
@login_not_required
@get_or_post
def follow(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Ask to hear of a collaboration by mail."""
    held = queries.open_to_all(collaboration)
    form = FollowForm(sent(request))
    context = {"subject": held, "form": form, "public_page": queries.page_of(held)}
    if request.method == "POST" and form.is_valid():
        if not limits.within(request, "follow", FOLLOWED_AN_HOUR):
            return render(request, "projects/outside/too_many.html", status=429)
        with refusals_said_in(form):
            doing.follow(actor=ANONYMOUS, collaboration=held, email=form.cleaned_data["email"])
            return render(request, "projects/outside/follow_asked.html", context)
    return render(request, "projects/outside/follow.html", context)


@never_cache
@login_not_required
@get_or_post
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address; opening the link only asks."""
    found = queries.follower_behind(links.read(links.FOLLOW, token, CONFIRM_WITHIN))
    if found is None:
        return _ended(request)
    if request.method == "POST":
        doing.confirm(actor=ANONYMOUS, follower=found)
    context = {"subject": found.collaboration, "done": found.confirmed_on is not None}
    return render(request, "projects/outside/follow_confirm.html", context)


@never_cache
@csrf_exempt
@login_not_required
@get_or_post
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Follow no more. A mail program may post here with one click, without a form of ours: the token alone says which
    address, and nothing else can be done with it."""
    found = queries.follower_behind(links.read(links.LEAVE, token))
    if found is None:
        return _ended(request)
    name = found.collaboration.name
    if request.method == "POST":
        doing.leave(actor=ANONYMOUS, follower=found)
    return render(request, "projects/outside/leave.html", {"name": name, "left": request.method == "POST"})


def _ended(request: HttpRequest) -> HttpResponse:
    said = _("The address is no longer kept here, or the message is old.")
    return render(request, "projects/outside/link_ended.html", {"said": said}, status=404)


def poster(request: HttpRequest, collaboration: uuid.UUID, form: str) -> HttpResponse:
    """Give a poster with the words that both sides approved for everybody."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    page = queries.page_of(held)
    if page is None:
        raise Http404
    seen(actor=request.actor, subject=held, page="poster", form=form)
    return documents.respond(poster_of(page), form, _("poster"))


def poster_of(page: Publication) -> Document:
    """Write a poster: what it is for, what is done, how to reach us, and where to read more, as words and as a code for
    a telephone."""
    address = links.address("projects:public_page", page.public_id)
    blocks: list[Block] = [
        Paragraph(page.values["purpose"]),
        Heading(_("What we do")),
        Paragraph(page.values.get("doing", "")),
        Heading(_("How to reach us")),
        Paragraph(page.values["reach"]),
        Heading(_("Read more, or hear what is new")),
        Paragraph([Link(address, address)]),
        Picture(code_of(address), _("A code that a telephone reads as the address above"), ""),
        Paragraph(_("In an emergency call 999.")),
    ]
    author = _("Police and private security together, %(area)s") % {"area": page.collaboration.area.name}
    return Document(title=page.collaboration.name, blocks=blocks, author=author, on=timezone.localdate())


class NoticeFeed(Feed):
    """The notices of one collaboration, for those who read them in a reader of their own."""

    login_required = False
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, collaboration: uuid.UUID) -> Collaboration:
        """The collaboration, while it has a public page."""
        return queries.open_to_all(collaboration)

    def title(self, obj: Collaboration) -> str:
        """Its name."""
        return NOT_IN_XML.sub(" ", obj.name)

    def subtitle(self, obj: Collaboration) -> str:
        """What it is for."""
        return NOT_IN_XML.sub(" ", obj.about)

    def link(self, obj: Collaboration) -> str:
        """Its public page."""
        page = queries.page_of(obj)
        return links.address("projects:public_page", page.public_id) if page else ""

    def items(self, obj: Collaboration) -> list[Publication]:
        """The newest notices first."""
        return list(queries.notices_of(obj)[:IN_FEED])

    def item_title(self, item: Publication) -> str:
        """What is new, in one line."""
        return NOT_IN_XML.sub(" ", item.values["title"])

    def item_description(self, item: Publication) -> str:
        """The words."""
        return NOT_IN_XML.sub(" ", item.values["words"])

    def item_link(self, item: Publication) -> str:
        """Where it can be read."""
        return links.address("projects:notice", item.public_id)

    def item_pubdate(self, item: Publication) -> Any:
        """When both sides had approved it."""
        return item.published_at

    def item_updateddate(self, item: Publication) -> Any:
        """The same moment: a published version never changes."""
        return item.published_at
