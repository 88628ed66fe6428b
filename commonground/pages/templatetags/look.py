"""How does a template show a mark, a drawing, a status, a date? `{% load look %}`.

Colour is never alone: each of these brings its shape and its word with it.

*Source:* the look, sections 2, 3, 5, 7, 8 and 11; R59, R201.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commonground.pages import drawing, words
from commonground.pages.icons import ICONS

register = template.Library()

# What a status is called in a template -> the class that tints it and the sign beside its word
STATES = {
    "agreed": ("agreed", "tick"),
    "due": ("due", "clock"),
    "waiting": ("waiting", "waiting"),
    "progress": ("doing", ""),
    "none": ("later", ""),
    "oncourse": ("agreed", "tick"),
    "care": ("due", "eye"),
    "problem": ("problem", "alert"),
}
TLP = {"RED": "red", "AMBER": "amber", "AMBER+STRICT": "amber", "GREEN": "green", "CLEAR": "clear"}
CLASSIFICATIONS = ("OFFICIAL", "OFFICIAL-SENSITIVE")


def shapes_markup(shapes: Iterable[drawing.Shape]) -> SafeString:
    """Write shapes as SVG elements."""
    return format_html_join(
        "",
        '<{} {} class="{}"/>',
        ((s.tag, format_html_join(" ", '{}="{}"', s.attributes), s.css) for s in shapes),
    )


def svg(shapes: Iterable[drawing.Shape], box: str, css: str = "", align: str = "") -> SafeString:
    """Wrap shapes in an image that is silent to screen readers; its size on the page without a style sheet is small."""
    _x, _y, width, height = box.split()
    return format_html(
        '<svg class="{}" viewBox="{}" width="{}" height="{}"{} aria-hidden="true" focusable="false">{}</svg>',
        css,
        box,
        width,
        height,
        format_html(' preserveAspectRatio="{}"', align) if align else "",
        shapes_markup(shapes),
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one of the sixteen signs; refuses a name that is not among them."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"There is no icon “{name}”: {', '.join(ICONS)}.")
    return format_html(
        '<svg class="cg-icon" viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" '
        'aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),
    )


@register.simple_tag
def mark(css: str = "") -> SafeString:
    """Draw the mark: circle, square and the ground that they share."""
    return svg(drawing.mark(), drawing.PAIR_BOX, css)


@register.simple_tag
def side(which: Any, of: str = "") -> SafeString:
    """Show a side as shape and word, with the organisation's name after it when given; nothing for no side."""
    key = str(which or "")
    if key not in words.SIDES:
        return SafeString("")
    shapes: dict[str, tuple[drawing.Shape, str, str]] = {
        "police": (drawing.circle(8, 8, 7, "cg-fill-police"), "0 0 16 16", "cg-shape"),
        "security": (drawing.square(1.5, 1.5, 13, "cg-fill-security"), "0 0 16 16", "cg-shape"),
    }
    if key == "both":
        drawn = svg(drawing.mark(), drawing.PAIR_BOX, "cg-shape--pair")
    elif key in shapes:
        shape, box, css = shapes[key]
        drawn = svg((shape,), box, css)
    else:
        drawn = SafeString("")
    said = f"{words.SIDES[key]}, {of}" if of else words.SIDES[key]
    return format_html('<span class="cg-side cg-side--{}">{}{}</span>', key, drawn, said)


@register.simple_tag
def pair(police: str, security: str, css: str = "cg-shape--pair") -> SafeString:
    """Draw what each side has confirmed: none, started or confirmed. Say it in words beside it."""
    return svg(drawing.pair(police, security), drawing.PAIR_BOX, css)  # type: ignore[arg-type]


@register.simple_tag
def between(nearness: str) -> SafeString:
    """Draw what lies between two answers: same, close, apart, or empty for not compared yet."""
    box, shapes = drawing.between(nearness)
    return svg(shapes, box, "cg-between", "xMinYMid meet")


@register.filter
def between_words(nearness: str) -> str:
    """Name what lies between two answers: "Same ground", "Close", "Apart", "Not compared yet"."""
    return str(words.BETWEEN.get(nearness or "", words.BETWEEN[""]))


@register.simple_tag
def state(kind: str, said: str = "") -> SafeString:
    """Show a status: its word, tinted, with its sign; the word is the kind's own unless given."""
    if kind not in STATES:
        raise template.TemplateSyntaxError(f"There is no state “{kind}”: {', '.join(STATES)}.")
    css, sign = STATES[kind]
    return format_html(
        '<span class="cg-state cg-state--{}">{}{}</span>', css, icon(sign) if sign else "", said or words.STATES[kind]
    )


@register.simple_tag
def firmness(level: int, said: str = "") -> SafeString:
    """Show how firm the evidence is: layers of ground, "Firmness 3 of 5", and what that level is."""
    return format_html(
        '<span class="cg-firm">{}<span><strong>{}</strong><span>{}</span></span></span>',
        svg(drawing.firmness(int(level)), "0 0 46 40"),
        _("Firmness %(level)s of 5") % {"level": level},
        said or words.FIRMNESS[int(level)],
    )


