"""How is a figure of a collaboration written? With commas, without needless decimals, and in words where it is missing.

*Source:* the look, section 11; R10.
"""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def figure(value: Any) -> str:
    """Write a number for a sentence or a table cell; "not known" for None."""
    if value in (None, ""):
        return _("not known")
    number = Decimal(str(value))
    return f"{number:,.0f}" if number == number.to_integral() else f"{number.normalize():,f}"
