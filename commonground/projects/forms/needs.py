"""What may be typed about a need?

*Source:* R103.
"""

from collections.abc import Sequence
from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm, Form, Textarea
from commonground.projects.rules.needs import HAD_BY, SAYS

Pairs = Sequence[tuple[str, Any]]
LONG = 2000


class NeedForm(Form):
    """A need, in the words of those who have it."""

    title = fields.CharField(
        label=_(SAYS["title"]), max_length=120, help_text=_("What is missing, not what would mend it")
    )
    area = fields.ChoiceField(label=_("Area"))
    who = fields.CharField(
        label=_(SAYS["who"]), max_length=300, help_text=_("For example: the late shift of eleven shops")
    )
    what = fields.CharField(label=_(SAYS["what"]), max_length=LONG, widget=Textarea(rows=4))
    where = fields.CharField(label=_(SAYS["where"]), max_length=300)
    how_known = fields.CharField(
        label=_(SAYS["how_known"]),
        max_length=LONG,
        widget=Textarea(rows=3),
        help_text=_("Figures with their source, or what was seen and by whom"),
    )
    must_do = fields.CharField(
        label=_(SAYS["must_do"]),
        max_length=LONG,
        widget=Textarea(rows=3),
        help_text=_("What any answer has to do, whichever it is"),
    )

    def __init__(self, areas: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Choose an area")), *areas]


class ConfirmNeedForm(Form):
    """How a need shows with somebody else who has it."""

    words = fields.CharField(
        label=_("How does it show with you?"), required=False, max_length=300, widget=Textarea(rows=3)
    )


class NeedFilter(FilterForm):
    """What narrows the list of needs."""

    q = fields.CharField(label=_("Search in needs"), required=False, max_length=100)
    had_by = fields.ChoiceField(label=_("Who has it"), required=False, choices=[("", _("All")), *HAD_BY.items()])
