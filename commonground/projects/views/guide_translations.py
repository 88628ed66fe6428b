"""How is the guide translated? What is done in each language, the English beside the words of a step, and the launch.

*Source:* R3.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import may, require
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries import workgroups
from commonground.projects.actions import guide_translations as actions
from commonground.projects.forms import translating as forms
from commonground.projects.forms.guide import in_form
from commonground.projects.models import GuideTranslation
from commonground.projects.permissions import TABLE
from commonground.projects.queries import guide
from commonground.projects.queries import guide_translations as queries
from commonground.projects.rules import editions, translating
from commonground.projects.rules import guide as the_guide
from commonground.projects.views.guide import get_or_post
from commonground.projects.views.guide_versions import address, back_to_versions


@get_or_post
def begin(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a language, and begin to translate a version into it."""
    version = guide.version_for(request.actor, number)
    if not queries.may_translate(request.actor, version):
        raise Http404
    form = forms.BeginForm(request.POST or None, languages=queries.not_begun(version))
    if form.is_valid():
        with refusals_said_in(form):
            made = actions.begin(actor=request.actor, guide_version=version, **form.cleaned_data)
            return _done(request, made, _("The translation is begun. Write it step by step."))
    words = {"form": form, "over": str(version), "cancel_url": address(version), "breadcrumbs": back_to_versions()}
    asked = {"heading": _("Translate it into another language"), "button": _("Begin the translation")}
    return render(request, "projects/guide/form.html", {**words, **asked})


@require_safe
def translation(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """Show how far a translation is, step by step, and what is to be looked at again."""
    found = queries.translation_for(request.actor, number, language)
    english = queries.english_of(found)
    steps = [(step, translating.count(found.texts, english, editions.keys_of(step.number))) for step in the_guide.STEPS]
    standing = workgroups.standing_of(found.guide_version.workgroup)
    context = {
        "translation": found,
        "writes": translating.LANGUAGES[found.language],
        "stage": translating.STAGES[found.stage],
        "count": translating.count(found.texts, english, english.keys()),
        "steps": steps,
        "is_in_force": found.guide_version.stage == editions.Stage.LAUNCHED,
        "is_read": found.texts == found.launched_texts,
        "may_launch": may(TABLE, "launch_translation", request.actor, standing),
        "breadcrumbs": _back(found)[:-1],
    }
    return render(request, "projects/guide/translation.html", context)


@get_or_post
def words(request: HttpRequest, number: int, language: str, step: int) -> HttpResponse:
    """Ask for the words of one step beside the English, and keep them."""
    found = queries.translation_for(request.actor, number, language)
    if not 1 <= step <= len(the_guide.STEPS):
        raise Http404
    spoken = translating.LANGUAGES[found.language]
    asked = {"step": step, "english": queries.english_of(found), "made": found.texts, "language": spoken}
    form = forms.TranslateForm(request.POST or None, **asked, version=found.version)
    if form.is_valid():
        typed = {"texts": form.texts(), "looked_at": form.looked_at(), "version": form.cleaned_data["version"]}
        with refusals_said_in(form, in_form):
            actions.write(actor=request.actor, translation=found, step=step, **typed)
            return _done(request, found, _("The words of step %(step)s are kept.") % {"step": step})
    context = {"form": form, "translation": found, "writes": spoken, "step": the_guide.step(step)}
    return render(request, "projects/guide/translate.html", {**context, "breadcrumbs": _back(found)})


@get_or_post
def launch(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """Ask whether everybody is to read a translation, and launch it."""
    found = queries.translation_for(request.actor, number, language)
    require(TABLE, "launch_translation", request.actor, workgroups.standing_of(found.guide_version.workgroup))
    if request.method == "POST":
        actions.launch(actor=request.actor, translation=found)
        return _done(request, found, _("Everybody reads the translation now."))
    what = [
        _("Everybody reads these words, without signing in."),
        _("What is not translated, or is to be looked at again, they read in English."),
    ]
    heading = _("Launch this translation")
    words = {"heading": heading, "over": str(found), "what": what, "button": heading, "cancel_url": _address(found)}
    return render(request, "pages/confirm.html", words)


def _address(found: GuideTranslation) -> str:
    return reverse("projects:guide_translation", args=[found.guide_version.number, found.language])


def _back(found: GuideTranslation) -> list[dict[str, str]]:
    version = {"label": str(found.guide_version), "url": address(found.guide_version)}
    own = {"label": translating.LANGUAGES[found.language].english, "url": _address(found)}
    return [*back_to_versions(), version, own]


def _done(request: HttpRequest, found: GuideTranslation, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(_address(found))