@register.simple_tag
def marking(label: str) -> SafeString:
    """Show a marking exactly: TLP 2.0 in its own colours on black, a classification as ink in an ink frame."""
    plain = str(label or "").upper().removeprefix("TLP:")
    if plain in TLP:
        return format_html('<span class="cg-marking cg-marking--{}">TLP:{}</span>', TLP[plain], plain)
    if plain in CLASSIFICATIONS:
        return format_html('<span class="cg-gsc">{}</span>', plain)
    if not plain:
        return SafeString("")
    raise template.TemplateSyntaxError(f"“{label}” is not a marking of TLP 2.0 or a classification.")


@register.inclusion_tag("pages/parts/journey.html")
def journey(steps: Sequence[Any]) -> dict[str, Any]:
    """Draw the two lines through the ten steps, long for a desk and short for a phone, and say them in words."""
    steps = list(steps)
    laid_out = drawing.journey(steps)
    groups = [(group, words.GROUPS[group.key]) for group in laid_out.groups]
    return {"journey": laid_out, "said": words.journey(steps), "steps": steps, "groups": groups}


@register.simple_tag
def mini(steps: Sequence[Any]) -> SafeString:
    """Draw the short form of the journey, a column a step; say it in words beside it."""
    return _mini(tuple((step.police, step.security, bool(getattr(step, "here", False))) for step in steps))


@lru_cache(maxsize=4096)
def _mini(columns: tuple[tuple[str, str, bool], ...]) -> SafeString:
    """Draw columns of police, security, in hand: many rows of a list look alike, and each look is drawn once. Shapes of
    one class share it."""
    steps = [SimpleNamespace(police=police, security=security, here=here) for police, security, here in columns]
    by_class: dict[str, list[drawing.Shape]] = {}
    for shape in drawing.mini(steps):
        by_class.setdefault(shape.css, []).append(shape)
    groups = format_html_join("", '<g class="{}">{}</g>', ((css, _plain(found)) for css, found in by_class.items()))
    _x, _y, width, height = drawing.mini_box(steps).split()
    return format_html(
        '<svg class="cg-mini" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true" focusable="false">'
        "{2}</svg>",
        width,
        height,
        groups,
    )


def _plain(shapes: Iterable[drawing.Shape]) -> SafeString:
    """Write shapes without their classes, and the squares among them as one line, which is a third as long."""
    squares, others = [], []
    for shape in shapes:
        sizes = dict(shape.attributes)
        is_square = shape.tag == "rect" and "rx" not in sizes
        (squares if is_square else others).append((shape.tag, sizes))
    pairs = [(tag, format_html_join(" ", '{}="{}"', sizes.items())) for tag, sizes in others]
    if squares:
        line = "".join("M{x} {y}h{width}v{height}h-{width}z".format(**sizes) for _tag, sizes in squares)
        pairs.append(("path", format_html('d="{}"', line)))
    return format_html_join("", "<{} {}/>", pairs)


@register.simple_tag
def drawn(shapes: Iterable[drawing.Shape]) -> SafeString:
    """Write shapes inside an image that is already open."""
    return shapes_markup(shapes)


@register.simple_tag
def bar(value: float, largest: float, which: Any = "") -> SafeString:
    """Draw the bar of a table row; the row says the number."""
    css = f"cg-bar__fill--{which}" if str(which) in drawing.SIDES else "cg-bar__fill"
    return svg(drawing.bar(float(value or 0), float(largest or 0), css), "0 0 100 10", "cg-bar", "none")


@register.inclusion_tag("pages/parts/empty.html")
def empty(title: str, text: str = "", url: str = "", link: str = "", level: int = 3) -> dict[str, Any]:
    """Show an empty place: what will appear here, why it is empty, and one link."""
    return {"title": title, "text": text, "url": url, "link": link, "level": level}


@register.inclusion_tag("pages/parts/waiting.html")
def waiting(whom: str, what: str = "", said: str = "", look_again: date | None = None) -> dict[str, Any]:
    """Name whom we wait for, what for, what they said, and when we look again; no days late, no count."""
    return {"whom": whom, "what": what, "said": said, "look_again": look_again}


@register.simple_tag(name="day")
def day_tag(value: date | datetime | None, weekday: bool = False, year: bool = True) -> str:
    """Write a day in the house's way."""
    return words.day(value, weekday=weekday, year=year)


@register.simple_tag(name="span")
def span_tag(starts: date, ends: date) -> str:
    """Write a range of days in the house's way."""
    return words.span(starts, ends)


@register.simple_tag(name="ago")
def ago_tag(value: date | datetime | None) -> str:
    """Say how long ago a day was."""
    return words.ago(value)


@register.simple_tag(name="moment")
def moment_tag(value: datetime | None) -> str:
    """Write a day and a time."""
    return words.moment(value)


register.filter("day", words.day)
register.filter("ago", words.ago)
register.filter("clock", words.clock)
register.filter("moment", words.moment)
register.filter("in_words", words.in_words)
register.filter("listed", words.listed)


@register.filter
def breakable(address: str) -> SafeString:
    """Write an e-mail address so that a narrow screen breaks it after the @ sign, and not within a word."""
    return format_html_join(mark_safe("@<wbr>"), "{}", ((part,) for part in str(address).split("@")))
