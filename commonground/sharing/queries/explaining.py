"""Why can I read this, and who else will? A yes is told whole; the originator sees own staff and points of contact by
name and all others as a number.

*Source:* design/sharing.md 2.2; R15, R184, R213; D1, D2.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.audit import queries as audit_queries
from commonground.groundwork.actors import Actor
from commonground.people.models import Holding as HeldPost
from commonground.people.models import Membership, Person
from commonground.people.queries import acting as people_acting
from commonground.people.queries import posts
from commonground.sharing.adapters import world_of
from commonground.sharing.models import Item, Reading, Rendition
from commonground.sharing.queries import asking
from commonground.sharing.queries.holding import holding_of, kept_renditions
from commonground.sharing.queries.openings import open_of, renditions_of_keys, rows_of
from commonground.sharing.rules import items
from commonground.sharing.rules.around import Preview
from commonground.sharing.rules.around import preview as previewed
from commonground.sharing.rules.drafts import RenditionDraft
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.policy import Policy

OPENED_BY = """
SELECT DISTINCT ON (x.rendition_id) x.rendition_id,
       k."to", k.organisation_id, o.name, k.person_id, g.name, k.through_id, a.reference, a.title
FROM sharing_opening x
JOIN sharing_key k ON k.id = x.key_id
LEFT JOIN people_organisation o ON o.id = k.organisation_id
LEFT JOIN sharing_group g ON g.id = k.group_id
LEFT JOIN sharing_agreement a ON a.id = k.agreement_id
WHERE x.rendition_id = ANY (%s) AND k.id IN (SELECT unnest(sharing_ring()))
  AND x.opens <= sharing_moment() AND sharing_moment() < x.closes
ORDER BY x.rendition_id, (k."to" = 'organisation' AND k.organisation_id = x.originator_id) DESC,
         k."to" <> 'public' DESC, k.agreement_id IS NOT NULL DESC, x.id
