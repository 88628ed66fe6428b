"""Whose secret is this, and which secrets are mine?

A secret that is unknown, ended, past its day or of a membership that no longer holds is the same nothing.

*Source:* D2, D8.
"""

import uuid

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.people.models import Membership, Organisation
from commonground.people.queries import acting
from commonground.people.rules import conduct
from commonground.places.models import Area
from commonground.sharing.models import AccessToken
from commonground.sharing.queries import asking
from commonground.sharing.rules import programs as rules
from commonground.sharing.rules.programs import Use

NOTHING = 0  # no row has this key


def access_behind(secret: str, use: Use) -> AccessToken | None:
    """Give what a secret stands for, where it opens this use now: its day has not come, its owner has not ended it, and
    the membership behind it holds, under the present code of conduct."""
    held = Membership.objects.filter(acting.current(), person__account__is_active=True)
    asking.brought(rules.digest(secret))
    rows = AccessToken.objects.select_related("membership__person", "membership__organisation")
    standing = rows.filter(ended_at=None, until__gt=timezone.localdate(), membership__in=held)
    found = standing.filter(digest=rules.digest(secret)).first()
    if found is None or not rules.opens(found.use, use) or not conduct.is_current(found.membership.conduct_version):
        return None
    return found


def actor_of(access: AccessToken) -> Actor:
    """Give whom a program acts for: the owner of its secret, through the one membership that it was made in."""
    return acting.actor_through(access.membership.person, access.membership)


def own(actor: Actor) -> QuerySet[AccessToken]:
    """List the secrets of the membership that somebody acts through, the newest first."""
    return AccessToken.objects.filter(membership_id=actor.membership_id or NOTHING)


def state_of(access: AccessToken) -> tuple[str, str]:
    """Say how one of them stands, as kind and words of a state."""
    if access.ended_at is not None:
        return "none", _("Ended")
    return ("oncourse", _("Reads")) if access.until > timezone.localdate() else ("none", _("Its time is over"))


def own_one(actor: Actor, public_id: uuid.UUID) -> AccessToken:
    """Give one of one's own secrets, or 404."""
    found = own(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def organisation_key(ref: str) -> int | None:
    """Give the key by which a list is narrowed to an originator: none without one, and that of nothing for an unknown
    one."""
    return _key(Organisation, ref)


def area_key(ref: str) -> int | None:
    """Give the key by which a list is narrowed to an area, in the same way."""
    return _key(Area, ref)


def _key(model: type[Organisation] | type[Area], ref: str) -> int | None:
    if not ref:
        return None
    try:
        public_id = ids.from_text(ref)
    except ValueError:
        return NOTHING
    return model.objects.filter(public_id=public_id).values_list("pk", flat=True).first() or NOTHING
