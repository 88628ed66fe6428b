"""What is shown of the guide's versions? What changed from one to the next, and the course of a version to its launch.

*Source:* R2-R3, R51, R53, R55.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import may, require
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries import workgroups
from commonground.projects.actions import guide as actions
from commonground.projects.forms import guide as forms
from commonground.projects.models import GuideVersion
from commonground.projects.permissions import TABLE
from commonground.projects.queries import guide as queries
from commonground.projects.queries import guide_translations
from commonground.projects.rules import editions, translating
from commonground.projects.rules import guide as the_guide
from commonground.projects.rules.editions import Stage
from commonground.projects.views.guide import back, get_or_post, may_here
from commonground.projects.views.public import NOT_IN_XML

IN_FEED = 20


@login_not_required
@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """List the versions that somebody may read."""
    context = {
        "versions": queries.versions_for(request.actor),
        "stages": editions.STAGES,
        "whose": queries.in_force(),
        "may": may_here(request),
        "breadcrumbs": back(),
    }
    return render(request, "projects/guide/versions.html", context)


@login_not_required
@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """Show one version: where it stands, what changed in it, and what comes next."""
    found = queries.version_for(request.actor, number)
    standing = workgroups.standing_of(found.workgroup)
    context = {
        "version": found,
        "stage": editions.STAGES[found.stage],
        "before": queries.before(found),
        "changes": queries.changes(found),
        "steps": the_guide.STEPS,
        "may": {each for each in ("write_guide", "approve_guide") if may(TABLE, each, request.actor, standing)},
        "is_public": found.stage in queries.PUBLIC,
        **_translations(request, found),
        "breadcrumbs": back_to_versions(),
    }
    return render(request, "projects/guide/version.html", context)


def _translations(request: HttpRequest, found: GuideVersion) -> dict[str, Any]:
    """Give into which languages a version is translated, how far each is, and whether the reader may write there."""
    english = editions.all_words(found.texts)
    translates = found.stage in queries.PUBLIC and guide_translations.may_translate(request.actor, found)
    rows = [
        {
            "translation": each,
            "language": translating.LANGUAGES[each.language],
            "count": translating.count(each.texts if translates else each.launched_texts, english, english.keys()),
        }
        for each in guide_translations.of_version(request.actor, found)
    ]
    is_in_force = found.stage == Stage.LAUNCHED
    return {"translations": rows, "may_translate": translates, "is_in_force": is_in_force}


@get_or_post
def begin(request: HttpRequest) -> HttpResponse:
    """Ask whether to begin the next version, and begin it."""
    require(TABLE, "write_guide", request.actor, queries.owner_standing())
    if request.method == "POST":
        made = actions.begin(actor=request.actor)
        messages.success(
            request, _("Version %(number)s is begun. Change the words step by step.") % {"number": made.number}
        )
        return redirect(address(made))
    what = [_("It starts from the words in force. Nobody but the workgroup reads it until it is launched.")]
    words = {"heading": _("Begin the next version"), "what": what, "button": _("Begin the next version")}
    return render(request, "pages/confirm.html", {**words, "cancel_url": reverse("projects:guide_versions")})


@get_or_post
def words(request: HttpRequest, number: int, step: int) -> HttpResponse:
    """Ask for the words of one step, and keep them."""
    found = _written(request, number)
    if not 1 <= step <= len(the_guide.STEPS):
        raise Http404
    asked = {"step": step, "words": editions.all_words(found.texts), "version": found.version}
    form = forms.WordsForm(request.POST or None, **asked)
    if form.is_valid():
        kept = {"guide_version": found, "version": form.cleaned_data["version"], "step": step, "texts": form.texts()}
        with refusals_said_in(form, forms.in_form):
            actions.write(actor=request.actor, **kept)
            return _done(request, found, _("The words of step %(step)s are kept.") % {"step": step})
    heading = f"{step}. {_(the_guide.step(step).title)}"
    return _asked(request, form, found, heading, _("Keep the words of step %(step)s") % {"step": step})


@get_or_post
def about(request: HttpRequest, number: int) -> HttpResponse:
    """Ask what changed, who helped and how it is announced, and keep it."""
    found = _written(request, number)
    kept = {key: getattr(found, key) for key in actions.ABOUT}
    form = forms.AboutForm(request.POST or None, initial=kept, version=found.version)
    if form.is_valid():
        with refusals_said_in(form):
            actions.describe(actor=request.actor, guide_version=found, **form.cleaned_data)
            return _done(request, found, _("What is said about this version is kept."))
    return _asked(request, form, found, _("About this version"), _("Keep what is said"))


@get_or_post
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether a draft goes to the lead, and send it."""
    found = _written(request, number)
    if request.method == "POST":
        actions.send_to_review(actor=request.actor, guide_version=found)
        return _done(request, found, _("The version is with the lead of the workgroup."))
    what = [_("The lead approves it, or sends it back with a reason.")]
    return _confirm(request, found, _("Send it to review"), what)


