"""What may be typed about when records leave?

*Source:* D4, D5.
"""

from collections.abc import Sequence
from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, FilterForm, Form, Radios, Textarea


class ReviewForm(Form):
    """Keep it, with a reason and a day, or let it go."""

    says_optional = False
    decision = fields.ChoiceField(
        label=_("Is it still needed?"),
        choices=(("keep", _("Yes, keep it until a day")), ("go", _("No, let it go now"))),
        widget=Radios(reveals={"keep": "keep_until"}),
    )
    keep_until = DateField(label=_("Until when?"), required=False)
    reason = fields.CharField(label=_("Why?"), max_length=600, widget=Textarea(rows=3))

    def clean(self) -> dict[str, Any]:
        """Ask until when something is kept that is; a day beside "let it go" means nothing."""
        given = super().clean() or self.cleaned_data
        if given.get("decision") != "keep":
            given["keep_until"] = None
        elif not given.get("keep_until") and "keep_until" not in self.errors:
            self.add_error("keep_until", _("Enter until when it is kept"))
        return given


class HoldForm(Form):
    """Why something must not leave."""

    reason = fields.CharField(
        label=_("Who needs it, and what for?"),
        max_length=300,
        help_text=_("A court, an inquiry or an investigation, and its reference"),
        widget=Textarea(rows=3),
    )


class RecordsKeptFilter(FilterForm):
    """Which kind of record to list."""

    kind = fields.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *kinds]


class SearchKeptForm(Form):
    """Whom somebody asks about, and why everything that is kept is searched for it."""

    words = fields.CharField(
        label=_("Name, registration or other words"),
        max_length=120,
        min_length=3,
        help_text=_("Everything that your organisation keeps is searched, with what has ended."),
    )
    purpose = fields.CharField(
        label=_("What for?"), max_length=200, help_text=_("For example the reference of the request. It is recorded.")
    )


class SpanForm(Form):
    """For how many days a kind is kept; `shown` is the number whose effect was said, `leaving` how many leave by it."""

    says_optional = False
    days = fields.IntegerField(label=_("For how many days?"), min_value=1, widget=fields.NumberInput({"width": 5}))
    reason = fields.CharField(
        label=_("Why is this right for your organisation?"),
        max_length=300,
        help_text=_("Your colleagues read it."),
        widget=Textarea(rows=3),
    )
    shown = fields.IntegerField(required=False, widget=fields.HiddenInput)
    leaving = fields.IntegerField(required=False, widget=fields.HiddenInput)
