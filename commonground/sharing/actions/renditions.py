"""What can be done with one version of an item? Write it, change it, grade it, and read it.

What it said before is kept. Personal data is presumed: what holds none says why, and clearing it later takes a second
person. Only police intelligence staff grade.

*Source:* design/sharing.md 1, 2.1; R15, R213; D2, D7.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.markings import Tlp, read_grade, read_gsc, require_police_origin
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.sharing.actions import copying
from commonground.sharing.actions.opening import reopen
from commonground.sharing.actions.questions import challenge
from commonground.sharing.actions.releases import open_to
from commonground.sharing.models import Approval, Item, Reading, Rendition, RenditionVersion
from commonground.sharing.models.items import KINDS
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking, items_asks, visible
from commonground.sharing.queries.holding import holding_of, level_of
from commonground.sharing.queries.openings import read_by
from commonground.sharing.rules.drafts import RenditionDraft
from commonground.sharing.rules.writing import (
    Field,
    is_personal,
    require_acceptance,
    require_cleared,
    require_confirmation,
)

__all__ = [
    "add",
    "ask_to_clear_personal",
    "challenge",
    "change",
    "grade",
    "in_reach",
    "mark_personal",
    "must_accept",
    "put_down",
    "read",
]

CHANGED = "Somebody else has saved this version meanwhile. Look at both, and save yours again if it should stand."
TYPED = (
    "kind", "title", "text", "tlp", "clearance", "personal", "not_personal_because", "children", "offences", "fields",
    "gsc", "grade", "conditions",
)  # fmt: skip
KEPT = ("kind", "title", "text", "fields", "tlp", "clearance", "personal", "gsc", "grade", "conditions")


def put_down(actor: Actor, item: Item, draft: RenditionDraft, place: int) -> Rendition:
    """Write a version that was typed into an item; the caller has opened the records.

    :raises Invalid: with the field that must change.
    """
    values = checked(actor, draft) | copying.values_of(actor, draft)
    made = Rendition.objects.create(item=item, place=place, **values)
    audit.record("sharing:rendition:written", actor=actor, subject=item, rendition=made.ref, kind=made.kind)
    return made


@transaction.atomic
def add(*, actor: Actor, item: Item, draft: RenditionDraft) -> Rendition:
    """Add a version to an item, with its releases; it comes last in the originator's order."""
    require(TABLE, "change_item", actor, holding_of(actor, item))
    if not draft.releases:
        raise Invalid(_("Choose who it is for before you save it."), "to")
    with asking.at_work(actor, "writing"):
        held = Item.objects.select_for_update().get(pk=item.pk)
        places = held.renditions.values_list("place", flat=True)
        made = put_down(actor, held, draft, max(places, default=0) + 1)
        open_to(actor, made, draft.releases, emergency=False)
        reopen([held.pk])
    return made


def checked(actor: Actor, draft: RenditionDraft) -> dict[str, Any]:
    """Give what is kept of a version as it was typed.

    :raises Invalid: with the field that must change.
    """
    values: dict[str, Any] = {name: getattr(draft, name) for name in TYPED}
    values["title"], values["text"] = draft.title.strip(), draft.text.replace("\r\n", "\n").strip()
    if not values["title"] or len(values["title"]) > 200:
        raise Invalid(_("Enter a title of up to 200 characters"), "title")
    if draft.kind not in KINDS or draft.tlp not in range(len(Tlp)) or draft.clearance not in range(4):
        raise Invalid(_("Choose one of the markings and levels that are offered"), "tlp")
    values["fields"] = dict(draft.fields)
    values["personal"] = is_personal(not draft.personal, kinds_of(draft.fields))
    if values["personal"] and not draft.personal:
        raise Invalid(_("It has a field for a person, a vehicle, an image or a contact, so it holds personal data."),
                      "personal")  # fmt: skip
    values["not_personal_because"] = "" if values["personal"] else draft.not_personal_because.strip()[:500]
    return values | _police_words(actor, draft)


