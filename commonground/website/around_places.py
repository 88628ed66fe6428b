"""What is there about a place, for one reader? Who works there, what is under way, and what was found.

Each block asks the same queries as the page on which the whole list stands, narrowed to what touches the place; a
reader sees nothing here that they would not see there.

*Source:* R48, R57, R187.
"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.outcomes.queries import studies
from commonground.people.queries import organisations as register
from commonground.places import queries as places
from commonground.places.models import Area
from commonground.places.rules import around
from commonground.places.rules.around import Around, Block, Row
from commonground.projects.queries import cases, visible
from commonground.website.navigation import address

FEW = 6


def bind() -> None:
    """Say that this module tells what is around a place; the website's own configuration calls this."""
    around.bind(around_place)


def around_place(actor: Actor, place: Area) -> Around:
    """Give the blocks and links of a place's page, as one reader may see them."""
    here = places.touching(place)
    return Around(tuple(_blocks(actor, place, here)), tuple(_links(actor, place)))


def _blocks(actor: Actor, place: Area, here: places.Keys) -> Iterator[Block]:
    name = {"name": place.name}
    if actor.is_member:
        yield _block(
            _("Your collaborations here"),
            visible.collaborations_for(actor).filter(area__in=here),
            _collaboration,
            _("None of your collaborations works here."),
            ("projects:start", _("Start a collaboration")),
        )
    yield _block(
        _("Who works here"),
        register.organisations().filter(area__in=here),
        _organisation,
        _("No organisation says on its card that it works in %(name)s.") % name,
        ("people:organisations", _("See all organisations")),
    )
    yield _block(
        _("Under way, for everybody to read"),
        cases.under_way().filter(collaboration__area__in=here),
        _public_page,
        _("No collaboration in %(name)s has published a page yet.") % name,
    )
    yield _block(
        _("Case studies from here"),
        cases.published("case").filter(collaboration__area__in=here),
        _case_study,
        _("No case study has been published in %(name)s yet.") % name,
        ("projects:case_studies", _("See all case studies")),
    )
    yield _block(
        _("What was measured here"),
        studies.published_studies().filter(area__in=here),
        _study,
        _("No study of crime in %(name)s has been published yet.") % name,
        ("outcomes:evidence", _("See all evidence")),
    )


def _links(actor: Actor, place: Area) -> Iterator[tuple[str, str, str]]:
    if contacts := address("people:contacts"):
        question = urlencode({"area": place.ref})
        yield "people", _("Find a point of contact for %(name)s") % {"name": place.name}, f"{contacts}?{question}"
    if actor.is_signed_in and (own := address("people:areas")) and not place.is_retired:
        yield "place", _("Add it to your areas"), f"{own}?{urlencode({'q': place.name})}"


def _block(title: str, found: Any, shown: Callable[[Any], Row], empty: str, more: tuple[str, str] = ("", "")) -> Block:
    url = address(more[0]) if more[0] else ""
    rows = tuple(shown(each) for each in found[:FEW])
    return Block(title, rows, found.count() if len(rows) == FEW else len(rows), empty, url, more[1] if url else "")


def _organisation(found: Any) -> Row:
    url = reverse("people:organisation", args=[found.public_id])
    note = _(found.get_kind_display())
    return Row(found.name, url, found.about, f"{note}, {found.area.name}", found.side.value)


def _collaboration(found: Any) -> Row:
    return Row(found.name, reverse("projects:collaboration", args=[found.public_id]), found.about, found.area.name)


def _public_page(found: Any) -> Row:
    url = reverse("projects:public_page", args=[found.public_id])
    return _published(found, url, found.values.get("purpose", ""))


def _case_study(found: Any) -> Row:
    url = reverse("projects:case_study", args=[found.public_id])
    return _published(found, url, found.values.get("summary", ""))


def _published(found: Any, url: str, line: str) -> Row:
    on = timezone.localdate(found.published_at)
    return Row(found.collaboration.name, url, line, found.collaboration.area.name, on=on)


def _study(found: Any) -> Row:
    url = reverse("outcomes:published", args=[found.public_id])
    on = timezone.localdate(found.published_at)
    return Row(found.title, url, note=found.area.name if found.area else "", on=on)
