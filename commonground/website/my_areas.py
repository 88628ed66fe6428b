"""What is new in somebody's areas? The latest that they may read anyway, of those that follow, work and lead there.

*Source:* R187; the mock-up of "Your day".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.models import Entry
from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.outcomes.queries import studies
from commonground.people.queries import areas as followed
from commonground.people.queries import organisations, posts
from commonground.places import queries as places
from commonground.places.models import Area
from commonground.projects.queries import cases, visible

DAYS, MOST = 30, 6


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new: what kind of thing, its name, where it stands, a second voice, and since when."""

    kind: str
    title: str
    url: str
    note: str
    on: date


def areas_of(actor: Actor, worked_in: Iterable[Area], organisation_area: Area | None) -> list[Area]:
    """Give the areas that are somebody's, by name: those that they follow, those of their collaborations, and the one
    of the organisation for which they act."""
    mine = {area.pk: area for area in (*followed.areas_of(actor), *worked_in)}
    if organisation_area is not None:
        mine.setdefault(organisation_area.pk, organisation_area)
    return sorted(mine.values(), key=lambda area: (area.name, area.pk))


def news_of(actor: Actor, areas: Iterable[Area], today: date) -> list[News]:
    """Give the latest of what is new in some areas since `DAYS` days, the newest first, as far as the actor may read it
    elsewhere; nothing without areas."""
    mine = list(areas)
    if not mine:
        return []
    here, since = places.touching(*mine), today - timedelta(days=DAYS)
    found = [*_collaborations(actor, here, since), *_published(here, since), *_posts(actor, here, since)]
    found += [*_studies(here, since), *_organisations(here, since)]
    return sorted(found, key=lambda news: (-news.on.toordinal(), news.title))[:MOST]


def _collaborations(actor: Actor, here: places.Keys, since: date) -> Iterator[News]:
    for each in visible.collaborations_for(actor).filter(area__in=here, created_at__date__gte=since)[:MOST]:
        url = reverse("projects:collaboration", args=[each.public_id])
        yield News(_("Collaboration"), each.name, url, each.area.name, _day(each.created_at))


def _published(here: places.Keys, since: date) -> Iterator[News]:
    kinds = {"case": ("projects:case_study", _("Case study")), "page": ("projects:public_page", _("Public page"))}
    for kind, (name, label) in kinds.items():
        for each in cases.published(kind).filter(collaboration__area__in=here, published_at__date__gte=since)[:MOST]:
            held = each.collaboration
            url = reverse(name, args=[each.public_id])
            yield News(label, held.name, url, held.area.name, _day(each.published_at))


def _posts(actor: Actor, here: places.Keys, since: date) -> Iterator[News]:
    found = posts.reachable(posts.open_to(actor)).filter(areas__in=here, created_on__gte=since)
    for each in found.select_related("organisation").order_by("-created_on", "title").distinct()[:MOST]:
        url = reverse("people:contact", args=[each.public_id])
        yield News(_("Point of contact"), each.title, url, each.organisation.name, each.created_on)


def _studies(here: places.Keys, since: date) -> Iterator[News]:
    for each in studies.published_studies().filter(area__in=here, published_at__date__gte=since)[:MOST]:
        url = reverse("outcomes:published", args=[each.public_id])
        yield News(_("Study"), each.title, url, each.area.name if each.area else "", _day(each.published_at))


def _organisations(here: places.Keys, since: date) -> Iterator[News]:
    """Give the organisations that were added to the register; the record knows when."""
    rows = Entry.objects.filter(tag="people:organisation:registered", at__date__gte=since)
    added = {ids.from_text(ref): at for ref, at in rows.values_list("subject_id", "at")}
    for each in organisations.organisations().filter(area__in=here, public_id__in=list(added)):
        url = reverse("people:organisation", args=[each.public_id])
        yield News(_("Organisation"), each.name, url, each.area.name if each.area else "", _day(added[each.public_id]))


def _day(moment: Any) -> date:
    return timezone.localdate(moment)
