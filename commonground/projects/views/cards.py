"""How is an answer shown? As a card of its fields, or, where there are many, as one row of a table.

*Source:* R52, R58; the look, section 8 (tables).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commonground.pages.tables import Column, Table
from commonground.projects.models import Answer, Collaboration
from commonground.projects.rules import books
from commonground.projects.rules.answers import shown
from commonground.projects.rules.guide import Field, Kind, Part
from commonground.projects.rules.guide.shapes import REFERENCES

MOST_CARDS = 4
COLUMNS = 4
Names = Mapping[str, str]


def in_words(field: Field, value: Any, names: Names) -> str:
    """Put one value into words; what is referred to by its name."""
    if field.kind in REFERENCES:
        return names.get(value, "") if value else ""
    words = shown(field, value)
    return _(words) if words and field.kind in {Kind.CHOICE, Kind.YES_NO} else words


def title_of(answer: Answer, names: Names) -> str:
    """Give the words that stand for a whole answer."""
    part = books.PARTS[answer.part]
    return in_words(part.field_named(part.title_field), answer.values.get(part.title_field), names) or part.noun


def rows_of(
    part: Part, values: Mapping[str, Any], names: Names, *, whole: bool = True, team: bool = True
) -> list[dict[str, str]]:
    """Give the fields of an answer as rows of a summary list; without `whole` those left empty, and the title's own
    unless it stands for itself, are left out; without `team` what is the team's alone."""
    rows = [
        (field, {"key": _(field.label), "value": in_words(field, values.get(field.name), names)})
        for field in part.fields
        if team or not field.for_team
    ]
    if whole:
        return [row | {"value": row["value"] or "–"} for _field, row in rows]
    return [row for field, row in rows if row["value"] and not (part.many and field.name == part.title_field)]


def card(held: Collaboration, answer: Answer, names: Names, *, editable: bool, earlier: bool = True) -> dict[str, Any]:
    """Give an answer as a summary card with its links; `earlier` is for the team, which reads all of it."""
    part = books.PARTS[answer.part]
    title = title_of(answer, names) if part.many else _(part.heading)
    return {
        "title": title,
        "rows": rows_of(part, answer.values, names, whole=False, team=earlier),
        "actions": actions_on(held, answer, editable=editable, earlier=earlier),
    }


def actions_on(held: Collaboration, answer: Answer, *, editable: bool, earlier: bool) -> list[dict[str, str]]:
    """Give the links to change, take out and read the earlier wordings of an answer, the last only where asked for."""
    to = [held.public_id, answer.public_id]
    links = []
    if editable and not books.PARTS[answer.part].sealed:
        links.append({"url": reverse("projects:answer_change", args=to), "link": _("Change")})
        links.append({"url": reverse("projects:answer_remove", args=to), "link": _("Take out")})
    if earlier and answer.version > 1:
        links.append({"url": reverse("projects:answer", args=to), "link": _("Earlier words")})
    return links


def table(held: Collaboration, part: Part, answers: Sequence[Answer], names: Names) -> Table:
    """Give many answers as a table: the title leads to the whole, and the fields that are short stand beside it."""
    short = [f for f in part.fields if f.kind not in {Kind.TEXT, Kind.YES_NO} and not f.for_team]
    beside = [f for f in short if f.name != part.title_field]
    first = {part.member, part.due, part.done} - {""}
    beside = sorted(beside, key=lambda f: f.name not in first)[:COLUMNS]
    beside.sort(key=part.fields.index)
    columns = [Column(_(part.field_named(part.title_field).label))]
    columns += [Column(_(f.label), f.kind is Kind.NUMBER) for f in beside]
    rows = [
        [_linked(held, answer, names), *(in_words(f, answer.values.get(f.name), names) or "–" for f in beside)]
        for answer in answers
    ]
    return Table(_(part.heading), columns, rows, stack=True, hidden_caption=True)


def _linked(held: Collaboration, answer: Answer, names: Names) -> str:
    address = reverse("projects:answer", args=[held.public_id, answer.public_id])
    return format_html('<a class="govuk-link cg-row-title" href="{}">{}</a>', address, title_of(answer, names))