"""


@dataclass(frozen=True, slots=True)
class Seers:
    """Who may read one rendition: own staff and points of contact by name, the number of all others, and the public;
    and those known people who may not, each with the sentences that may be told about why."""

    named: tuple[str, ...]
    others: int
    public: bool
    without: tuple[tuple[str, tuple[str, ...]], ...] = ()


def why(actor: Actor, rendition: Rendition) -> str:
    """Say which release, agreement and membership open a rendition to the actor; empty where nothing does."""
    return whys(actor, [rendition]).get(rendition.pk, "")


def whys(actor: Actor, renditions: Sequence[Rendition]) -> dict[int, str]:
    """Say the same of several renditions, by their keys, in one query; those that nothing opens are left out."""
    of = {rendition.item.public_id for rendition in renditions}
    if len(of) == 1:
        asking.enter_item(actor, *of)
    else:
        asking.enter(actor)
    by_key = {rendition.pk: rendition for rendition in renditions}
    rows = rows_of(OPENED_BY, [list(by_key)]) if by_key else []
    return {key: _said(actor, by_key[key], *way) for key, *way in rows}


def _said(
    actor: Actor,
    rendition: Rendition,
    to: str,
    body: int | None,
    name: str | None,
    person: int | None,
    group: str | None,
    through: int | None,
    reference: str | None,
    title: str | None,
) -> str:
    words: dict[str, Any] = {"mine": actor.organisation_name, "body": name, "group": group, "agreement": reference}
    words["title"] = title
    own = rendition.item.originator_id
    if to == "public":
        return _("It is open to everybody.")
    if body == own and through == own and person is None:
        return _("You act for %(mine)s, which it comes from.") % words
    if body == own and through == own:
        return _("It is for you by name, and you act for %(mine)s, which it comes from.") % words
    audience = {
        "person": _("Released to you by name, as a member of %(mine)s") % words,
        "group": _("Released to the group %(group)s, which you are in as a member of %(mine)s") % words,
    }.get(to, _("Released to %(mine)s, for which you act") % words)
    if reference:
        return audience + _(", under the agreement %(agreement)s (%(title)s).") % words
    if rendition.personal or (to == "organisation" and through is not None):
        return audience + _(", under a recorded decision.")
    return audience + "."


def who_sees(actor: Actor, item: Item) -> list[tuple[Rendition, Seers]]:
    """Say who may read each rendition that the actor keeps or reads, to people of the originator; 404 to others."""
    holding = holding_of(actor, item)
    if not (holding.is_own and (holding.keeps or holding.reads)):
        raise Http404
    with asking.at_work(actor, "preview"):
        readable = {rendition for __, rendition in open_of(item.pk)}
        kept = {one.pk for one in kept_renditions(actor, item)} if holding.keeps else set()
        rows = sorted(renditions_of_keys(sorted(readable | kept)), key=lambda one: one.place)
        policy = Policy(world_of.world(asking.moment(), [item]), asking.moment())
        judged = policy.world.items[str(item.pk)]
        by_key = {one.id: one for one in judged.renditions}
        found = [(row, _told(actor, policy, judged, by_key[str(row.pk)])) for row in rows]
    audit.seen(actor=actor, subject=item, page="who_sees")
    return found


def preview(
    actor: Actor, item: Item | None, draft: Sequence[RenditionDraft], *, category: str = "intelligence"
) -> list[Seers]:
    """Say who would read each drafted rendition before anything is saved: of a new item of the actor's organisation, or
    of one that they keep, whose time and category it takes."""
    if item is not None and not holding_of(actor, item).keeps:
        raise Http404
    given = {one.membership_id for each in draft for one in each.releases if one.membership_id}
    rows = Membership.objects.filter(pk__in=given).values_list("pk", "person_id", "organisation_id")
    persons = {key: (person, body) for key, person, body in rows}
    drafted = tuple(world_of.draft_rendition(one, f"draft {n}", persons) for n, one in enumerate(draft, start=1))
    asking.enter(actor)
    at = asking.moment()
    row = item or Item(pk=0, originator_id=actor.organisation_id or 0, author_id=actor.person_id, category=category)
    made = world_of.world(at, [row], {row.pk: drafted})
    judged = replace(made.items[str(row.pk)], period=Period(None, row.closes))
    policy = Policy(replace(made, items={judged.id: judged}), at)
    return [_told(actor, policy, judged, one) for one in judged.renditions]


def as_them(actor: Actor, membership: Membership) -> list[Rendition]:
    """List what of the actor's own organisation's items somebody may read through a membership, as far as the actor
    keeps it; what others gave them is not shown."""
    asking.enter(actor)
    query = "SELECT rendition FROM sharing_opened_to(%s, %s) WHERE originator = %s ORDER BY rendition DESC"
    given = [membership.person_id, membership.pk, actor.organisation_id or 0]
    keys = [key for (key,) in rows_of(query, given)]
    with asking.at_work(actor, "preview"):
        kept = rows_of("SELECT k FROM sharing_kept(%s, sharing_moment()) k", [actor.membership_id])
        mine = {key for (key,) in kept}
        found = renditions_of_keys([key for key in keys if key in mine])
    audit.listed(actor=actor, subjects=found, page="as_them")
    return found


def who_has_seen(actor: Actor, item: Item) -> QuerySet[Reading]:
    """List who has read an item, to whoever keeps or reads it at its originator; nobody else is told anything."""
    holding = holding_of(actor, item)
    if not (holding.is_own and (holding.keeps or holding.reads)):
        return Reading.objects.none()
    if holding.keeps:
        asking.keep(actor, "readers")
    rows = Reading.objects.filter(rendition__item=item, times__gt=0)
    return rows.select_related("rendition", "membership__person", "membership__organisation")


def history_of(actor: Actor, item: Item) -> QuerySet[Any]:
    """List what was done to an item, to its originator's people who read or keep it; nobody else is told anything."""
    found = audit_queries.history_of("item", item.ref)
    holding = holding_of(actor, item)
    return found if holding.is_own and (holding.keeps or holding.reads) else found.none()


def _told(actor: Actor, policy: Policy, item: items.Item, rendition: items.Rendition) -> Seers:
    known = _points_of_contact(actor)
    found: Preview = previewed(policy, item, rendition, str(actor.organisation_id), known)
    names = _names([*found.named, *(who for who, _why in found.without)])
    without = tuple((names.get(who, who), reasons) for who, reasons in found.without)
    return Seers(tuple(names.get(who, who) for who in found.named), found.others, found.public, without)


def _points_of_contact(actor: Actor) -> set[str]:
    """The people whose names the actor may know anyway: they hold a post that the actor can see."""
    today = timezone.localdate()
    now = Q(starts__lte=today) & (Q(until__isnull=True) | Q(until__gt=today))
    held = HeldPost.objects.filter(now, post__in=posts.visible_to(actor).order_by().values("pk"))
    return {str(key) for key in held.values_list("membership__person_id", flat=True)}


def _names(keys: Iterable[str]) -> dict[str, str]:
    people = Person.objects.filter(pk__in=[int(key) for key in keys])
    hats = Membership.objects.filter(people_acting.current(), person__in=people).select_related("organisation")
    bodies = {hat.person_id: hat.organisation.name for hat in hats}
    return {
        str(one.pk): f"{one.name}, {bodies[one.pk]}" if one.pk in bodies else one.name for one in people.order_by("pk")
    }