def kinds_of(fields: Mapping[str, Any]) -> list[Field]:
    """Give the kinds of the fields that hold something, as far as they matter for personal data."""
    return [Field(name) for name, value in fields.items() if value and name in {one.value for one in Field}]


def _police_words(actor: Actor, draft: RenditionDraft) -> dict[str, Any]:
    """Read classification and grade, which stand on what comes from the police alone."""
    values: dict[str, Any] = {"gsc": "", "grade": "", "conditions": ""}
    if draft.gsc or draft.grade:
        require_police_origin(actor.side or Side.COMMUNITY)
    if draft.gsc:
        values["gsc"] = read_gsc(draft.gsc).value
    if draft.grade:
        require(TABLE, "grade_item", actor, None)
        read = read_grade(draft.grade, draft.conditions)
        values["grade"], values["conditions"] = read.code, read.conditions.strip()
    return values


@transaction.atomic
def change(
    *, actor: Actor, rendition: Rendition, version: int, confirmed: int | None = None, **values: Any
) -> Rendition:
    """Change a version; what it said is kept. A lower marking or level that gives others an old item is confirmed by
    the number of items, which is one. What held personal data goes on doing so: see `ask_to_clear_personal`.

    :raises Stale: when somebody else has changed it since `version`.
    """
    require(TABLE, "change_item", actor, holding_of(actor, rendition.item))
    with asking.at_work(actor):
        held = _held(actor, rendition)
        if held.version != version:
            raise Stale(_(CHANGED), {name: getattr(held, name) for name in TYPED}, held.version)
        old = RenditionDraft(**{name: getattr(held, name) for name in TYPED})
        draft = replace(old, **values)
        if held.personal and not draft.personal:
            draft = replace(draft, personal=True)  # it waits for a second person
        if draft.grade == held.grade and draft.conditions == held.conditions:
            new = checked(actor, replace(draft, grade="", conditions=""))
            new |= {"grade": held.grade, "conditions": held.conditions}
        else:
            new = checked(actor, draft)
        copying.require_changed_as(actor, held, new)
        _confirm(actor, held, new, confirmed)
        in_reach(actor, held, max(new["clearance"], int(new["personal"])), "clearance")
        _keep(actor, held)
        _save(held, new)
        audit.record("sharing:rendition:changed", actor=actor, subject=held.item, rendition=held.ref)
        reopen([held.item_id, *copying.follow(actor, held)])
    return held


def _confirm(actor: Actor, held: Rendition, new: Mapping[str, Any], confirmed: int | None) -> None:
    """A lower marking or level is an act that may give old items; it is confirmed, unless nobody has any release."""
    lower = new["tlp"] < held.tlp or new["clearance"] < held.clearance
    if lower and held.releases.filter(revoked_at__isnull=True).exists():
        require_confirmation({str(held.item.originator_id): 1}, confirmed)


def _keep(actor: Actor, held: Rendition) -> None:
    RenditionVersion.objects.create(
        rendition=held,
        number=held.version,
        changed_by_id=actor.through,
        until=timezone.now(),
        **{name: getattr(held, name) for name in KEPT},
    )


