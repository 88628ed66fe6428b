"""How is it said? Dates, spans, counts and the sentences that stand for drawings, in the house's way of writing.

*Source:* the look, section 11.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

NUMBERS = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
)

SIDES = {
    "police": gettext_lazy("Police"),
    "security": gettext_lazy("Security"),
    "both": gettext_lazy("Both sides"),
    "oversight": gettext_lazy("Oversight"),
    "community": gettext_lazy("Community"),
}

FIRMNESS = {
    1: gettext_lazy("A single look"),
    2: gettext_lazy("Before and after"),
    3: gettext_lazy("Compared with similar places"),
    4: gettext_lazy("Many places compared"),
    5: gettext_lazy("Chosen by lot"),
}

STATES = {
    "agreed": gettext_lazy("Both confirmed"),
    "due": gettext_lazy("Due from you"),
    "waiting": gettext_lazy("Waiting"),
    "progress": gettext_lazy("In progress"),
    "none": gettext_lazy("Not started"),
    "oncourse": gettext_lazy("On course"),
    "care": gettext_lazy("Needs care"),
    "problem": gettext_lazy("There is a problem"),
}

GROUPS = {
    "set-up": gettext_lazy("Set up"),
    "do": gettext_lazy("Do"),
    "finish": gettext_lazy("Finish"),
}

BETWEEN = {
    "same": gettext_lazy("Same ground"),
    "close": gettext_lazy("Close"),
    "apart": gettext_lazy("Apart"),
    "": gettext_lazy("Not compared yet"),
}


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def day(value: date | datetime | None, *, weekday: bool = False, year: bool = True) -> str:
    """Write a day as "20 November 2026", with its weekday where people plan by it; nothing for None."""
    if value is None:
        return ""
    return date_format(_local(value), ("l " if weekday else "") + "j F" + (" Y" if year else ""))


def clock(value: datetime | None) -> str:
    """Write a time of day as "5:30pm", "9am", "noon" or "midnight"; nothing for None."""
    if value is None:
        return ""
    local = _local(value)
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return _("noon") if local.hour else _("midnight")
    hour, half = local.hour % 12 or 12, _("am") if local.hour < 12 else _("pm")
    return f"{hour}:{local.minute:02d}{half}" if local.minute else f"{hour}{half}"


def moment(value: datetime | None) -> str:
    """Write a day and a time as "20 November 2026, 5:30pm"; nothing for None."""
    return f"{day(value)}, {clock(value)}" if value else ""


def span(starts: date, ends: date) -> str:
    """Write a range of days, saying month and year once where they are the same: "5 to 31 October 2026"."""
    first, last = _local(starts), _local(ends)
    if (first.year, first.month) == (last.year, last.month):
        opening = date_format(first, "j")
    else:
        opening = day(first, year=first.year != last.year)
    return _("%(first)s to %(last)s") % {"first": opening, "last": day(last)}


def ago(value: date | datetime | None, today: date | None = None) -> str:
    """Say how long ago a day was, or how soon it comes: "12 days ago", "yesterday", "in 3 months"; nothing for None."""
    if value is None:
        return ""
    local = _local(value)
    then = local.date() if isinstance(local, datetime) else local
    days = ((today or timezone.localdate()) - then).days
    near = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    if days in near:
        return near[days]
    length = _length(abs(days))
    return _("%(length)s ago") % {"length": length} if days > 0 else _("in %(length)s") % {"length": length}


def _length(days: int) -> str:
    if days < 60:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if days < 730:
        months = round(days / 30.44)
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    years = days // 365
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


def in_words(count: int) -> str:
    """Write a count for a sentence: words up to ten, figures above."""
    return str(NUMBERS[count]) if 0 <= count <= 10 else f"{count:,}"


def listed(items: Iterable[Any]) -> str:
    """Join with commas and a last "and": "1, 2 and 3"."""
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    return _("%(all_but_last)s and %(last)s") % {"all_but_last": ", ".join(texts[:-1]), "last": texts[-1]}


def _steps(numbers: Sequence[int]) -> str:
    return ngettext("step %(which)s", "steps %(which)s", len(numbers)) % {"which": listed(numbers)}


def journey(steps: Sequence[Any]) -> str:
    """Say in words everything that the drawing of the journey shows, for those who hear it."""
    told: list[str] = []
    for template, holds in _journey_rules():
        numbers = [step.number for step in steps if holds(step)]
        if numbers:
            told.append(template % {"steps": _steps(numbers)})
    for step in steps:
        if getattr(step, "here", False):
            told.append(_("Step %(number)s is in hand") % {"number": step.number} + _note(step))
        elif getattr(step, "note", ""):
            told.append(_("Step %(number)s") % {"number": step.number} + _note(step))
    sentences = [_("The ten steps"), *told, _("The lists below say the same")]
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)


def _note(step: Any) -> str:
    return f": {step.note}" if getattr(step, "note", "") else ""


def _journey_rules() -> tuple[tuple[str, Any], ...]:
    def state(police: set[str], security: set[str]) -> Any:
        return lambda step: step.police in police and step.security in security

    yes, no = {"confirmed"}, {"none", "started"}
    return (
        (_("both sides have confirmed %(steps)s"), state(yes, yes)),
        (_("on %(steps)s the police side has confirmed and the security side has not"), state(yes, no)),
        (_("on %(steps)s the security side has confirmed and the police side has not"), state(no, yes)),
        (
            _("%(steps)s: begun, and not confirmed yet"),
            lambda step: (
                "confirmed" not in (step.police, step.security) and (step.police, step.security) != ("none",) * 2
            ),
        ),
        (_("not started: %(steps)s"), state({"none"}, {"none"})),
    )
