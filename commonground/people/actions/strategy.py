"""What can an organisation do about a common strategy? Say whether it is needed, go further with it, take that back.

*Source:* R99-R100; D1.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.actions.turns import one_at_a_time
from commonground.people.models import Organisation, Programme, Stance
from commonground.people.permissions import TABLE
from commonground.people.queries import strategy as queries
from commonground.people.rules import strategy as rules

SAID = ("agrees", "statement", "signatory", "signed_on", "is_public")
GONE = ("stage", "plan_url", "mark", "mark_words")


@transaction.atomic
def answer(
    *,
    actor: Actor,
    programme: Programme,
    organisation: Organisation,
    version: int,
    agrees: bool,
    signatory: str,
    signed_on: date,
    statement: str = "",
    is_public: bool = False,
) -> Stance:
    """Say for an organisation whether it agrees to the need for a strategy; `version` is that of its standing word, or
    0. Who no longer agrees is on no way to it.

    :raises Stale: when a colleague answered first, with what is saved now.
    :raises Invalid: for a day that has not come.
    """
    require(TABLE, "answer_for_strategy", actor, organisation)
    one_at_a_time(f"strategy {organisation.pk}")
    held = queries.stance_of(programme, organisation.pk)
    if version != (held.version if held else 0):
        theirs = {key: getattr(held, key) for key in SAID} if held else {}
        raise Stale(_("A colleague of yours answered while you were writing."), theirs, held.version if held else 0)
    if rules.signed_wrongly(signed_on, timezone.localdate()):
        raise Invalid(_("Give the day on which it was signed, which can’t be a later one"), "signed_on")
    said = {"agrees": agrees, "statement": statement, "signatory": signatory, "signed_on": signed_on}
    made = held or Stance(programme=programme, organisation=organisation, version=0)
    for key, value in (said | {"is_public": is_public, "need": rules.NEED, "said_by_id": actor.membership_id}).items():
        setattr(made, key, value)
    _on_the_way(made)
    made.version += 1
    made.save()
    audit.record("people:strategy:answered", actor=actor, subject=organisation, agrees=agrees, is_public=is_public)
    return made


def _on_the_way(stance: Stance) -> None:
    """Let whoever agrees begin on the way, and whoever does not leave it."""
    if stance.agrees and not stance.stage:
        stance.stage, stance.stage_on = rules.Stage.ENDORSED.value, timezone.localdate()
    elif not stance.agrees:
        stance.stage, stance.stage_on, stance.plan_url = "", None, ""
        stance.mark, stance.mark_words, stance.marked_on = None, "", None


@transaction.atomic
def go_further(
    *,
    actor: Actor,
    stance: Stance,
    version: int,
    stage: str,
    plan_url: str = "",
    mark: int | None = None,
    mark_words: str = "",
) -> Stance:
    """Say how far an organisation that agrees is: the stage, its own plan, and how it judges itself, 1 to 4.

    :raises Stale: when a colleague saved first, with what is saved now.
    :raises Invalid: for a stage that leaves one out, or without what the stage asks for.
    """
    require(TABLE, "answer_for_strategy", actor, stance.organisation)
    held = _held(stance)
    if held.version != version:
        theirs = {key: getattr(held, key) for key in GONE}
        raise Stale(_("A colleague of yours saved while you were writing."), theirs, held.version)
    if not held.agrees:
        raise Refused(_("Your organisation does not agree to the need yet."))
    if rules.leaps(held.stage, stage):
        raise Invalid(_("Choose the next stage: a strategy is adopted before it is carried out"), "stage")
    for field, sentence in rules.missing(stage, plan_url, mark).items():
        raise Invalid(_(sentence), field)
    today = timezone.localdate()
    held.stage_on = held.stage_on if held.stage == stage else today
    held.marked_on = held.marked_on if (held.mark, held.mark_words) == (mark, mark_words) else today
    held.stage, held.plan_url, held.mark, held.mark_words = stage, plan_url, mark, mark_words
    held.said_by_id, held.version = actor.membership_id, held.version + 1
    held.save()
    audit.record("people:strategy:went_further", actor=actor, subject=held.organisation, stage=stage, mark=mark)
    return held


@transaction.atomic
def take_back(*, actor: Actor, stance: Stance) -> None:
    """Take an organisation's word on the strategy back; that it was given stays in the record.

    :raises Refused: when it was taken back already.
    """
    require(TABLE, "answer_for_strategy", actor, stance.organisation)
    held = _held(stance)
    held.until, held.is_public, held.version = timezone.localdate(), False, held.version + 1
    held.save(update_fields=["until", "is_public", "version"])
    audit.record("people:strategy:taken_back", actor=actor, subject=held.organisation)


def _held(stance: Stance) -> Stance:
    """Hold a word that stands still until the transaction ends."""
    held = Stance.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=stance.pk)
    if held.until is not None:
        raise Refused(_("Your organisation has taken its word back."))
    return held
