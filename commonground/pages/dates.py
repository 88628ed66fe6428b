"""How is a date typed? In three parts, day, month and year, each wrong in its own way.

*Source:* the look, section 11; the component library's guidance on dates.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from commonground.pages import words

PARTS = ("day", "month", "year")
EXAMPLE = gettext_lazy("for example 27 9 2026")


class DateParts(forms.MultiWidget):
    """Three short boxes: day, month, year."""

    template_name = "pages/forms/widgets/date_parts.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = {part: forms.TextInput({"inputmode": "numeric"}) for part in PARTS}
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Take a date apart; nothing gives three empty boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the label and the width of each box."""
        context = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Month"), _("Year"))
        for box, part, label in zip(context["widget"]["subwidgets"], PARTS, labels, strict=True):
            box["part"], box["label"] = part, label
            box["attrs"]["width"] = 4 if part == "year" else 2
        return context


class DateField(forms.Field):
    """A date typed as day, month and year; a month's name will do. Refuses with the one sentence that helps."""

    widget = DateParts

    def to_python(self, value: Any) -> date | None:
        """Put the parts together; None when nothing was typed."""
        if value is None or isinstance(value, date):
            return value
        typed = [str(part or "").strip() for part in value]
        if not any(typed):
            return None
        self._refuse_what_is_missing(typed)
        day, month, year = typed[0], month_number(typed[1]), typed[2]
        if not (day.isdecimal() and len(day) <= 2 and month and year.isdecimal()):
            raise ValidationError(_("Enter the date in numbers, %(example)s") % {"example": EXAMPLE}, "invalid")
        if len(year) != 4:
            raise ValidationError(_("Enter the year with four figures, %(example)s") % {"example": EXAMPLE}, "year")
        try:
            return date(int(year), month, int(day))
        except ValueError:
            said = {"typed": f"{day} {typed[1]} {year}", "example": EXAMPLE}
            raise ValidationError(
                _("There is no %(typed)s. Enter a real date, %(example)s") % said, "no_such"
            ) from None

    def _refuse_what_is_missing(self, typed: list[str]) -> None:
        names = {"day": _("the day"), "month": _("the month"), "year": _("the year")}
        missing = [names[part] for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            said = {"missing": words.listed(missing), "example": EXAMPLE}
            raise ValidationError(_("Add %(missing)s to the date, %(example)s") % said, "incomplete")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another date was typed; what cannot be read counts as changed."""
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


def month_number(text: str) -> int:
    """Read a month: its number, its name or the name's first letters (three or more), in English or the reader's words.

    Gives 0 for what is no month; a number of two figures outside 1 to 12 is kept for the calendar to refuse.
    """
    if text.isdecimal():
        return int(text) if len(text) <= 2 else 0
    start = text.casefold().rstrip(".")
    if len(start) < 3:
        return 0
    for language in (get_language(), None):
        with override(language):
            found = [number for number, name in MONTHS.items() if str(name).casefold().startswith(start)]
        if len(found) == 1:
            return found[0]
    return 0


def about(value: Any) -> str:
    """Say what is in the boxes: a date in words, or the parts as they were typed."""
    if isinstance(value, date):
        return words.day(value)
    parts = [str(part) for part in value or () if part]
    try:
        found = DateField(required=False).to_python(value)
    except ValidationError:
        return " ".join(parts)
    return words.day(found) if found else _("Nothing")
