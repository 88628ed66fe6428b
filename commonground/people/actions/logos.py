"""What can be done with a logo? Put one up in the place of what was there, and take it down.

*Source:* R1, R5; D1.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.adapters.pictures import drawn_anew
from commonground.people.models import Logo, Organisation, Programme
from commonground.people.permissions import TABLE
from commonground.people.rules.pictures import NotAPicture, measured

Whose = Organisation | Programme


def deed_for(whose: Whose) -> str:
    """Give the action that whoever changes a logo must be allowed: it is part of the card."""
    return "change_card" if isinstance(whose, Organisation) else "change_programme"


@transaction.atomic
def put_up(*, actor: Actor, whose: Whose, picture: bytes, words: str) -> Logo:
    """Put a logo up in the place of the one before; what is kept is drawn anew from the file.

    :raises Invalid: for a file that is not a picture that is taken, or without words.
    """
    require(TABLE, deed_for(whose), actor, whose)
    if not words.strip():
        raise Invalid(_("Enter what the picture shows"), "words")
    try:
        found = measured(picture)
        made = drawn_anew(picture, found)
    except NotAPicture as fault:
        raise Invalid(_(str(fault)), "file") from None
    wide, high = found.fitted()
    held = type(whose).objects.select_for_update(of=("self",)).get(pk=whose.pk)
    name = _name(held)
    Logo.objects.filter(**{name: held}).delete()
    logo = Logo.objects.create(
        **{name: held}, picture=made, wide=wide, high=high, words=words.strip()[:200], by_id=actor.myself
    )
    audit.record(f"people:{name}:logo_put_up", actor=actor, subject=held, summary=_("Logo put up"), logo=logo.ref)
    return logo


@transaction.atomic
def take_down(*, actor: Actor, whose: Whose) -> None:
    """Take a logo down; nothing of it is kept.

    :raises Refused: where there is none.
    """
    require(TABLE, deed_for(whose), actor, whose)
    held = type(whose).objects.select_for_update(of=("self",)).get(pk=whose.pk)
    gone, _rows = Logo.objects.filter(**{_name(held): held}).delete()
    if not gone:
        raise Refused(_("There is no logo any more."))
    audit.record(f"people:{_name(held)}:logo_taken_down", actor=actor, subject=held, summary=_("Logo taken down"))


def _name(whose: Whose) -> str:
    return "organisation" if isinstance(whose, Organisation) else "programme"
