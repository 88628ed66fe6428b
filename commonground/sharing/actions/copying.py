"""How is something written from what somebody else wrote? As a copy that keeps its source and goes no further than it.

*Source:* design/sharing.md 2.1 ("A copy keeps its source and is never less marked"); R15, R213.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from commonground.audit import actions as audit
from commonground.groundwork import ids
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.markings import read_grade
from commonground.people.models import Membership
from commonground.sharing.actions import telling
from commonground.sharing.adapters.world_of import MARKINGS
from commonground.sharing.models import Item, Rendition
from commonground.sharing.queries import asking, copies, visible
from commonground.sharing.queries.openings import rows_of
from commonground.sharing.rules import copies as rules
from commonground.sharing.rules.drafts import RenditionDraft


def source_for(actor: Actor, public_id: uuid.UUID) -> Rendition:
    """Give a version that the actor reads and may write from; 404 where they do not read it.

    :raises Refused: for another organisation's above TLP:AMBER, or under conditions of the police.
    """
    found = visible.rendition_for(actor, public_id)
    has_conditions = bool(found.grade) and read_grade(found.grade, found.conditions).must_be_accepted
    rules.require_may_be_drawn(copies.as_source(actor, found), has_conditions=has_conditions)
    return found


def values_of(actor: Actor, draft: RenditionDraft) -> dict[str, Any]:
    """Give what a version keeps of the one that it is drawn from, whose originator finds the copy in its history;
    nothing for what is drawn from nothing.

    :raises Invalid: where it is marked lower than its source.
    """
    if draft.source is None:
        return {}
    found = source_for(actor, draft.source)
    rules.require_marked_as(copies.as_source(actor, found), MARKINGS[draft.tlp], draft.clearance)
    audit.record("sharing:item:drawn", actor=actor, subject=found.item, rendition=found.ref)
    return {
        "source_id": found.pk,
        "source_of_id": found.item.originator_id,
        "source_tlp": found.tlp,
        "source_clearance": found.clearance,
    }


def require_changed_as(actor: Actor, held: Rendition, new: dict[str, Any]) -> None:
    """Refuse a change that marks a copy lower than what it was drawn from."""
    if source := copies.source_of(actor, held):
        rules.require_marked_as(source, MARKINGS[new["tlp"]], new["clearance"])


def check(actor: Actor, draft: RenditionDraft) -> None:
    """Refuse a draft that is marked lower than its source, or would go further, before anything is kept of it.

    :raises Invalid: with the field that must change.
    """
    if draft.source is None:
        return
    found = source_for(actor, draft.source)
    source = copies.as_source(actor, found)
    rules.require_marked_as(source, MARKINGS[draft.tlp], draft.clearance)
    hats = [one.membership_id for one in draft.releases if one.membership_id]
    bodies = dict(Membership.objects.filter(pk__in=hats).values_list("pk", "organisation_id"))
    to = [bodies.get(one.membership_id or 0, one.organisation_id) for one in draft.releases]
    agreed = copies.agreed_by(actor, found.pk, [key for key in to if key])
    for body in to:
        rules.require_goes_no_further(source, body, agreed)


def follow(actor: Actor, held: Rendition) -> list[int]:
    """Mark what was drawn from a version as high as it is marked now, whoever keeps that, and tell its custodians;
    gives the items, by their keys, whose openings are to be made anew. The caller has opened the records."""
    rows = rows_of("SELECT * FROM sharing_follow(%s, %s)", [held.pk, asking.now()])
    for _item, item_ref, version_ref, *_rest in rows:
        followed = Item(public_id=item_ref)  # its row is not the actor's to read
        audit.record("sharing:rendition:followed", actor=SYSTEM, subject=followed, rendition=ids.to_text(version_ref))
    _tell("copies_followed", actor, [(item_ref, body, marked) for _item, item_ref, _version, body, marked in rows])
    return sorted({item for item, *_rest in rows})


def withdrawn(actor: Actor, item: Item) -> None:
    """Tell the custodians of what was drawn from an item, and still stands, that the item is withdrawn."""
    _tell("copies_withdrawn", actor, rows_of("SELECT * FROM sharing_drawn_from(%s)", [item.pk]))


def _tell(template: str, actor: Actor, rows: Iterable[tuple[Any, ...]]) -> None:
    """Tell each organisation of its own; a row is an item's public id, the organisation's key, and the marking."""
    told: dict[int, list[telling.Named]] = defaultdict(list)
    for item_ref, body, marked in rows:
        named: telling.Named = (MARKINGS[marked], ids.to_text(item_ref))
        told[body].append(named)
    telling.of_copies(f"sharing/email/{template}.txt", actor, told, reverse("sharing:records"))
