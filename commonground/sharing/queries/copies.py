"""What was a version drawn from? To its writers, how that was marked; to a reader, only what they may read themselves.

*Source:* design/sharing.md 2, 2.1 ("A copy keeps its source"); R15, R213.
"""

from collections.abc import Iterable, Sequence

from commonground.groundwork.actors import Actor
from commonground.groundwork.markings import Tlp
from commonground.sharing.adapters.world_of import MARKINGS
from commonground.sharing.models import Ask, Rendition
from commonground.sharing.queries import asking
from commonground.sharing.queries.openings import open_of, renditions_of_keys
from commonground.sharing.rules.copies import Source


def as_source(actor: Actor, rendition: Rendition) -> Source:
    """Give what is asked of a copy of a version that the actor reads."""
    ours = rendition.item.originator_id == actor.organisation_id
    return Source(MARKINGS[rendition.tlp], rendition.clearance, rendition.item.originator_id, ours)


def source_of(actor: Actor, rendition: Rendition) -> Source | None:
    """Give what is asked of a version that was drawn from another: the marking of that one as it is now, as far as the
    actor still reads it, and otherwise as it was then; None for what was not drawn from anything."""
    if rendition.source_of_id is None or rendition.source_tlp is None:
        return None
    now = sources_for(actor, [rendition]).get(rendition.pk)
    if now is not None:
        return as_source(actor, now)
    marking: Tlp = MARKINGS[rendition.source_tlp]
    ours = rendition.source_of_id == actor.organisation_id
    return Source(marking, rendition.source_clearance or 0, rendition.source_of_id, ours)


def sources_for(actor: Actor, renditions: Sequence[Rendition]) -> dict[int, Rendition]:
    """Give, by the key of each of some versions, the version that it was drawn from, where the actor may read that;
    whoever may not learns nothing of it."""
    drawn = {one.pk: one.source_id for one in renditions if one.source_id is not None}
    if not drawn:
        return {}
    asking.enter(actor)
    rows = Rendition.objects.filter(pk__in=drawn.values()).values_list("pk", "item_id")
    items = dict(rows)
    readable = {rendition for _item, rendition in open_of(*set(items.values()))} if items else set()
    found = {one.pk: one for one in renditions_of_keys(sorted(readable.intersection(items)))}
    return {key: found[source] for key, source in drawn.items() if source in found}


def agreed_by(actor: Actor, source: int | None, organisations: Iterable[int]) -> frozenset[int]:
    """Give those of some organisations, by their keys, to which the originator of a version, by its key, has agreed
    that the actor's organisation passes it on."""
    if source is None:
        return frozenset()
    asked = Ask.objects.filter(kind="pass_on", agreed=True, organisation_id=actor.organisation_id or 0)
    of = asked.filter(item__renditions=source, onward_to__in=list(organisations))
    return frozenset(key for key in of.values_list("onward_to_id", flat=True) if key)
