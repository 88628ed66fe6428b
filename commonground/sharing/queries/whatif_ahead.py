"""What changes by itself in the next sixty days, and who loses what by it? Each end that is known already, in the order
of its days, with what the law says just before it and at it.

Nothing is tried and nothing is changed: the law is asked for a later moment. Somebody whose clearance has been renewed
ahead is counted up to the first end alone, because the law knows the second only once it has begun.

*Source:* design/sharing.md 2.2 (what-if counts items of others), 4; R212, R213; D2.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.small_numbers import enough
from commonground.people.models import Accreditation, Clearance, Membership, Organisation
from commonground.people.queries.acting import current
from commonground.sharing.models import Agreement, Item, Party, Rendition, TimeInForce
from commonground.sharing.queries import asking, keeping
from commonground.sharing.queries.openings import renditions_of_keys, rows_of

DAYS = 60
MOST = 12
KINDS = {
    "agreement": "An agreement lapses",
    "organisation": "An organisation leaves",
    "clearance": "A clearance ends",
    "membership": "A membership ends",
    "accreditation": "An accreditation expires",
    "item": "An item ends",
}
AN_INSTANT = timedelta(microseconds=1)
HATS = """
SELECT h.person_id, h.id, h.organisation_id FROM sharing_hat h
WHERE h.organisation_id = ANY (%s) AND NOT h.suspended AND sharing_holds(h.opens, h.closes, sharing_moment())
"""
OPENED = """
SELECT h.person, h.hat, o.item, o.rendition, o.originator
FROM unnest(%s::bigint[], %s::bigint[]) AS h (person, hat), LATERAL sharing_opened_to(h.person, h.hat) o
"""
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
class Effect:
    """What changes: own versions by name, and how many items of others own people gain and lose; None where the number
    is too small to be said."""

    own: tuple[Changed, ...]
    gained_of_others: int | None
    lost_of_others: int | None

    @property
    def is_nothing(self) -> bool:
        """Whether nobody gains or loses anything."""
        return not self.own and self.gained_of_others == 0 and self.lost_of_others == 0


@dataclass(frozen=True, slots=True)
class End:
    """Something that ends by itself: which kind, what in words, when, whom it concerns, and of an agreement its id."""

    kind: str
    words: str
    at: datetime
    bodies: frozenset[int]
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What ends at one moment, and the effect of it all."""

    at: datetime
    ends: tuple[End, ...]
    effect: Effect


def hats_of(bodies: Iterable[int]) -> list[Hat]:
    """List who acts through some organisations at this moment: person, membership and organisation, as keys."""
    return [(person, hat, body) for person, hat, body in rows_of(HATS, [sorted(set(bodies))])]


def given(hats: list[Hat]) -> Given:
    """Ask the law what each may read at this moment: item, version and originator, as keys."""
    found: Given = {hat: set() for hat in hats}
    by_hat = {(person, hat): (person, hat, body) for person, hat, body in hats}
    for person, hat, item, one, whose in rows_of(OPENED, [[h[0] for h in hats], [h[1] for h in hats]]):
        found[by_hat[person, hat]].add((item, one, whose))
    return found


def effect(actor: Actor, before: Given, after: Given) -> Effect:
    """Cut a comparison down to what the actor may see: changes in their organisation's items by name, as far as they
    read or keep them, and the number of others' items that its own people gain or lose."""
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
    return Effect(_named(actor, own), _shown(len(others[True])), _shown(len(others[False])))


def _named(actor: Actor, own: "Counter[tuple[int, int, bool]]") -> tuple[Changed, ...]:
    if not own:
        return ()
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


def ahead(actor: Actor, days: int = DAYS) -> tuple[list[Ahead], int]:
    """List what ends by itself within some days and concerns the actor's organisation, the next first, with the effect
    of each moment; and how many more moments there are than are shown."""
    asking.enter(actor)
    now = asking.moment()
    ends = sorted(_ends(actor, now, now + timedelta(days=days)), key=lambda one: (one.at, one.kind, one.words))
    together = [(at, tuple(some)) for at, some in groupby(ends, key=lambda one: one.at)]
    renewed = _renewed()
    found = [Ahead(at, some, _effect_of(actor, at, some, renewed)) for at, some in together[:MOST]]
    asking.forget()
    asking.enter(actor)
    return found, len(together) - len(found)


