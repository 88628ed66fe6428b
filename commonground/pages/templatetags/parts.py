"""How does a template wrap content in a component? Block tags, as in `{% sheet "Title" %}…{% endsheet %}`.

`{% error_summary form %}` stands at the head of every page with a form. Components without content of their own are
includes: `pages/parts/….html`, each with its data named at its head.

*Source:* the look, sections 5 to 7; the component libraries' own pages for details, inset text and warning text.
"""

import re
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commonground.pages.templatetags import look

register = template.Library()


def identifier(title: str, given: str = "") -> str:
    """Make the id of a heading from its words, or take the one that is given."""
    return given or f"h-{slugify(title)[:40]}"


def heading(title: str, level: int, anchor: str, css: str = "govuk-heading-m") -> SafeString:
    """Write a heading that its section can be named by."""
    return format_html('<h{} class="{}" id="{}">{}</h{}>', level, css, anchor, title, level)


@register.simple_block_tag
def sheet(content: str, title: str = "", level: int = 2, id: str = "", css: str = "") -> SafeString:
    """Put what belongs together on white paper, under a heading when it has one. Sheets are never nested."""
    if not title:
        return format_html('<div class="cg-sheet {}">{}</div>', css, content)
    anchor = identifier(title, id)
    return format_html(
        '<section class="cg-sheet {}" aria-labelledby="{}">{}{}</section>',
        css,
        anchor,
        heading(title, level, anchor),
        content,
    )


@register.simple_block_tag
def section(content: str, title: str, level: int = 2, id: str = "", size: str = "l") -> SafeString:
    """Open a part of the page under a heading."""
    anchor = identifier(title, id)
    return format_html(
        '<section class="cg-section" aria-labelledby="{}">{}{}</section>',
        anchor,
        heading(title, level, anchor, f"govuk-heading-{size}"),
        content,
    )


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """Fold away what few readers need; paper shows it open."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        SafeString(" open" if open else ""),
        summary,
        content,
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Set a passage apart from the text around it."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """Warn of a consequence before it can happen."""
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">{}</span> {}</strong></div>',
        _("Warning"),
        content,
    )


@register.simple_block_tag
def panel(content: str, title: str, over: str = "", police: str = "", security: str = "") -> SafeString:
    """Confirm that something was done, at the head of the page that follows; with what each side has confirmed."""
    drawn = look.pair(police, security, "cg-panel__mark") if police and security else ""
    above = format_html('<span class="cg-over">{}</span>', over) if over else ""
    return format_html(
        '<div class="cg-panel">{}<div><h1 class="govuk-heading-xl">{}{}</h1>{}</div></div>',
        drawn,
        above,
        title,
        content,
    )


@register.simple_block_tag
def buttons(content: str) -> SafeString:
    """Set the buttons of a form in a row; one main button a page."""
    return format_html('<div class="govuk-button-group">{}</div>', content)


@register.simple_block_tag
def see(content: str, title: str = "", you: str = "", because: str = "", level: int = 2) -> SafeString:
    """Say who can see this, and why: you first, then a `dl` of each version, then who cannot."""
    said = title or _("Who can see this, and why")
    anchor = identifier(said)
    mine = format_html('<p class="cg-see__you"><strong>{}</strong> {}</p>', you, because) if you else ""
    return format_html(
        '<aside class="cg-see" aria-labelledby="{0}"><h{1} class="govuk-heading-m cg-with-icon" id="{0}">{2}{3}</h{1}>'
        "{4}{5}</aside>",
        anchor,
        level,
        look.icon("eye"),
        said,
        mine,
        content,
    )


@register.simple_block_tag
def verdict(content: str, words: str, level: int | None = None, firmness: str = "") -> SafeString:
    """Say a result in words first, its size in the content, its firmness beside it; the edge never judges."""
    firm = format_html("<p>{}</p>", look.firmness(level, firmness)) if level else ""
    return format_html(
        '<div class="cg-verdict{}"><div><p class="cg-verdict__words">{}</p>{}</div>{}</div>',
        " cg-verdict--with-firm" if level else "",
        words,
        content,
        firm,
    )


@register.simple_block_tag
def answer(content: str, title: str, over: str = "", kind: str = "yes") -> SafeString:
    """Answer a question at the head of a page: yes, not-yet or no."""
    css = {"yes": "", "not-yet": " cg-answer--not-yet", "no": " cg-answer--no"}[kind]
    above = format_html('<p class="cg-progress">{}</p>', over) if over else ""
    return format_html(
        '<div class="cg-answer{}">{}<h1 class="govuk-heading-xl">{}</h1>{}</div>', css, above, title, content
    )


@register.simple_block_tag
def scroll(content: str, labelled_by: str) -> SafeString:
    """Let a wide table scroll inside its own sheet, reached by keyboard and named by its caption's id."""
    return format_html(
        '<div class="cg-sheet cg-scroll" role="region" aria-labelledby="{}" tabindex="0">{}</div>', labelled_by, content
    )


@register.simple_tag
def emergency() -> SafeString:
    """Say first what this is not: the one line on alerts, reporting, sharing and contacts, never closable."""
    return SafeString(render_to_string("pages/parts/emergency.html"))


@register.simple_tag(takes_context=True)
def pages_of(context: template.Context, page: Any, name: str = "page") -> SafeString:
    """Link to the other pages of a list (a Django page object), keeping the rest of the address's question."""
    request = context.get("request")
    query = request.GET.copy() if request else None

    def address(number: int) -> str:
        if query is None:
            return f"?{name}={number}"
        query[name] = str(number)
        return f"?{query.urlencode()}"

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    numbers = [{"number": n, "url": address(n) if isinstance(n, int) else "", "here": n == page.number} for n in shown]
    before = address(page.previous_page_number()) if page.has_previous() else ""
    after = address(page.next_page_number()) if page.has_next() else ""
    said = {"page": page, "numbers": numbers, "before": before, "after": after}
    return SafeString(render_to_string("pages/parts/pagination.html", said))


@register.filter
def tel(number: str) -> str:
    """Write a telephone number as the address that a phone can call."""
    return "tel:" + re.sub(r"[^0-9+]", "", str(number))


@register.inclusion_tag("pages/parts/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """List what is wrong at the head of the page, each line a link to its field."""
    problems: list[tuple[str, str]] = []
    for form in forms:
        if not form:
            continue
        for name, errors in form.errors.items():
            target = form[name].first_id if name in form.fields and not form[name].is_hidden else ""
            problems += [(target, message) for message in errors]
    return {"problems": problems}


@register.inclusion_tag("pages/parts/stale.html")
def stale(form: Any) -> dict[str, Any]:
    """Show both texts where somebody else saved first; nothing otherwise."""
    return {"rows": getattr(form, "differences", [])}
