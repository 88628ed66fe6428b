"""What has been published about a programme? Its dates, and each figure with the document that says so.

*Source:* R50, R138-R140, R246, R280; the programme's record is kept as data (`people.Programme`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commonground.pages import words
from commonground.pages.tables import Column, Table
from commonground.people.models import Logo, Programme
from commonground.people.queries.logos import logo_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A programme with its history as rows and its figures as a table; both may be empty."""

    programme: Programme
    events: list[dict[str, str]]
    figures: Table | None
    logo: Logo | None = None


def of(programme: Programme) -> Shown:
    """Prepare one programme for its page."""
    events = [{**event, "when": when(event["when"])} for event in programme.timeline]
    return Shown(programme, events, _table(programme) if programme.figures else None, logo_of(programme))


def when(text: str) -> str:
    """Write a date that is as exact as its document: "2015", "December 2014" or "27 September 2016"."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return words.day(date(*parts))
    return f"{MONTHS[parts[1]]} {parts[0]}" if len(parts) == 2 else text


def _table(programme: Programme) -> Table:
    columns = (Column(_("What")), Column(_("As published")), Column(_("What that is")), Column(_("Document")))
    rows = [
        (figure["label"], f"“{figure['published_as']}”", _meaning(figure), figure["source"])
        for figure in programme.figures
    ]
    caption = _("Published figures of %(name)s") % {"name": programme.short_name}
    return Table(caption, columns, rows, id=f"figures-{programme.pk}", stack=True)


def _meaning(figure: Mapping[str, Any]) -> Any:
    """Say what a published value is: how many people, that it is rounded, or that its base is not known."""
    said = []
    if figure.get("people") is not None:
        said.append(_("%(n)s of those who answered") % {"n": figure["people"]})
    if figure.get("approximate"):
        said.append(_("Rounded by the document"))
    if figure.get("note"):
        said.append(_(figure["note"]))
    if not said:
        said.append(f"{figure['value']} {_(figure['unit'])}")
    return format_html("{}", ". ".join(text.rstrip(".") for text in said) + ".")
