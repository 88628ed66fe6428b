"""What does a page show of a study? Everything that `outcomes/study_body.html` wants, under one name.

Whoever shows a study gives the template `study` and `presented`, the value of `presented(study)`.

*Source:* R37, R41, R42; the look, sections 7 ("Verdict") and 8.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commonground.outcomes.models import Study
from commonground.outcomes.rules import presenting, telling
from commonground.outcomes.rules.counts import Role
from commonground.outcomes.rules.design import FIRMNESS
from commonground.outcomes.rules.months import Months, in_words
from commonground.outcomes.rules.verdict import Code
from commonground.pages.charts import Area, Line, scale_of
from commonground.pages.tables import Column, Table
from commonground.places.models import Area as Place
from commonground.places.rules import rings

KIND_OF_ROLE = {
    Role.TREATED.value: "worked",
    Role.DISPLACEMENT.value: "next",
    Role.CONTROL.value: "compared",
    Role.DISPLACEMENT_CONTROL.value: "compared",
}
MOST_DRAWN, MOST_LABELLED, MOST_PANELS = 400, 3, 3


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart: its title, its two lines, and the sentence for those who hear it."""

    title: str
    lines: tuple[Line, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The charts on one scale with their labels, the same as a table, and the areas of the map, which is partial where
    there are too many to draw."""

    panels: tuple[Panel, ...]
    labels: tuple[str, ...]
    top: float
    monthly: Table
    areas: tuple[Area, ...]
    said: str
    is_partial: bool


@dataclass(frozen=True, slots=True)
class Presented:
    """A result laid out in the order in which it is read."""

    words: str
    size: str
    code: str
    level: int
    firmness: str
    reasons: tuple[str, ...]
    cannot_tell: bool
    help: tuple[str, ...]
    numbers: Table
    base: str
    picture: Picture
    ways: Sequence[tuple[telling.Movement, str, str]]
    next_door: str
    sure: str
    weaknesses: tuple[str, ...]
    mathematics: tuple[str, ...]
    attribution: str


def presented(study: Study) -> Presented | None:
    """Lay out the result of a study; None while there is none."""
    result, asked = study.result, study.specification
    if not result:
        return None
    before, after = Months.of(*asked["before"]), Months.of(*asked["after"])
    words, size = presenting.in_two(result["verdict"]["sentence"])
    level = int(result["design"]["maryland_level"])
    return Presented(
        words=words,
        size=size,
        code=result["verdict"]["code"],
        level=level,
        firmness=FIRMNESS[level],
        reasons=tuple(result["design"]["reasons"]),
        cannot_tell=result["verdict"]["code"] == Code.CANNOT_TELL.value,
        help=tuple(presenting.help_for(result)),
        numbers=_numbers(result, asked, before, after),
        base=presenting.base(result),
        picture=_picture(study, before, after),
        ways=presenting.movements(result),
        next_door=presenting.next_door(result),
        sure=telling.how_sure(result) or presenting.NO_POOL,
        weaknesses=tuple(warning["sentence"] for warning in result["warnings"]),
        mathematics=tuple(presenting.mathematics(result, before, after, float(asked.get("alpha", 0.05)))),
        attribution=presenting.attribution(study.area.source if study.area else ""),
    )


def _numbers(result: Mapping[str, Any], asked: Mapping[str, Any], before: Months, after: Months) -> Table:
    shared, one, other = presenting.headings(before, after)
    crimes = presenting.crimes_in_words(asked["crime_types"])
    caption = _("%(crimes)s, recorded from %(when)s") if shared else _("%(crimes)s, recorded before and after")
    columns = [
        Column(_("Place")),
        Column(one, numeric=True),
        Column(other, numeric=True),
        Column(_("Change"), numeric=True),
    ]
    rows = [
        (_(row.place), f"{row.before:,}", f"{row.after:,}", row.change)
        for row in presenting.rows(result, before, after)
    ]
    return Table(caption % {"crimes": crimes, "when": shared}, columns, rows, id="study-numbers")


def _picture(study: Study, before: Months, after: Months) -> Picture:
    series = study.series
    roles = [role for role in presenting.PLACES if role.value in series["before"]]
    panels = tuple(_panel(role, series, before, after) for role in roles[:MOST_PANELS])
    areas = _areas(series.get("areas", ()))
    return Picture(
        panels=panels,
        labels=tuple(presenting.month_labels(before, after)),
        top=scale_of(panel.lines for panel in panels),
        monthly=_monthly(roles, series),
        areas=areas,
        said=_said(areas),
        is_partial=len(series.get("areas", ())) > MOST_DRAWN,
    )


def _panel(role: Role, series: Mapping[str, Any], before: Months, after: Months) -> Panel:
    length = max(len(before), len(after))
    lines = (
        Line(presenting.period(before), _filled(series["before"][role.value], length), "before"),
        Line(presenting.period(after), _filled(series["after"][role.value], length), KIND_OF_ROLE[role.value]),
    )
    title = _(presenting.PLACES[role])
    said = _("%(title)s: recorded crimes each month, %(before)s and %(after)s. The table below holds every figure.")
    return Panel(
        title, lines, said % {"title": title, "before": presenting.period(before), "after": presenting.period(after)}
    )


def _filled(values: Sequence[int], length: int) -> list[float | None]:
    return [*values, *[None] * (length - len(values))]


def _monthly(roles: Sequence[Role], series: Mapping[str, Any]) -> Table:
    columns = [Column(_("Month")), *(Column(_(presenting.PLACES[role]), numeric=True) for role in roles)]
    rows = [
        (in_words(month), *(f"{series[period][role.value][at]:,}" for role in roles))
        for period in ("before", "after")
        for at, month in enumerate(series[period]["months"])
    ]
    return Table(_("Recorded crimes each month"), columns, rows, id="study-monthly")


def _areas(known: Sequence[Mapping[str, Any]]) -> tuple[Area, ...]:
    """Give the areas of the map: all of them where they are few, else those that have a part in the study, without the
    places compared with, which may lie far away."""
    few = len(known) <= MOST_DRAWN
    shown = {row["id"]: row for row in known if few or KIND_OF_ROLE.get(row["role"]) in {"worked", "next"}}
    places = Place.objects.filter(code__in=shown, boundary__isnull=False)
    outlines = {place.code: list(rings(place.boundary)) for place in places if place.boundary}
    kinds = [KIND_OF_ROLE.get(row["role"], "else") for row in shown.values()]
    return tuple(
        Area(
            name=row["name"],
            rings=outlines.get(code, ()),
            kind=kind,
            label=row["name"] if kind == "worked" and kinds.count(kind) <= MOST_LABELLED else "",
        )
        for (code, row), kind in zip(shown.items(), kinds, strict=True)
    ) + _far_away(known, few)


def _far_away(known: Sequence[Mapping[str, Any]], few: bool) -> tuple[Area, ...]:
    """Give the places compared with that are not drawn, so that the list beside the map names them still."""
    if few:
        return ()
    return tuple(Area(row["name"], (), "compared") for row in known if KIND_OF_ROLE.get(row["role"]) == "compared")


def _said(areas: Sequence[Area]) -> str:
    worked, beside, compared = (sum(area.kind == kind for area in areas) for kind in ("worked", "next", "compared"))
    said = _("Map of %(all)s areas: %(worked)s where we worked, %(next)s next door, %(compared)s compared with.")
    return (
        said % {"all": len(areas), "worked": worked, "next": beside, "compared": compared}
        + " "
        + _("The list beside it names them.")
    )