def _save(held: Rendition, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(held, name, value)
    held.version += 1
    held.save(update_fields=[*values, "version"])


@transaction.atomic
def grade(*, actor: Actor, rendition: Rendition, grade: str, conditions: str = "") -> Rendition:
    """Grade a version from the police as 3x5x2, as police intelligence staff."""
    require(TABLE, "grade_item", actor, None)
    require(TABLE, "change_item", actor, holding_of(actor, rendition.item))
    require_police_origin(actor.side or Side.COMMUNITY)
    read = read_grade(grade, conditions)
    with asking.at_work(actor):
        held = _held(actor, rendition)
        _keep(actor, held)
        _save(held, {"grade": read.code, "conditions": read.conditions.strip()})
        audit.record("sharing:rendition:graded", actor=actor, subject=held.item, rendition=held.ref)
    return held


@transaction.atomic
def ask_to_clear_personal(*, actor: Actor, rendition: Rendition, reason: str) -> Approval:
    """Ask a second person to agree that a version holds no personal data, with the reason; until then it does."""
    require(TABLE, "change_item", actor, holding_of(actor, rendition.item))
    with asking.at_work(actor):
        held = _held(actor, rendition)
        if not held.personal:
            raise Refused(_("It is marked as holding no personal data already."))
        require_cleared(kinds_of(held.fields), reason, "the first", "the second")
        if held.approvals.filter(what="not_personal", outcome="").exists():
            raise Refused(_("That waits for a second person already."))
        made = Approval.objects.create(
            rendition=held, what="not_personal", draft={"reason": reason.strip()[:500]}, asked_by_id=actor.through
        )
        audit.record("sharing:personal:asked", actor=actor, subject=held.item, rendition=held.ref)
    return made


@transaction.atomic
def mark_personal(*, actor: Actor, rendition: Rendition) -> Rendition:
    """Say that a version holds personal data after all; it closes at once to whoever is not covered for that."""
    require(TABLE, "change_item", actor, holding_of(actor, rendition.item))
    with asking.at_work(actor):
        held = _held(actor, rendition)
        if not held.personal:
            in_reach(actor, held, 1, "personal")
            _keep(actor, held)
            _save(held, {"personal": True, "not_personal_because": ""})
            audit.record("sharing:rendition:personal", actor=actor, subject=held.item, rendition=held.ref)
            reopen([held.item_id])
    return held


def must_accept(actor: Actor, rendition: Rendition) -> bool:
    """Whether the conditions that the police set stand between the actor and the first reading."""
    return bool(items_asks.held_back(actor, [rendition]))


@transaction.atomic
def read(*, actor: Actor, rendition: Rendition, accepted: bool = False) -> Reading | None:
    """Record that the actor reads a version; None for the public. Whoever may not read it gets 404.

    :raises Refused: while the conditions that the police set are not accepted.
    """
    found = visible.rendition_for(actor, rendition.public_id)
    waits = must_accept(actor, found)
    if waits:
        require_acceptance(read_grade(found.grade, found.conditions), accepted=accepted)
    how = read_by(found.pk)
    audit.seen(actor=actor, subject=found.item, page="rendition", rendition=found.ref, **how)
    if not actor.is_member:
        return None
    now = timezone.now()
    fresh = {"first_at": now, "last_at": now}
    mine, _new = Reading.objects.get_or_create(rendition_id=found.pk, membership_id=actor.through, defaults=fresh)
    mine.last_at, mine.times = now, mine.times + 1
    if waits:
        mine.accepted_at = now
        audit.record("sharing:conditions:accepted", actor=actor, subject=found.item, rendition=found.ref)
    mine.save(update_fields=["last_at", "times", "accepted_at"])
    return mine


def in_reach(actor: Actor, held: Rendition, need: int, field: str) -> None:
    """Let a version ask a level of whoever keeps it: up to one's own, or any from its author, who may write down what
    they are not cleared to read afterwards. Nobody else takes it out of their own reach.

    :raises Invalid: to them.
    """
    if level_of(actor) >= need:
        return
    if held.item.author_id != actor.person_id:
        raise Invalid(_("It would ask a higher level than your own. A custodian who has that level can do it."), field)
    asking.keep(actor, "writing")


def _held(actor: Actor, rendition: Rendition) -> Rendition:
    """The version as it is now, for somebody who keeps it and is cleared for it."""
    rows = Rendition.objects.select_for_update(of=("self",)).select_related("item").defer("words")
    held = rows.filter(pk=rendition.pk).first()
    if held is None or level_of(actor) < max(held.clearance, int(held.personal)):
        raise Refused(_("You are not cleared for this version. Somebody who is must do this."))
    return held
