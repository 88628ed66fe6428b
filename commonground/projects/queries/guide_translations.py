"""Into which languages is the guide translated, and what does somebody read in each?

*Source:* R3.
"""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.queries import workgroups
from commonground.projects.models import GuideTranslation, GuideVersion
from commonground.projects.permissions import TABLE
from commonground.projects.queries import guide
from commonground.projects.rules import editions, translating
from commonground.projects.rules.editions import Stage as VersionStage
from commonground.projects.rules.translating import Language, Said, Stage


def translations() -> QuerySet[GuideTranslation]:
    """List every translation with its version and that version's workgroup."""
    return GuideTranslation.objects.select_related("guide_version__workgroup", "begun_by__person")


def launched() -> QuerySet[GuideTranslation]:
    """List the translations of the version in force that everybody reads."""
    return translations().filter(guide_version__stage=VersionStage.LAUNCHED, stage=Stage.LAUNCHED)


def read_in() -> list[Language]:
    """List the languages in which everybody reads the guide in force."""
    codes = launched().values_list("language", flat=True)
    return [translating.LANGUAGES[code] for code in codes if code in translating.LANGUAGES]


def launched_in(language: str) -> GuideTranslation:
    """Give what everybody reads in a language, or 404."""
    return get_object_or_404(launched(), language=language)


def may_translate(actor: Actor, version: GuideVersion) -> bool:
    """Say whether somebody may write translations of a version."""
    return may(TABLE, "translate_guide", actor, workgroups.standing_of(version.workgroup))


def translation_for(actor: Actor, number: int, language: str) -> GuideTranslation:
    """Give a translation for whoever works on it, or 404."""
    version = guide.version_for(actor, number)
    if not may_translate(actor, version):
        raise Http404
    return get_object_or_404(translations(), guide_version=version, language=language)


def of_version(actor: Actor, version: GuideVersion) -> list[GuideTranslation]:
    """List the translations of a version: all for its workgroup, those launched for everybody else."""
    found = translations().filter(guide_version=version)
    return list(found if may_translate(actor, version) else found.filter(stage=Stage.LAUNCHED))


def not_begun(version: GuideVersion) -> list[Language]:
    """List the languages into which nobody translates a version yet."""
    begun = set(GuideTranslation.objects.filter(guide_version=version).values_list("language", flat=True))
    return [each for each in translating.ALL if each.code not in begun]


def english_of(translation: GuideTranslation) -> dict[str, str]:
    """Give the English words that a translation is of, by key."""
    return editions.all_words(translation.guide_version.texts)


def said(translation: GuideTranslation) -> dict[str, Said]:
    """Give what everybody reads, by key."""
    language = translating.LANGUAGES[translation.language]
    return translating.said(translation.launched_texts, english_of(translation), language)
