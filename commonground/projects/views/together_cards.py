"""Which cards lie on the page "Together"? One function a card; whoever adds one adds a line to `CARDS`.

*Source:* R54, R84-R97; the look, section 5 (sheets).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.pages import matrix as matrix_shown
from commonground.pages import words
from commonground.people.rules.clearances import LABELS as CLEARANCES
from commonground.projects.models import Collaboration
from commonground.projects.queries import charter, decisions, ethics, kits, matrix, measuring, pulse, waiting
from commonground.projects.rules import charter as behaviours
from commonground.projects.rules import explicitness
from commonground.projects.rules.benefiting import COUNTED
from commonground.projects.rules.books.barriers import SEEDED
from commonground.projects.rules.ethics import ASKED
from commonground.projects.views import pulse_words
from commonground.projects.views.decisions import STATES
from commonground.projects.views.waiting import visible_gaps

Link = tuple[str, Any]
MOST_LINES = 3


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
    said = _("Both adopted") if both else _("The %(side)s side has adopted it") % {"side": some[0]} if some else ""
    return Card(
        "charter",
        _("Working charter"),
        _(behaviours.in_words(rated[-1])) if rated else _("Seven ways of working together, adopted by both sides."),
        ("agreed", said) if both else ("progress", said) if some else ("none", _("Not adopted yet")),
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
    lines = [f"{row['key']}: {row['value']}" for row in matrix_shown.rows_of(asked.profile, CLEARANCES)[:4]]
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


def decisions_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Say what is up for decision, one idea at a time."""
    current = [item for item in decisions.items_of(collaboration) if item.is_current]
    said = current[-1].item.proposal if current else _("One idea a page, with time to comment and time to think.")
    state = (STATES[current[-1].stage], _(current[-1].stage.label)) if current else None
    more = [_("Open beside it: %(n)d.") % {"n": len(current) - 1}] if len(current) > 1 else []
    links = [(_to("decisions", collaboration), _("See what is up for decision"))]
    return Card("decisions", _("One idea at a time"), said, state, more, links)


def explicit_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Say how much is not explicit yet."""
    said = _(explicitness.in_words(visible_gaps(collaboration)))
    links = [(_to("explicit", collaboration), _("See what is not explicit yet"))]
    return Card("explicit", _("Explicit and clear"), said, links=links)


def waiting_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Say what is waited for."""
    now = waiting.awaited_in(collaboration)
    lines = [
        _("%(whom)s, until %(day)s") % {"whom": one.whom, "day": words.day(one.look_again)} for one in now[:MOST_LINES]
    ]
    said = _("You wait for:") if now else _("You wait for nobody. When something holds you up, note it.")
    links = [(_to("waiting", collaboration), _("See what you wait for"))]
    return Card("waiting", _("What we wait for"), said, None, lines, links)


def ethics_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Say how far the questions of ethics are, and what somebody from outside advised."""
    checked = ethics.checked_in(ethics.said_in(collaboration))
    said = _("Both sides have answered %(answered)s of %(all)s questions; %(settled)s are settled on both.")
    count = {"answered": checked.answered, "all": len(ASKED), "settled": checked.settled}
    open_ones = [_("Still open: %(what)s.") % {"what": _(ASKED[key].title)} for key in checked.still_open]
    newest = ethics.advice_in(collaboration).filter(answered_at__isnull=False).first()
    advised = [_("Advised from outside: %(what)s.") % {"what": _(newest.get_verdict_display())}] if newest else []
    links = [(_to("ethics", collaboration), _("Read the checklist, or answer"))]
    return Card("ethics", _("Is it right?"), said % count, None, [*open_ones, *advised], links)


def benefits_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Lead to who gains what, and what each side puts in."""
    address = reverse("projects:book", args=[collaboration.public_id, "benefits"])
    rows = measuring.rows_of(collaboration, "benefits")
    counted = sum(row.values["known_by"] in COUNTED for row in rows)
    lines = [_("%(all)s lines on the map, %(counted)s of them counted.") % {"all": len(rows), "counted": counted}]
    said = _("Who gains what, who loses, how firmly that is known, and what each side puts in.")
    return Card("benefits", _("Benefits and effort"), said, None, lines if rows else [], [(address, _("See the map"))])


def barriers_card(actor: Actor, collaboration: Collaboration) -> Card:
    """Say what stands in the way here."""
    address = reverse("projects:book", args=[collaboration.public_id, "barriers"])
    rows = measuring.rows_of(collaboration, "barriers")
    lines = [_(SEEDED[row.values["barrier"]].words) for row in rows if row.values["here"] == "hinders"]
    said = _("In your way: %(count)s of those that others found.") % {"count": len(lines)} if rows else ""
    asks = _("What others found to stand in the way, asked of you.")
    return Card("barriers", _("Barriers"), said or asks, None, lines, [(address, _("Go through the list"))])


def origin_card(actor: Actor, collaboration: Collaboration) -> Card | None:
    """Say how far the collaboration keeps to what it began from, where it began from something."""
    origin = kits.origin_of(collaboration)
    if origin is None:
        return None
    counted = kits.fidelity_of(kits.standings_of(origin))
    said = _("%(core)s of %(of)s core components are in place.") % {"core": counted.core, "of": counted.of_core}
    links = [(_to("origin", collaboration), _("Check what is there"))]
    return Card("origin", _("Begun from %(name)s") % {"name": origin.kit["name"]}, said, None, [], links)


CARDS: tuple[Make, ...] = (
    charter_card,
    ground_card,
    matrix_card,
    pulse_card,
    decisions_card,
    explicit_card,
    waiting_card,
    ethics_card,
    benefits_card,
    barriers_card,
    origin_card,
)


def cards(actor: Actor, collaboration: Collaboration) -> list[Card]:
    """Give every card that has something to say to this reader, in their order."""
    made = (make(actor, collaboration) for make in CARDS)
    return [card for card in made if card is not None]
