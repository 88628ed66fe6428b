"""Whom can something be opened to, and on what would it rest? What a form offers, as values that it sends back.

A choice is a reader together with what the release would stand on: "Marlgate Centre, under ISA-0007". A named person is
one of one's own staff or a point of contact, because those are the people whose names one knows anyway.

*Source:* R15, R213; D2; design/sharing.md 1, 2.2.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid
from commonground.people.models import Membership, Organisation, Programme
from commonground.places.models import Area
from commonground.sharing.models import Agreement, Decision, Group, Item, Party
from commonground.sharing.rules import lawful_bases
from commonground.sharing.rules.decisions import Outcome

OWN_ONLY, PUBLIC = "own", "public"
Pair = tuple[str, str]


@dataclass(slots=True)
class Readers:
    """Who can be chosen: each list holds value and label; `means` says what a value stands for, in keys."""

    own: Pair
    partners: list[Pair] = field(default_factory=list)
    groups: list[Pair] = field(default_factory=list)
    people: list[Pair] = field(default_factory=list)
    others: list[Pair] = field(default_factory=list)
    means: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def everyone(self) -> Pair:
        """The public."""
        return (PUBLIC, _("Everyone, signed in or not (TLP:CLEAR alone)"))

    @property
    def together(self) -> list[Pair]:
        """Those who are offered side by side, one's own organisation first."""
        return [self.own, *self.partners, *self.groups, self.everyone]

    @property
    def all(self) -> list[Pair]:
        """Every reader whom a release can name, in one list."""
        named = [(f"p:{value}", label) for value, label in self.people]
        others = [
            (f"o:{value}:", _("%(name)s, without an agreement") % {"name": label}) for value, label in self.others
        ]
        return [*self.partners, *self.groups, *named, *others, self.everyone]

    def meant(self, value: str) -> dict[str, object]:
        """Give what a value stands for, as the keys of a release.

        :raises Invalid: for a value that was not offered.
        """
        if value not in self.means:
            raise Invalid(_("Choose who it is for from the list"), field="to")
        return dict(self.means[value])


def readers(actor: Actor) -> Readers:
    """Give everybody whom the actor's organisation can open something to."""
    found = Readers(own=(OWN_ONLY, _("Only %(name)s") % {"name": actor.organisation_name}))
    found.means[PUBLIC] = {"to": "public"}
    _add_partners(found, actor)
    for group in groups_of(actor):
        value = f"g:{group.ref}"
        found.groups.append((value, _("%(name)s (a group)") % {"name": group.name}))
        found.means[value] = {"to": "group", "group_id": group.pk}
    for body in organisations_beside(actor):
        found.others.append((body.ref, body.name))
        found.means[f"o:{body.ref}:"] = {"to": "organisation", "organisation_id": body.pk}
    return found


def _add_partners(found: Readers, actor: Actor) -> None:
    people: dict[int, list[Membership]] = {}
    for member in people_known(actor):
        people.setdefault(member.organisation_id, []).append(member)
    for agreement, bodies in agreements_of(actor):
        words = {"agreement": agreement.reference}
        for body in bodies:
            value = f"o:{body.ref}:{agreement.ref}"
            found.partners.append((value, _("%(name)s, under %(agreement)s") % {"name": body.name, **words}))
            basis = {"agreement_id": agreement.pk}
            found.means[value] = {"to": "organisation", "organisation_id": body.pk, **basis}
            for member in people.get(body.pk, []):
                told = _("%(name)s, under %(agreement)s") % {"name": str(member), **words}
                _add_person(found, f"{member.ref}:{agreement.ref}", told, member, basis)
    for members in people.values():
        for member in members:
            _add_person(found, f"{member.ref}:", str(member), member, {})


def _add_person(found: Readers, value: str, label: str, member: Membership, basis: dict[str, int]) -> None:
    found.people.append((value, label))
    means: dict[str, object] = {"to": "person", "membership_id": member.pk}
    found.means[f"p:{value}"] = {**means, **basis}