@get_or_post
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether the workgroup stands behind a version, and approve it."""
    found = _written(request, number, "approve_guide")
    if request.method == "POST":
        actions.approve(actor=request.actor, guide_version=found)
        return _done(request, found, _("The version is approved. Launch it when you are ready."))
    what = [_("You approve it in the name of %(group)s.") % {"group": found.workgroup.name}]
    return _confirm(request, found, _("Approve this version"), what)


@get_or_post
def send_back(request: HttpRequest, number: int) -> HttpResponse:
    """Ask what is still to be done, and send a version back."""
    found = _written(request, number, "approve_guide")
    form = forms.BackForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.send_back(actor=request.actor, guide_version=found, **form.cleaned_data)
            return _done(request, found, _("The version is with its writers again."))
    return _asked(request, form, found, _("Send it back"), _("Send it back to its writers"))


@get_or_post
def launch(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the day of the launch, and launch it, or keep the day."""
    found = _written(request, number, "launch_guide")
    form = forms.LaunchForm(request.POST or None, initial={"on": found.launch_on or timezone.localdate()})
    if form.is_valid():
        with refusals_said_in(form):
            held = actions.launch(actor=request.actor, guide_version=found, **form.cleaned_data)
            said = (
                _("The version is in force.") if held.stage == Stage.LAUNCHED else _("The day of the launch is kept.")
            )
            return _done(request, found, said)
    return _asked(request, form, found, _("Launch this version"), _("Launch it on this day"))


@get_or_post
def take_on(request: HttpRequest) -> HttpResponse:
    """Ask which workgroup answers for the guide, and keep it."""
    require(TABLE, "take_on_guide", request.actor, None)
    groups = {each.ref: each for each in workgroups.workgroups()}
    form = forms.TakeOnForm(request.POST or None, workgroups=[(ref, each.name) for ref, each in groups.items()])
    if form.is_valid():
        chosen = {**form.cleaned_data, "workgroup": groups[form.cleaned_data["workgroup"]]}
        with refusals_said_in(form):
            actions.take_on(actor=request.actor, **chosen)
            messages.success(request, _("The workgroup answers for the guide."))
            return redirect("projects:guide")
    context = {"form": form, "heading": _("Who answers for the guide?"), "button": _("Let it answer for the guide")}
    return render(request, "projects/guide/form.html", {**context, "cancel_url": reverse("projects:guide")})


class GuideFeed(Feed):
    """The launches of the guide, for those who read them in a reader of their own."""

    login_required = False
    feed_type = Atom1Feed
    title = gettext_lazy("The guide to collaboration of police and private security")
    subtitle = gettext_lazy("Each version as it is launched, and what changed.")
    link = reverse_lazy("projects:guide_versions")

    def items(self) -> list[GuideVersion]:
        """The latest first."""
        return list(queries.launched()[:IN_FEED])

    def item_title(self, item: GuideVersion) -> str:
        """Which version it is."""
        return str(item)

    def item_description(self, item: GuideVersion) -> str:
        """How it was announced, or what changed."""
        return NOT_IN_XML.sub(" ", item.announcement or item.change_log)

    def item_link(self, item: GuideVersion) -> str:
        """Where it can be read."""
        return address(item)

    def item_pubdate(self, item: GuideVersion) -> Any:
        """When it was launched."""
        return item.launched_at

    def item_updateddate(self, item: GuideVersion) -> Any:
        """The same moment: a launched version never changes."""
        return item.launched_at


def address(version: GuideVersion) -> str:
    """Give the address of a version's page."""
    return reverse("projects:guide_version", args=[version.number])


def back_to_versions() -> list[dict[str, str]]:
    """Lead back to the versions."""
    return [*back(), {"label": _("Versions"), "url": reverse("projects:guide_versions")}]


def _written(request: HttpRequest, number: int, action: str = "write_guide") -> GuideVersion:
    """Give a version for whoever may work on it; what may not be seen is not found."""
    found = queries.version_for(request.actor, number)
    require(TABLE, action, request.actor, workgroups.standing_of(found.workgroup))
    return found


def _done(request: HttpRequest, version: GuideVersion, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(address(version))


def _asked(request: HttpRequest, form: Form, version: GuideVersion, heading: str, button: str) -> HttpResponse:
    words = {"form": form, "over": str(version), "heading": heading, "button": button, "cancel_url": address(version)}
    return render(request, "projects/guide/form.html", {**words, "breadcrumbs": back_to_versions()})


def _confirm(request: HttpRequest, version: GuideVersion, heading: str, what: list[str]) -> HttpResponse:
    words = {"heading": heading, "over": str(version), "what": what, "button": heading, "cancel_url": address(version)}
    return render(request, "pages/confirm.html", words)
