"""Where do these words occur? In what the reader may see anyway, asked through the same queries as the pages.

*Source:* R49 (over guide, registers and case studies, respecting permissions; results show type and owner).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.outcomes.queries import studies
from commonground.people.queries import organisations as register
from commonground.people.queries import posts as contacts
from commonground.places import queries as places
from commonground.projects.queries import cases, guide, proposals, visible

MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found: what it is, whose it is, and a line of it."""

    kind: str
    title: str
    url: str
    owner: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the first `MOST`, how many there are, and where they all are."""

    title: str
    first: tuple[Found, ...]
    count: int
    all: str = ""

    @property
    def there_are_more(self) -> bool:
        """Whether some are not among the first."""
        return self.count > len(self.first)


def search(actor: Actor, text: str) -> list[Group]:
    """Find the words in collaborations of the reader, case studies, public pages, published studies, proposals that the
    reader may open, the guide, organisations, points of contact and areas; groups without a hit are left out. An empty
    text finds nothing."""
    if not text:
        return []
    groups = (
        _group(_("Your collaborations"), _collaborations(actor, text), _collaboration),
        _group(_("Case studies"), cases.published("case", text), _case_study),
        _group(_("Collaborations that publish a page"), cases.published("page", text), _public_page),
        _group(_("Published studies"), _studies(text), _study, reverse("outcomes:evidence")),
        _group(_("Proposals"), _proposals(actor, text), _proposal),
        _group(_("The ten steps"), list(_questions(text)), lambda found: found),
        _group(
            _("Organisations"),
            register.organisations(text),
            _organisation,
            f"{reverse('people:organisations')}?q=",
        ),
        _group(_("Points of contact"), contacts.found(actor, text), _contact, f"{reverse('people:contacts')}?about="),
        _group(_("Places"), places.found(text), _area, f"{reverse('places:areas')}?q="),
    )
    return [group for group in groups if group.count]


def _group(title: str, found: Any, shown: Callable[[Any], Found], all: str = "") -> Group:
    count = len(found) if isinstance(found, list) else found.count()
    return Group(title, tuple(shown(each) for each in found[:MOST]), count, all)


def _studies(text: str) -> Any:
    found = studies.published_studies()
    for word in text.split():
        found = found.filter(title__icontains=word)
    return found


def _study(found: Any) -> Found:
    url = reverse("outcomes:published", args=[found.public_id])
    return Found(_("Study"), found.title, url, found.area.name if found.area else "")


def _collaborations(actor: Actor, text: str) -> Any:
    holds = Q()
    for word in text.split():
        holds &= Q(name__icontains=word) | Q(about__icontains=word) | Q(area__name__icontains=word)
    return visible.collaborations_for(actor).filter(holds)


def _collaboration(found: Any) -> Found:
    url = reverse("projects:collaboration", args=[found.public_id])
    return Found(_("Collaboration"), found.name, url, found.area.name, found.about)


def _case_study(found: Any) -> Found:
    url = reverse("projects:case_study", args=[found.public_id])
    return Found(
        _("Case study"), found.collaboration.name, url, found.collaboration.area.name, found.values.get("summary", "")
    )


def _public_page(found: Any) -> Found:
    url = reverse("projects:public_page", args=[found.public_id])
    return Found(
        _("Public page"), found.collaboration.name, url, found.collaboration.area.name, found.values.get("purpose", "")
    )


def _proposals(actor: Actor, text: str) -> Any:
    """List the proposals whose pages the reader may open and whose name holds the words: what more of each they may
    read depends on its phase."""
    found = proposals.proposals_for(actor)
    for word in text.split():
        found = found.filter(title__icontains=word)
    return found


def _proposal(found: Any) -> Found:
    url = reverse("projects:proposal", args=[found.public_id])
    return Found(_("Proposal"), found.title, url, found.area.name, _(found.get_state_display()))


def _questions(text: str) -> Iterable[Found]:
    wanted = text.casefold().split()
    for step in (told.step for told in guide.told()):
        url = reverse("projects:guide_step", args=[step.number])
        owner = _("Step %(number)s, %(title)s") % {"number": step.number, "title": _(step.title)}
        if _holds(wanted, step.title, step.what):
            yield Found(_("Step"), f"{step.number}. {_(step.title)}", url, _("The guide"), _(step.what))
        for question in step.questions:
            if _holds(wanted, question.asks, question.why):
                yield Found(_("Question"), f"{question.code}. {_(question.asks)}", url, owner, _(question.why))


def _holds(wanted: list[str], *texts: str) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in wanted)


def _organisation(found: Any) -> Found:
    url = reverse("people:organisation", args=[found.public_id])
    return Found(_("Organisation"), found.name, url, _(found.get_kind_display()), found.about)


def _contact(found: Any) -> Found:
    url = reverse("people:contact", args=[found.public_id])
    return Found(_("Point of contact"), found.title, url, found.organisation.name, found.about)


def _area(found: Any) -> Found:
    url = reverse("places:area", args=[found.public_id])
    return Found(_("Area"), found.name, url, found.within.name if found.within else found.code)
