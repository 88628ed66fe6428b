"""Which guide is in force, and what stands around it? Its owner, its versions, suggestions and local additions.

*Source:* R2-R3, R51, R53, R58.
"""

import uuid

from django.db.models import F, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.models import Workgroup
from commonground.people.queries import workgroups
from commonground.people.rules.workgroups import Standing
from commonground.projects.models import GuideSuggestion, GuideVersion, LocalAddition
from commonground.projects.permissions import TABLE
from commonground.projects.rules import editions
from commonground.projects.rules.editions import Stage
from commonground.projects.rules.guide import QUESTION_OF_PART, Question, Step

PUBLIC = (Stage.LAUNCHED.value, Stage.SUPERSEDED.value)


def versions() -> QuerySet[GuideVersion]:
    """List every version with who made it, the newest first."""
    named = ("workgroup__programme", "approved_by__person", "approved_by__organisation", "begun_by__person")
    return GuideVersion.objects.select_related(*named)


def in_force() -> GuideVersion | None:
    """Give the version that readers read, or None while no workgroup answers for the guide."""
    return versions().filter(stage=Stage.LAUNCHED).first()


def told() -> list[editions.Told]:
    """Give the ten steps in the words that are in force."""
    found = in_force()
    return editions.told(found.texts if found else {})


def told_step(number: int) -> Step:
    """Give one of the ten steps in the words that are in force; what each question records is as shipped."""
    return told()[number - 1].step


def told_question(part: str) -> Question | None:
    """Give the question that a part answers, in the words that are in force; None for a part of a book."""
    shipped = QUESTION_OF_PART.get(part)
    if shipped is None:
        return None
    return next(question for question in told_step(shipped.step).questions if question.code == shipped.code)


def launched() -> QuerySet[GuideVersion]:
    """List the versions that were launched, the latest first."""
    return versions().filter(stage__in=PUBLIC)


def versions_for(actor: Actor) -> QuerySet[GuideVersion]:
    """List the versions that somebody may read: those launched, and what their own workgroup is writing."""
    own = workgroups.workgroups_of(actor.membership_id) if actor.is_member else Workgroup.objects.none()
    return versions().filter(stage__in=PUBLIC) | versions().filter(workgroup__in=own)


def version_for(actor: Actor, number: int) -> GuideVersion:
    """Give one version that somebody may read, or 404."""
    return get_object_or_404(versions_for(actor), number=number)


def before(version: GuideVersion) -> GuideVersion | None:
    """Give the version launched before another."""
    return launched().filter(number__lt=version.number).first()


def changes(version: GuideVersion) -> list[editions.Change]:
    """List how a version differs from the one launched before it."""
    earlier = before(version)
    return editions.changes(earlier.texts if earlier else {}, version.texts)


def owner_standing() -> Standing:
    """Give who sits in the workgroup that answers for the guide."""
    found = in_force()
    return workgroups.standing_of(found.workgroup) if found else Standing()


def being_written(workgroup: Workgroup) -> GuideVersion | None:
    """Give the version that a workgroup is writing, if there is one."""
    return versions().filter(workgroup=workgroup).exclude(stage__in=PUBLIC).first()


def suggestions() -> QuerySet[GuideSuggestion]:
    """List what was suggested, those without an answer first, then the newest."""
    named = ("by__person", "by__organisation", "answered_by__person", "workgroup")
    waiting_first = F("answered_at").desc(nulls_first=True)
    return GuideSuggestion.objects.select_related(*named).order_by(waiting_first, "-at", "-pk")


def suggestions_for(actor: Actor) -> QuerySet[GuideSuggestion]:
    """List what somebody may read: what was answered, what they suggested, and, in the workgroup, all of it."""
    if may(TABLE, "answer_suggestion", actor, owner_standing()):
        return suggestions()
    answered = suggestions().filter(answered_at__isnull=False)
    return answered | suggestions().filter(by_id=actor.membership_id) if actor.is_member else answered


def suggestion_for(actor: Actor, public_id: uuid.UUID) -> GuideSuggestion:
    """Give one suggestion for whoever answers it, or 404."""
    if not may(TABLE, "answer_suggestion", actor, owner_standing()):
        raise Http404
    return get_object_or_404(suggestions(), public_id=public_id)


def additions(step: int) -> QuerySet[LocalAddition]:
    """List what organisations and programmes have added to a step."""
    found = LocalAddition.objects.filter(step=step, ended_on__isnull=True)
    return found.select_related("organisation", "programme").order_by("kind", "organisation__name", "pk")


def addition(step: int, public_id: uuid.UUID) -> LocalAddition:
    """Give one addition to a step, or 404."""
    return get_object_or_404(additions(step), public_id=public_id)
