"""What would be if? The change is made, everybody concerned is asked through the law itself, and the change is undone.

Own items are named, with how many people of which organisation gain or lose them; items of others are counted where own
people gain or lose them, and a small number is held back.

*Source:* design/sharing.md 2.2 (what-if counts items of others), 4; R212, R213; D2.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.groundwork.small_numbers import enough
from commonground.people.models import Accreditation, Clearance, Membership, Organisation
from commonground.sharing.models import Agreement, Party, Rendition, TimeInForce
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking, whatif
from commonground.sharing.queries.openings import renditions_of_keys, rows_of

HATS = """
SELECT h.person_id, h.id, h.organisation_id FROM sharing_hat h
WHERE h.organisation_id = ANY (%s) AND NOT h.suspended AND sharing_holds(h.opens, h.closes, sharing_moment())
"""
OPENED = "SELECT item, rendition, originator FROM sharing_opened_to(%s, %s)"
Hat = tuple[int, int, int]
Given = dict[Hat, set[tuple[int, int, int]]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One version of one's own that somebody gains or loses: of which organisation, and how many people."""

    rendition: Rendition
    organisation: str
    people: int
    gained: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What would change: own versions by name, and how many items of others own people gain and lose; None where the
    number is too small to be said."""

    asked: whatif.Asked
    own: tuple[Changed, ...]
    gained_of_others: int | None
    lost_of_others: int | None


@transaction.atomic
def ask(*, actor: Actor, choice: str) -> Answer:
    """Say what would change for the actor's organisation; `choice` is a code of `queries.whatif.choices`.

    :raises Invalid: for what the actor has nothing to do with.
    """
    require(TABLE, "ask_what_if", actor, None)
    asked = whatif.choices(actor).get(choice)
    if asked is None:
        raise Invalid("Choose one of what is offered", "change")
    bodies, change = _change(actor, asked)
    before, after = _tried(bodies, change)
    mine = Organisation.objects.get(pk=actor.organisation_id or 0)
    audit.record("sharing:whatif:asked", actor=actor, subject=mine, kind=asked.kind, about=asked.ref)
    asking.forget()
    return _answer(actor, asked, before, after)


def _tried(bodies: Iterable[int], change: Callable[[], object]) -> tuple[Given, Given]:
    """Ask everybody of some organisations before a change and after it, and undo the change."""
    asking.again()
    hats = [(person, hat, body) for person, hat, body in rows_of(HATS, [sorted(set(bodies))])]
    before, after = _given(hats), {}
    try:
        with transaction.atomic():
            change()
            asking.again()
            after = _given(hats)
            raise _Undone
    except _Undone:
        return before, after


class _Undone(Exception):
    """Takes a trial back."""


def _given(hats: list[Hat]) -> Given:
    return {
        (person, hat, body): {(item, one, whose) for item, one, whose in rows_of(OPENED, [person, hat])}
        for person, hat, body in hats
    }


def _change(actor: Actor, asked: whatif.Asked) -> tuple[list[int], Callable[[], object]]:
    """Give whom a change concerns, and the change; ended things end a moment or a day ago, as the law counts."""
    mine = [actor.organisation_id or 0]
    key, now = ids.from_text(asked.ref), timezone.now()
    yesterday = timezone.localdate() - timedelta(days=1)
    if asked.kind == "agreement":
        made = Agreement.objects.get(public_id=key)
        parties = Party.objects.filter(agreement=made).values_list("organisation_id", flat=True)
        times = TimeInForce.objects.filter(version__agreement=made)
        return [*mine, *parties], lambda: times.update(closes=now - timedelta(days=1))
    if asked.kind == "organisation":
        body = Organisation.objects.filter(public_id=key)
        return [*mine, *body.values_list("pk", flat=True)], lambda: body.update(is_active=False)
    if asked.kind == "clearance":
        hat = Membership.objects.get(public_id=key)
        return [hat.organisation_id], lambda: Clearance.objects.filter(membership=hat).update(withdrawn_at=now)
    held = Accreditation.objects.filter(public_id=key)
    bodies = [*mine, *held.values_list("organisation_id", flat=True)]
    return bodies, lambda: held.update(starts=yesterday - timedelta(days=1), until=yesterday)


def _answer(actor: Actor, asked: whatif.Asked, before: Given, after: Given) -> Answer:
    own: Counter[tuple[int, int, bool]] = Counter()
    others: dict[bool, set[int]] = defaultdict(set)
    for hat, had in before.items():
        has = after.get(hat, set())
        for gained, some in ((True, has - had), (False, had - has)):
            for item, rendition, originator in some:
                if originator == actor.organisation_id:
                    own[rendition, hat[2], gained] += 1
                elif hat[2] == actor.organisation_id:
                    others[gained].add(item)
    return Answer(asked, _named(actor, own), _shown(len(others[True])), _shown(len(others[False])))


def _named(actor: Actor, own: "Counter[tuple[int, int, bool]]") -> tuple[Changed, ...]:
    bodies = Organisation.objects.in_bulk({body for _one, body, _gained in own})
    with asking.at_work(actor, "preview"):
        rows = {one.pk: one for one in renditions_of_keys(sorted({one for one, _body, _gained in own}))}
    found = [
        Changed(rows[one], bodies[body].name, people, gained)
        for (one, body, gained), people in own.items()
        if one in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.gained, each.rendition.title, each.organisation)))


def _shown(number: int) -> int | None:
    return number if number == 0 or enough(number) else None
