"""What is done with a need? Those who have it state it, others who have it confirm it, apart from any solution.

*Source:* R103; rules/needs.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Membership, Programme
from commonground.places.models import Area
from commonground.projects.models import Need, NeedConfirmation
from commonground.projects.permissions import TABLE
from commonground.projects.queries.needs import needing
from commonground.projects.rules.needs import HAD_BY, SAYS


@transaction.atomic
def state(*, actor: Actor, programme: Programme, area: Area, had_by: str, values: Mapping[str, str]) -> Need:
    """State a need in the words of those who have it.

    :raises Invalid: naming the first answer that is missing, or when the actor's own organisation does not have it.
    """
    require(TABLE, "state_need", actor, None)
    said = _clean(had_by, values)
    own = Membership.objects.select_related("organisation").get(pk=actor.through)
    if own.organisation.kind != had_by:
        raise Invalid(_("A need is stated by those who have it: choose the kind of your own organisation"), "had_by")
    made = Need.objects.create(programme=programme, area=area, had_by=had_by, stated_by=own, **said)
    audit.record("projects:need:stated", actor=actor, subject=made, summary=_("Need stated"))
    return made


@transaction.atomic
def change(*, actor: Actor, need: Need, version: int, area: Area, values: Mapping[str, str]) -> Need:
    """Change the words of a need; what others confirmed of the words before counts no longer.

    :raises Invalid: naming the first answer that is missing.
    :raises Stale: when it was saved in between; it holds what is saved now.
    """
    held = _held("change_need", actor, need)
    if held.version != version:
        raise Stale(_("This was saved while you were writing. Both texts are below."), values_of(held), held.version)
    for name, words in _clean(held.had_by, values).items():
        setattr(held, name, words)
    held.area, held.version = area, held.version + 1
    held.save()
    audit.record("projects:need:changed", actor=actor, subject=held, summary=_("Need changed"))
    return held


@transaction.atomic
def confirm(*, actor: Actor, need: Need, version: int, words: str = "") -> NeedConfirmation:
    """Confirm a need as it is worded, as somebody else who has it.

    :raises Stale: when its words were changed since they were read.
    :raises Refused: when the actor has confirmed them already.
    """
    held = _held("confirm_need", actor, need)
    if held.version != version:
        raise Stale(_("Its words were changed while you were reading. Read them again."), {}, held.version)
    if held.confirmations.filter(of_version=version, by_id=actor.through).exists():
        raise Refused(_("You have confirmed these words already."))
    made = NeedConfirmation.objects.create(
        need=held, of_version=version, by_id=actor.through, words=words.strip()[:300]
    )
    audit.record("projects:need:confirmed", actor=actor, subject=held, summary=_("Need confirmed"))
    return made


@transaction.atomic
def withdraw(*, actor: Actor, need: Need) -> Need:
    """Withdraw a need that is one no longer; proposals that answer it keep it."""
    held = _held("change_need", actor, need)
    held.withdrawn_at, held.version = timezone.now(), held.version + 1
    held.save()
    audit.record("projects:need:withdrawn", actor=actor, subject=held, summary=_("Need withdrawn"))
    return held


def _held(action: str, actor: Actor, need: Need) -> Need:
    held = Need.objects.select_for_update().get(pk=need.pk)
    require(TABLE, action, actor, needing(actor, held))
    return held


def _clean(had_by: str, values: Mapping[str, str]) -> dict[str, str]:
    if had_by not in HAD_BY:
        raise Invalid(_("Choose who has the need"), "had_by")
    said = {name: values.get(name, "").strip() for name in SAYS}
    for name, words in said.items():
        if not words:
            raise Invalid(_("Answer the question: %(asks)s") % {"asks": _(SAYS[name])}, name)
    return said


def values_of(need: Need) -> dict[str, Any]:
    """Give what a need says, as the form has it."""
    return {**{name: getattr(need, name) for name in SAYS}, "area": need.area.ref, "had_by": need.had_by}
