"""What happens when somebody opens very many items? They are slowed and say what it is for; the originators are told.

*Source:* design/sharing.md 2.2 (an unusual harvest is slowed and its originators told); R78, R213; D2.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.people.models import Membership
from commonground.sharing.actions import telling
from commonground.sharing.adapters import harvest as counted
from commonground.sharing.models import Item, Reading
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking
from commonground.sharing.rules import harvest as rules


@transaction.atomic
def may_open(*, actor: Actor, item: Item) -> bool:
    """Count one item of another organisation that a member opens, or a file of it, and tell whether they go on."""
    return may_take(actor=actor, items=[item])


@transaction.atomic
def may_go_through(*, actor: Actor, items: Iterable[Item]) -> bool:
    """Count one further page of a list on which items of others stand, as one item; the first page is never counted,
    which is what somebody looks at who waits for news."""
    others = [one for one in items if one.originator_id != actor.organisation_id]
    return may_take(actor=actor, items=others[:1])


@transaction.atomic
def may_take(*, actor: Actor, items: Iterable[Item]) -> bool:
    """Count the items of other organisations that a member opens or exports at once, and tell whether they go on; the
    first time in an hour that they do not is recorded and told to the originators of what they have opened within it.
    """
    number = sum(one.originator_id != actor.organisation_id for one in items)
    if not actor.is_member or not number or counted.count(actor.myself, number):
        return True
    if counted.is_first(actor.myself):
        opened = _opened(actor)
        hat = Membership.objects.get(pk=actor.through)
        audit.record("sharing:harvest:slowed", actor=actor, subject=hat, items=opened.total())
        telling.harvested(actor, opened)
    return counted.goes_on(actor.myself)


@transaction.atomic
def go_on(*, actor: Actor, purpose: str) -> None:
    """Let a member go on who says what it is for, a code of `rules.harvest.PURPOSES`; it holds for an hour.

    :raises Invalid: for anything else.
    """
    require(TABLE, "go_on_reading", actor, None)
    if purpose not in rules.PURPOSES:
        raise Invalid(_("Choose what it is for"), "purpose")
    counted.let_go_on(actor.myself)
    hat = Membership.objects.get(pk=actor.through)
    audit.record("sharing:harvest:went_on", actor=actor, subject=hat, purpose=purpose)


def _opened(actor: Actor) -> Counter[int]:
    """Count, by originator, the items that a member has opened within the last hour."""
    asking.enter(actor)
    mine = Reading.objects.filter(
        membership_id=actor.through, last_at__gt=timezone.now() - timedelta(seconds=rules.HOUR)
    )
    items = set(mine.values_list("rendition__item_id", "rendition__item__originator_id"))
    return Counter(originator for _item, originator in items if originator != actor.organisation_id)
