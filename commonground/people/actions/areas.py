"""What can somebody do with the areas that they follow? Add one, and take one off.

*Source:* R187; D1.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.people.models import FollowedArea
from commonground.people.permissions import TABLE
from commonground.places.models import Area

MOST = 50


@transaction.atomic
def follow(*, actor: Actor, area: Area) -> None:
    """Add an area to those that the actor follows; one that is there stays.

    :raises Invalid: when there are `MOST` already, or the area is no more.
    """
    require(TABLE, "follow_area", actor, area)
    mine = FollowedArea.objects.filter(person_id=actor.myself)
    if area.is_retired:
        raise Invalid(_("%(name)s is no more. Choose what took its place.") % {"name": area.name}, "q")
    if mine.count() >= MOST and not mine.filter(area=area).exists():
        raise Invalid(_("You follow %(n)s areas. Take one off before you add another.") % {"n": MOST}, "q")
    _made, is_new = mine.get_or_create(person_id=actor.myself, area=area)
    if is_new:
        audit.record("people:area:followed", actor=actor, subject=area)


@transaction.atomic
def unfollow(*, actor: Actor, area: Area) -> None:
    """Take an area off those that the actor follows."""
    require(TABLE, "follow_area", actor, area)
    gone, _kinds = FollowedArea.objects.filter(person_id=actor.myself, area=area).delete()
    if gone:
        audit.record("people:area:unfollowed", actor=actor, subject=area)
