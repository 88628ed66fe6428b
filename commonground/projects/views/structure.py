"""How is the structure drawn? As SVG that carries its own words; on paper with colours of its own.

*Source:* R12; the look, sections 3, 7 and 8.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import structure as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.models import Collaboration
from commonground.projects.queries import recorded
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.guide.partnership import SHAPE
from commonground.projects.rules.record import Record
from commonground.projects.rules.structure import Structure, about, in_words, link_in_words, short_words, structure_of
from commonground.projects.rules.structure_drawing import DASHES, WIDE, Arrow, Box, drawing_of, head_of
from commonground.projects.rules.structure_ready import READY
from commonground.projects.views.around import sent, step_address, step_frame

# What a class of the style sheet means where there is none: on paper, in a word processor, in an e-book
PAPER = {
    "cg-fill-police": 'fill="#2c4a9a"',
    "cg-fill-security": 'fill="#a5480a"',
    "cg-fill-ground": 'fill="#14463d"',
    "cg-fill-ground cg-gap": 'fill="#14463d" stroke="#ffffff" stroke-width="1.5"',
    "cg-structure__box": 'fill="#ffffff" stroke="#757a7e" stroke-width="1.5"',
    "cg-structure__line": 'fill="none" stroke="#1b2530" stroke-width="1.75"',
    "cg-structure__head": 'fill="#1b2530" stroke="#1b2530" stroke-width="1"',
    "cg-structure__head--open": 'fill="#ffffff" stroke="#1b2530" stroke-width="1.75"',
    "cg-structure__name": 'font-size="13" text-anchor="middle" fill="#1b2530"',
}


def shown(record: Record) -> dict[str, Any] | None:
    """Give the structure for a page: the picture, every body and every link in words; None before a body is named."""
    structure = structure_of(record.part("bodies"), record.part("links"))
    if not structure.bodies:
        return None
    return {
        "picture": picture(structure),
        "bodies": [{"side": body.side, "name": body.name, "said": about(body)} for body in structure.bodies],
        "links": [link_in_words(structure, link) for link in structure.links],
        "short": short_words(structure),
    }


def picture(structure: Structure, *, on_paper: bool = False) -> SafeString:
    """Draw the structure; the words that say the same are inside."""
    drawing = drawing_of(structure)
    inside = [*(_arrow(arrow, on_paper) for arrow in drawing.arrows)]
    for box in drawing.boxes:
        inside += _box(box, on_paper)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" role="img"'
        ' aria-labelledby="structure-title structure-words"><title id="structure-title">{}</title>'
        '<desc id="structure-words">{}</desc>{}</svg>',
        *(f"{WIDE:g}", f"{drawing.height:g}", f"{WIDE:g}", f"{drawing.height:g}"),
        _("How the two sides are joined"),
        in_words(structure),
        format_html_join("", "{}", ((one,) for one in inside)),
    )


def _paint(css: str, on_paper: bool) -> SafeString:
    return mark_safe(PAPER[css]) if on_paper else format_html('class="{}"', css)


def _arrow(arrow: Arrow, on_paper: bool) -> SafeString:
    dashes = format_html(' stroke-dasharray="{}"', DASHES[arrow.how]) if DASHES[arrow.how] else ""
    line = format_html('<path d="{}" {}{}/>', arrow.line, _paint("cg-structure__line", on_paper), dashes)
    if arrow.how == "advises":
        x, y = (arrow.tip[0] - arrow.towards[0] * 4.5, arrow.tip[1] - arrow.towards[1] * 4.5)
        paint = _paint("cg-structure__head", on_paper)
        return line + format_html('<circle cx="{}" cy="{}" r="4" {}/>', f"{x:.4g}", f"{y:.4g}", paint)
    css = "cg-structure__head" if arrow.how == "decides" else "cg-structure__head--open"
    return line + format_html('<polygon points="{}" {}/>', head_of(arrow), _paint(css, on_paper))


def _box(box: Box, on_paper: bool) -> Iterator[SafeString]:
    yield format_html(
        '<rect x="{}" y="{}" width="122" height="{}" rx="6" {}/>',
        *(f"{box.x:g}", f"{box.y:g}", f"{box.height:g}"),
        _paint("cg-structure__box", on_paper),
    )
    yield _sign(box, on_paper)
    for number, words in enumerate(box.lines):
        yield format_html(
            '<text x="{}" y="{}" {}>{}</text>',
            *(f"{box.middle:g}", f"{box.y + 44 + 16 * number:g}"),
            _paint("cg-structure__name", on_paper),
            words,
        )


def _sign(box: Box, on_paper: bool) -> SafeString:
    """Draw the side's own shape: a circle, a square, or the mark where both sit together."""
    x, y = f"{box.middle:g}", f"{box.y + 17:g}"
    if box.body.side == "police":
        return format_html('<circle cx="{}" cy="{}" r="9" {}/>', x, y, _paint("cg-fill-police", on_paper))
    square = '<rect x="{}" y="{}" width="18" height="18" {}/>'
    if box.body.side == "security":
        corner = (f"{box.middle - 9:g}", f"{box.y + 8:g}")
        return format_html(square, *corner, _paint("cg-fill-security", on_paper))
    return format_html(
        '<g transform="translate({} {}) scale(0.82)"><rect x="18" y="3" width="22" height="22" {}/>'
        '<circle cx="15" cy="14" r="11" {}/><path d="M18 3.42A11 11 0 0 1 18 24.58Z" {}/></g>',
        *(f"{box.middle - 18.04:g}", f"{box.y + 5.5:g}"),
        _paint("cg-fill-security", on_paper),
        _paint("cg-fill-police", on_paper),
        _paint("cg-fill-ground cg-gap", on_paper),
    )


def begin(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Ask whether to begin with the ready bodies of the chosen shape, and record them."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, found)
    form = Form(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.begin_with_ready_set(actor=request.actor, collaboration=found)
            messages.success(request, _("The bodies are listed. Change them until they are yours."))
            return redirect(f"{step_address(found, 2)}#bodies")
    context = {
        "over": found.name,
        "heading": _("Begin with a ready structure"),
        "what": _ready_words(found),
        "button": _("List these bodies and links"),
        "cancel_url": step_address(found, 2),
        "form": form,
    }
    return render(request, "pages/confirm.html", step_frame(request.actor, found, 2, context["heading"], **context))


def _ready_words(found: Collaboration) -> list[str]:
    """Say what would be listed, or what has to be chosen first."""
    shape = recorded.answers_of(found, "architecture").first()
    if shape is None:
        return [_("Choose the shape of the relationship first.")]
    key = shape.values["shape"]
    names = [str(body["name"]) for body in READY[key].bodies]
    return [
        f"{_(SHAPE.field_named('shape').choices[key])}: {', '.join(names)}.",
        _("It is a place to start from, by Common Ground’s own rule."),
        _("You change names, rights and rhythm, and add or take out what does not fit."),
    ]  # fmt: skip
