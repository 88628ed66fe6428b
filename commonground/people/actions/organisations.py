"""What can be done with organisations? Add one to the register, change its card, say what it is part of, end its part.

*Source:* R56, R140-R142; D1.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import widening
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.groundwork.sides import SIDE_OF_KIND, Kind
from commonground.people.actions.turns import one_at_a_time
from commonground.people.models import Organisation
from commonground.people.permissions import TABLE
from commonground.people.queries.organisations import whole_of

CARD = ("name", "kind", "aliases", "about", "area", "telephone", "website", "source")
PLACE = ("within", "predecessor")
# Whoever says what is part of what waits for the others who do, so that no two close a circle together.
PLACING = "people:organisation:placed"


@transaction.atomic
def register_organisation(*, actor: Actor, **card: Any) -> Organisation:
    """Add an organisation with the values of its card (`CARD`; name and kind are needed).

    :raises Invalid: when another organisation has the name.
    """
    require(TABLE, "register_organisation", actor, None)
    _refuse_a_taken_name(card["name"])
    organisation = Organisation.objects.create(**{key: card[key] for key in CARD if key in card})
    audit.record("people:organisation:registered", actor=actor, subject=organisation, summary=_("Added"))
    return organisation


@transaction.atomic
def change_card(*, actor: Actor, organisation: Organisation, version: int, **card: Any) -> Organisation:
    """Change what everybody reads about an organisation, on top of the version that the actor saw.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: when another organisation has the name, when somebody but an administrator would change the name
        under which it was checked, or when its members would change sides.
    """
    require(TABLE, "change_card", actor, organisation)
    held = held_still(organisation)
    if held.version != version:
        raise Stale(_("Somebody else changed this card while you were writing."), card_of(held), held.version)
    _refuse_a_name_of_somebody_else(actor, held, card["name"], card.get("aliases", ()))
    if "kind" in card and SIDE_OF_KIND[Kind(card["kind"])] is not held.side and held.memberships.exists():
        raise Invalid(_("Choose a kind on the same side: its members take part for that side"), "kind")
    changed = [key for key in CARD if key in card and getattr(held, key) != card[key]]
    for key in changed:
        setattr(held, key, card[key])
    if changed:
        held.version += 1
        held.save()
        audit.record("people:organisation:changed", actor=actor, subject=held, summary=_("Card changed"), what=changed)
    return held


@transaction.atomic
def place_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    version: int,
    within: Organisation | None,
    predecessor: Organisation | None,
) -> Organisation:
    """Say what an organisation is part of, and which it came after.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: when it would be part of itself, of the other side, or come after itself.
    """
    require(TABLE, "place_organisation", actor, organisation)
    one_at_a_time(PLACING)
    held = held_still(organisation)
    within, predecessor = (each and Organisation.objects.get(pk=each.pk) for each in (within, predecessor))
    if held.version != version:
        raise Stale(_("Somebody else changed this while you were choosing."), place_of(held), held.version)
    if within is not None and held in (within, *whole_of(within)):
        raise Invalid(_("Choose another: this one is part of %(name)s already") % {"name": held.name}, "within")
    if within is not None and within.side is not held.side:
        raise Invalid(_("Choose one on the same side"), "within")
    if predecessor is not None and held in (predecessor, *_before(predecessor)):
        raise Invalid(_("Choose another: this one came after %(name)s") % {"name": held.name}, "predecessor")
    if (held.within, held.predecessor) != (within, predecessor):
        held.within, held.predecessor, held.version = within, predecessor, held.version + 1
        held.save(update_fields=["within", "predecessor", "version"])
        audit.record("people:organisation:placed", actor=actor, subject=held, within=within.ref if within else "")
    return held


@transaction.atomic
def end_organisation(*, actor: Actor, organisation: Organisation) -> Organisation:
    """End an organisation's part: its page stays, its memberships open nothing from the next request on.

    :raises Refused: when it has ended already.
    """
    require(TABLE, "end_organisation", actor, organisation)
    held = held_still(organisation)
    if not held.is_active:
        raise Refused(_("%(name)s no longer takes part already.") % {"name": held.name})
    return _active(actor, held, False, "people:organisation:ended")


@transaction.atomic
def begin_again(*, actor: Actor, organisation: Organisation, confirmed: int | None = None) -> Organisation:
    """Let an organisation take part again; memberships that still hold open again.

    :raises Refused: when it takes part, or was found to be another.
    :raises Unconfirmed: where they open something of old, and its number is not confirmed.
    """
    require(TABLE, "end_organisation", actor, organisation)
    held = held_still(organisation)
    if held.is_active:
        raise Refused(_("%(name)s takes part already.") % {"name": held.name})
    with widening.guarded(actor=actor, organisations=[held.pk], confirmed=confirmed):
        return _active(actor, held, True, "people:organisation:begun_again")


def _active(actor: Actor, held: Organisation, is_active: bool, tag: str) -> Organisation:
    held.is_active, held.version = is_active, held.version + 1
    held.save(update_fields=["is_active", "version"])
    audit.record(tag, actor=actor, subject=held)
    return held


def held_still(organisation: Organisation) -> Organisation:
    """Hold an organisation's row until the transaction ends, so that two who act at once take turns.

    :raises Refused: when it was found to be another, which is the one to change.
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if held.merged_into is not None:
        raise Refused(
            _("%(name)s was found to be %(kept)s. Change that one.")
            % {"name": held.name, "kept": held.merged_into.name}
        )
    return held


def _refuse_a_name_of_somebody_else(actor: Actor, held: Organisation, name: str, aliases: Sequence[str]) -> None:
    """Keep an organisation from taking another's name after it was checked under its own."""
    _refuse_a_taken_name(name, besides=held)
    if name != held.name and not actor.is_administrator:
        raise Invalid(_("It was checked under this name. An administrator changes it."), "name")
    others = Organisation.objects.exclude(pk=held.pk).filter(is_active=True)
    taken = next((each for each in aliases if others.filter(name__iexact=each).exists()), None)
    if taken and taken not in held.aliases:
        raise Invalid(_("“%(name)s” is the name of another organisation") % {"name": taken}, "aliases")


def card_of(organisation: Organisation) -> dict[str, Any]:
    """Give the values of a card, and its version."""
    return {key: getattr(organisation, key) for key in (*CARD, "version")}


def place_of(organisation: Organisation) -> dict[str, Any]:
    """Give what an organisation is part of and came after, and the version."""
    return {key: getattr(organisation, key) for key in (*PLACE, "version")}


def _before(organisation: Organisation) -> list[Organisation]:
    found: list[Organisation] = []
    earlier = organisation.predecessor
    while earlier is not None and earlier not in found:
        found.append(earlier)
        earlier = earlier.predecessor
    return found


def _refuse_a_taken_name(name: str, besides: Organisation | None = None) -> None:
    one_at_a_time(name)
    others = Organisation.objects.filter(name__iexact=name)
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise Invalid(_("There is an organisation called “%(name)s” already") % {"name": name}, "name")
