"""Which programs read in my name, how do I let one in and out, and what does a feed reader get?

A secret is shown once, on the page that answers the form. The feed holds what the subject of a message may hold: the
label, the title up to TLP:GREEN where nothing is personal, and a link.

*Source:* D2, D8; design/sharing.md 2.2; R213.
"""

import hashlib
import re
import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import listed
from commonground.groundwork.permissions import may, require
from commonground.pages.limits import counters, within
from commonground.pages.refusing import refusals_said_in
from commonground.people.context import set_context, to_prove
from commonground.sharing.actions import programs as doing
from commonground.sharing.actions.telling import subjects
from commonground.sharing.forms.programs import AccessForm
from commonground.sharing.models import AccessToken, Rendition
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import programs as queries
from commonground.sharing.queries import visible
from commonground.sharing.rules.programs import ASKS, Use
from commonground.sharing.views.framing import sent, trail

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
IN_FEED = 50
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # one such character would take the whole feed away


@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """List the programs that read in one's name, and say what each address gives."""
    require(TABLE, "make_access", request.actor, None)
    return render(request, "sharing/programs/list.html", _context(request))


def _context(request: HttpRequest, secret: str = "", made: AccessToken | None = None) -> dict[str, Any]:
    here = settings.PUBLIC_ADDRESS
    address = here + reverse("sharing:feed", args=[secret]) if made and made.use == Use.FEED else ""
    return {
        "rows": [(one, queries.state_of(one)) for one in queries.own(request.actor)[:100]],
        "made": made,
        "secret": secret,
        "feed": address,
        "description": here + reverse("sharing:api:openapi-json"),
        "list": here + reverse("sharing:api:items"),
        "breadcrumbs": trail(),
    }


@get_or_post
def let_in(request: HttpRequest) -> HttpResponse:
    """Let a program in, once it is proved who does so; its secret is shown on the answer and nowhere else."""
    actor = request.actor
    require(TABLE, "make_access", actor, None)
    if prove_first := to_prove(request):
        return redirect(prove_first)
    form = AccessForm(sent(request), may_export=may(TABLE, "export_items", actor, None))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made, secret = doing.make(actor=actor, **form.cleaned_data)
            return render(request, "sharing/programs/list.html", _context(request, secret, made))
    context = {
        "form": form,
        "heading": _("Let a program read in your name"),
        "what": [_("It reads what you may read, as long as you may, and changes nothing.")],
        "button": _("Make a secret for it"),
        "cancel_url": reverse("sharing:programs"),
        "breadcrumbs": _above(),
    }
    return render(request, "pages/confirm.html", context)


def _above() -> list[dict[str, str]]:
    return trail((_("Programs"), reverse("sharing:programs")))


@get_or_post
def end(request: HttpRequest, access: uuid.UUID) -> HttpResponse:
    """End the secret of a program."""
    found = queries.own_one(request.actor, access)
    if request.method == "POST":
        doing.end(actor=request.actor, access=found)
        messages.success(request, _("“%(name)s” gets nothing from now on.") % {"name": found.name})
        return redirect("sharing:programs")
    context = {
        "over": found.name,
        "heading": _("End its access?"),
        "what": [_("Its secret is nothing from now on. You can let the program in again with a new one.")],
        "button": _("End its access"),
        "destructive": True,
        "cancel_url": reverse("sharing:programs"),
        "breadcrumbs": _above(),
    }
    return render(request, "pages/confirm.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a feed reader; its address is the secret. What has not changed is answered in one line."""
    access = queries.access_behind(token[:200], Use.FEED)
    if access is None:
        raise Http404
    actor = request.actor = queries.actor_of(access)
    set_context(actor)
    if not within(counters(f"program:{Use.FEED}:{actor.person_id}", ASKS)):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    doing.used(access)
    page = visible.latest(actor, size=IN_FEED)
    listed(actor=actor, subjects=[one.item for one in page.rows], page="feed")
    body = _atom(page.rows, subjects(actor, page.rows))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=Atom1Feed.content_type, headers={"ETag": etag})
    response.headers["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


class _Feed(Atom1Feed):
    """A feed that is the same while nothing in it has changed."""

    def latest_post_date(self) -> Any:
        """The moment of the newest entry."""
        return max((each["updateddate"] for each in self.items), default=visible.EPOCH)


def _atom(rows: list[Rendition], titles: list[str]) -> bytes:
    here = settings.PUBLIC_ADDRESS
    made = _Feed(title=_("Shared with you"), link=here + reverse("sharing:items"), description="", language="en-gb")
    for one, title in zip(rows, titles, strict=True):
        made.add_item(
            title=NOT_IN_XML.sub(" ", title),
            link=here + reverse("sharing:item", args=[one.item.public_id]),
            description="",
            unique_id=one.item.public_id.urn,
            updateddate=one.item.opens or one.written_at,
            author_name=NOT_IN_XML.sub(" ", one.item.originator.name),
        )
    return str(made.writeString("utf-8")).encode()