def _effect_of(actor: Actor, at: datetime, ends: tuple[End, ...], renewed: dict[int, datetime]) -> Effect:
    bodies = frozenset().union(*(one.bodies for one in ends))
    _at(actor, at - AN_INSTANT)
    hats = [hat for hat in hats_of(bodies) if renewed.get(hat[1], at + AN_INSTANT) > at]
    before = given(hats)
    _at(actor, at)
    still = set(hats_of(bodies))
    after = given([hat for hat in hats if hat in still])
    asking.forget()
    return effect(actor, before, after)


def _at(actor: Actor, moment: datetime) -> None:
    asking.forget()
    asking.enter(actor, moment)


def _renewed() -> dict[int, datetime]:
    """Give for each membership whose clearance was renewed ahead when the first of them ends."""
    today = timezone.localdate()
    later = Clearance.objects.filter(withdrawn_at=None, starts__gt=today).values("membership")
    now = Clearance.objects.filter(withdrawn_at=None, starts__lte=today, until__isnull=False, membership__in=later)
    return {one.membership_id: _midnight(one.until) for one in now if one.until}


def _ends(actor: Actor, now: datetime, until: datetime) -> Iterator[End]:
    mine = actor.organisation_id or 0
    ours = Agreement.objects.filter(parties__organisation_id=mine).distinct()
    partners = frozenset(Party.objects.filter(agreement__in=ours).values_list("organisation_id", flat=True)) | {mine}
    yield from _agreements(ours, now, until)
    yield from _parties(ours, now, until)
    yield from _staff(mine, now, until)
    yield from _standards(partners, now, until)
    yield from _items(actor, partners, now, until)


def _agreements(ours: "QuerySet[Agreement]", now: datetime, until: datetime) -> Iterator[End]:
    times = TimeInForce.objects.filter(version__agreement__in=ours, closes__gt=now, closes__lte=until)
    for one in times.select_related("version__agreement"):
        agreement = one.version.agreement
        bodies = agreement.parties.values_list("organisation_id", flat=True)
        assert one.closes is not None
        yield End("agreement", str(agreement), one.closes, frozenset(bodies), agreement)


def _parties(ours: "QuerySet[Agreement]", now: datetime, until: datetime) -> Iterator[End]:
    leaving = Party.objects.filter(agreement__in=ours, closes__gt=now, closes__lte=until)
    for one in leaving.select_related("agreement", "organisation"):
        words = _("%(name)s leaves %(agreement)s") % {"name": one.organisation.name, "agreement": one.agreement}
        bodies = one.agreement.parties.values_list("organisation_id", flat=True)
        assert one.closes is not None
        yield End("organisation", words, one.closes, frozenset(bodies), one.agreement)


def _staff(mine: int, now: datetime, until: datetime) -> Iterator[End]:
    """Own people whose clearance or membership ends; of others’ people nobody here is told."""
    days = (timezone.localdate(now) + timedelta(days=1), timezone.localdate(until))
    staff = Membership.objects.filter(current(), organisation_id=mine).select_related("person")
    later = Clearance.objects.filter(withdrawn_at=None, level__gt=0, starts__gt=timezone.localdate(now))
    cleared = Clearance.objects.filter(membership__in=staff, withdrawn_at=None, level__gt=0, until__range=days)
    for one in cleared.exclude(membership__in=later.values("membership")).select_related("membership__person"):
        assert one.until is not None
        yield End("clearance", one.membership.person.name, _midnight(one.until), frozenset({mine}))
    for held in staff.filter(Q(until__range=days) | Q(lapses_on__range=days)):
        last = min(day for day in (held.until, held.lapses_on) if day)
        yield End("membership", held.person.name, _midnight(last), frozenset({mine}))


def _standards(partners: frozenset[int], now: datetime, until: datetime) -> Iterator[End]:
    days = (timezone.localdate(now) + timedelta(days=1), timezone.localdate(until))
    held = Accreditation.objects.filter(organisation__in=partners, until__range=days, verified_at__isnull=False)
    for one in held.select_related("organisation"):
        assert one.until is not None
        words = f"{one.organisation.name}: {one.standard}"
        yield End("accreditation", words, _midnight(one.until), frozenset({one.organisation_id}))


def _items(actor: Actor, partners: frozenset[int], now: datetime, until: datetime) -> Iterator[End]:
    """Items that the actor keeps and that end; their titles are their versions', so the reference is said."""
    with asking.at_work(actor, "preview"):
        found: QuerySet[Item] = keeping.kept(actor, state="live").filter(closes__gt=now, closes__lte=until)
        ending = list(found.order_by("closes")[:MOST])
    for one in ending:
        assert one.closes is not None
        words = _("Item %(ref)s of yours") % {"ref": one.ref[:8]}
        yield End("item", words, one.closes, partners)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))
