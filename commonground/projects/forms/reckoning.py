"""What may be typed to reckon what taking part would come to? One's own figures; each can be left out.

*Source:* R107.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm
from commonground.projects.rules.reckoning import Typed

MOST = 10_000_000


def _figure(label: Any, hint: Any = "", most: int = MOST) -> forms.DecimalField:
    between = _("Type a figure between 0 and %(most)s") % {"most": f"{most:,}"}
    return forms.DecimalField(
        label=label, help_text=hint, required=False, min_value=0, max_value=most, decimal_places=2,
        error_messages={"min_value": between, "max_value": between},
    )  # fmt: skip


class ReckoningForm(FilterForm):
    """Somebody's own figures, for a month."""

    hours_in = _figure(_("Hours a month that your people would give"))
    hour_costs = _figure(_("What an hour costs you, in pounds"))
    pounds_in = _figure(_("Other money a month, in pounds"), _("Radios, training, a share of a post."))
    hours_saved = _figure(_("Hours a month that you expect to save"), _("Waiting, statements, cleaning up, meetings."))
    losses = _figure(_("What you lose a month now, in pounds"), _("Stock, damage, closed days: from your own books."))
    share = _figure(_("Which share of that you expect not to lose, in per cent"), _("Your own guess."), 100)

    @property
    def typed(self) -> Typed:
        """The figures; what was left out counts as nothing."""
        given = self.cleaned_data
        return Typed(**{name: given[name] for name in Typed.__slots__ if given.get(name) is not None})
