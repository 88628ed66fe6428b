"""What can be done with organisations? Add one to the register, and change its card.

*Source:* R56, R140-R142; D1.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Stale
from commonground.groundwork.sides import SIDE_OF_KIND, Kind
from commonground.people.actions.turns import one_at_a_time
from commonground.people.models import Organisation
from commonground.people.permissions import TABLE

CARD = ("name", "kind", "aliases", "about", "area", "telephone", "website", "source")


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
    :raises Invalid: when another organisation has the name, or when its members would change sides.
    """
    require(TABLE, "change_card", actor, organisation)
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if held.version != version:
        raise Stale(_("Somebody else changed this card while you were writing."), card_of(held), held.version)
    _refuse_a_taken_name(card["name"], besides=held)
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


def card_of(organisation: Organisation) -> dict[str, Any]:
    """Give the values of a card, and its version."""
    return {key: getattr(organisation, key) for key in (*CARD, "version")}


def _refuse_a_taken_name(name: str, besides: Organisation | None = None) -> None:
    one_at_a_time(name)
    others = Organisation.objects.filter(name__iexact=name)
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise Invalid(_("There is an organisation called “%(name)s” already") % {"name": name}, "name")
