"""What is an item to somebody: their own organisation's, one that they keep, one that they may read?

*Source:* design/sharing.md 2 ("Keeping is not reading"); R15; D2.
"""

from commonground.groundwork.actors import Actor
from commonground.sharing.models import Item, Rendition
from commonground.sharing.permissions.items import Holding
from commonground.sharing.queries import asking
from commonground.sharing.queries.openings import rows_of


def holding_of(actor: Actor, item: Item) -> Holding:
    """Say what an item is to the actor, for the table of permissions."""
    readable = asking.enter_item(actor, item.public_id)
    acting = rows_of("SELECT organisation, custodian FROM sharing_acting(%s, sharing_moment())", [actor.membership_id])
    own = bool(acting) and acting[0][0] == item.originator_id and actor.organisation_id == item.originator_id
    is_author = own and item.author_id is not None and item.author_id == actor.person_id
    return Holding(
        is_own=own,
        keeps=own and (is_author or bool(acting[0][1])),
        is_author=is_author,
        is_withdrawn=item.withdrawn_at is not None,
        reads=bool(readable),
    )


def level_of(actor: Actor) -> int:
    """Give how far the actor is cleared now through the membership that they act through, 0 to 3."""
    asking.enter(actor)
    rows = rows_of("SELECT level FROM sharing_acting(%s, sharing_moment())", [actor.membership_id])
    return int(rows[0][0]) if rows else 0


def kept_renditions(actor: Actor, item: Item) -> list[Rendition]:
    """List the renditions of an item whose records the actor keeps, where the records are open."""
    query = (
        "SELECT r.id FROM sharing_kept(%s, sharing_moment()) k JOIN sharing_rendition r ON r.id = k"
        " WHERE r.item_id = %s ORDER BY r.place"
    )
    keys = [key for (key,) in rows_of(query, [actor.membership_id, item.pk])]
    rows = Rendition.objects.select_related("item__originator", "item__area").defer("words").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]
