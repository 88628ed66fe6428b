"""How do a control's attributes become markup? The one tag that only the form templates use.

*Source:* the look, section 6.
"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

# Attributes that the template turns into something else
CONSUMED = {"class", "width", "maxlength", "minlength", "legend"}


@register.simple_tag
def attributes(attrs: Mapping[str, Any], base: str, errors: bool = True) -> SafeString:
    """Write a control's attributes with its class, its width and its error state."""
    css = [base, str(attrs.get("class", ""))]
    width = attrs.get("width")
    if width:
        css.append(f"govuk-input--width-{width}" if str(width).isdecimal() else f"govuk-!-width-{width}")
    if errors and attrs.get("aria-invalid"):
        css.append(f"{base.split(maxsplit=1)[0]}--error")
    given = [(key, value) for key, value in attrs.items() if key not in CONSUMED and value not in (None, False)]
    written = format_html_join(
        "", " {}{}", ((key, "" if value is True else format_html('="{}"', value)) for key, value in given)
    )
    return format_html('class="{}"{}', " ".join(filter(None, css)), written)
