"""Where do the four aims stand? Communication, ease of sharing, attitudes and mutual understanding, on one page.

Each aim is said in a sentence, then in figures with what they rest on, then where one works on it.

*Source:* R248, R184; the look, sections 1 (words first), 8 (every number shows its base) and 11.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from commonground.audit.actions import seen
from commonground.groundwork.sides import TWO_SIDES
from commonground.people.queries import programmes
from commonground.projects.queries.aims import Measured, measured
from commonground.projects.rules.comparing import Mark
from commonground.projects.rules.pulse import STATEMENTS, level_of
from commonground.projects.views import pulse_words
from commonground.sharing.queries.decisions_shown import hours_in_words
from commonground.sharing.rules.decisions_recording import Ease
from commonground.sharing.rules.effect import in_words
from commonground.sharing.rules.reciprocity import Direction

# Where one works on an aim
LINKS = {
    "people:contacts": gettext_lazy("Whom to ask"),
    "sharing:incidents": gettext_lazy("Incidents"),
    "sharing:both_ways": gettext_lazy("What went both ways"),
    "sharing:desk": gettext_lazy("Can I share this?"),
    "sharing:desk_figures": gettext_lazy("How easy is sharing?"),
    "sharing:effect": gettext_lazy("Did sharing help?"),
    "sharing:register": gettext_lazy("Agreements on sharing"),
    "projects:trust": gettext_lazy("Do the two sides trust each other?"),
    "projects:framework": gettext_lazy("Framework"),
    "sharing:dare": gettext_lazy("Dare to share"),
    "people:glossary": gettext_lazy("Glossary"),
    "people:organisations": gettext_lazy("Organisations"),
    "projects:packs": gettext_lazy("What each side gains"),
}
STATED = {one.key: one for one in STATEMENTS}


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim as it is shown: its question, what is counted in sentences, what each side says, and where to go."""

    key: str
    asks: str
    sentences: Sequence[str]
    statements: Sequence[dict[str, Any]]
    pages: Sequence[str]

    @property
    def links(self) -> list[tuple[Any, str]]:
        """Label and address of each page on which one works on it."""
        return [(LINKS[name], reverse(name)) for name in self.pages]


@require_safe
def aims(request: HttpRequest) -> HttpResponse:
    """Show members how far each of the four aims is."""
    programme = programmes.programme()
    if not request.actor.is_member or programme is None:
        raise Http404
    seen(actor=request.actor, subject=programme, page="aims")
    found = measured(request.actor, programme)
    shown = [_communication(found), _ease(found), _attitudes(found), _understanding(found)]
    return render(request, "projects/aims.html", {"aims": shown, "programme": programme, "sides": TWO_SIDES})


def _said(found: Measured, *keys: str) -> list[dict[str, Any]]:
    """What each side says to some statements, and how many people that rests on."""
    return [
        {
            "says": _(STATED[key].says),
            "sides": [
                {
                    "side": side,
                    "level": pulse_words.shown(level_of(found.said[side], key)),
                    "n": found.said[side].people,
                }
                for side in TWO_SIDES
                if side in found.said
            ],
        }
        for key in keys
    ]


def _communication(found: Measured) -> Aim:
    sentences = [_heard(found.given, _("You sent")), _heard(found.received, _("You got"))]
    links = ("people:contacts", "sharing:incidents", "sharing:both_ways")
    return Aim(
        "communication", _("Do we tell each other, and hear back?"), sentences, _said(found, "told", "reach"), links
    )


def _heard(way: Direction, who: str) -> str:
    if not way.is_shown:
        return _("%(who)s fewer than five things in the last twelve months.") % {"who": who}
    words = _(
        "%(who)s %(sent)s things in the last twelve months; %(answered)s were answered, %(in_time)s in their time."
    )
    return words % {"who": who, "sent": way.sent, "answered": way.answered, "in_time": way.in_time}


def _ease(found: Measured) -> Aim:
    sentences = [*_answered(found.ease), in_words(found.effect)]
    links = ("sharing:desk", "sharing:desk_figures", "sharing:effect", "sharing:register")
    return Aim("ease", _("Is it easy to share?"), sentences, _said(found, "clear", "safe"), links)


def _answered(ease: Ease) -> list[str]:
    if ease.answered is None:
        return [_("Fewer than five questions about sharing were answered here, so nothing is counted yet.")]
    found = [_("%(n)s questions about sharing were answered here.") % {"n": ease.answered}]
    if ease.yes is not None:
        found.append(_("%(yes)s of %(n)s with a yes, in full or in part.") % {"yes": ease.yes, "n": ease.answered})
    if ease.hours is not None:
        found.append(_("Half of them took less than %(time)s.") % {"time": hours_in_words(ease.hours)})
    return found


def _attitudes(found: Measured) -> Aim:
    said = pulse_words.said(pulse_words.over_time(found.groups, by_quarter=True))
    links = ("projects:trust", "projects:framework", "sharing:dare")
    none = _("Too few have answered the six statements yet.")
    return Aim(
        "attitudes", _("Do we treat each other as partners?"), [said or none], _said(found, "respect", "word"), links
    )


def _understanding(found: Measured) -> Aim:
    marks, count = found.marks, sum(found.marks.values())
    sentences = [_("No collaboration of yours has compared yet what each side wrote of the problem.")]
    if count:
        words = _(
            "Your collaborations compared %(n)s answers that each side wrote without seeing the other’s: %(same)s are"
            " the same ground, %(close)s are close, %(apart)s are apart."
        )
        each = {"same": marks[Mark.SAME], "close": marks[Mark.CLOSE], "apart": marks[Mark.APART]}
        sentences = [words % {"n": count, **each}]
    said = {side.value: number for side, number in found.words_of_a_side.items()}
    words = _("The glossary explains %(n)s words: %(police)s of the police alone, %(security)s of security alone.")
    sentences.append(words % {"n": found.words, **said})
    links = ("people:glossary", "people:organisations", "projects:packs")
    return Aim("understanding", _("Do we see the same problem, and know each other’s words?"), sentences, (), links)
