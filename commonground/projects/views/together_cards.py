"""Which cards lie on the page "Together"? One function a card; whoever adds one adds a line to `CARDS`.

*Source:* R54, R84-R97; the look, section 5 (sheets).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.people.rules.clearances import LABELS as CLEARANCES
from commonground.people.views import matrix_shown
from commonground.projects.models import Collaboration
from commonground.projects.queries import charter, matrix, pulse
from commonground.projects.rules import charter as behaviours
from commonground.projects.views import pulse_words

Link = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its id and heading, what is so in a sentence, a state where there is one (kind and words of the tag
    `state`), further lines, and links (address and words), the first of them the way in."""

    key: str
    title: str
    said: str = ""
    state: tuple[str, str] | None = None
    lines: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


Make = Callable[[Actor, Collaboration], Card | None]


def _to(name: str, collaboration: Collaboration) -> str:
    return reverse(f"projects:{name}", args=[collaboration.public_id])


def charter_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Say who has adopted the working charter, and how it was kept last."""
    adopted = charter.adopted_by(collaboration)
    rated = charter.rated_of(collaboration)
    links: list[Link] = [(_to("charter", collaboration), _("Read the working charter"))]
    if charter.to_rate(actor, collaboration):
        links.append((_to("charter_rate", collaboration), _("Say how it was kept")))
    both = all(one.is_present for one in adopted)
    some = [one.side.label.lower() for one in adopted if one.is_present]
    words = _("Both adopted") if both else _("The %(side)s side has adopted it") % {"side": some[0]} if some else ""
    return Card(
        "charter",
        _("Working charter"),
        _(behaviours.in_words(rated[-1])) if rated else _("Seven ways of working together, adopted by both sides."),
        ("agreed", words) if both else ("progress", words) if some else ("none", _("Not adopted yet")),
        [_("Talk first about: %(what)s.") % {"what": _(one.name)} for one in (rated[-1].apart[:1] if rated else ())],
        links,
    )


def ground_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Lead to what the two sides have in common here."""
    return Card(
        "ground",
        _("Common ground"),
        _("What each side wants, where, and about which crimes: what is the same, and what comes near."),
        links=[(_to("common_ground", collaboration), _("See what you have in common"))],
    )


def matrix_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Say what the collaboration's cell of the requirement matrix asks for."""
    asked, title = matrix.asked_of(collaboration), _("What it asks for")
    if asked is None:
        said = _("Three questions say how to reach each other, who may take part, and when to look again.")
        return Card("matrix", title, said, links=[(_to("cell", collaboration), _("Answer three questions"))])
    lines = [f"{row['key']}: {row['value']}" for row in matrix_shown.rows_of(asked.profile)[:4]]
    if matrix.lacks_agreement(collaboration, asked):
        lines.append(_("No sharing agreement is noted in question 2c yet."))
    if short := matrix.short_of_clearance(collaboration, asked):
        names = ", ".join(one.person.name for one in short)
        said = {"names": names, "level": _(CLEARANCES[asked.profile.clearance]).lower()}
        lines.append(_("Not entered as %(level)s yet: %(names)s.") % said)
    links = [(_to("cell", collaboration), _("Read all of it, or answer anew"))]
    return Card("matrix", title, f"{asked.cell.label}.", None, lines, links)


def pulse_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Say how far the two sides trust each other."""
    read = pulse_words.read(pulse.result_of(collaboration))
    said = read["said"] or _("Both sides are asked each quarter. What they answer is shown from five people a side.")
    return Card(
        "trust",
        _("How far do you trust each other?"),
        said,
        links=[(_to("pulse", collaboration), _("See it over time"))],
    )


CARDS: tuple[Make, ...] = (charter_card, ground_card, matrix_card, pulse_card)


def cards(actor: Actor, collaboration: Collaboration) -> list[Card]:
    """Give every card that has something to say to this reader, in their order."""
    made = (make(actor, collaboration) for make in CARDS)
    return [card for card in made if card is not None]
