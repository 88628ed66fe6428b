"""How is it shown how a working charter was kept? In a sentence, as two lines over the reviews, and as a table.

*Source:* R85; the look, section 8.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES
from commonground.pages.charts import Line
from commonground.pages.tables import Column, Table
from commonground.projects.models import Collaboration
from commonground.projects.queries import charter as reading
from commonground.projects.rules.charter import BEHAVIOURS, BY_KEY, MARKS, Rated, changed, in_words

TOP = len(BEHAVIOURS)


def trend_words(rated: Sequence[Rated]) -> str:
    """Say how the charter was kept, and how that changed since the first rating; nothing before the first."""
    if not rated:
        return ""
    said = _(in_words(rated[-1]))
    moved = changed(rated)
    if not moved:
        return said
    told = [_("%(side)s: %(how)s") % {"side": _(side.label), "how": _more(number)} for side, number in moved.items()]
    return f"{said} " + _("Since the first review: %(what)s.") % {"what": "; ".join(told)}


def _more(number: int) -> str:
    if number == 0:
        return _("as many")
    return _("%(n)d more") % {"n": number} if number > 0 else _("%(n)d fewer") % {"n": -number}


def picture(rated: Sequence[Rated]) -> dict[str, Any] | None:
    """Give the two lines over the reviews, from two reviews up."""
    if len(rated) < 2:
        return None
    return {
        "lines": [Line(_(side.label), [float(one.kept(side)) for one in rated], side.value) for side in TWO_SIDES],
        "labels": [_("Review %(number)d") % {"number": one.number} for one in rated],
        "top": float(TOP),
        "title": _("How many of the seven each side finds kept mostly or always"),
        "said": _("Two lines over the reviews, one for each side. The table below says the same."),
    }


def table(rated: Sequence[Rated]) -> Table | None:
    """Make the table over the reviews: a row a review, the newest first, with how many of the seven are kept."""
    if not rated:
        return None
    columns = [Column(_("Review")), *(Column(_(side.label)) for side in TWO_SIDES), Column(_("Furthest apart"))]
    body = [
        [
            _("Review %(number)d") % {"number": one.number},
            *(_("%(kept)d of %(all)d") % {"kept": one.kept(side), "all": TOP} for side in TWO_SIDES),
            _(one.apart[0].name) if one.apart else _("Near each other in all"),
        ]
        for one in reversed(rated)
    ]
    return Table(_("Kept mostly or always, by review"), columns, body, stack=True, hidden_caption=True)


def rounds(actor: Actor, collaboration: Collaboration) -> list[dict[str, Any]]:
    """Give each round of ratings, newest first: both sides' words where both have rated, else who has."""
    found = []
    for one in reading.rounds_of(collaboration):
        ratings = reading.ratings_for(actor, one)
        found.append(
            {
                "review": one.review,
                "is_open": one.is_open,
                "rated": [_(side.label) for side in TWO_SIDES if side in one.rated],
                "missing": [_(side.label).lower() for side in TWO_SIDES if side not in one.rated],
                "rows": _rows(ratings),
            }
        )
    return found


def _rows(ratings: Any) -> list[dict[str, Any]]:
    """Give each behaviour with what each side that may be read said of it."""
    return [
        {
            "name": _(BY_KEY[one.key].name),
            "sides": [
                {
                    "side": side.value,
                    "word": _(MARKS[ratings[side].marks[one.key]]),
                    "example": ratings[side].examples.get(one.key, ""),
                }
                for side in TWO_SIDES
                if side in ratings
            ],
        }
        for one in BEHAVIOURS
        if ratings
    ]
