"""Which areas does somebody follow? Their own list, which nobody else sees.

*Source:* R187.
"""

from django.db.models import QuerySet

from commonground.groundwork.actors import Actor
from commonground.people.models import FollowedArea
from commonground.places.models import Area


def areas_of(actor: Actor) -> QuerySet[Area]:
    """List the areas that the actor follows, by name, without their boundaries; a retired one stays until it is taken
    off."""
    followed = FollowedArea.objects.filter(person_id=actor.person_id or 0).values("area_id")
    return Area.objects.filter(pk__in=followed).defer("boundary", "display").order_by("name", "pk")
