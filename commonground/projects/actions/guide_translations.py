"""What can be done with a translation of the guide? The workgroup begins and writes it; its lead launches it.

*Source:* R3; settled questions, "Who" (a lost race loses neither text).
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.queries import workgroups
from commonground.projects.models import GuideTranslation, GuideVersion
from commonground.projects.permissions import TABLE
from commonground.projects.rules import editions, translating
from commonground.projects.rules.editions import Stage as VersionStage
from commonground.projects.rules.translating import Stage

STALE = "Somebody else changed this translation while you were writing."


@transaction.atomic
def begin(*, actor: Actor, guide_version: GuideVersion, language: str, note: str = "") -> GuideTranslation:
    """Begin to translate the version in force into a language; `note` is said to its readers.

    :raises Invalid: for a language that is not listed, or into which it is translated already.
    :raises Refused: for a version that is not in force.
    """
    held = _version("translate_guide", actor, guide_version.pk)
    if language not in translating.LANGUAGES:
        raise Invalid(_("Choose a language from the list"), "language")
    if GuideTranslation.objects.filter(guide_version=held, language=language).exists():
        raise Invalid(_("This version is being translated into it already"), "language")
    begun = {"begun_by_id": actor.through, "begun_on": timezone.localdate(), "note": note}
    made = GuideTranslation.objects.create(guide_version=held, language=language, **begun)
    audit.record("projects:guide_translation:begun", actor=actor, subject=made, language=language)
    return made


@transaction.atomic
def write(
    *,
    actor: Actor,
    translation: GuideTranslation,
    version: int,
    step: int,
    texts: Mapping[str, str],
    looked_at: Collection[str] = (),
) -> GuideTranslation:
    """Write words of one step by their keys, on top of the version that the actor saw; empty words are not translated.
    `looked_at` are keys whose words still hold though the English changed. Readers get them with the next launch.

    :raises Stale: when somebody else saved first, with that step's words as saved.
    :raises Invalid: for words that the step does not have, or that are too long.
    """
    held = _held("translate_guide", actor, translation)
    keys = editions.keys_of(step)
    if held.version != version:
        raise Stale(_(STALE), {key: held.texts.get(key, {}).get("words", "") for key in keys}, held.version)
    for key, words in texts.items():
        if key not in keys or len(words) > translating.LONGEST:
            raise Invalid(_("Write at most %(most)s characters") % {"most": translating.LONGEST}, key)
    english = editions.all_words(held.guide_version.texts)
    typed = {key: words.strip() for key, words in texts.items()}
    held.texts = translating.written(held.texts, english, typed, looked_at)
    return _saved(held, "projects:guide_translation:written", actor, step=step)


@transaction.atomic
def launch(*, actor: Actor, translation: GuideTranslation) -> GuideTranslation:
    """Give everybody the words as they are written now, in the name of the workgroup.

    :raises Refused: while no word is translated, or none has changed since the last launch.
    """
    held = _held("launch_translation", actor, translation)
    if not translating.holding(held.texts, editions.all_words(held.guide_version.texts)):
        raise Refused(_("No word is translated yet."))
    if held.stage == Stage.LAUNCHED and held.texts == held.launched_texts:
        raise Refused(_("Everybody reads these words already."))
    held.stage, held.launched_at, held.launched_texts = Stage.LAUNCHED.value, timezone.now(), held.texts
    return _saved(held, "projects:guide_translation:launched", actor)


def carry_on(before: GuideVersion, after: GuideVersion, actor: Actor) -> None:
    """Begin each translation of a launched version with the words of the version before it, inside its transaction.

    What was read stays readable; what is no longer true of the English is to be looked at again, and English till then.
    """
    for old in GuideTranslation.objects.select_for_update().filter(guide_version=before):
        kept = {name: getattr(old, name) for name in ("texts", "launched_texts", "note", "stage", "launched_at")}
        whose = {"begun_by_id": old.begun_by_id, "begun_on": timezone.localdate()}
        made = GuideTranslation.objects.create(guide_version=after, language=old.language, **kept, **whose)
        looked = len(translating.again(made.texts, editions.all_words(after.texts)))
        audit.record("projects:guide_translation:carried_on", actor=actor, subject=made, again=looked)


def _version(action: str, actor: Actor, pk: int) -> GuideVersion:
    # The version is locked before its translations, as a launch does, so that no word is written into one that goes
    held = GuideVersion.objects.select_for_update(of=("self",)).select_related("workgroup").get(pk=pk)
    require(TABLE, action, actor, workgroups.standing_of(held.workgroup))
    if held.stage != VersionStage.LAUNCHED:
        raise Refused(_("Only the version in force is translated."))
    return held


def _held(action: str, actor: Actor, translation: GuideTranslation) -> GuideTranslation:
    version = _version(action, actor, translation.guide_version_id)
    held = GuideTranslation.objects.select_for_update().get(pk=translation.pk)
    held.guide_version = version
    return held


def _saved(held: GuideTranslation, tag: str, actor: Actor, **details: Any) -> GuideTranslation:
    held.version += 1
    held.save()
    audit.record(tag, actor=actor, subject=held, language=held.language, **details)
    return held