def agreements_of(actor: Actor) -> list[tuple[Agreement, list[Organisation]]]:
    """Give the agreements that are in force with the actor's organisation in them, each with its other parties."""
    now = timezone.now()
    begun, lasts = Q(opens=None) | Q(opens__lte=now), Q(closes=None) | Q(closes__gt=now)
    present = Party.objects.filter(begun, lasts).select_related("organisation")
    in_force = (
        (Q(versions__times_in_force__opens=None) | Q(versions__times_in_force__opens__lte=now))
        & (Q(versions__times_in_force__closes=None) | Q(versions__times_in_force__closes__gt=now))
        & Q(versions__times_in_force__isnull=False)
    )
    mine = present.filter(organisation_id=actor.organisation_id or 0).values("agreement_id")
    held = {one.pk: one for one in Agreement.objects.filter(in_force, pk__in=mine).distinct().order_by("reference")}
    bodies: dict[int, dict[int, Organisation]] = {key: {} for key in held}
    for party in present.filter(agreement_id__in=held).order_by("organisation__name"):
        if party.organisation_id != actor.organisation_id:
            bodies[party.agreement_id][party.organisation_id] = party.organisation
    return [(held[key], list(found.values())) for key, found in bodies.items()]


def groups_of(actor: Actor) -> list[Group]:
    """List the groups that the actor's organisation keeps."""
    return list(Group.objects.filter(organisation_id=actor.organisation_id or 0))


def organisations_beside(actor: Actor) -> list[Organisation]:
    """List the active organisations that have people here, without the actor's own."""
    today = timezone.localdate()
    staffed = _current(today).values("organisation_id")
    rows = Organisation.objects.filter(pk__in=staffed, is_active=True, merged_into=None)
    return list(rows.exclude(pk=actor.organisation_id or 0))


def people_known(actor: Actor) -> list[Membership]:
    """List one's own staff, and the points of contact of others whom members may find."""
    today = timezone.localdate()
    held = Q(holdings__starts__lte=today) & (Q(holdings__until=None) | Q(holdings__until__gt=today))
    open_posts = Q(holdings__post__closed_on=None) & ~Q(holdings__post__visibility="named")
    rows = _current(today).filter(Q(organisation_id=actor.organisation_id) | (held & open_posts))
    return list(rows.select_related("person", "organisation").distinct().order_by("organisation__name", "person__name"))


def member_known(actor: Actor, ref: str) -> Membership | None:
    """Give one of those people by the public id of the membership; None for anybody else."""
    return next((one for one in people_known(actor) if one.ref == ref), None)


def _current(today: date) -> QuerySet[Membership]:
    rows = Membership.objects.filter(Q(until=None) | Q(until__gt=today), starts__lte=today, suspended_at=None)
    return rows.filter(person__is_active=True)


def bases(on: date | None = None) -> list[Pair]:
    """List the lawful bases that hold on a day, each with where the law says so."""
    day = on or timezone.localdate()
    kinds = (lawful_bases.Kind.BASIS, lawful_bases.Kind.POWER)
    return [(line.in_full[:300], line.in_full) for kind in kinds for line in lawful_bases.holding(kind, day)]


def areas(actor: Actor) -> list[Pair]:
    """List the areas that a list can be narrowed to: those of the programmes, and what the actor follows."""
    rows = Area.objects.defer("boundary").filter(
        Q(pk__in=Programme.objects.values("area_id"))
        | Q(pk__in=Organisation.objects.filter(pk=actor.organisation_id or 0).values("area_id"))
    )
    return [(area.code, area.name) for area in rows.order_by("name")]


def area_key(code: str) -> int | None:
    """Give the key of an area by its code; None for none."""
    return Area.objects.filter(code=code).values_list("pk", flat=True).first() if code else None


def decided(actor: Actor, item: Item) -> list[tuple[Decision, Organisation | None]]:
    """Give each reader whom a decision of the actor's organisation to share this item names; None is the public."""
    now = timezone.now()
    lasts = Q(closes=None) | Q(closes__gt=now)
    rows = Decision.objects.filter(
        lasts, item=item, organisation_id=actor.organisation_id or 0, outcome=Outcome.SHARE.value
    )
    found: list[tuple[Decision, Organisation | None]] = []
    for decision in rows.prefetch_related("recipients__organisation"):
        found += [(decision, one.organisation) for one in decision.recipients.all()]
        if decision.is_public:
            found.append((decision, None))
    return found
