"""What do the pages of what is shared have in common? How a version is shown, and where one is.

*Source:* R15, R213; D7; the look, section 7 ("Who can see this, and why").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.markings import INFORMATION, SOURCES, STRICTNESS, Handling, Tlp, read_grade
from commonground.pages import words
from commonground.sharing.models import Attachment, Item, Rendition
from commonground.sharing.queries import items_asks, visible
from commonground.sharing.rules.organisations import CLEARANCES
from commonground.sharing.rules.renditions import KINDS, shown

BY_RANK = {rank: marking for marking, rank in STRICTNESS.items()}
PAPER = {
    Tlp.CLEAR: "cg-paper--clear",
    Tlp.GREEN: "cg-paper--green",
    Tlp.AMBER: "cg-paper--amber",
    Tlp.AMBER_STRICT: "cg-paper--amber-strict",
    Tlp.RED: "cg-paper--red",
}


def sent(request: HttpRequest) -> QueryDict | None:
    """Give what a form posted; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def trail(*more: tuple[str, str]) -> list[dict[str, str]]:
    """Give where one is, from the list of what is shared on: label and address of each page above."""
    above = [(_("Shared"), reverse("sharing:items")), *more]
    return [{"label": label, "url": url} for label, url in above]


def marking_of(rendition: Rendition) -> Tlp:
    """Give the marking of a version."""
    return BY_RANK[rendition.tlp]


def paper(renditions: Iterable[Rendition]) -> str:
    """Give the class that prints the strictest marking at the head and foot of every sheet."""
    markings = [marking_of(one) for one in renditions]
    return PAPER[max(markings)] if markings else ""


def rows_of(actor: Actor, found: Sequence[Rendition]) -> list[dict[str, Any]]:
    """Give the lines of a list: the label first, then the title, whose it is, when, and why it is there."""
    whys, waiting = visible.whys(actor, found), items_asks.held_back(actor, found)
    titles = {one.pk: _("Conditions to accept first") if one.pk in waiting else one.title for one in found}
    return [
        {
            "rendition": one,
            "item": one.item,
            "label": marking_of(one).label,
            "kind": category(one.item.category),
            "title": titles[one.pk] or category(one.item.category),
            "why": whys.get(one.pk, ""),
            "url": reverse("sharing:item", args=[one.item.public_id]),
        }
        for one in found
    ]


def row(actor: Actor, rendition: Rendition) -> dict[str, Any]:
    """Give one line by itself; `rows_of` gives many with fewer queries."""
    return rows_of(actor, [rendition])[0]


def category(code: str) -> str:
    """Give the words for a category."""
    return str(visible.categories().get(code, code))


def name_by_place(item: Item) -> str:
    """Name an item to whoever keeps it by what it is, where and when: titles are content, and stay in the records."""
    return f"{category(item.category)} {item.ref[:8]}, {item.area.name}, {words.day(item.written_at)}"


@dataclass(slots=True)
class Shown:
    """One version as a page shows it."""

    rendition: Rendition
    files: list[Attachment]
    why: str = ""
    must_accept: bool = False
    source: Rendition | None = None

    @property
    def heading(self) -> str:
        """What the version is called."""
        return _(KINDS.get(self.rendition.kind, KINDS["other"]))

    @property
    def marking(self) -> Tlp:
        """Its marking."""
        return marking_of(self.rendition)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What is kept apart from its text: label and words."""
        return [(_(label), words) for label, words in shown(self.rendition.fields)]

    @property
    def grade(self) -> str:
        """Its 3x5x2 grade in words; empty without one."""
        if not self.rendition.grade:
            return ""
        found = read_grade(self.rendition.grade, self.rendition.conditions)
        said = {"code": found.code, "source": SOURCES[found.source], "known": INFORMATION[found.information]}
        handled = _("shared with conditions") if found.handling is Handling.CONDITIONS else _("may be shared lawfully")
        return _("%(code)s: source %(source)s; %(known)s; %(handled)s.") % {
            **said,
            "source": said["source"].lower(),
            "known": said["known"].lower(),
            "handled": handled,
        }

    @property
    def foot(self) -> str:
        """What it holds and asks of readers, in one line."""
        rendition = self.rendition
        held = _("Holds personal data.") if rendition.personal else _("No personal data.")
        level = max(rendition.clearance, int(rendition.personal))
        if not level:
            return f"{held} {_('No clearance needed.')}"
        return f"{held} " + _("Clearance needed: %(level)s.") % {"level": _(CLEARANCES[level]).lower()}


def strictest(versions: Iterable[Shown]) -> Tlp | None:
    """Give the strictest marking among the versions of a page."""
    return max((one.marking for one in versions), default=None)


def name_for(actor: Actor, rendition: Rendition) -> str:
    """Name an item to a reader by the title of one of its versions, where it is not held back by its conditions."""
    return items_asks.titles(actor, [rendition])[rendition.pk] or name_of(rendition.item)


def name_of(item: Item, rendition: Rendition | None = None) -> str:
    """Name an item by the title of a version that the reader has read, or by its reference."""
    return rendition.title if rendition and rendition.title else _("Item %(ref)s") % {"ref": item.ref[:8]}
