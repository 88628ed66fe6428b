"""How does somebody hear when the guide changes? By mail to an address that they confirm, and can end at once.

*Source:* R51.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from commonground.groundwork.actors import ANONYMOUS
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import guide_following as doing
from commonground.projects.adapters import limits, links
from commonground.projects.forms.following import FollowForm
from commonground.projects.queries import guide_following as queries
from commonground.projects.rules.following import CONFIRM_WITHIN, FOLLOWED_AN_HOUR
from commonground.projects.views.around import sent
from commonground.projects.views.guide import back, get_or_post


@never_cache
@login_not_required
@get_or_post
def follow(request: HttpRequest) -> HttpResponse:
    """Ask to hear of launches by mail."""
    form = FollowForm(sent(request))
    context = {"form": form, "breadcrumbs": back(), "asked": False}
    if request.method == "POST" and form.is_valid():
        if not limits.within(request, "follow", FOLLOWED_AN_HOUR):
            return render(request, "projects/outside/too_many.html", status=429)
        with refusals_said_in(form):
            doing.follow(actor=ANONYMOUS, email=form.cleaned_data["email"])
            context["asked"] = True
    return render(request, "projects/guide/follow.html", context)


@never_cache
@login_not_required
@get_or_post
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address; opening the link only asks."""
    found = queries.follower_behind(links.read(links.GUIDE, token, CONFIRM_WITHIN))
    if found is None:
        return _ended(request)
    if request.method == "POST":
        doing.confirm(actor=ANONYMOUS, follower=found)
    return render(request, "projects/guide/follow_confirm.html", {"done": found.confirmed_on is not None})


@never_cache
@csrf_exempt
@login_not_required
@get_or_post
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Follow no more. A mail program may post here with one click, without a form of ours: the token alone says which
    address, and nothing else can be done with it."""
    found = queries.follower_behind(links.read(links.GUIDE_LEAVE, token))
    if found is None:
        return _ended(request)
    if request.method == "POST":
        doing.leave(actor=ANONYMOUS, follower=found)
    left = request.method == "POST"
    return render(request, "projects/outside/leave.html", {"name": _("The guide"), "left": left})


def _ended(request: HttpRequest) -> HttpResponse:
    said = _("The address is no longer kept here, or the message is old.")
    return render(request, "projects/outside/link_ended.html", {"said": said}, status=404)
